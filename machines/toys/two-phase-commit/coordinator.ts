import { assign, emit, setup } from 'xstate';

/** Asks nobody and waits: it decides once, and tells every manager at the same time. */
export const coordinator = setup({
  types: {
    context: {} as {
      readonly managers: readonly string[];
      readonly waitsForAll: boolean;
      /** Who is known to have prepared. All names stand in it from the beginning: the order of keys is part of a state. */
      readonly prepared: Readonly<Record<string, boolean>>;
    },
    input: {} as { readonly managers: readonly string[]; readonly waitsForAll: boolean },
    events: {} as
      | { type: 'PREPARED'; manager: string }
      | { type: 'DECIDE_TO_COMMIT' }
      | { type: 'DECIDE_TO_ABORT' },
    emitted: {} as { type: 'COMMIT' | 'ABORT'; to: readonly string[] },
  },
  guards: {
    mayCommit: ({ context: { managers, prepared, waitsForAll } }) =>
      Object.values(prepared).filter((is) => is).length >= (waitsForAll ? managers.length : 1),
  },
}).createMachine({
  id: 'coordinator',
  context: ({ input }) => ({
    ...input,
    prepared: Object.fromEntries(input.managers.map((name) => [name, false])),
  }),
  initial: 'deciding',
  states: {
    deciding: {
      on: {
        PREPARED: {
          actions: assign({
            prepared: ({ context, event }) => ({ ...context.prepared, [event.manager]: true }),
          }),
        },
        DECIDE_TO_COMMIT: { guard: 'mayCommit', target: 'committed' },
        DECIDE_TO_ABORT: 'aborted',
      },
    },
    committed: { entry: emit(({ context }) => ({ type: 'COMMIT', to: context.managers })) },
    aborted: { entry: emit(({ context }) => ({ type: 'ABORT', to: context.managers })) },
  },
});
