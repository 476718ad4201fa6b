import { setup } from 'xstate';
import {
  type AnyModel,
  check,
  defineModel,
  endpoint,
  instantiate,
  type PropertyOutcome,
} from '../../../src/index.ts';
import type { AnyParameters, AnyProperty } from '../../../src/language/forgotten.ts';
import type { NamedFairness } from '../../../src/language/long-run/fairness.ts';
import { type PropertyKit, propertyKit } from '../../../src/language/property.ts';
import type { EndpointMap } from '../../../src/language/views.ts';

/** Where each state leads, by the events that happen from outside. */
export type Walk = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Kit = PropertyKit<EndpointMap, unknown, string, AnyParameters>;
export type AnyNamedFairness = NamedFairness<EndpointMap, unknown, string, AnyParameters>;

/** A machine that goes from state to state by events from outside: what is possible is what a state names. */
function walker(id: string, walk: Walk) {
  const [initial = ''] = Object.keys(walk);
  const states = Object.entries(walk).map(([name, next]) => [
    name,
    { on: Object.fromEntries(Object.entries(next).map(([event, target]) => [event, { target }])) },
  ]);
  const machine = setup({ types: { events: {} as { type: string } } }).createMachine({
    id,
    initial,
    states: Object.fromEntries(states),
  });
  return endpoint(machine, {
    events: ({ value }) => Object.keys(walk[String(value)] ?? {}).map((type) => ({ type })),
  });
}

/** A model of machines that walk, each for itself; the first state of each is its initial one. */
export function walkers(
  walks: Readonly<Record<string, Walk>>,
  properties: readonly AnyProperty[],
  fairness: AnyNamedFairness = {},
): AnyModel {
  const model = defineModel({
    name: 'walkers',
    parameters: {},
    build: () => ({
      endpoints: Object.fromEntries(
        Object.entries({ idle: { still: {} }, ...walks }).map(([name, walk]) => [name, walker(name, walk)]),
      ),
      network: { carries: [] },
    }),
    properties: [],
  });
  return { ...model, properties, fairness };
}

export const kit: Kit = propertyKit();

/** Whether the endpoint `a` is in a state. */
export const inState = (name: string) => ({
  state: ({ endpoints }: Parameters<NonNullable<Parameters<Kit['eventually']>[0]['state']>>[0]) =>
    endpoints.a?.value === name,
});

/** What is said of the first property of a model. */
export function verdictOf(model: AnyModel): PropertyOutcome {
  const [outcome] = check(instantiate(model)).properties;
  if (outcome === undefined) throw new Error('there is no property');
  return outcome;
}
