import { createMachine } from 'xstate';

/** A crossing: nested states, numeric and named delays, a final nested state. */
export const crossing = createMachine({
  id: 'crossing',
  description: 'Cars first; people when they ask.',
  initial: 'green',
  states: {
    green: { tags: ['go'], on: { ASK: 'yellow' }, after: { 30000: 'yellow' } },
    yellow: { after: { 2000: 'red' } },
    red: {
      tags: ['halt', 'people'],
      initial: 'walk',
      states: {
        walk: { entry: 'lightGreenMan', after: { WALK: 'blink' } },
        blink: { after: { BLINK: 'stop' } },
        stop: { type: 'final' },
      },
      onDone: { target: 'green', actions: 'countCycle' },
    },
    dark: {},
  },
  on: { FAILURE: { target: '.dark', actions: ['log', 'call'] } },
});
