import fc from 'fast-check';
import {
  type AnyActorRef,
  assign,
  createMachine,
  type EventObject,
  enqueueActions,
  fromPromise,
  sendParent,
  sendTo,
  spawnChild,
  stopChild,
} from 'xstate';
import { anyOf } from '../../../src/language/any-of.ts';
import { type AnyModel, MODEL } from '../../../src/language/definition.ts';
import { endpoint, type Machine } from '../../../src/language/endpoint.ts';
import type { AnyStateView } from '../../../src/language/forgotten.ts';
import { carriedBy } from './declared.ts';
import { madeBy } from './files.ts';

/*
 * Random models of two to four peers that are alike, and a hub that is not. They know each other by name: whom they have
 * heard of, who was last, who came first.
 */

type Effect =
  | { readonly effect: 'send all' | 'send hub' | 'reply'; readonly type: string }
  | { readonly effect: 'note' | 'remember' | 'forget' | 'queue' | 'wait' | 'wait no more' }
  | { readonly effect: 'start' | 'tell' | 'stop' };

interface Transition {
  readonly from: number;
  readonly on: string;
  readonly guard: 'always' | 'heard before' | 'from last';
  readonly to: number;
  readonly effects: readonly Effect[];
}

export interface SymmetricSketch {
  readonly peers: number;
  readonly peer: readonly Transition[];
  readonly hub: readonly Transition[];
  /** Whether machines know the others as a list, in the order of definition, or as the keys of an object. */
  readonly lists: boolean;
  /** Whether they keep maps and sets in place of objects. */
  readonly builtIns: boolean;
  readonly network: { readonly loss: boolean; readonly duplication: boolean; readonly fifo: boolean };
  readonly timed: boolean;
  readonly remembers: boolean;
  readonly marks: boolean;
  /** Of whom a peer may have heard before it all begins, beside nobody: then it is left open; and so is who has acted last. */
  readonly starts?: 'hub' | 'others' | null;
}

const type = fc.constantFrom('m0', 'm1');
const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ effect: fc.constantFrom('send all' as const, 'send hub' as const, 'reply' as const), type }),
  fc.record({
    effect: fc.constantFrom('note' as const, 'remember' as const, 'forget' as const, 'queue' as const),
  }),
  fc.record({ effect: fc.constantFrom('wait' as const, 'wait' as const, 'wait no more' as const) }),
  fc.record({
    effect: fc.constantFrom('start' as const, 'start' as const, 'tell' as const, 'stop' as const),
  }),
);
const transition: fc.Arbitrary<Transition> = fc.record({
  from: fc.constantFrom(0, 0, 1, 1, 2),
  on: fc.constantFrom('go', 'go', 'm0', 'm0', 'm1'),
  guard: fc.constantFrom('always', 'always', 'always', 'heard before', 'from last'),
  to: fc.nat({ max: 2 }),
  effects: fc.array(effect, { minLength: 1, maxLength: 2 }),
});

/** What peers do: something to begin with. */
const lively = fc
  .tuple(
    fc.record({ effect: fc.constantFrom('send all' as const, 'send hub' as const), type }),
    fc.array(transition, { minLength: 2, maxLength: 5 }),
  )
  .map(([first, rest]): readonly Transition[] => [
    { from: 0, on: 'go', guard: 'always', to: 1, effects: [first] },
    ...rest,
  ]);

export const symmetricSketch: fc.Arbitrary<SymmetricSketch> = fc.record({
  peers: fc.constantFrom(2, 2, 3, 3, 4),
  peer: lively,
  hub: fc.array(transition, { minLength: 3, maxLength: 6 }),
  lists: fc.boolean(),
  builtIns: fc.boolean(),
  network: fc.record({ loss: fc.boolean(), duplication: fc.boolean(), fifo: fc.boolean() }),
  timed: fc.boolean(),
  remembers: fc.boolean(),
  marks: fc.boolean(),
  starts: fc.constantFrom(null, null, null, 'hub' as const, 'others' as const),
});

interface Context {
  readonly self: string;
  readonly others: readonly string[] | ReadonlyMap<string, true> | Readonly<Record<string, true>>;
  readonly heard: Heard;
  readonly last: string | null;
  readonly queue: readonly string[];
}

/** Who was heard of, in the order of hearing. */
type Heard = ReadonlySet<string> | ReadonlyMap<string, true> | Readonly<Record<string, true>>;

interface Sent extends EventObject {
  readonly from?: string;
}

/** The model that a sketch describes. */
export function symmetricModel(sketch: SymmetricSketch): AnyModel {
  const names = ['p1', 'p2', 'p3', 'p4'].slice(0, sketch.peers);
  const peer = machineOf(sketch, sketch.peer);
  const hub = machineOf(sketch, sketch.hub);
  const others = (self: string) => {
    const list = names.filter((name) => name !== self);
    if (sketch.lists) return list;
    const entries = list.map((name) => [name, true] as const);
    return sketch.builtIns ? new Map(entries) : Object.fromEntries(entries);
  };
  const open = (self: string) => {
    if (sketch.starts == null || self === 'hub') return [null];
    return [null, ...(sketch.starts === 'hub' ? ['hub'] : names.filter((name) => name !== self))];
  };
  const part = (machine: Machine, self: string) =>
    endpoint(machine, {
      input: anyOf(...open(self).map((last) => ({ self, others: others(self), last }))),
      events: [{ type: 'go' }],
      actors: { ask: ({ input }: { input: unknown }) => ({ done: [Object(input).of], error: ['no'] }) },
    } as never);
  const model: AnyModel = {
    [MODEL]: true,
    name: 'symmetric',
    parameters: {},
    build: () => {
      const endpoints = Object.fromEntries([
        ['hub', part(hub, 'hub')],
        ...names.map((name) => [name, part(peer, name)] as const),
      ]);
      return {
        endpoints,
        network: {
          carries: carriedBy(endpoints, ['m0', 'm1']),
          loss: sketch.network.loss,
          duplication: sketch.network.duplication,
          order: sketch.network.fifo ? 'fifo' : 'none',
          ...(sketch.timed && { lifetime: 1 }),
        },
        time: sketch.timed ? { tick: 10 } : 'untimed',
      };
    },
    symmetry: () => names,
    ...historyOf(sketch),
    final: ({ endpoints }) => endpoints.hub?.matches('S2') ?? false,
    properties: propertiesFor(names),
  };
  return madeBy('symmetric.ts', 'symmetricModel', sketch, model);
}

/** Nobody was heard of. Where lists are in the order of definition, a set would have to be, too. */
function nobody({ lists, builtIns }: SymmetricSketch): Heard {
  if (!builtIns) return {};
  return lists ? new Map() : new Set();
}

function isHeard(heard: Heard, name: string): boolean {
  return heard instanceof Set || heard instanceof Map ? heard.has(name) : Object.hasOwn(heard, name);
}

function withHeard(heard: Heard, name: string): Heard {
  if (heard instanceof Set) return new Set([...heard, name]);
  return heard instanceof Map ? new Map([...heard, [name, true]]) : { ...heard, [name]: true };
}

function machineOf(sketch: SymmetricSketch, transitions: readonly Transition[]): Machine {
  const config = {
    id: 'm',
    context: ({ input }: { input: Pick<Context, 'self' | 'others' | 'last'> }) => ({
      ...input,
      heard: nobody(sketch),
      queue: [],
    }),
    initial: 'S0',
    states: Object.fromEntries(
      [0, 1, 2].map((state) => [`S${state}`, { on: handlers(state, transitions, sketch) }]),
    ),
  };
  return createMachine(config as Parameters<typeof createMachine>[0], { actors: { helper } } as never);
}

/** A child that remembers somebody, asks of him, and tells its parent of him after a while. */
const helper = createMachine(
  {
    id: 'helper',
    context: ({ input }: { input: { of: string } }) => ({ of: input.of, got: null }),
    invoke: {
      src: 'ask',
      id: 'ask',
      input: ({ context }: { context: unknown }) => context,
      onDone: {
        actions: assign({ got: ({ event }: { event: { output: unknown } }) => event.output } as never),
      },
      onError: {},
    },
    on: {
      tell: {
        actions: enqueueActions(({ context, enqueue }) => {
          const id = `helps:${(context as unknown as { of: string }).of}`;
          enqueue.cancel(id);
          enqueue.raise({ type: 'late' }, { id, delay: 10 });
        }),
      },
      late: {
        actions: sendParent(
          ({ context }) => ({ type: 'm1', from: (context as { of: string }).of }) as EventObject,
        ),
      },
    },
  } as never,
  { actors: { ask: fromPromise(async () => null) } } as never,
);

function handlers(
  state: number,
  transitions: readonly Transition[],
  sketch: SymmetricSketch,
): Record<string, unknown[]> {
  const groups: Record<string, unknown[]> = {};
  for (const { from, on, guard, to, effects } of transitions) {
    if (from !== state) continue;
    groups[on] ??= [];
    groups[on].push({
      target: `S${to}`,
      guard: ({ context, event }: { context: Context; event: Sent }) => {
        if (guard === 'heard before') return event.from !== undefined && isHeard(context.heard, event.from);
        return guard === 'always' || event.from === context.last;
      },
      actions: effects.map((each) => actionOf(each, sketch)),
    });
  }
  return groups;
}

function actionOf(sketch: Effect, model: SymmetricSketch) {
  const { lists } = model;
  return enqueueActions(({ context, event, enqueue }) => {
    const { self, others, heard, last, queue } = context as Context;
    const { from } = event as Sent;
    const send = (to: string | readonly string[] | null, kind: string) => {
      if (to !== null && to !== self) enqueue.emit({ type: kind, from: self, to } as EventObject);
    };
    switch (sketch.effect) {
      case 'send all': {
        const all = namesIn(others);
        // A list in an event has an order, too.
        if (lists) send(all, sketch.type);
        else for (const one of all) send(one, sketch.type);
        break;
      }
      case 'send hub':
        send('hub', sketch.type);
        break;
      case 'reply':
        send(last, sketch.type);
        break;
      case 'note':
        // Where names are known as keys, in the order of definition, all keys of them must be written in that order.
        if (from !== undefined)
          enqueue.assign({ heard: lists ? withHeard(heard, from) : inOrder(withHeard(heard, from)) });
        break;
      case 'remember':
        if (from !== undefined) enqueue.assign({ last: from });
        break;
      case 'forget':
        enqueue.assign({ last: null, heard: nobody(model) });
        break;
      // Timers are named by those whom they are for.
      case 'wait':
        enqueue.raise({ type: 'm1', from: last ?? self } as EventObject, {
          id: `wait:${last ?? self}`,
          delay: 10,
        });
        break;
      case 'wait no more':
        enqueue.cancel(`wait:${last ?? self}`);
        break;
      case 'start':
        enqueue(stopChild('h'));
        enqueue(spawnChild('helper' as never, { id: 'h', input: { of: last ?? self } } as never));
        break;
      case 'stop':
        enqueue(stopChild('h'));
        break;
      case 'tell':
        enqueue(
          sendTo(({ self: me }) => (me.getSnapshot().children as Record<string, AnyActorRef>).h ?? me, {
            type: 'tell',
          }),
        );
        break;
      case 'queue':
        // Who came first is an order of its own, which exchanging names in lists would not respect.
        if (!lists && from !== undefined && !queue.includes(from))
          enqueue.assign({ queue: [...queue, from] });
    }
  });
}

/** Those who were heard of, in the order of their names. */
function inOrder(heard: Heard): Heard {
  // What a set is in order of, a list is, too.
  if (heard instanceof Set) return heard;
  const byName = ([a]: [string, true], [b]: [string, true]) => (a < b ? -1 : 1);
  return heard instanceof Map
    ? new Map([...heard].sort(byName))
    : Object.fromEntries(Object.entries(heard).sort(byName));
}

function namesIn(others: Context['others']): readonly string[] {
  if (others instanceof Map) return [...others.keys()];
  return Array.isArray(others) ? (others as readonly string[]) : Object.keys(others);
}

/** Who acted last, and marks on the messages to those who went to S1. */
function historyOf({ remembers, marks, starts }: SymmetricSketch): Pick<AnyModel, 'history'> | object {
  if (!remembers && !marks) return {};
  return {
    history: {
      ...(remembers && {
        initial: starts == null ? { last: 'nobody' } : anyOf({ last: 'nobody' }, { last: 'hub' }),
        update: (_before: unknown, { action }: { action: { kind: string; endpoint?: string } }) => ({
          last: action.kind === 'deliver' ? action.endpoint : 'nobody',
        }),
      }),
      ...(marks && {
        marks: {
          initial: 'new',
          trigger: ({ action }: { action: { kind: string; endpoint?: string } }) =>
            action.kind === 'event' ? (action.endpoint ?? null) : null,
          remark: ({ to, mark }: { to: string; mark: string }, who: string) => (to === who ? who : mark),
        },
      }),
    },
  };
}

function propertiesFor(names: readonly string[]): AnyModel['properties'] {
  const peersIn = (state: AnyStateView, value: string) =>
    names.filter((name) => state.endpoints[name]?.matches(value)).length;
  return [
    {
      kind: 'invariant',
      name: 'one in S2',
      sentence: 'At most one peer is in S2.',
      holds: (state) => peersIn(state, 'S2') < 2,
    },
    {
      kind: 'invariant',
      name: 'not apart',
      sentence: 'No peer is in S1 while another is in S2, and the hub in S1.',
      holds: (state) =>
        peersIn(state, 'S1') === 0 || peersIn(state, 'S2') === 0 || !state.endpoints.hub?.matches('S1'),
    },
    {
      kind: 'reachable',
      name: 'all in S2',
      sentence: 'All peers can get to S2.',
      state: (state) => peersIn(state, 'S2') === names.length,
    },
    {
      kind: 'step',
      name: 'no answer to the last',
      sentence: 'Nobody sends to the one who acted last.',
      holds: ({ before, sent }) => {
        const { last } = (before.history ?? { last: null }) as { last: string | null };
        return sent.every(({ to }) => to !== last);
      },
    },
    {
      kind: 'reachable',
      name: 'marked for another',
      sentence: 'A message is delivered that bears the mark of its receiver.',
      step: ({ action }) => action.kind === 'deliver' && action.message.mark === action.endpoint,
    },
    { kind: 'deadlock-free', name: 'no deadlock', sentence: 'Something can happen.' },
    { kind: 'invariant', name: 'true', sentence: 'Nothing is claimed.', holds: () => true },
  ];
}
