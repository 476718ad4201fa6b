import { assign, createMachine, type EventObject, emit, enqueueActions, setup } from 'xstate';
import { type AnyModel, defineModel, endpoint } from '../../../src/index.ts';
import type { ReductionCase } from './building.ts';

/*
 * Models in which a reduction once changed a verdict, or would if one of its conditions were dropped. Each is as small as
 * it can be.
 */

interface Named {
  readonly name: string;
  readonly other: string;
}

/** `d1`: only after 40 events can it be seen that one of two endpoints behaves in another way. */
function falseSymmetry(which: 'b' | 'c'): AnyModel {
  const leaf = createMachine({
    context: ({ input }) => ({ ...(input as Named), n: 0, told: false }),
    initial: 'idle',
    states: {
      idle: {
        on: {
          GO: {
            guard: ({ context }) => context.n < 40,
            actions: assign({ n: ({ context }) => context.n + 1 }),
          },
          END: { guard: ({ context }) => context.n === 40, target: 'ended' },
          TOLD: { actions: assign({ told: true }) },
          BAD: {
            guard: ({ context }) => context.n === 23 && context.told && context.name === which,
            target: 'bad',
          },
        },
      },
      ended: { entry: emit(({ context }) => ({ type: 'TOLD', to: context.other }) as EventObject) },
      bad: {},
    },
  });
  const end = (name: string, other: string) =>
    endpoint(leaf, { input: { name, other }, events: [{ type: 'GO' }, { type: 'END' }, { type: 'BAD' }] });
  return defineModel({
    name: 'd1',
    parameters: {},
    build: () => ({
      endpoints: { a: endpoint(createMachine({})), b: end('b', 'c'), c: end('c', 'b') },
      network: { carries: ['TOLD'] },
    }),
    symmetry: () => ['b', 'c'],
    properties: ({ invariant }) => [
      invariant({
        name: 'none bad',
        sentence: 'None is bad.',
        holds: ({ endpoints: { b, c } }) => b.value !== 'bad' && c.value !== 'bad',
      }),
    ],
  }) as unknown as AnyModel;
}

/** Of three endpoints that are claimed to be alike, the last one behaves in another way once all three have acted. */
function differentThird(): AnyModel {
  const leaf = createMachine({
    context: ({ input }) => ({ ...(input as { name: string }), n: 0 }),
    initial: 'idle',
    states: {
      idle: {
        on: {
          GO: [
            { guard: ({ context }) => context.n === 9 && context.name === 'd', target: 'bad' },
            {
              guard: ({ context }) => context.n < 9,
              actions: assign({ n: ({ context }) => context.n + 1 }),
            },
          ],
        },
      },
      bad: {},
    },
  });
  const one = (name: string) => endpoint(leaf, { input: { name }, events: [{ type: 'GO' }] });
  return defineModel({
    name: 'third',
    parameters: {},
    build: () => ({ endpoints: { b: one('b'), c: one('c'), d: one('d') }, network: { carries: [] } }),
    symmetry: () => ['b', 'c', 'd'],
    properties: ({ invariant }) => [
      invariant({
        name: 'none bad',
        sentence: 'None is bad.',
        holds: ({ endpoints }) => Object.values(endpoints).every(({ value }) => value !== 'bad'),
      }),
    ],
  }) as unknown as AnyModel;
}

/** An event type that is the name of an endpoint. With `stored`, the hub keeps the event. */
function symmetryOfTypes({ type = 'c', stored = false } = {}): AnyModel {
  const hub = createMachine({
    id: 'hub',
    context: { got: null as unknown },
    on: { '*': { actions: assign({ got: ({ event }) => (stored ? event : null) }) } },
  });
  const leaf = createMachine({
    id: 'leaf',
    initial: 'idle',
    states: {
      idle: { on: { GO: { target: 'sent', actions: emit({ type, to: 'hub' } as EventObject) } } },
      sent: {},
    },
  });
  const events = [{ type: 'GO' }];
  return defineModel({
    name: 'sym-type',
    parameters: {},
    build: () => ({
      endpoints: { hub: endpoint(hub), b: endpoint(leaf, { events }), c: endpoint(leaf, { events }) },
      network: { carries: [type] as never },
    }),
    symmetry: () => ['b', 'c'],
    properties: ({ invariant }) => [invariant({ name: 'true', sentence: 'True.', holds: () => true })],
  }) as unknown as AnyModel;
}

/** An event of the environment whose type no machine names, and that is the name of an endpoint. */
function externalType(): AnyModel {
  const leaf = createMachine({ initial: 'idle', states: { idle: { on: { '*': 'sent' } }, sent: {} } });
  const one = () => endpoint(leaf, { events: [{ type: 'c' }] });
  return defineModel({
    name: 'external',
    parameters: {},
    build: () => ({ endpoints: { b: one(), c: one() }, network: { carries: [] } }),
    symmetry: () => ['b', 'c'],
    properties: ({ invariant }) => [invariant({ name: 'true', sentence: 'True.', holds: () => true })],
  }) as unknown as AnyModel;
}

/**
 * A true claim: each state has a mirror image, and only that of the state before the last step is ever judged. Which of the
 * two stands for both depends on hashes, and so on the salt.
 */
function mirror(salt: number): AnyModel {
  const machine = setup({
    types: {
      context: {} as { other: string; n: number; salt: number },
      input: {} as { other: string },
      events: {} as { type: 'M' } | { type: 'N' },
      emitted: {} as { type: 'M' | 'N'; to: string },
    },
  }).createMachine({
    context: ({ input }) => ({ other: input.other, n: 0, salt }),
    entry: emit(({ context }) => ({ type: 'M' as const, to: context.other })),
    initial: 'y',
    states: {
      y: { on: { M: 'x', N: { actions: assign({ n: 1 }) } } },
      x: { entry: emit(({ context }) => ({ type: 'N' as const, to: context.other })) },
    },
  });
  return defineModel({
    name: 'mirror',
    parameters: {},
    build: () => ({
      endpoints: {
        a: endpoint(machine, { input: { other: 'b' } }),
        b: endpoint(machine, { input: { other: 'a' } }),
      },
      network: { carries: ['M', 'N'] },
    }),
    symmetry: () => ['a', 'b'],
    properties: ({ invariant }) => [
      invariant({
        name: 'none is left behind',
        sentence: 'Never is one in x while the other one, in y, has n = 1.',
        holds: ({ endpoints: { a, b } }) =>
          !(a.matches('x') && b.matches('y') && b.context.n === 1) &&
          !(b.matches('x') && a.matches('y') && a.context.n === 1),
      }),
    ],
  }) as unknown as AnyModel;
}

/** A true claim: one of two goes ahead, and which of the two stands for both depends on how far. */
function ahead(salt: number): AnyModel {
  const machine = createMachine({
    context: { salt },
    initial: 's0',
    states: {
      s0: { on: { GO: 's1' } },
      s1: { on: { GO: 's2' } },
      s2: { on: { GO: 's3' } },
      s3: { on: { GO: 's4' } },
      s4: {},
    },
  });
  const one = () => endpoint(machine, { events: [{ type: 'GO' }] });
  return defineModel({
    name: 'ahead',
    parameters: {},
    build: () => ({ endpoints: { b: one(), c: one() }, network: { carries: [] } }),
    symmetry: () => ['b', 'c'],
    properties: ({ invariant }) => [
      invariant({
        name: 'none is ahead',
        sentence: 'None is at the end while the other one is at the beginning.',
        holds: ({ endpoints: { b, c } }) =>
          !(b.matches('s4') && c.matches('s0')) && !(c.matches('s4') && b.matches('s0')),
      }),
    ],
  }) as unknown as AnyModel;
}

/** Timers, cancelled and not, whose ids are or hold the names of those that they are for. */
function namedTimers(idOf: (name: string) => string): AnyModel {
  const machine = createMachine({
    context: ({ input }) => input as Named,
    initial: 'idle',
    states: {
      idle: {
        on: {
          GO: {
            target: 'waiting',
            actions: enqueueActions(({ context, enqueue }) => {
              const late = { type: 'LATE', who: context.other } as EventObject;
              enqueue.raise(late, { id: idOf(context.other), delay: 10 });
            }),
          },
        },
      },
      waiting: { on: { LATE: 'late', STOP: 'stopped' } },
      stopped: {},
      late: {},
    },
  });
  const end = (name: string, other: string) =>
    endpoint(machine, { input: { name, other }, events: [{ type: 'GO' }, { type: 'STOP' }] });
  return defineModel({
    name: 'timers',
    parameters: {},
    build: () => ({
      endpoints: { b: end('b', 'c'), c: end('c', 'b') },
      network: { carries: [] },
      time: { tick: 10 },
    }),
    symmetry: () => ['b', 'c'],
    properties: ({ invariant }) => [
      invariant({
        name: 'one is late at most',
        sentence: 'Not both are late.',
        holds: ({ endpoints: { b, c } }) => b.value !== 'late' || c.value !== 'late',
      }),
    ],
  }) as unknown as AnyModel;
}

/** Marks that change to and fro by an event that does nothing else, but for sending what is promised, and in flight, already. */
function flip({ sends = false } = {}): AnyModel {
  const send = emit({ type: 'M' });
  const promised = emit({ type: 'P' });
  const a = createMachine({
    id: 'a',
    entry: sends ? [send, promised] : send,
    on: sends ? { E: { actions: promised } } : {},
  });
  const b = createMachine({ id: 'b', initial: 'wait', states: { wait: { on: { M: 'got' } }, got: {} } });
  return defineModel({
    name: 'flip',
    parameters: {},
    build: () => ({
      endpoints: { a: endpoint(a, { events: [{ type: 'E' }] as never }), b: endpoint(b) },
      network: { carries: (sends ? ['M', 'P'] : ['M']) as never, loss: true, duplication: true },
    }),
    history: {
      marks: {
        initial: 'even',
        others: ['odd'],
        trigger: ({ action }) => (action.kind === 'event' ? 'flip' : null),
        remark: ({ mark, event }) => ((event as EventObject).type === 'P' || mark === 'odd' ? 'even' : 'odd'),
      },
    },
    ...(sends && {
      assumptions: {
        promise: {
          sentence: 'P is promised, and comes only after M.',
          reliable: ({ event }: { event: EventObject }) => event.type === 'P',
          deliverable: (
            { event }: { event: EventObject },
            { endpoints }: { endpoints: { b: { value: unknown } } },
          ) => event.type !== 'P' || endpoints.b.value === 'got',
        },
      },
    }),
    final: ({ endpoints }) => endpoints.b.matches('got'),
    properties: ({ deadlockFree }) => [deadlockFree()],
  }) as unknown as AnyModel;
}

const REFUSED = /symmetry: the endpoints .* are declared to be alike, but/;

/** Models in which a reduction went wrong once, with what is right. */
export const wrongOnce: readonly ReductionCase[] = [
  {
    title: 'a claim of symmetry that is false where no sample is taken',
    model: falseSymmetry('c'),
    reduce: 'symmetry',
    property: 'none bad',
    verdict: 'violated',
    refused: REFUSED,
  },
  {
    title: 'the same claim, false of the other one',
    model: falseSymmetry('b'),
    reduce: 'symmetry',
    property: 'none bad',
    verdict: 'violated',
    refused: REFUSED,
  },
  {
    title: 'a claim that is false of the third of three',
    model: differentThird(),
    reduce: 'symmetry',
    property: 'none bad',
    verdict: 'violated',
    refused: REFUSED,
  },
  {
    title: 'an event type that is the name of an endpoint',
    model: symmetryOfTypes(),
    reduce: 'symmetry',
    property: 'true',
    verdict: 'holds',
    refused: null,
  },
  {
    title: 'an event that is kept, whose type is the name of an endpoint',
    model: symmetryOfTypes({ stored: true }),
    reduce: 'symmetry',
    property: 'true',
    verdict: 'holds',
    refused: null,
  },
  {
    title: 'an event type that no machine names, and that is the name of an endpoint',
    model: externalType(),
    reduce: 'symmetry',
    property: 'true',
    verdict: 'holds',
    refused: null,
  },
  ...[1, 2, 3, 4, 5, 6].map(
    (salt): ReductionCase => ({
      title: `a state whose mirror image alone was judged (${salt})`,
      model: mirror(salt),
      reduce: 'symmetry',
      property: 'none is left behind',
      verdict: 'violated',
      refused: null,
    }),
  ),
  ...[1, 2, 3].map(
    (salt): ReductionCase => ({
      title: `one of two is ahead (${salt})`,
      model: ahead(salt),
      reduce: 'symmetry',
      property: 'none is ahead',
      verdict: 'violated',
      refused: null,
    }),
  ),
  ...[(name: string) => name, (name: string) => `retry:${name}`].map(
    (idOf): ReductionCase => ({
      title: `timers with the id ${idOf('b')}`,
      model: namedTimers(idOf),
      reduce: 'symmetry',
      property: 'one is late at most',
      verdict: 'violated',
      refused: null,
    }),
  ),
  {
    title: 'an event that only changes the mark of a message that may be lost',
    model: flip(),
    reduce: 'subsumption',
    property: 'no deadlock',
    verdict: 'violated',
    refused: null,
  },
  {
    title: 'an event that changes the mark and sends what is in flight already',
    model: flip({ sends: true }),
    reduce: 'subsumption',
    property: 'no deadlock',
    // What sends is a step, even where nothing changes.
    verdict: 'holds',
    refused: null,
  },
];
