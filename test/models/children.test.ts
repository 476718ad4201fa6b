import { describe, expect, it, vi } from 'vitest';
import {
  type AnyActorRef,
  type AnyStateMachine,
  assign,
  cancel,
  emit,
  forwardTo,
  fromPromise,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stopChild,
} from 'xstate';
import { type AnyModel, check, defineModel, endpoint, instantiate, replay } from '../../src/index.ts';
import { ladder } from '../../src/report/ladders/ladder.ts';
import { type Actors, alone, expectSameAsActors, idle, noThrow, placesOf } from '../support/alone.ts';

/** A child that counts what it is told, tells its parent, and ends. */
const counter = setup({
  types: {
    context: {} as { n: number; to: number },
    input: {} as { to: number },
    output: {} as { n: number },
  },
}).createMachine({
  id: 'counter',
  context: ({ input }) => ({ n: 0, to: input.to }),
  output: ({ context }) => ({ n: context.n }),
  initial: 'on',
  states: {
    on: {
      on: {
        UP: { actions: [assign({ n: ({ context }) => context.n + 1 }), sendParent({ type: 'WENT_UP' })] },
      },
      always: { guard: ({ context }) => context.n >= context.to, target: 'off' },
    },
    off: { type: 'final' },
  },
});

describe('a machine that a state invokes', () => {
  const parent = setup({
    types: {
      context: {} as { heard: number; out: unknown },
      children: {} as { c: 'counter' },
    },
    actors: { counter },
  }).createMachine({
    id: 'parent',
    context: { heard: 0, out: null },
    initial: 'idle',
    states: {
      idle: { on: { GO: 'busy' } },
      busy: {
        invoke: {
          src: 'counter',
          id: 'c',
          input: { to: 2 },
          onDone: { target: 'idle', actions: assign({ out: ({ event }) => event.output }) },
        },
        on: {
          UP: { actions: sendTo('c', { type: 'UP' }) },
          WENT_UP: { actions: assign({ heard: ({ context }) => (context.heard + 1) % 3 }) },
          STOP: 'idle',
        },
      },
    },
  });
  const model = alone(parent, ['GO', 'UP', 'STOP']);

  it('is a part of the state, runs in the step of its parent, and tells that its output', () => {
    expect(placesOf(model)).toContain('"busy" {"heard":1,"out":null} c');
    expect(placesOf(model)).toContain('"idle" {"heard":2,"out":{"n":2}} ');
    expectSameAsActors(model);
  });

  it('is shown to predicates, with its types', () => {
    const told = defineModel({
      name: 'told',
      parameters: {},
      build: () => ({
        endpoints: {
          m: endpoint(parent, { events: [{ type: 'GO' }, { type: 'UP' }] as never }),
          idle: endpoint(idle),
        },
        network: { carries: [] },
      }),
      properties: ({ reachable }) => [
        reachable({
          name: 'one',
          sentence: 'The child has counted one.',
          state: ({ endpoints: { m } }) =>
            m.children.c?.matches('on') === true && m.children.c.context.n === 1,
        }),
      ],
    });
    const instance = instantiate(told);
    const [found] = check(instance).properties;
    expect(found).toMatchObject({ verdict: 'reached' });
    const trace = replay(instance.model, found !== undefined && 'path' in found ? found.path : []);
    expect(ladder(trace)).toContain('c: on');
  });
});

describe('timers of children', () => {
  const child = setup({ delays: { RTO: 20 } }).createMachine({
    id: 'child',
    initial: 'waiting',
    entry: raise({ type: 'LATE' }, { delay: 10, id: 'late' }),
    states: {
      waiting: { after: { RTO: 'ready' }, on: { LATE: { actions: sendParent({ type: 'WAS_LATE' }) } } },
      ready: { on: { CANCEL: { actions: cancel('late') } } },
    },
  });
  const parent = setup({
    types: { context: {} as { late: boolean } },
    actors: { child },
  }).createMachine({
    context: { late: false },
    initial: 'on',
    states: {
      on: {
        invoke: { src: 'child', id: 'c' },
        entry: raise({ type: 'OWN' }, { delay: 10, id: 'late' }),
        exit: cancel('late'),
        on: { WAS_LATE: { actions: assign({ late: true }) }, OFF: 'off', PING: { actions: forwardTo('c') } },
      },
      off: { on: { ON: 'on' } },
    },
  });

  it('are the timers of the endpoint, and go with the child', () => {
    const model = alone(parent, ['OFF', 'ON', 'PING'], {}, { time: { tick: 10 } });
    const { model: instance } = instantiate(model);
    const { initial, steps } = replay(instance, [0]);
    expect(initial.endpoints.m?.timers.map(({ id, name }) => [id, name])).toEqual([
      ['c/late', 'c/late'],
      ['late', 'late'],
      ['c/xstate.after.RTO.child.waiting', 'c/RTO'],
    ]);
    expect(steps[0]?.after.endpoints.m?.timers).toEqual([]);
    placesOf(model);
    expectSameAsActors(model);
  });

  it('are elastic by their own names, or with that of the child', () => {
    for (const elastic of [['RTO'], ['c/RTO']]) {
      const model = alone(parent, [], {}, { time: { tick: 10, elastic } });
      const { model: instance } = instantiate(model);
      const { initial } = replay(instance, []);
      const left = initial.endpoints.m?.timers.map(({ remaining }) => remaining);
      expect(left).toContain(null);
      expect(left).toHaveLength(3);
      expectSameAsActors(model);
    }
  });
});

describe('children of children, and siblings', () => {
  const leaf = setup({
    types: { input: {} as { name: string }, context: {} as { name: string; heard: string[] } },
    actors: { load: fromPromise<number>(async () => 1) },
  }).createMachine({
    id: 'leaf',
    context: ({ input }) => ({ name: input.name, heard: [] }),
    initial: 'loading',
    states: {
      loading: { invoke: { src: 'load', id: 'l', onDone: 'ok', onError: 'failed' } },
      ok: { entry: sendTo(({ system }) => system.get('right'), { type: 'HELLO' }) },
      failed: { entry: sendParent({ type: 'FAILED' }) },
    },
    on: {
      HELLO: { actions: assign({ heard: ({ context }) => [...context.heard, 'hello'].slice(0, 2) }) },
    },
  });
  const middle = setup({ actors: { leaf } }).createMachine({
    id: 'middle',
    invoke: { src: 'leaf', id: 'leaf', input: { name: 'inner' } },
    on: { FAILED: { actions: sendParent({ type: 'INNER_FAILED' }) } },
  });
  const parent = setup({
    types: { context: {} as { failed: boolean } },
    actors: { middle, leaf },
  }).createMachine({
    context: { failed: false },
    invoke: [
      { src: 'middle', id: 'left' },
      { src: 'leaf', id: 'r', systemId: 'right', input: { name: 'right' } },
    ],
    on: { INNER_FAILED: { actions: assign({ failed: true }) }, FAILED: {} },
  });

  it('deliver to each other by systemId, and tell their parents', () => {
    const model = alone(parent, [], { load: { done: [1], error: ['no'] } });
    const places = placesOf(model);
    expect(places).toContain('{} {"failed":true} left,left/leaf,r,r/l');
    const { model: instance } = instantiate(model);
    const { steps } = replay(instance, [0]);
    expect(steps[0]?.action).toMatchObject({ kind: 'answer', actor: 'left/leaf/l', gives: 'done' });
    expect(steps[0]?.after.endpoints.m?.children.r?.context).toEqual({ name: 'right', heard: ['hello'] });
    expectSameAsActors(model);
  });

  it('may answer what is declared for one of them alone', () => {
    const model = alone(parent, [], { load: { done: [1] }, 'left/leaf/l': { error: ['no'] } });
    expect(placesOf(model).some((place) => place.includes('"failed":true'))).toBe(true);
    expectSameAsActors(model);
  });
});

describe('what a child does', () => {
  it('an error that its parent does not handle is a finding', () => {
    const careless = setup({}).createMachine({
      id: 'careless',
      on: {
        BAD: {
          actions: assign(() => {
            throw new Error('bad');
          }),
        },
      },
    });
    const parent = (invoke: object) =>
      setup({ actors: { careless } }).createMachine({
        invoke: { src: 'careless', id: 'c', ...invoke },
        on: { BAD: { actions: sendTo('c', { type: 'BAD' }) } },
      });
    const unhandled = alone(parent({}), ['BAD']);
    expect(noThrow(unhandled)?.steps.at(-1)?.thrown).toBe('bad');
    expectSameAsActors(unhandled);
    const handled = alone(parent({ onError: { actions: assign({}) } }), ['BAD']);
    expect(noThrow(handled)).toBeNull();
    const trace = replay(instantiate(handled).model, [0]);
    expect(trace.steps[0]?.after.endpoints.m?.children.c).toMatchObject({ status: 'error' });
    expectSameAsActors(handled);
  });

  it('is observed with its name; what it emits, nobody hears', () => {
    const child = setup({ actions: { ring: () => {} } }).createMachine({
      on: { GO: { actions: ['ring', emit({ type: 'MESSAGE' } as never)] } },
    });
    const parent = setup({ actors: { child } }).createMachine({
      invoke: { src: 'child', id: 'c' },
      on: { GO: { actions: sendTo('c', { type: 'GO' }) }, MESSAGE: {} },
    });
    const model = alone(parent, ['GO'], {}, { network: { carries: ['MESSAGE'] } });
    const [step] = replay(instantiate(model).model, [0]).steps;
    expect(step?.sent).toEqual([]);
    expect(step?.observations.map(({ effect }) => effect)).toEqual([
      { type: 'ring', actor: 'c' },
      { type: 'xstate.emit', params: { actor: 'c', event: { type: 'MESSAGE' } } },
    ]);
    expectSameAsActors(model);
  });

  it('to be told for ever is a finding', () => {
    const child = setup({}).createMachine({ on: { PING: { actions: sendParent({ type: 'PONG' }) } } });
    const parent = setup({ actors: { child } }).createMachine({
      invoke: { src: 'child', id: 'c' },
      on: { PONG: { actions: sendTo('c', { type: 'PING' }) } },
    });
    expect(noThrow(alone(parent, ['PONG']))?.steps.at(-1)?.thrown).toMatch(
      /^the machine does not come to rest: after 10000 events between it and its actors it still goes on/,
    );
  });

  it('to start one another for ever is a finding', () => {
    const again = setup({ actors: { again: setup({}).createMachine({}) } }).createMachine({
      id: 'again',
      invoke: { src: 'again', id: 'a' },
    });
    Object.assign(again.implementations.actors, { again });
    const endless = setup({ actors: { again } }).createMachine({
      initial: 'off',
      states: { off: { on: { GO: 'on' } }, on: { invoke: { src: 'again', id: 'a' } } },
    });
    expect(noThrow(alone(endless, ['GO']))?.steps.at(-1)?.thrown).toMatch(
      /does not come to rest: after 60 actors/,
    );
  });
});

describe('references to actors', () => {
  const child = setup({
    types: { context: {} as { n: number; peer: unknown }, input: {} as { peer?: unknown } },
  }).createMachine({
    id: 'child',
    context: ({ input }) => ({ n: 0, peer: input?.peer ?? null }),
    on: {
      UP: { actions: assign({ n: ({ context }) => (context.n + 1) % 3 }) },
      PASS: { actions: sendTo(({ context }) => context.peer as AnyActorRef, { type: 'UP' }) },
    },
  });
  const parent = setup({
    types: { context: {} as { one: unknown; two: unknown } },
    actors: { child },
    guards: {
      atTwo: ({ context }) =>
        (context.one as { getSnapshot(): { context: { n: number } } }).getSnapshot().context.n === 2,
    },
  }).createMachine({
    context: ({ spawn }) => {
      const one = spawn('child', { id: 'one', input: {} });
      return { one, two: spawn('child', { id: 'two', input: { peer: one } }) };
    },
    initial: 'on',
    states: {
      on: {
        on: {
          PASS: { actions: sendTo(({ context }) => context.two as AnyActorRef, { type: 'PASS' }) },
          STOP: { target: 'off', actions: stopChild(({ context }) => context.one as AnyActorRef) },
          ASK: { guard: 'atTwo', target: 'two' },
        },
      },
      two: {},
      off: {
        on: {
          AGAIN: { actions: spawnChild('child', { id: 'one', input: {} } as never), target: 'again' },
        },
      },
      again: { on: { PASS: { actions: sendTo('two', { type: 'PASS' }) } } },
    },
  });

  it('stand for their ids, and are references again to code', () => {
    const model = alone(parent, ['PASS', 'STOP', 'ASK', 'AGAIN']);
    const { initial } = replay(instantiate(model).model, []);
    expect(initial.endpoints.m?.context).toEqual({
      one: { xstate$$type: 1, id: 'one' },
      two: { xstate$$type: 1, id: 'two' },
    });
    expect(initial.endpoints.m?.children.two?.context).toEqual({
      n: 0,
      peer: { xstate$$type: 1, id: 'one', path: ['one'] },
    });
    expect(placesOf(model).some((place) => place.startsWith('"two"'))).toBe(true);
    expectSameAsActors(model);
  });

  it('to one that was stopped are not to another one of its id', () => {
    const model = alone(parent, ['PASS', 'STOP', 'AGAIN']);
    const instance = instantiate(model);
    check(instance);
    for (let id = 0; id < instance.model.reader.endpoints.length; id++) {
      const { value, children } = instance.model.reader.localState(0, id);
      if (value === 'again') expect(children.one?.context).toMatchObject({ n: 0 });
    }
    expectSameAsActors(model);
  });
});

describe('what is sent to another endpoint by its name', () => {
  const server = setup({ types: { events: {} as { type: 'ASK' } } }).createMachine({
    initial: 'off',
    states: { off: { on: { ASK: 'on' } }, on: {} },
  });
  const client = (target: string) =>
    setup({ actors: {} }).createMachine({
      on: { GO: { actions: sendTo(({ system }) => system.get(target), { type: 'ASK' }) } },
    });
  const network = (carries: readonly string[], target = 'server') =>
    defineModel({
      name: 'named',
      parameters: {},
      build: () => ({
        endpoints: {
          client: endpoint(client(target), { events: [{ type: 'GO' }] as never }),
          server: endpoint(server),
        },
        network: { carries, capacity: 2 },
      }),
      properties: [],
    } as never) as AnyModel;

  it('is a message, where the network carries it', () => {
    const { model } = instantiate(network(['ASK']));
    const trace = replay(model, [0, 0]);
    expect(trace.steps[0]?.sent.map(({ message: { from, to } }) => [from, to])).toEqual([
      ['client', 'server'],
    ]);
    expect(trace.steps[1]?.after.endpoints.server?.value).toBe('on');
    expectSameAsActors(network(['ASK']));
  });

  it('is refused where the network does not', () => {
    expect(() => check(instantiate(network([])))).toThrow(
      /sends ASK to the endpoint "server", and the network does not carry it; add it to network.carries/,
    );
  });
});

describe('what cannot be is refused with the place and the way out', () => {
  const child = setup({}).createMachine({ id: 'kid' });
  const starting = (start: object, actors: object = { kid: child }) =>
    setup({ actors } as never).createMachine({
      id: 'm',
      initial: 's',
      states: { s: start },
    } as never) as unknown as AnyStateMachine;
  const refusals: Record<string, [AnyStateMachine, Actors, RegExp]> = {
    'a child without an id': [
      starting({ entry: spawnChild('kid' as never) }),
      {},
      /the machine "m" .*starts an actor without an id, which XState would make up; give it one/,
    ],
    'two of one id': [
      starting({ entry: [spawnChild('kid' as never, { id: 'x' }), spawnChild('kid' as never, { id: 'x' })] }),
      {},
      /starts an actor "x" while one of this id is running; stop it first/,
    ],
    'a machine that is made anew each time': [
      starting({
        entry: assign(({ spawn }: { spawn(logic: unknown, options: object): unknown }) => {
          spawn(setup({}).createMachine({ id: 'fresh' }), { id: 'x' });
          return {};
        }) as never,
      }),
      {},
      /spawns the actor "x" with logic that is made anew each time/,
    ],
    'what a child answers': [
      starting({ invoke: { src: 'kid', id: 'k' } }),
      { kid: { done: [1] } },
      /actors names "kid", whose logic is nothing but a function \(fromTransition\), or a machine/,
    ],
    'a function in the context of a child': [
      starting(
        { invoke: { src: 'kid', id: 'k' } },
        { kid: setup({}).createMachine({ id: 'kid', context: { log: () => {} } as never }) },
      ),
      {},
      /the actor "k": the machine "kid" in state \{\}: context\.log is a function/,
    ],
    'a promise of a child of which nobody says what it answers': [
      starting(
        { invoke: { src: 'kid', id: 'k' } },
        {
          kid: setup({ actors: { load: fromPromise(async () => 1) } }).createMachine({
            id: 'kid',
            invoke: { src: 'load', id: 'l' },
          }),
        },
      ),
      {},
      /the machine "kid" in state \{\} has started the actor "k\/l" \(load\), and nobody says what it may answer; declare it/,
    ],
  };

  for (const [what, [machine, actors, sentence]] of Object.entries(refusals)) {
    it(what, () => {
      vi.spyOn(console, 'warn').mockImplementation(() => {});
      expect(() => check(instantiate(alone(machine, [], actors)))).toThrow(sentence);
    });
  }
});
