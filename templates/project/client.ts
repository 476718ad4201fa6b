import { assign, emit, setup } from 'xstate';

/** Asks, and asks again if no answer comes in time. A hasty one counts every answer, also one that comes again. */
export const clientOf = (isCareful: boolean) =>
  setup({
    types: {
      context: {} as { answers: number },
      events: {} as { type: 'ASK' } | { type: 'PONG' },
      emitted: {} as { type: 'PING' },
    },
    delays: { RTO: 1000 },
    actions: { count: assign({ answers: ({ context }) => Math.min(context.answers + 1, 2) }) },
  }).createMachine({
    id: 'client',
    context: { answers: 0 },
    initial: 'idle',
    states: {
      idle: { on: { ASK: 'waiting' } },
      waiting: {
        entry: emit({ type: 'PING' }),
        after: { RTO: { target: 'waiting', reenter: true } },
        on: { PONG: { target: 'answered', actions: 'count' } },
      },
      answered: isCareful ? {} : { on: { PONG: { actions: 'count' } } },
    },
  });
