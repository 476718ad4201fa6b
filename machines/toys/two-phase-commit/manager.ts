import { emit, setup } from 'xstate';

/** May abort of its own accord only while it works: once prepared, it does as it is told. */
export const manager = setup({
  types: {
    context: {} as { readonly name: string },
    input: {} as { readonly name: string },
    events: {} as { type: 'PREPARE' } | { type: 'GIVE_UP' } | { type: 'COMMIT' } | { type: 'ABORT' },
    emitted: {} as { type: 'PREPARED'; to: 'coordinator'; manager: string },
  },
}).createMachine({
  id: 'manager',
  context: ({ input }) => input,
  initial: 'working',
  states: {
    working: { on: { PREPARE: 'prepared', GIVE_UP: 'aborted', ABORT: 'aborted' } },
    prepared: {
      entry: emit(({ context }) => ({ type: 'PREPARED', to: 'coordinator', manager: context.name })),
      on: { COMMIT: 'committed', ABORT: 'aborted' },
    },
    committed: {},
    aborted: {},
  },
});
