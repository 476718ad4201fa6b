import { emit, setup } from 'xstate';
import { type AnyModel, defineModel, endpoint } from '../../../src/index.ts';

/** Says the same again and again, in one state or in two by turns. */
const beacon = (byTurns: boolean) =>
  setup({
    types: { events: {} as { type: 'x' }, emitted: {} as { type: 'DATA' } },
    delays: { AGAIN: 10 },
  }).createMachine({
    id: 'beacon',
    initial: 'light',
    states: {
      light: {
        entry: emit({ type: 'DATA' }),
        after: { AGAIN: { target: byTurns ? 'dark' : 'light', reenter: true } },
      },
      dark: { entry: emit({ type: 'DATA' }), after: { AGAIN: 'light' } },
    },
  });

const ship = setup({ types: { events: {} as { type: 'DATA' } } }).createMachine({
  id: 'ship',
  initial: 'lost',
  states: { lost: { on: { DATA: 'home' } }, home: {} },
});

/**
 * What is sent again and again, and nothing else: a retransmission finds its equal in flight, and the ship that has come home
 * ignores all that follows. Of deliveries nothing is assumed but fair loss.
 */
export function beaconModel(options: {
  readonly byTurns: boolean;
  readonly loss: boolean;
  readonly fair: boolean;
}): AnyModel {
  return defineModel({
    name: 'beacon',
    parameters: {},
    build: () => ({
      endpoints: { beacon: endpoint(beacon(options.byTurns)), ship: endpoint(ship) },
      network: { carries: ['DATA'], loss: options.loss, duplication: true, capacity: 1 },
    }),
    fairness: ({ fairLoss }) => ({
      deliveries: false as const,
      ...(options.fair ? { 'fair loss': fairLoss() } : {}),
    }),
    properties: ({ eventually, infinitelyOften }) => [
      eventually({
        name: 'home',
        sentence: 'The ship comes home.',
        state: ({ endpoints }) => endpoints.ship.matches('home'),
      }),
      infinitelyOften({
        name: 'heard',
        sentence: 'The beacon is heard again and again.',
        step: ({ action }) => action.kind === 'deliver',
      }),
    ],
  });
}

/** The beacon in all its forms. */
export const beacons: readonly AnyModel[] = [false, true].flatMap((byTurns) =>
  [false, true].flatMap((loss) => [false, true].map((fair) => beaconModel({ byTurns, loss, fair }))),
);

export const rover = setup({
  types: { events: {} as { type: 'GO' } | { type: 'BACK' }, emitted: {} as { type: 'DATA' } },
}).createMachine({
  id: 'rover',
  initial: 'left',
  states: {
    left: { on: { GO: { target: 'right', actions: emit({ type: 'DATA' }) } } },
    right: { on: { BACK: 'left' } },
  },
});

/** What goes to the right asks for a delivery that is refused for ever: under fair loss, it does so only so often. */
export const detour: AnyModel = defineModel({
  name: 'detour',
  parameters: {},
  build: () => ({
    endpoints: {
      rover: endpoint(rover, { events: [{ type: 'GO' }, { type: 'BACK' }] }),
      ship: endpoint(ship),
    },
    network: { carries: ['DATA'], loss: true, capacity: 1 },
  }),
  assumptions: { deaf: { sentence: 'Nobody hears it.', deliverable: () => false } },
  fairness: ({ fairLoss }) => ({ 'fair loss': fairLoss() }),
  properties: ({ stabilizes, leadsTo }) => [
    stabilizes({
      name: 'no more to the right',
      sentence: 'In the end it goes to the right no more.',
      step: ({ action }) => action.kind !== 'event' || action.event.type !== 'GO',
    }),
    leadsTo({
      name: 'its own answer',
      sentence: 'A step that is its own answer waits for no other.',
      from: { step: ({ action }) => action.kind === 'event' },
      to: { step: ({ action }) => action.kind === 'event' },
    }),
    stabilizes({
      name: 'it stays left',
      sentence: 'In the end it is not on the right any more, or stops there.',
      state: ({ endpoints }) => !endpoints.rover.matches('right'),
    }),
  ],
});

const bell = setup({ types: { events: {} as { type: 'x' } }, delays: { RING: 10 } }).createMachine({
  id: 'bell',
  initial: 'still',
  states: { still: { after: { RING: 'rung' } }, rung: {} },
});

/** Once the bell has rung, a tick changes nothing, so that no tick need be seen though things go on for ever. */
export const pastime: AnyModel = defineModel({
  name: 'pastime',
  parameters: {},
  build: () => ({
    endpoints: {
      rover: endpoint(rover, { events: [{ type: 'GO' }, { type: 'BACK' }] }),
      bell: endpoint(bell),
    },
    network: { carries: [] },
    time: { tick: 10 },
  }),
  fairness: ({ calls }) => ({
    'it is driven': calls({ sentence: 'Who may drive it does.', events: ['GO', 'BACK'] }),
  }),
  properties: ({ infinitelyOften }) => [
    infinitelyOften({
      name: 'ticks are seen',
      sentence: 'Again and again a tick is seen.',
      step: ({ action }) => action.kind === 'tick',
    }),
  ],
});
