import { assign, emit, setup } from 'xstate';

const client = setup({
  types: {
    context: {} as { answers: number },
    events: {} as { type: 'ASK' } | { type: 'PONG' },
    emitted: {} as { type: 'PING' },
  },
  delays: { RTO: 1000 },
  // One answer too many is enough to see: a counter that grew for ever would make endlessly many states.
  actions: { count: assign({ answers: ({ context }) => Math.min(context.answers + 1, 2) }) },
});

const idle = client.createStateConfig({ on: { ASK: 'waiting' } });

/** Asks until it is answered: no answer within the retransmission timeout (RTO), and it asks again. */
const waiting = client.createStateConfig({
  entry: emit({ type: 'PING' }),
  after: { RTO: { target: 'waiting', reenter: true } },
  on: { PONG: { target: 'answered', actions: 'count' } },
});

/** The client as one writes it first: whenever an answer comes, it counts one. */
export const hastyClient = client.createMachine({
  id: 'client',
  context: { answers: 0 },
  initial: 'idle',
  states: { idle, waiting, answered: { on: { PONG: { actions: 'count' } } } },
});

/** The same, mended: once it is answered, it takes no more answers. */
export const carefulClient = client.createMachine({
  id: 'client',
  context: { answers: 0 },
  initial: 'idle',
  states: { idle, waiting, answered: {} },
});
