import { createMachine } from 'xstate';

/** A player: parallel regions, shallow history, guards on what another region is in. */
export const player = createMachine({
  id: 'player',
  type: 'parallel',
  states: {
    track: {
      initial: 'stopped',
      states: {
        stopped: { on: { PLAY: 'running' } },
        running: {
          initial: 'normal',
          states: {
            normal: { on: { FAST: 'fast' } },
            fast: { on: { FAST: 'normal' } },
            last: { type: 'history' },
          },
          on: { STOP: 'stopped', PAUSE: 'paused' },
        },
        paused: { on: { PLAY: 'running.last', STOP: 'stopped' } },
      },
    },
    sound: {
      initial: 'on',
      states: {
        on: { on: { MUTE: 'off', LOUDER: { actions: { type: 'turn', params: { by: 1 } } } } },
        off: { on: { MUTE: 'on' } },
      },
    },
  },
});
