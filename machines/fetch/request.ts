import { assign, sendParent, setup } from 'xstate';

/** Times that a request is sent again. */
const RETRIES = 1;

interface RequestContext {
  readonly tries: number;
  /** The answer; null before it comes, and if none does. */
  readonly text: string | null;
}

/**
 * One request: it is sent, and sent again when no answer comes in time, until an answer is handed to it or it has been tried
 * often enough. It knows no network: its parent sends for it.
 */
export const request = setup({
  types: {
    context: {} as RequestContext,
    events: {} as { readonly type: 'ANSWERED'; readonly text: string },
    output: {} as string | null,
  },
  delays: { TIMEOUT: 1000, BACKOFF: 2000 },
  guards: { mayTryAgain: ({ context }) => context.tries < RETRIES },
  actions: {
    count: assign({ tries: ({ context }) => context.tries + 1 }),
    take: assign({ text: ({ event }) => event.text }),
    send: sendParent({ type: 'TRY' }),
  },
}).createMachine({
  id: 'request',
  context: { tries: 0, text: null },
  output: ({ context }) => context.text,
  initial: 'waiting',
  // An answer that is late is an answer.
  on: { ANSWERED: { target: '.over', actions: 'take' } },
  states: {
    waiting: {
      entry: 'send',
      after: { TIMEOUT: [{ guard: 'mayTryAgain', target: 'pausing' }, { target: 'over' }] },
    },
    pausing: { after: { BACKOFF: { target: 'waiting', actions: 'count' } } },
    over: { type: 'final' },
  },
});
