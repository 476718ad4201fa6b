import { emit, setup } from 'xstate';
import { type AnyModel, defineModel, endpoint } from '../../../src/index.ts';
import { beacons, detour, pastime, rover } from './beacon.ts';
import { inState, kit, walkers } from './walkers.ts';

const driven = { events: [{ type: 'GO' as const }, { type: 'BACK' as const }] };

const deaf = setup({ types: { events: {} as { type: 'DATA' } } }).createMachine({ id: 'deaf' });

/** What is in flight is ignored by the one that it is for: to deliver it is possible for ever, and nobody must. */
const unheard: AnyModel = defineModel({
  name: 'unheard',
  parameters: {},
  build: () => ({
    endpoints: {
      rover: endpoint(rover, driven),
      ship: endpoint(deaf),
    },
    network: { carries: ['DATA'], duplication: true },
  }),
  fairness: ({ calls }) => ({
    'it is driven': calls({ sentence: 'Who may drive it does.', events: ['GO', 'BACK'] }),
  }),
  properties: ({ eventually }) => [
    eventually({
      name: 'it is heard',
      sentence: 'In the end something is delivered.',
      step: ({ action }) => action.kind === 'deliver',
    }),
  ],
});

const caller = setup({
  types: {
    events: {} as { type: 'CALL' } | { type: 'HUM' },
    emitted: {} as { type: 'DATA' } | { type: 'hums' },
  },
}).createMachine({
  id: 'caller',
  on: { CALL: { actions: emit({ type: 'DATA' }) }, HUM: { actions: emit({ type: 'hums' }) } },
});

/**
 * It must call again and again, and must not, since nobody ever hears it: so no behaviour is fair. What it could do
 * besides leads back to the same state, as calling does.
 */
const dilemma: AnyModel = defineModel({
  name: 'dilemma',
  parameters: {},
  build: () => ({
    endpoints: {
      caller: endpoint(caller, { events: [{ type: 'CALL' }, { type: 'HUM' }] }),
      ship: endpoint(deaf),
    },
    network: { carries: ['DATA'], duplication: true },
  }),
  assumptions: { silence: { sentence: 'Nobody hears it.', deliverable: () => false } },
  fairness: ({ fairLoss, strong }) => ({
    'fair loss': fairLoss(),
    'it calls': strong({
      sentence: 'It calls again and again.',
      steps: ({ action }) => action.kind === 'event' && action.event.type === 'CALL',
    }),
  }),
  properties: ({ eventually }) => [
    eventually({
      name: 'it is heard',
      sentence: 'In the end something is delivered.',
      step: ({ action }) => action.kind === 'deliver',
    }),
  ],
});

/** What one does while the other one is on the right happens again and again, or not: that is not said by who does what. */
const meeting: AnyModel = defineModel({
  name: 'meeting',
  parameters: {},
  build: () => ({
    endpoints: { a: endpoint(rover, driven), b: endpoint(rover, driven) },
    network: { carries: [] },
  }),
  fairness: ({ calls }) => ({
    'they are driven': calls({ sentence: 'Who may drive them does.', events: ['GO', 'BACK'] }),
  }),
  properties: ({ stabilizes }) => [
    stabilizes({
      name: 'they part',
      sentence: 'In the end, a goes nowhere while b is on the right.',
      step: ({ action, before }) =>
        !('endpoint' in action) || action.endpoint !== 'a' || !before.endpoints.b.matches('right'),
    }),
  ],
});

/** It begins where it must not come again and again: what is left of the component is fair. */
const exit: AnyModel = walkers(
  {
    a: {
      open: { BACK: 'left', OUT: 'out' },
      left: { SPIN: 'left2', ON: 'open' },
      left2: { SPIN: 'left' },
      out: {},
    },
  },
  [kit.eventually({ name: 'out', sentence: 'It comes out.', ...inState('out') })],
  {
    'a goes on': {
      kind: 'weak',
      sentence: 'a goes on.',
      steps: ({ action }) => action.kind === 'event' && action.endpoint === 'a',
    },
    'OUT has its turn': {
      kind: 'strong',
      sentence: 'OUT has its turn.',
      steps: ({ action }) => action.kind === 'event' && action.event.type === 'OUT',
    },
  },
);

/** Models made by hand, in which a claim about the long run is easily decided wrongly. */
export const liveCases: readonly AnyModel[] = [...beacons, detour, pastime, unheard, dilemma, meeting, exit];
