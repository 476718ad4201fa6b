import { type AnyParameters, Composition } from './compose.ts';
import type { AnyModel, Variant, Verdict } from './definition.ts';
import { ModelError, messageOf } from './errors.ts';
import type { AnyHistory } from './history.ts';
import type { Model } from './model.ts';
import { nearest, refuseUnknown } from './nearest.ts';
import { networkRules } from './network-options.ts';
import { defaultsOf, overriding, type ParameterSpecs, type ParameterValue } from './parameters.ts';
import { type Property, propertyKit } from './property.ts';
import type { AnyAssumption } from './refusals.ts';
import { timeRules } from './time.ts';
import type { EndpointMap } from './views.ts';

/** A property with the types of its model forgotten. */
export type AnyProperty = Property<EndpointMap, unknown, string, AnyParameters>;

/** A model for one choice of its parameters: what is checked. */
export interface Instance {
  readonly name: string;
  /** Null if no variant was asked for. */
  readonly variant: string | null;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly model: Model;
  /** The same, with all that reductions know of it. */
  readonly composition: Composition;
  /** Names of the endpoints that are declared to be alike. */
  readonly symmetry: readonly string[];
  readonly properties: readonly AnyProperty[];
  /** Expected verdicts by property name. */
  readonly expect: Readonly<Record<string, Verdict>>;
}

export interface InstanceOptions {
  readonly variant?: string | undefined;
  /** Parameter values that override those of the variant. */
  readonly set?: Readonly<Record<string, ParameterValue>> | undefined;
}

/**
 * Builds a model for one choice of its parameters.
 *
 * @throws ModelError for an unknown variant or parameter, or a definition that makes no sense
 */
export function instantiate(model: AnyModel, options: InstanceOptions = {}): Instance {
  const variant = options.variant === undefined ? null : variantOf(model, options.variant);
  const specs = model.parameters as ParameterSpecs;
  const base = overriding(specs, defaultsOf(specs), variant?.set ?? {}, `variant "${options.variant}"`);
  const parameters = overriding(specs, base, options.set ?? {}, `model "${model.name}"`);
  const properties = propertiesOfModel(model);
  const composition = compose(model, parameters);
  return {
    name: model.name,
    variant: options.variant ?? null,
    parameters,
    model: composition,
    composition,
    symmetry: model.symmetry?.(parameters) ?? [],
    properties,
    expect: expectationsOf(variant, properties, options.variant),
  };
}

/** The names of the variants, in order of definition. */
export function variantNames(model: AnyModel): readonly string[] {
  return Object.keys(model.variants ?? {});
}

function variantOf(model: AnyModel, name: string): Variant<ParameterSpecs> {
  const variants = model.variants ?? {};
  const variant = Object.hasOwn(variants, name) ? variants[name] : undefined;
  if (variant !== undefined) return variant;
  throw new ModelError(
    `model "${model.name}" has no variant "${name}"${nearest(name, Object.keys(variants))}`,
  );
}

function compose(model: AnyModel, parameters: AnyParameters): Composition {
  const system = built(model, parameters);
  refuseUnknown(system, ['endpoints', 'network', 'time'], `what model "${model.name}" builds`);
  const names = Object.keys(system.endpoints);
  if (names.length < 2) {
    throw new ModelError(
      `model "${model.name}" has ${names.length} endpoint(s); a protocol needs two or more`,
    );
  }
  const time = timeRules(system.time);
  return new Composition({
    endpoints: system.endpoints,
    network: networkRules(system.network, time.timed),
    time,
    assumptions: assumptionsInForce(model, parameters),
    history: (model.history ?? {}) as AnyHistory,
    final: (state, p) => model.final?.(state, p) ?? false,
    parameters,
  });
}

function built(model: AnyModel, parameters: AnyParameters) {
  try {
    return model.build(parameters);
  } catch (thrown) {
    throw new ModelError(`model "${model.name}" cannot be built with these parameters: ${messageOf(thrown)}`);
  }
}

function assumptionsInForce(
  model: AnyModel,
  parameters: AnyParameters,
): (readonly [string, AnyAssumption])[] {
  const all = Object.entries(model.assumptions ?? {}) as (readonly [string, AnyAssumption])[];
  return all.filter(([, assumption]) => assumption.when?.(parameters) ?? true);
}

function propertiesOfModel(model: AnyModel): readonly AnyProperty[] {
  const { properties } = model;
  const list = (
    typeof properties === 'function' ? properties(propertyKit()) : properties
  ) as readonly AnyProperty[];
  const seen = new Set<string>();
  for (const { name } of list) {
    if (seen.has(name)) {
      throw new ModelError(`model "${model.name}" has two properties named "${name}"; rename one of them`);
    }
    seen.add(name);
  }
  return list;
}

function expectationsOf(
  variant: Variant<ParameterSpecs> | null,
  properties: readonly AnyProperty[],
  variantName: string | undefined,
): Readonly<Record<string, Verdict>> {
  const expect = variant?.expect ?? {};
  const names = properties.map(({ name }) => name);
  for (const name of Object.keys(expect)) {
    if (names.includes(name)) continue;
    throw new ModelError(
      `variant "${variantName}" expects something of the property "${name}", which does not exist${nearest(name, names)}`,
    );
  }
  return expect;
}
