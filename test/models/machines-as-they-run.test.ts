import { describe, expect, it } from 'vitest';
import { type AnyStateMachine, assign, createActor, createMachine, emit } from 'xstate';
import {
  type AnyModel,
  check,
  defineModel,
  endpoint,
  instantiate,
  ModelError,
  replay,
} from '../../src/index.ts';
import { replayThroughActors } from '../support/actors.ts';

const idle = createMachine({ id: 'idle' });
const event = (type: string) => ({ type });

/** A machine to which these events may happen, beside one that does nothing. */
function alone(
  machine: AnyStateMachine,
  types: readonly string[],
  properties: unknown,
  history?: unknown,
): AnyModel {
  return defineModel({
    name: 'alone',
    parameters: {},
    build: () => ({
      endpoints: { m: endpoint(machine, { events: types.map(event) }), idle: endpoint(idle) },
      network: { carries: [] },
    }),
    ...(history !== undefined && { history }),
    properties,
  } as never) as AnyModel;
}

/** The context of an actor that is given these events. */
function actorContext(machine: AnyStateMachine, types: readonly string[]): unknown {
  const actor = createActor(machine).start();
  for (const type of types) actor.send({ type });
  return actor.getSnapshot().context;
}

/** Of the one property: verdict, and how long the path is. */
function verdictOf(model: AnyModel) {
  const [property] = check(instantiate(model)).properties;
  return { verdict: property?.verdict, length: property && 'path' in property ? property.path.length : null };
}

interface Got {
  got: string[];
}
interface Kit {
  invariant(options: object): unknown;
  step(options: object): unknown;
  reachable(options: object): unknown;
}
interface View {
  readonly endpoints: Record<string, { readonly value: unknown; readonly context: Record<string, unknown> }>;
}
const never = (isBad: (context: never, value: unknown) => boolean) => (kit: Kit) => [
  kit.invariant({
    name: 'never',
    sentence: 'It never comes to this.',
    holds: ({ endpoints }: View) => !isBad(endpoints.m?.context as never, endpoints.m?.value),
  }),
];

describe('machines are checked as XState runs them', () => {
  it('also if they change their context in place: who came first is not rewritten by who came last', () => {
    const log = createMachine({
      context: () => ({ got: [] as string[] }),
      on: {
        '*': {
          guard: ({ context }: { context: Got }) => context.got.length < 2,
          actions: assign(({ context, event: { type } }: { context: Got; event: { type: string } }) => {
            context.got.push(type);
            return { got: context.got };
          }),
        },
      },
    } as never);
    const bFirst = never(({ got }: Got) => got[0] === 'B');
    expect(actorContext(log, ['B', 'A'])).toEqual({ got: ['B', 'A'] });
    expect(verdictOf(alone(log, ['A', 'B'], bFirst))).toEqual({ verdict: 'violated', length: 1 });
  });

  it('also if they change what they receive: each copy of a message is whole', () => {
    const worker = createMachine({
      context: { last: '-' },
      on: {
        JOBS: {
          actions: assign({
            last: ({ event: jobs }) => (jobs as unknown as { list: string[] }).list.shift() ?? 'none',
          }),
        },
      },
    });
    const boss = createMachine({ entry: emit({ type: 'JOBS', list: ['first', 'second'] }) });
    const model = defineModel({
      name: 'jobs',
      parameters: {},
      build: () => ({
        endpoints: { m: endpoint(worker), boss: endpoint(boss) },
        network: { carries: ['JOBS'] as never, duplication: true },
      }),
      properties: never(({ last }: { last: string }) => last !== '-' && last !== 'first') as never,
    }) as AnyModel;
    for (const _ of ['once', 'again']) {
      expect(verdictOf(model)).toEqual({ verdict: 'holds', length: null });
    }
  });

  it('also if they ask which key was written first', () => {
    const add = (type: 'A' | 'B') => ({
      guard: ({ context }: { context: { pending: object } }) => !(type in context.pending),
      actions: assign({
        pending: ({ context }: { context: { pending: object } }) => ({ ...context.pending, [type]: true }),
      }),
    });
    const desk = createMachine({
      context: { pending: {}, taken: '' },
      on: {
        A: add('A'),
        B: add('B'),
        TAKE: { actions: assign({ taken: ({ context }) => Object.keys(context.pending)[0] ?? '' }) },
      },
    } as never);
    const bFirst = never(({ taken }: { taken: string }) => taken === 'B');
    const both = never(({ pending, taken }: { pending: object; taken: string }) => {
      return Object.keys(pending).length === 2 && taken === 'B';
    });
    expect(actorContext(desk, ['B', 'A', 'TAKE'])).toMatchObject({ taken: 'B' });
    expect(verdictOf(alone(desk, ['A', 'B', 'TAKE'], bFirst))).toEqual({ verdict: 'violated', length: 2 });
    expect(verdictOf(alone(desk, ['A', 'B', 'TAKE'], both))).toEqual({ verdict: 'violated', length: 3 });
  });

  it('also if `always` follows the order in which regions came to where they are', () => {
    const go = ({ context }: { context: { go: boolean } }) => context.go;
    const regions = createMachine({
      context: { go: false },
      initial: 'p',
      states: {
        p: {
          type: 'parallel',
          states: {
            a: {
              initial: 'one',
              states: {
                one: {
                  on: { A: 'two', GO: { actions: assign({ go: true }) } },
                  always: { guard: go, target: '#X' },
                },
                two: { on: { A: 'one' } },
              },
            },
            b: { initial: 'one', states: { one: { always: { guard: go, target: '#Y' } } } },
          },
        },
        x: { id: 'X' },
        y: { id: 'Y' },
      },
    } as never) as AnyStateMachine;
    const model = alone(
      regions,
      ['A', 'GO'],
      never((_, value) => value === 'y'),
    );
    expect(verdictOf(model)).toEqual({ verdict: 'violated', length: 3 });
    const instance = instantiate(model);
    const [property] = check(instance).properties;
    const trace = replay(instance.model, property && 'path' in property ? property.path : []);
    expect(trace.steps.at(-1)?.after.endpoints.m?.value).toBe('y');
    expect(replayThroughActors(model.build({}), trace)).toEqual([]);
    // The four states that it can be seen in (one, two; x, y), and `one` a second time: after b.
    expect(check(instance, { maxStates: 100 }).statistics.distinctStates).toBe(5);
  });

  it('and order of regions splits no states where nothing follows it', () => {
    const region = { initial: 'off', states: { off: { on: { GO: 'on' } }, on: { on: { BACK: 'off' } } } };
    const named = (type: string) => JSON.parse(JSON.stringify(region).replaceAll('"GO"', `"${type}"`));
    const lamps = createMachine({ type: 'parallel', states: { a: named('A'), b: named('B') } } as never);
    const model = alone(
      lamps,
      ['A', 'B', 'BACK'],
      never(() => false),
    );
    expect(check(instantiate(model), { maxStates: 100 }).statistics.distinctStates).toBe(4);
  });

  it('also if a key has a dot, and another state has the same id: what is returned to is not taken for the other one', () => {
    const dotted = createMachine({
      id: 'm',
      initial: 'p',
      states: {
        p: {
          initial: 'a.b',
          states: {
            'a.b': { on: { NEXT: 'a' } },
            a: { initial: 'b', states: { b: {} }, on: { NEXT: 'c\\.d' } },
            'c.d': {},
            h: { type: 'history', history: 'deep' },
          },
          on: { OUT: 'q' },
        },
        q: { on: { IN: 'p.h' } },
      },
    }) as AnyStateMachine;
    const types = ['NEXT', 'OUT', 'IN'];
    for (const wanted of [{ p: 'a.b' }, { p: { a: 'b' } }, { p: 'c.d' }]) {
      const text = JSON.stringify(wanted);
      const model = alone(dotted, types, ({ step }: Kit) => [
        step({
          name: 'returns',
          sentence: 'It never returns there.',
          holds: ({ action, after }: { action: { event?: { type: string } }; after: View }) =>
            action.event?.type !== 'IN' || JSON.stringify(after.endpoints.m?.value) !== text,
        }),
      ]);
      const instance = instantiate(model);
      const [property] = check(instance).properties;
      const trace = replay(instance.model, property && 'path' in property ? property.path : []);
      expect(trace.steps.at(-1)?.after.endpoints.m?.value).toEqual(wanted);
      expect(replayThroughActors(model.build({}), trace)).toEqual([]);
    }
    // In p, or gone; and for each of the three, once it was left.
    const all = check(
      instantiate(
        alone(
          dotted,
          types,
          never(() => false),
        ),
      ),
    ).statistics.distinctStates;
    expect(all).toBe(3 + 3 + 6);
  });

  it('but for actions that are functions: these are effects, and not run, so that a change in place by one is not seen', () => {
    const pushing = createMachine({
      context: { got: [] as number[] },
      on: { GO: { actions: ({ context }: { context: { got: number[] } }) => context.got.push(1) } },
    } as never) as AnyStateMachine;
    const model = alone(
      pushing,
      ['GO'],
      never((context: Got) => context.got.length > 0),
    );
    expect(verdictOf(model)).toEqual({ verdict: 'holds', length: null });
    expect(actorContext(pushing, ['GO'])).toEqual({ got: [1] });
  });

  it('also if they ask `self` for the state that they are in', () => {
    const asking = createMachine({
      context: { seen: '' },
      initial: 'a',
      states: {
        a: {
          on: { GO: { target: 'b', actions: assign({ seen: ({ self }) => self.getSnapshot().value }) } },
        },
        b: {},
      },
    } as never) as AnyStateMachine;
    const wasInA = never(({ seen }: { seen: string }) => seen === 'a');
    expect(actorContext(asking, ['GO'])).toEqual({ seen: 'a' });
    expect(verdictOf(alone(asking, ['GO'], wasInA))).toEqual({ verdict: 'violated', length: 1 });
  });
});

describe('predicates may compare by identity: equal data are one and the same object', () => {
  const machine = createMachine({
    context: { limits: { most: 3 } },
    initial: 's',
    states: {
      s: { on: { GO: 't', SET: { target: 't', actions: assign({ limits: () => ({ most: 3 }) }) } } },
      t: { on: { BACK: 's' } },
    },
  });
  const same = (kit: Kit) => [
    kit.step({
      name: 'same',
      sentence: 'No step changes the context.',
      holds: ({ before, after }: { before: View; after: View }) =>
        before.endpoints.m?.context === after.endpoints.m?.context &&
        before.endpoints.m?.context.limits === after.endpoints.m?.context.limits,
    }),
  ];

  it.each([
    ['GO', 'SET', 'BACK'],
    ['SET', 'GO', 'BACK'],
    ['BACK', 'SET', 'GO'],
  ])('whichever was found first: %s, %s, %s', (...types) => {
    expect(verdictOf(alone(machine, types, same))).toEqual({ verdict: 'holds', length: null });
  });

  it('in histories and events, too', () => {
    const history = { initial: { last: { type: 'GO' } }, update: () => ({ last: { type: 'GO' } }) };
    const told = (kit: Kit) => [
      kit.step({
        name: 'same',
        sentence: 'It is the same.',
        holds: (step: { before: { history: { last: unknown } }; action: { event: { type: string } } }) =>
          step.action.event.type !== 'GO' || step.action.event === step.before.history.last,
      }),
    ];
    expect(verdictOf(alone(machine, ['GO', 'BACK'], told, history))).toMatchObject({ verdict: 'holds' });
  });
});

describe('what is not pure is refused, with its place', () => {
  const machine = createMachine({ context: { list: [2, 1] }, on: { GO: {} } });
  const fine = never(() => false);
  const random = () => Math.random() < 0.5;
  const models: Record<string, [AnyModel, string]> = {
    'a predicate': [alone(machine, ['GO'], never(random)), 'property "never" uses Math.random()'],
    'a history': [
      alone(machine, ['GO', 'BACK'], fine, { initial: 0, update: () => Date.now() }),
      'history.update uses Date.now()',
    ],
    'a list of events': [
      { ...alone(machine, [], fine), build: () => listing(() => (random() ? [] : [])) } as AnyModel,
      'endpoint "m": its list of environment events uses Math.random()',
    ],
    'what builds the model': [
      {
        ...alone(machine, [], fine),
        build: () => listing([{ type: 'GO', at: performance.now() }]),
      } as AnyModel,
      'model "alone", while it is built, uses performance.now()',
    ],
    'a guard': [
      alone(createMachine({ id: 'g', on: { GO: { guard: random, actions: 'x' } } }), ['GO'], fine),
      'endpoint "m": the machine "g" in state {}, given GO, uses Math.random()',
    ],
    'a delay': [
      alone(
        createMachine(
          { id: 'd', initial: 'a', states: { a: { after: { SOON: 'b' } }, b: {} } },
          { delays: { SOON: () => Math.random() } },
        ),
        [],
        fine,
      ),
      'endpoint "m": the machine "d", when it starts, uses Math.random()',
    ],
    'a predicate that sorts in place': [
      alone(
        machine,
        ['GO'],
        never(({ list }: { list: number[] }) => list.sort()[0] === 0),
      ),
      'property "never" threw: Cannot assign to read only property',
    ],
  };

  function listing(events: unknown) {
    return {
      endpoints: { m: endpoint(machine, { events } as never), idle: endpoint(idle) },
      network: { carries: [] },
    };
  }

  for (const [what, [model, message]] of Object.entries(models)) {
    it(what, () => {
      const run = () => check(instantiate(model));
      expect(run).toThrow(ModelError);
      expect(run).toThrow(message);
    });
  }
});
