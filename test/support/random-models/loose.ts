import fc from 'fast-check';
import { createMachine, type EventObject, emit } from 'xstate';
import { type AnyModel, MODEL } from '../../../src/language/definition.ts';
import { endpoint, type Machine } from '../../../src/language/endpoint.ts';
import type { AnyProperty, AnyStateView } from '../../../src/language/forgotten.ts';
import { carriedBy } from './declared.ts';
import { madeBy } from './files.ts';

/*
 * Random models of three endpoints that mostly work for themselves, and send now and then: untimed, without history. What
 * is claimed of them looks at one endpoint after the other, and at no more than it needs.
 */

const NAMES = ['a', 'b', 'c'] as const;
const STATES = 4;

interface Transition {
  readonly from: number;
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
  readonly states: readonly (readonly Claim[])[];
  readonly steps: readonly { readonly who: number; readonly on: string; readonly before: readonly Claim[] }[];
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

export const looseSketch: fc.Arbitrary<LooseSketch> = fc.record({
  machines: fc.array(lively, {
    minLength: NAMES.length,
    maxLength: NAMES.length,
  }),
  network: fc.record({
    loss: fc.boolean(),
    duplication: fc.boolean(),
    fifo: fc.boolean(),
    capacity: fc.constantFrom(1, 2, 'unbounded' as const, 'unbounded' as const),
  }),
  states: fc.array(fc.array(claim, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  steps: fc.array(
    fc.record({
      who,
      on: fc.constantFrom('go', 'm0', 'm1', 'drop'),
      before: fc.array(claim, { maxLength: 2 }),
    }),
    { maxLength: 2 },
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
          endpoint(machineOf(sketch.machines[i] ?? []), { events: [{ type: 'go' }] }),
        ]),
      );
      const carries = carriedBy(endpoints, ['m0', 'm1']);
      return {
        endpoints,
        network: { carries, loss, duplication, order: fifo ? 'fifo' : 'none', capacity },
      };
    },
    properties: [
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

function machineOf(transitions: readonly Transition[]): Machine {
  const states = Array.from({ length: STATES }, (_, number) => {
    const own = transitions.filter(({ from }) => from === number);
    const on = Object.fromEntries(
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
    );
    return [`S${number}`, { on }] as const;
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
