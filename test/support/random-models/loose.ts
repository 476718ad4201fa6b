import fc from 'fast-check';
import { assign, createMachine, type EventObject, emit } from 'xstate';
import { anyOf } from '../../../src/language/any-of.ts';
import { type AnyModel, MODEL } from '../../../src/language/definition.ts';
import { type Endpoint, endpoint, type Machine } from '../../../src/language/endpoint.ts';
import type { AnyProperty, AnyStateView } from '../../../src/language/forgotten.ts';
import { carriedBy } from './declared.ts';
import { madeBy } from './files.ts';

/*
 * Random models of three endpoints that mostly work for themselves, and send now and then: untimed, without history. What
 * is claimed of them looks at one endpoint after the other, and at no more than it needs.
 */

const NAMES = ['a', 'b', 'c'] as const;
const STATES = 4;

export interface Transition {
  readonly from: number;
  /** The type of an event, or a delay in milliseconds. */
  readonly on: string;
  readonly to: number;
  readonly send: { readonly type: string; readonly to: number } | null;
  readonly throws: boolean;
}

/** That an endpoint is in a state. */
interface Claim {
  readonly who: number;
  readonly state: number;
}

export interface LooseSketch {
  readonly machines: readonly (readonly Transition[])[];
  readonly network: {
    readonly loss: boolean;
    readonly duplication: boolean;
    readonly fifo: boolean;
    readonly capacity: number | 'unbounded';
  };
  /** What is promised to arrive, by type. */
  readonly promised: string | null;
  /** How much is in flight, at least: each number a claim of its own, which reads nothing else. */
  readonly crowds: readonly number[];
  readonly states: readonly (readonly Claim[])[];
  readonly steps: readonly { readonly who: number; readonly on: string; readonly before: readonly Claim[] }[];
  /** By endpoint: the states in which it may begin; none if it begins in the first. */
  readonly begins?: readonly (readonly number[])[];
}

const state = fc.nat({ max: STATES - 1 });
const who = fc.nat({ max: NAMES.length - 1 });
const type = fc.constantFrom('m0', 'm1');
const claim = fc.record({ who, state });
const transition: fc.Arbitrary<Transition> = fc.record({
  from: state,
  on: fc.constantFrom('go', 'go', 'go', 'go', 'm0', 'm0', 'm1'),
  to: state,
  send: fc.option(fc.record({ type, to: who }), { freq: 2 }),
  throws: fc.integer({ min: 0, max: 20 }).map((n) => n === 0),
});

/** What an endpoint does: something to begin with. */
const lively = fc
  .tuple(transition, fc.array(transition, { minLength: 2, maxLength: 5 }))
  .map(([first, rest]): readonly Transition[] => [{ ...first, from: 0, on: 'go' }, ...rest]);

/** What an endpoint says again and again: at each call, or as time passes. */
export function repeating(on: string): fc.Arbitrary<readonly Transition[]> {
  return fc
    .record({
      type: fc.constantFrom('m0', 'm0', 'm1'),
      to: who,
      rest: fc.array(transition, { maxLength: 1 }),
    })
    .map(({ type: said, to, rest }) => {
      const steps = [0, 1, 2].map((from) => ({
        from,
        on: from === 1 ? on : 'go',
        to: from + 1,
        send: from < 2 ? { type: said, to } : null,
        throws: false,
      }));
      return [...steps, ...rest];
    });
}

const looseNetwork = fc.record({
  loss: fc.boolean(),
  duplication: fc.boolean(),
  fifo: fc.boolean(),
  capacity: fc.constantFrom(1, 2, 'unbounded' as const, 'unbounded' as const),
});

/** A set from which nothing is ever taken. */
const growing = fc.constant({
  loss: false,
  duplication: true,
  fifo: false,
  capacity: 'unbounded' as const,
});

export const looseSketch: fc.Arbitrary<LooseSketch> = fc.record({
  machines: fc.array(fc.oneof({ weight: 3, arbitrary: lively }, { weight: 1, arbitrary: repeating('go') }), {
    minLength: NAMES.length,
    maxLength: NAMES.length,
  }),
  network: fc.oneof({ weight: 3, arbitrary: looseNetwork }, { weight: 1, arbitrary: growing }),
  promised: fc.constantFrom(null, null, 'm0', 'm0', 'm1'),
  crowds: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  states: fc.array(fc.array(claim, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  steps: fc.array(
    fc.record({
      who,
      on: fc.constantFrom('go', 'm0', 'm1', 'drop'),
      before: fc.array(claim, { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  begins: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.uniqueArray(state, { maxLength: 2 }), { maxLength: 3 }) },
  ),
});

/** The model that a sketch describes. */
export function looseModel(sketch: LooseSketch): AnyModel {
  const { loss, duplication, fifo, capacity } = sketch.network;
  const model: AnyModel = {
    [MODEL]: true,
    name: 'loose',
    parameters: {},
    build: () => {
      const endpoints = Object.fromEntries(
        NAMES.map((name, i) => [
          name,
          beginning(machineOf(sketch.machines[i] ?? []), sketch.begins?.[i] ?? []),
        ]),
      );
      const carries = carriedBy(endpoints, ['m0', 'm1']);
      return {
        endpoints,
        network: { carries, loss, duplication, order: fifo ? 'fifo' : 'none', capacity },
      };
    },
    ...(sketch.promised !== null && { assumptions: { promise: promiseOf(sketch.promised) } }),
    properties: [
      ...sketch.crowds.map((least): AnyProperty => {
        const name = `${least} in flight`;
        return { kind: 'reachable', name, sentence: name, state: ({ network }) => network.length >= least };
      }),
      ...sketch.states.map((claims, i): AnyProperty => {
        const name = `state ${i}`;
        return {
          kind: 'reachable',
          name,
          sentence: name,
          state: (view) => claims.every((each) => isTrue(each, view)),
        };
      }),
      ...sketch.steps.map(({ who: actor, on, before }, i): AnyProperty => {
        const name = `step ${i}`;
        return {
          kind: 'reachable',
          name,
          sentence: name,
          step: ({ action, before: view }) =>
            isBy(action, on, actor) && before.every((each) => isTrue(each, view)),
        };
      }),
      { kind: 'deadlock-free', name: 'no deadlock', sentence: 'Something can happen.' },
      { kind: 'invariant', name: 'true', sentence: 'Nothing is claimed.', holds: () => true },
    ],
  };
  return madeBy('loose.ts', 'looseModel', sketch, model);
}

/** The endpoint, which may begin in several states. */
function beginning(machine: Machine, begins: readonly number[]): Endpoint<Machine> {
  const events = [{ type: 'go' }];
  if (begins.length === 0) return endpoint(machine, { events });
  const { config } = machine;
  const entry = {
    always: begins.map((number) => ({
      guard: ({ context }: { readonly context: { readonly at: number | null } }) => context.at === number,
      target: `S${number}`,
      actions: assign({ at: null }),
    })),
  };
  const open = {
    ...config,
    context: ({ input }: { readonly input: unknown }) => ({ at: input }),
    initial: 'begin',
    states: { ...config.states, begin: entry },
  };
  return endpoint(createMachine(open as Parameters<typeof createMachine>[0]), {
    events,
    input: anyOf(...begins),
  });
}

function promiseOf(type: string): NonNullable<AnyModel['assumptions']>[string] {
  return {
    sentence: `${type} arrives.`,
    reliable: ({ event }) => (event as EventObject).type === type,
  };
}

function machineOf(transitions: readonly Transition[]): Machine {
  const states = Array.from({ length: STATES }, (_, number) => {
    const own = transitions.filter(({ from }) => from === number);
    const all = Object.entries(
      Object.fromEntries(
        own.map(({ on: event, to, send, throws }) => [
          event,
          {
            target: `S${to}`,
            ...(throws && {
              guard: () => {
                throw new Error('guard');
              },
            }),
            actions:
              send === null ? [] : [emit({ type: send.type, to: NAMES[send.to] } as EventObject & object)],
          },
        ]),
      ),
    );
    const [after, on] = [true, false].map((timed) =>
      Object.fromEntries(all.filter(([event]) => /^\d+$/.test(event) === timed)),
    );
    return [`S${number}`, { on, after }] as const;
  });
  return createMachine({ initial: 'S0', states: Object.fromEntries(states) } as Parameters<
    typeof createMachine
  >[0]);
}

function isTrue({ who: number, state: wanted }: Claim, { endpoints }: AnyStateView): boolean {
  return endpoints[NAMES[number] ?? '']?.matches(`S${wanted}`) ?? false;
}

function isBy(action: { readonly kind: string }, on: string, actor: number): boolean {
  const {
    endpoint: acting,
    event,
    message,
  } = action as {
    readonly endpoint?: string;
    readonly event?: EventObject;
    readonly message?: { readonly event: EventObject };
  };
  if (on === 'drop') return action.kind === 'drop';
  return acting === NAMES[actor] && (event?.type === on || message?.event.type === on);
}
