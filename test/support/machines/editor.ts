import { createMachine } from 'xstate';

/** An editor: deep history with a default, two levels of nesting, an initial transition with effects. */
export const editor = createMachine({
  id: 'editor',
  initial: 'closed',
  states: {
    closed: { on: { OPEN: 'open.recent' } },
    open: {
      initial: { target: 'text', actions: 'showHelp' },
      entry: ['lock', 'watch'],
      exit: 'unlock',
      states: {
        text: {
          initial: 'plain',
          states: { plain: { on: { BOLD: 'bold' } }, bold: { on: { BOLD: 'plain' } } },
          on: { PICTURE: 'picture' },
        },
        picture: { on: { TEXT: 'text' } },
        recent: { type: 'history', history: 'deep', target: 'picture' },
      },
      on: { CLOSE: 'closed' },
    },
  },
});
