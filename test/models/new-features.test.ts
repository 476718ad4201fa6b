import { describe, expect, it } from 'vitest';
import { createMachine, emit } from 'xstate';
import { closeSystem } from '../../src/checkers/close.ts';
import { type AnyModel, check, instantiate, type NetworkOptions } from '../../src/index.ts';
import { MODEL } from '../../src/language/definition.ts';
import { endpoint, type Machine } from '../../src/language/endpoint.ts';
import { SHARING } from '../../src/model/sharing.ts';

/** What can be done with a model beside checking it as a whole. */
const USES = ['symmetry', 'subsumption', 'partial-order', 'other checkers', 'workers'] as const;

type Use = (typeof USES)[number];

/** Per use: true where it works; else the sentence that says why not, or a part of it. */
type Row = Readonly<Record<Use, true | string>>;

interface Feature {
  readonly feature: string;
  readonly leaf?: object;
  readonly network?: Omit<NetworkOptions, 'carries'>;
  readonly tick?: number;
  readonly assumptions?: AnyModel['assumptions'];
  readonly uses: Row;
}

const ALL: Row = {
  symmetry: true,
  subsumption: true,
  'partial-order': true,
  'other checkers': true,
  workers: true,
};

const ONE_WORKER = 'several threads do not share it';

const ACTIONS = 'an assumption says which actions happen';
const STATES = 'an assumption confines the search to some states';

const leaves = ['b', 'c'];

const features: readonly Feature[] = [
  { feature: 'nothing new', uses: ALL },
  { feature: 'crashes', leaf: { crashes: { most: 1 } }, uses: ALL },
  {
    feature: 'messages that wait for a crash to end',
    leaf: { crashes: { most: 1 } },
    network: { whileDown: 'waits' },
    uses: ALL,
  },
  { feature: 'choices', leaf: { takes: (event: object) => [event, { type: 'N' }] }, uses: ALL },
  {
    feature: 'waiting',
    leaf: { receives: (_: unknown, { value }: { value: unknown }) => value === 'idle' },
    uses: ALL,
  },
  { feature: "ignored: 'stays'", network: { ignored: 'stays' }, uses: ALL },
  {
    feature: 'channels',
    network: { channels: { down: { from: 'a', to: leaves, order: 'fifo' } } },
    uses: ALL,
  },
  {
    feature: 'full: "blocks"',
    network: { channels: { down: { from: 'a', to: leaves, capacity: 1, full: 'blocks' } } },
    uses: ALL,
  },
  {
    feature: 'sessions that break',
    network: {
      channels: Object.fromEntries(
        leaves.map((leaf) => [`line to ${leaf}`, { between: ['a', leaf], session: { breaks: 1 } }]),
      ),
    },
    uses: ALL,
  },
  {
    feature: 'partitions',
    network: { partitions: { off: { between: [['a'], leaves], most: 1 } } },
    uses: ALL,
  },
  {
    feature: "delivery: 'within lifetime'",
    network: { lifetime: 1, delivery: 'within lifetime' },
    tick: 10,
    uses: {
      symmetry: true,
      subsumption: 'the loss of a message that holds time lets time pass',
      'partial-order': 'the tick of discrete time depends on every other step',
      'other checkers': true,
      workers: true,
    },
  },
  {
    feature: 'happens',
    assumptions: { calm: { sentence: 'Nothing is lost.', happens: ({ kind }) => kind !== 'drop' } },
    uses: { ...ALL, subsumption: ACTIONS, 'partial-order': ACTIONS },
  },
  {
    feature: 'within',
    assumptions: { few: { sentence: 'Little is in flight.', within: ({ network }) => network.length < 2 } },
    uses: { ...ALL, subsumption: STATES, 'partial-order': STATES, workers: ONE_WORKER },
  },
];

const hub = createMachine({
  initial: 'a0',
  states: {
    a0: { on: { GO: { target: 'a1', actions: leaves.map((to) => emit({ type: 'M', to } as never)) } } },
    a1: {},
  },
});

const machine = createMachine({ initial: 'idle', states: { idle: { on: { M: 'got', N: {} } }, got: {} } });

function modelOf({ leaf, network, tick, assumptions }: Feature): AnyModel {
  const endpoints = {
    a: endpoint(hub as Machine, { events: [{ type: 'GO' }] }),
    b: endpoint(machine as Machine, leaf as never),
    c: endpoint(machine as Machine, leaf as never),
  };
  return {
    [MODEL]: true,
    name: 'feature',
    parameters: {},
    build: () => ({
      endpoints,
      network: { carries: ['M'], loss: true, ...network },
      ...(tick !== undefined && { time: { tick } }),
    }),
    symmetry: () => ['b', 'c'],
    properties: [
      {
        kind: 'invariant',
        name: 'not all',
        sentence: 'Not both have got it.',
        holds: ({ endpoints: { b, c } }) => b?.value !== 'got' || c?.value !== 'got',
      },
    ],
    ...(assumptions !== undefined && { assumptions }),
  };
}

/** True if the use works with the model; else what is said. */
function outcomeOf(use: Use, model: AnyModel): true | string {
  const instance = instantiate(model);
  switch (use) {
    case 'other checkers':
      try {
        return closeSystem(instance).distinctStates > 0 || 'no states';
      } catch (error) {
        return String(error);
      }
    case 'workers':
      return instance.model.extension(SHARING) === null ? ONE_WORKER : true;
    default: {
      const [report] = check(instance, { reduce: [use] }).statistics.reductions;
      return report?.on === true ? true : (report?.why ?? '');
    }
  }
}

describe.each(features)('a model with $feature', (feature) => {
  it.each(USES)('and %s: it works, or is refused with the sentence', (use) => {
    const expected = feature.uses[use];
    const found = outcomeOf(use, modelOf(feature));
    if (expected === true) expect(found).toBe(true);
    else expect(found).toContain(expected);
  });
});
