import { defineModel, endpoint, oneOf } from 'allways';
import { careful, hasty } from './box.ts';
import { page } from './page.ts';

const boxes = { careful, hasty };

/** What the user may ask for. */
const TERMS = ['a', 'b'] as const;

/** A search box and a page: what is shown in the end is what was asked for last. */
export default defineModel({
  name: 'search',
  parameters: { box: oneOf('careful', 'hasty') },
  build: (p) => ({
    endpoints: {
      box: endpoint(boxes[p.box], {
        events: [...TERMS.map((term) => ({ type: 'ASK' as const, term })), { type: 'CANCEL' as const }],
        // The server finds something for the term, or cannot be reached.
        actors: {
          search: ({ input }) => ({ done: [`of ${termIn(input)}`], error: [new Error('offline')] }),
        },
      }),
      page: endpoint(page),
    },
    network: { carries: ['SHOW'], order: 'fifo', capacity: 2 },
    time: 'untimed',
  }),
  properties: ({ invariant, step, reachable }) => [
    invariant({
      name: 'what was asked last',
      sentence:
        'When nothing is on its way any more, the page shows what was asked for last, unless that failed.',
      holds: ({ endpoints: { box, page }, network }) => {
        const { term } = box.context;
        const isAtRest = box.matches('idle') && box.actors.length === 0 && network.length === 0;
        return !isAtRest || term === null || page.context.shown === `of ${term}`;
      },
    }),
    step({
      name: 'nothing after a cancel',
      sentence: 'Nothing is sent to the page for what was cancelled.',
      holds: ({ before, sent }) => sent.length === 0 || before.endpoints.box.context.term !== null,
    }),
    reachable({
      name: 'found at the second try',
      sentence: 'A request fails, and the next one finds what was asked for.',
      step: ({ action, before }) =>
        action.kind === 'answer' && action.gives === 'done' && before.endpoints.box.context.tries > 0,
    }),
  ],
  variants: {
    careful: { sentence: 'Leaving a state stops its request.', set: { box: 'careful' } },
    hasty: {
      sentence: 'Requests go on whatever the user does, and an old answer may come last.',
      set: { box: 'hasty' },
      expect: {
        'what was asked last': 'violated',
        'nothing after a cancel': 'violated',
        'found at the second try': 'unreachable',
      },
    },
  },
});

function termIn(input: unknown): string {
  return String((input as { readonly term: unknown }).term);
}
