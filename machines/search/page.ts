import { assign, setup } from 'xstate';
import type { Show } from './box.ts';

/** The page below the box, which shows what it is given. */
export const page = setup({
  types: { context: {} as { shown: string | undefined }, events: {} as Show },
}).createMachine({
  id: 'page',
  context: { shown: undefined },
  on: { SHOW: { actions: assign({ shown: ({ event }) => event.found }) } },
});
