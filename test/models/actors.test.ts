import { describe, expect, it, vi } from 'vitest';
import {
  type AnyStateMachine,
  assign,
  emit,
  fromCallback,
  fromObservable,
  fromPromise,
  fromTransition,
  raise,
  sendTo,
  setup,
  spawnChild,
  stopChild,
} from 'xstate';
import { check, defineModel, endpoint, instantiate, replay } from '../../src/index.ts';
import { ladder } from '../../src/report/ladders/ladder.ts';
import { readJsonLines, validateLog } from '../../src/testing.ts';
import { type Actors, alone, expectSameAsActors, idle, noThrow, placesOf } from '../support/alone.ts';
import { exploreNaively } from '../support/naive/explorer.ts';
import { summaryOf } from '../support/summary.ts';

const fetcher = setup({
  types: {
    context: {} as { n: number | undefined },
    events: {} as { type: 'GO' } | { type: 'CANCEL' },
  },
  actors: { load: fromPromise<number, { url: string }>(async () => 1) },
}).createMachine({
  context: { n: undefined },
  initial: 'idle',
  states: {
    idle: { on: { GO: 'busy' } },
    busy: {
      invoke: {
        src: 'load',
        id: 'loading',
        input: { url: '/a' },
        onDone: { target: 'ok', actions: assign({ n: ({ event }) => event.output }) },
        onError: 'idle',
      },
      on: { CANCEL: 'idle' },
    },
    ok: {},
  },
});

describe('a promise that a state invokes', () => {
  const model = alone(fetcher, ['GO', 'CANCEL'], { load: { done: [1, 2], error: [new Error('no')] } });

  it('ends with one of the outputs or errors that are declared, or is stopped with the state', () => {
    expect(placesOf(model)).toEqual(['"busy" {} loading', '"idle" {} ', '"ok" {"n":1} ', '"ok" {"n":2} ']);
    expectSameAsActors(model);
  });

  it('is shown to predicates with its source and input, and its answer as an action', () => {
    const told = defineModel({
      name: 'told',
      parameters: {},
      build: () => ({
        endpoints: {
          m: endpoint(fetcher, { events: [{ type: 'GO' }], actors: { load: { done: [7] } } }),
          idle: endpoint(idle),
        },
        network: { carries: [] },
      }),
      properties: ({ invariant, reachable }) => [
        invariant({
          name: 'loads while busy',
          sentence: 'Whoever is busy loads.',
          holds: ({ endpoints: { m } }) =>
            m.matches('busy') === m.actors.some(({ src, input }) => src === 'load' && isOfA(input)),
        }),
        reachable({
          name: 'seven',
          sentence: 'Seven comes.',
          step: ({ action }) => action.kind === 'answer' && action.gives === 'done' && action.value === 7,
        }),
      ],
    });
    const instance = instantiate(told);
    const [holds, reached] = check(instance).properties;
    expect([holds?.verdict, reached?.verdict]).toEqual(['holds', 'reached']);
    const trace = replay(instance.model, reached !== undefined && 'path' in reached ? reached.path : []);
    expect(ladder(trace)).toContain('◇ loading gives done(7)');
  });

  it('is a finding with its error, if nobody handles that', () => {
    const careless = setup({ actors: { load: fromPromise(async () => 1) } }).createMachine({
      invoke: { src: 'load', id: 'l' },
    });
    const failing = alone(careless, [], { load: { error: [new TypeError('offline')] } });
    const trace = noThrow(failing);
    expect(trace?.steps.at(-1)).toMatchObject({
      action: { kind: 'answer', actor: 'l', gives: 'error' },
      thrown: 'offline',
    });
    expect(summaryOf(check(instantiate(failing)))).toEqual(exploreNaively(failing));
    expectSameAsActors(failing);
  });

  it('may be told of in a log', () => {
    const lines = [
      { event: { type: 'GO' }, endpoint: 'm' },
      { answered: { actor: 'loading', gives: 'done', value: 2 }, endpoint: 'm' },
      { state: { value: 'ok', context: { n: 2 } }, endpoint: 'm' },
    ];
    const read = (list: readonly object[]) =>
      readJsonLines(list.map((line) => JSON.stringify(line)).join('\n'));
    expect(validateLog(model, read(lines)).verdict).toBe('fits');
    const other = { answered: { actor: 'loading', gives: 'done', value: 3 }, endpoint: 'm' };
    expect(validateLog(model, read([lines[0] ?? {}, other])).verdict).toBe('differs');
  });
});

function isOfA(input: unknown): boolean {
  return Object(input).url === '/a';
}

describe('what else answers at will', () => {
  it('a callback sends events again and again, and takes some, which is observed', () => {
    const machine = setup({
      types: { context: {} as { up: boolean }, events: {} as { type: 'UP' } | { type: 'ASK' } },
      actors: { keys: fromCallback(() => {}) },
    }).createMachine({
      context: { up: false },
      initial: 'on',
      states: {
        on: {
          invoke: { src: 'keys', id: 'k' },
          on: {
            UP: { actions: assign({ up: ({ context }) => !context.up }) },
            ASK: { actions: [sendTo('k', { type: 'PING' }), emit({ type: 'asked' } as never)] },
          },
        },
      },
    });
    const model = alone(machine, ['ASK'], { keys: { events: [{ type: 'UP' }] } });
    expect(placesOf(model)).toEqual(['{"up":false} k', '{"up":true} k'].map((text) => `"on" ${text}`));
    const { model: instance } = instantiate(model);
    const asked = replay(instance, [0]);
    expect(asked.steps[0]?.observations.map(({ effect }) => effect)).toEqual([
      { type: 'xstate.sendTo', params: { actor: 'k', event: { type: 'PING' } } },
      { type: 'asked' },
    ]);
    expectSameAsActors(model);
  });

  it('an observable comes to values, of which the machine is told, and completes', () => {
    const machine = setup({
      types: { context: {} as { last: unknown; heard: number } },
      actors: { feed: fromObservable<number, unknown>(() => ({ subscribe: () => ({ unsubscribe() {} }) })) },
    }).createMachine({
      context: { last: null, heard: 0 },
      initial: 'on',
      states: {
        on: {
          invoke: {
            src: 'feed',
            id: 'f',
            onSnapshot: {
              actions: assign({
                last: ({ event }) => event.snapshot.context,
                heard: ({ context }) => Math.min(2, context.heard + 1),
              }),
            },
            onDone: 'off',
          },
        },
        off: {},
      },
    });
    const model = alone(machine, [], { feed: { snapshots: [1], done: [undefined] } });
    // It is told of the beginning, too, as XState does.
    expect(placesOf(model)).toEqual([
      '"off" {"heard":1} ',
      '"off" {"last":1,"heard":2} ',
      '"on" {"heard":1} f',
      '"on" {"last":1,"heard":2} f',
    ]);
    expectSameAsActors(model);
  });
});

describe('an actor that is nothing but a function', () => {
  const machine = setup({
    types: { context: {} as { heard: unknown }, events: {} as { type: 'UP' } | { type: 'BAD' } },
    actors: {
      count: fromTransition((n: number, event: { type: string }) => {
        if (event.type === 'BAD') throw new Error('bad');
        return (n + 1) % 2;
      }, 0),
    },
  }).createMachine({
    context: { heard: null },
    invoke: {
      src: 'count',
      id: 'c',
      onSnapshot: { actions: assign({ heard: ({ event }) => event.snapshot.context }) },
    },
    on: {
      UP: { actions: sendTo('c', { type: 'UP' }) },
      BAD: { actions: sendTo('c', { type: 'BAD' }) },
    },
  });

  it('runs without a declaration, as a part of the step of the machine', () => {
    const model = alone(machine, ['UP']);
    expect(placesOf(model)).toEqual(['{} {"heard":0} c', '{} {"heard":1} c']);
    expectSameAsActors(model);
  });

  it('takes its stop as an event, of which the machine is told, as XState does', () => {
    const restarted = setup({
      types: { context: {} as { heard: readonly number[] }, events: {} as { type: 'GO' } },
      actors: { count: fromTransition((n: number) => n + 1, 0) },
    }).createMachine({
      context: { heard: [] },
      initial: 's',
      states: {
        s: {
          invoke: {
            src: 'count',
            id: 'c',
            onSnapshot: {
              actions: assign({ heard: ({ context, event }) => [...context.heard, event.snapshot.context] }),
            },
          },
          on: { GO: { guard: ({ context }) => context.heard.length < 2, target: 's', reenter: true } },
        },
      },
    });
    const model = alone(restarted, ['GO']);
    expect(placesOf(model)).toEqual(['"s" {"heard":[0,1,0]} c', '"s" {"heard":[0]} c']);
    expectSameAsActors(model);
  });

  it('is a finding where it throws, and nobody handles that', () => {
    const model = alone(machine, ['UP', 'BAD']);
    expect(noThrow(model)?.steps.at(-1)?.thrown).toBe('bad');
    expectSameAsActors(model);
  });
});

describe('actors that actions start', () => {
  const machine = setup({
    types: { events: {} as { type: 'GO' } | { type: 'STOP' }, context: {} as { done: boolean } },
    actors: { load: fromPromise(async () => 1) },
  }).createMachine({
    context: { done: false },
    on: {
      GO: { actions: [stopChild('s'), spawnChild('load', { id: 's' })] },
      STOP: { actions: stopChild('s') },
      'xstate.done.actor.s': { actions: assign({ done: true }) },
    } as never,
  });

  it('answer by their ids until they are stopped, or end', () => {
    const model = alone(machine, ['GO', 'STOP'], { load: { done: [1] } });
    expect([...new Set(placesOf(model))]).toEqual([
      '{} {"done":false} ',
      '{} {"done":false} s',
      '{} {"done":true} ',
      '{} {"done":true} s',
    ]);
    expectSameAsActors(model);
  });
});

describe('an actor that an assignment spawns', () => {
  const machine = setup({
    types: {
      context: {} as { ref: unknown; heard: unknown },
      events: {} as { type: 'GO' } | { type: 'UP' } | { type: 'STOP' },
    },
    actors: { count: fromTransition((n: number) => (n + 1) % 2, 0), load: fromPromise(async () => 1) },
  }).createMachine({
    context: { ref: null, heard: null },
    initial: 'off',
    states: {
      off: {
        on: {
          GO: {
            target: 'on',
            actions: assign({
              ref: ({ spawn }) => [spawn('count', { id: 'c', syncSnapshot: true })],
              heard: ({ spawn }) => {
                spawn('load', { id: 'l' });
                return null;
              },
            }),
          },
        },
      },
      on: {
        on: {
          UP: { actions: sendTo(({ context }) => (context.ref as never)[0], { type: 'UP' } as never) },
          STOP: {
            target: 'off',
            actions: [
              stopChild(({ context }) => (context.ref as never)[0]),
              stopChild('l'),
              assign({ heard: null }),
            ],
          },
          'xstate.snapshot.c': { actions: assign({ heard: ({ event }) => event.snapshot.context }) },
        } as never,
      },
    },
  });

  it('is in the context by its id, and is told and stopped by what stands there', () => {
    const model = alone(machine, ['GO', 'UP', 'STOP'], { load: { done: [1] } });
    const ref = '"ref":[{"xstate$$type":1,"id":"c"}]';
    expect([...new Set(placesOf(model))]).toEqual([
      '"off" {"ref":[{"xstate$$type":1,"id":"c","stopped":true}],"heard":null} ',
      `"off" {"ref":null,"heard":null} `,
      `"on" {${ref},"heard":0} c`,
      `"on" {${ref},"heard":0} c,l`,
      `"on" {${ref},"heard":1} c`,
      `"on" {${ref},"heard":1} c,l`,
    ]);
    expectSameAsActors(model);
  });
});

describe('what a machine sends to itself', () => {
  it('is taken before anything else, and after a delay is a timer', () => {
    const machine = setup({
      types: { context: {} as { log: string }, events: {} as { type: 'GO' } | { type: 'A' } | { type: 'B' } },
    }).createMachine({
      context: { log: '' },
      on: {
        GO: {
          guard: ({ context }) => context.log === '',
          actions: [
            sendTo(({ self }) => self, { type: 'A' }),
            raise({ type: 'B' }),
            sendTo(({ self }) => self, { type: 'A' }, { delay: 10, id: 'late' }),
          ],
        },
        A: { actions: assign({ log: ({ context }) => `${context.log}a` }) },
        B: { actions: assign({ log: ({ context }) => `${context.log}b` }) },
      },
    });
    const model = alone(machine, ['GO'], {}, { time: { tick: 10 } });
    const { model: instance } = instantiate(model);
    const [step] = replay(instance, [0]).steps;
    expect(step?.after.endpoints.m).toMatchObject({
      context: { log: 'ba' },
      timers: [{ id: 'late', name: 'late' }],
    });
    expectSameAsActors(model);
  });
});

describe('what cannot be is refused with the place and the way out', () => {
  const starting = (start: object, actors: object = {}) =>
    setup({
      actors: { load: fromPromise(async () => 1), count: fromTransition(() => 0, 0), ...actors },
    } as never).createMachine({
      id: 'm',
      initial: 's',
      states: { s: start },
    } as never) as unknown as AnyStateMachine;
  const load = { load: { done: [1] } };
  const refusals: Record<string, [AnyStateMachine, Actors, RegExp]> = {
    'an actor of which nobody says what it answers': [
      starting({ invoke: { src: 'load', id: 'l' } }),
      {},
      /^endpoint "m": the machine "m" in state s has started the actor "l" \(load\), and nobody says what it may answer; declare it: endpoint\(machine, \{ actors: \{ load: \{ done: \[outputs\]/,
    ],
    'one that stands in line': [
      starting({ invoke: { src: fromCallback(() => {}), id: 'l' } }),
      {},
      /has started the actor "l", and nobody says .* actors: \{ l: \{/,
    ],
    'a name that is no actor': [
      starting({ invoke: { src: 'load', id: 'l' } }),
      { laod: { done: [1] } },
      /endpoint "m": actors names "laod", and the machine "m" has no such actor in setup\(\{ actors \}\); did you mean "load"\?/,
    ],
    'answers of a function': [
      starting({}),
      { count: { done: [1] } },
      /actors names "count", whose logic is nothing but/,
    ],
    'no implementation': [
      starting({ invoke: { src: 'gone', id: 'g' } }),
      {},
      /starts the actor "gone", which has no implementation/,
    ],
    'no id': [starting({ entry: spawnChild('load' as never) }), load, /starts an actor without an id/],
    'spawn() without an id': [
      starting({
        entry: assign({ ref: ({ spawn }: { spawn(src: string): unknown }) => spawn('load') } as never),
      }),
      load,
      /starts an actor without an id/,
    ],
    'a function that is made anew each time': [
      starting({
        entry: assign(({ spawn }: { spawn(logic: unknown, options: object): unknown }) => {
          spawn(
            fromTransition(() => 0, 0),
            { id: 'x' },
          );
          return {};
        }) as never,
      }),
      {},
      /spawns the actor "x" with logic that is made anew each time; make it once, outside of the machine/,
    ],
    'two of one id': [
      starting({
        entry: [spawnChild('load' as never, { id: 'x' }), spawnChild('load' as never, { id: 'x' })],
      }),
      load,
      /starts an actor "x" while one of this id is running; stop it first/,
    ],
    'an input that is no data': [
      starting({ invoke: { src: 'load', id: 'l', input: { log: () => {} } } }),
      load,
      /in state s: the input of the actor "l"\.log is a function .*; the state of an endpoint must be plain data/,
    ],
    'an answer that is no data': [
      starting({ invoke: { src: 'load', id: 'l' } }),
      { load: { done: [() => 0] } },
      /what the actor "l" may answer \(done\): value is a function .*; answers must be plain data/,
    ],
  };

  for (const [what, [machine, actors, sentence]] of Object.entries(refusals)) {
    it(what, () => {
      // XState complains, too, of what it does not find.
      vi.spyOn(console, 'warn').mockImplementation(() => {});
      expect(() => check(instantiate(alone(machine, [], actors)))).toThrow(sentence);
    });
  }
});
