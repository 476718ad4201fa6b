import { defineModel, endpoint } from 'allways';
import { emit, setup } from 'xstate';
import { type Get, type Ok, pageOf } from './page.ts';

/** What the user may open. */
const TERMS = ['a', 'b'] as const;

const server = setup({ types: { events: {} as Get, emitted: {} as Ok } }).createMachine({
  id: 'server',
  on: { GET: { actions: emit(({ event: { id, term } }) => ({ type: 'OK', id, text: `of ${term}` })) } },
});

/** A page that fetches what the user opens, with retries and cancellation, from a server behind a network that loses messages. */
export default defineModel({
  name: 'fetch',
  parameters: { numbers: 4, opens: 3, capacity: 1 },
  build: (p) => ({
    endpoints: {
      page: endpoint(pageOf(p.numbers), {
        events: ({ context }) => [
          ...TERMS.filter(() => context.opened < p.opens).map((term) => ({ type: 'OPEN' as const, term })),
          { type: 'CANCEL' as const },
        ],
      }),
      server: endpoint(server),
    },
    network: { carries: ['GET', 'OK'], loss: true, order: 'fifo', capacity: p.capacity },
    time: 'untimed',
  }),
  properties: ({ invariant, reachable }) => [
    invariant({
      name: 'what was opened',
      sentence: 'What is shown is what was opened last.',
      holds: ({ endpoints: { page } }) =>
        page.context.shown === null || page.context.shown === `of ${page.context.term}`,
    }),
    invariant({
      name: 'nothing runs on',
      sentence: 'Outside of loading there is no request, and no timer of one.',
      holds: ({ endpoints: { page } }) =>
        page.matches('loading') || (page.actors.length === 0 && page.timers.length === 0),
    }),
    reachable({
      name: 'at the second try',
      sentence: 'A request that was sent again is answered.',
      state: ({ endpoints: { page } }) =>
        page.matches('loading') &&
        page.children.request?.matches('waiting') === true &&
        page.children.request.context.tries > 0,
    }),
    reachable({
      name: 'given up',
      sentence: 'A request may fail for good.',
      state: ({ endpoints: { page } }) => page.matches('failed'),
    }),
  ],
  variants: {
    numbered: { sentence: 'An answer goes to the request that it has the number of.', set: { numbers: 4 } },
    'any answer': {
      sentence: 'Whatever answer comes is taken for that to the last question.',
      set: { numbers: 1 },
      expect: { 'what was opened': 'violated' },
    },
    'one bit': {
      sentence: 'Numbers begin anew too soon: an old answer has the number of the next question but one.',
      set: { numbers: 2 },
      expect: { 'what was opened': 'violated' },
    },
  },
});
