import { describe, expect, it } from 'vitest';
import { createMachine, emit, fromPromise, sendTo } from 'xstate';
import { closeSystem } from '../../src/checkers/close.ts';
import { jointGraph, ladderMarkdown, ladderSvg, stateSpace, toMermaidSequence } from '../../src/export.ts';
import {
  type ActionPath,
  type AnyModel,
  check,
  type Instance,
  instantiate,
  ModelError,
  type NetworkOptions,
  type Outcome,
  replay,
} from '../../src/index.ts';
import { MODEL } from '../../src/language/definition.ts';
import { endpoint, type Machine } from '../../src/language/endpoint.ts';
import { SHARING } from '../../src/model/sharing.ts';
import { ladder } from '../../src/report/ladders/ladder.ts';
import { Stepper } from '../../src/stepping/index.ts';
import { actorDriver, runSuiteSync, testPaths } from '../../src/testing.ts';
import { searchedByLevels } from '../support/levels/by-levels.ts';

/** What can be done with a model beside checking it as a whole. */
const USES = [
  'symmetry',
  'subsumption',
  'partial-order',
  'other checkers',
  'workers',
  'search by levels',
  'state space',
  'joint diagram',
  'ladders',
  'stepping',
  'test paths and drivers',
] as const;

type Use = (typeof USES)[number];

/** Per use: true where it works; else the sentence that says why not, or a part of it. */
type Row = Readonly<Record<Use, true | string>>;

interface Feature {
  readonly feature: string;
  /** The machine of the leaves, if it is not the simple one. */
  readonly leafMachine?: Machine;
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
  'search by levels': true,
  'state space': true,
  'joint diagram': true,
  ladders: true,
  stepping: true,
  'test paths and drivers': true,
};

const ONE_WORKER = 'several threads do not share it';

const ACTIONS = 'an assumption says which actions happen';
const STATES = 'an assumption confines the search to some states';

const leaves = ['b', 'c'];

const hub = createMachine({
  initial: 'a0',
  states: {
    a0: { on: { GO: { target: 'a1', actions: leaves.map((to) => emit({ type: 'M', to } as never)) } } },
    a1: {},
  },
});

const simple = createMachine({ initial: 'idle', states: { idle: { on: { M: 'got', N: {} } }, got: {} } });

/** As the simple one, after what a promise says. */
const asking = createMachine({
  initial: 'idle',
  states: {
    idle: { on: { M: 'asks', N: {} } },
    asks: { invoke: { src: fromPromise(async () => 1), id: 'load', onDone: 'got', onError: 'idle' } },
    got: {},
  },
});

/** As the simple one, after a machine that it starts has taken the message, too. */
const leading = createMachine({
  initial: 'idle',
  states: {
    idle: { on: { M: 'asks', N: {} } },
    asks: {
      invoke: {
        src: createMachine({ initial: 'on', states: { on: { on: { M: 'off' } }, off: { type: 'final' } } }),
        id: 'child',
        onDone: 'got',
      },
      entry: sendTo('child', { type: 'M' }),
    },
    got: {},
  },
});

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
      ...ALL,
      subsumption: 'the loss of a message that holds time lets time pass',
      'partial-order': 'the tick of discrete time depends on every other step',
    },
  },
  {
    feature: 'happens',
    assumptions: { calm: { sentence: 'Nothing is lost.', happens: ({ kind }) => kind !== 'drop' } },
    uses: { ...ALL, subsumption: ACTIONS, 'partial-order': ACTIONS },
  },
  {
    feature: 'within',
    assumptions: {
      some: {
        sentence: 'Not every message is lost.',
        within: ({ endpoints: { a, ...leaves }, network }) =>
          a?.value === 'a0' ||
          network.length > 0 ||
          Object.values(leaves).some(({ value }) => value === 'got'),
      },
    },
    uses: { ...ALL, subsumption: STATES, 'partial-order': STATES, workers: ONE_WORKER },
  },
  {
    feature: 'actors that answer',
    leafMachine: asking,
    leaf: { actors: { load: { done: [1], error: [new Error('none')] } } },
    uses: ALL,
  },
  { feature: 'machines as children', leafMachine: leading, uses: ALL },
];

function modelOf({ leafMachine, leaf, network, tick, assumptions }: Feature): AnyModel {
  const machine = leafMachine ?? (simple as Machine);
  const endpoints = {
    a: endpoint(hub as Machine, { events: [{ type: 'GO' }] }),
    b: endpoint(machine, leaf as never),
    c: endpoint(machine, leaf as never),
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
      // Holds, so that every state is looked at.
      {
        kind: 'invariant',
        name: 'forgets no GO',
        sentence: 'What has begun has begun.',
        holds: ({ endpoints: { a } }) => a?.value === 'a0' || a?.value === 'a1' || a?.status === 'crashed',
      },
    ],
    ...(assumptions !== undefined && { assumptions }),
  };
}

/** True if the use works with the model; else what is said. */
async function outcomeOf(use: Use, model: AnyModel): Promise<true | string> {
  const instance = instantiate(model);
  switch (use) {
    case 'other checkers':
      return refusalOr(() => expect(closeSystem(instance).distinctStates).toBe(statesOf(instance)));
    case 'workers':
      return instance.model.extension(SHARING) === null ? ONE_WORKER : true;
    case 'search by levels': {
      const found = await searchedByLevels(model, {}, {}, { workers: 2, batch: 3, forgets: 2, breaksOff: 2 });
      expect(factsOf(found)).toEqual(factsOf(check(instance)));
      return true;
    }
    case 'state space':
      return refusalOr(() => expect([...stateSpace(instance).states()]).toHaveLength(statesOf(instance)));
    case 'joint diagram':
      return refusalOr(() => {
        const { states, beginnings } = jointGraph(model);
        expect(sumOf(states)).toBe(statesOf(instance));
        expect(beginnings).toEqual({ 'not all': pathOf(instance).length });
      });
    case 'ladders':
      return refusalOr(() => {
        const trace = replay(instance.model, pathOf(instance));
        const texts = [ladder(trace), ladderMarkdown(trace), ladderSvg(trace), toMermaidSequence(trace)];
        for (const text of texts) expect(text).toContain('got');
      });
    case 'stepping': {
      const stepper = new Stepper(instance);
      const place = stepper.at(pathOf(instance));
      const verdicts = pathOf(instance).map((_, i, path) => stepper.judge(stepper.at(path.slice(0, i)))[0]);
      expect(verdicts.map((each) => each?.holds)).toEqual(verdicts.map(() => true));
      expect(stepper.judge(place)[0]?.holds).toBe(false);
      return true;
    }
    case 'test paths and drivers':
      return refusalOr(() => {
        const suite = testPaths(model, ['reactions', 'faults']);
        expect(runSuiteSync(actorDriver(model), suite)).toMatchObject({
          verdict: 'passed',
          paths: suite.paths.length,
        });
      });
    default: {
      const [report] = check(instance, { reduce: [use] }).statistics.reductions;
      return report?.on === true ? true : (report?.why ?? '');
    }
  }
}

/** True, or why the model is refused. */
function refusalOr(use: () => void): true | string {
  try {
    use();
    return true;
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    throw error;
  }
}

function statesOf(instance: Instance): number {
  return check(instance).statistics.distinctStates;
}

function sumOf(counted: readonly { readonly count: number }[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0);
}

/** That of the shortest counterexample. */
function pathOf(instance: Instance): ActionPath {
  const [found] = check(instance).properties;
  if (found?.verdict !== 'violated') throw new Error('everybody can get it');
  return found.path;
}

function factsOf({ properties, statistics: { distinctStates, transitions, depth } }: Outcome): object {
  return { properties, distinctStates, transitions, depth };
}

describe.each(features)('a model with $feature', (feature) => {
  it.each(USES)('and %s: it works, or is refused with the sentence', async (use) => {
    const expected = feature.uses[use];
    const found = await outcomeOf(use, modelOf(feature));
    if (expected === true) expect(found).toBe(true);
    else expect(found).toContain(expected);
  });
});
