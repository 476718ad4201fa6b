import { emit, setup } from 'xstate';

/** Answers whatever it is asked. */
export const server = setup({
  types: { events: {} as { type: 'PING' }, emitted: {} as { type: 'PONG' } },
}).createMachine({
  id: 'server',
  on: { PING: { actions: emit({ type: 'PONG' }) } },
});
