import fc from 'fast-check';
import { createMachine } from 'xstate';
import { anyOf, valuesOf } from '../../../src/language/any-of.ts';
import type { AnyModel, Assumption } from '../../../src/language/definition.ts';
import type { Endpoint, Machine } from '../../../src/language/endpoint.ts';
import type { AnyAction, AnyLocalState } from '../../../src/language/forgotten.ts';
import type { EventObject } from '../../../src/language/machine.ts';
import type { EndpointMap } from '../../../src/language/views.ts';
import { modelSketch } from './arbitrary.ts';
import { local, stateClaim } from './arbitrary-claims.ts';
import { endpoint, messageType, rarely, sometimes } from './arbitrary-parts.ts';
import { localIs, stateIs } from './claims.ts';
import { NAMES } from './context.ts';
import { madeBy } from './files.ts';
import { modelOf } from './model.ts';
import type { LocalSketch, ModelSketch, StateClaim } from './sketch.ts';

/** A model in which more is left to chance: reactions, waiting, crashes, and what an assumption says of actions and states. */
export interface FreerSketch {
  readonly model: ModelSketch;
  readonly endpoints: readonly FreerEndpoint[];
  readonly happens: { readonly kind: AnyAction['kind']; readonly unless: StateClaim } | null;
  readonly beyond: StateClaim | null;
  readonly ignored: 'taken' | 'stays';
  readonly whileDown: 'loses' | 'waits';
  /** The history counts the steps after which so many messages, at least, are in flight. */
  readonly crowded: number | null;
}

interface FreerEndpoint {
  /** A type of messages that cannot be taken in some local states. */
  readonly waits: { readonly type: string; readonly when: LocalSketch } | null;
  /** An event that may be taken as others, or not at all. */
  readonly choice: {
    readonly type: string;
    readonly as: readonly string[];
    readonly when: LocalSketch;
  } | null;
  readonly sender: boolean;
  readonly crashes: {
    readonly most: number;
    readonly restarts: boolean;
    readonly keeps: boolean;
  } | null;
}

const eventType = fc.constantFrom('e0', 'e1', 'm0', 'm1');

const freerEndpoint: fc.Arbitrary<FreerEndpoint> = fc.record({
  waits: sometimes(fc.record({ type: messageType, when: local })),
  choice: sometimes(fc.record({ type: eventType, as: fc.array(eventType, { maxLength: 3 }), when: local })),
  sender: fc.boolean(),
  crashes: sometimes(
    fc.record({
      most: fc.constantFrom(1, 1, 2),
      restarts: fc.constantFrom(true, true, false),
      keeps: fc.boolean(),
    }),
  ),
});

const KINDS: readonly AnyAction['kind'][] = [
  'deliver',
  'event',
  'answer',
  'expire',
  'drop',
  'tick',
  'crash',
  'restart',
];

/** Small random models in which all that is freer occurs. */
export const freerSketch: fc.Arbitrary<FreerSketch> = fc.record({
  model: modelSketch,
  endpoints: fc.array(freerEndpoint, { minLength: 3, maxLength: 3 }),
  happens: rarely(fc.record({ kind: fc.constantFrom(...KINDS), unless: stateClaim })),
  crowded: rarely(fc.integer({ min: 1, max: 2 })),
  ignored: fc.constantFrom('taken', 'taken', 'stays'),
  whileDown: fc.constantFrom('loses', 'waits'),
  beyond: sometimes(
    fc.oneof(
      fc.record({ claim: fc.constant('at' as const), endpoint, is: local }),
      fc.record({ claim: fc.constant('in flight' as const), least: fc.integer({ min: 1, max: 2 }) }),
    ),
  ),
});

/** The model that a sketch describes. */
export function freerModelOf(sketch: FreerSketch): AnyModel {
  const model = modelOf(sketch.model);
  const freer: AnyModel = {
    ...model,
    build: (parameters) => {
      const system = model.build(parameters);
      const endpoints = Object.entries(system.endpoints).map(([name, given]) => {
        const own = sketch.endpoints[(NAMES as readonly string[]).indexOf(name)];
        return [name, own === undefined ? given : freerEndpointOf(own, given)];
      });
      const network = { ...system.network, ignored: sketch.ignored, whileDown: sketch.whileDown };
      return { ...system, network, endpoints: Object.fromEntries(endpoints) as EndpointMap };
    },
    assumptions: { ...model.assumptions, ...assumptionsOf(sketch) },
    ...(sketch.crowded !== null && { history: countingCrowds(model.history ?? {}, sketch.crowded) }),
  };
  return madeBy('freer.ts', 'freerModelOf', sketch, freer);
}

type AnyHistory = NonNullable<AnyModel['history']>;

/** The same history, which also counts the steps after which so many messages are in flight: up to 2. */
function countingCrowds(history: AnyHistory, least: number): AnyHistory {
  return {
    ...history,
    initial: withCrowds(history.initial),
    update: (before, step, parameters) => {
      const { c, crowds } = before as { readonly c: number; readonly crowds: number };
      const own = history.update?.({ c }, step, parameters) ?? { c };
      const isCrowded = step.after.network.length >= least;
      return { ...(own as object), crowds: isCrowded ? Math.min(2, crowds + 1) : crowds };
    },
  };
}

/** No crowd has been seen yet, whatever else is. */
function withCrowds(initial: unknown): unknown {
  const [first, ...others] = valuesOf('history.initial', initial ?? { c: 0 }).map((it) => ({
    ...(it as object),
    crowds: 0,
  }));
  return others.length === 0 ? first : anyOf(first, ...others);
}

function freerEndpointOf(
  { waits, choice, sender, crashes }: FreerEndpoint,
  given: Endpoint<Machine>,
): Endpoint<Machine> {
  return {
    ...given,
    ...(crashes?.keeps && { machine: withInput(given.machine) }),
    sender: sender ? 'by' : null,
    receives:
      waits === null
        ? null
        : (event: EventObject, state: AnyLocalState) =>
            event.type !== waits.type || !localIs(waits.when, state),
    takes:
      choice === null
        ? null
        : (event: EventObject, state: AnyLocalState) =>
            event.type === choice.type && localIs(choice.when, state)
              ? choice.as.map((type) => ({ ...event, type }))
              : [event],
    crashes:
      crashes === null
        ? null
        : {
            most: crashes.most,
            restarts: crashes.restarts,
            ...(crashes.keeps && {
              durable: (context: unknown) => ({ n: (context as { n: number }).n }),
              restart: (durable: unknown) => durable,
            }),
          },
  } as Endpoint<Machine>;
}

/** The same machine, whose context begins with what its input says. */
function withInput(machine: Machine): Machine {
  const { config, implementations } = machine;
  const context = ({ input }: { readonly input: unknown }) => ({
    ...contextOf(config, input),
    ...(input as object | undefined),
  });
  return createMachine(
    { ...config, context } as Parameters<typeof createMachine>[0],
    implementations as never,
  );
}

function contextOf({ context }: Machine['config'], input: unknown): object {
  return typeof context === 'function' ? context({ input } as never) : (context as object);
}

function assumptionsOf({
  happens,
  beyond,
}: FreerSketch): Readonly<Record<string, Assumption<EndpointMap, unknown, string, never>>> {
  return {
    ...(happens !== null && {
      'what happens': {
        sentence: 'Some actions do not happen.',
        happens: (action, state) => action.kind !== happens.kind || stateIs(happens.unless, state),
      },
    }),
    ...(beyond !== null && {
      'what is within': { sentence: 'The search is confined.', within: (state) => !stateIs(beyond, state) },
    }),
  };
}
