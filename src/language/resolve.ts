import type { AnyModel, Variant, Verdict } from './definition.ts';
import type { Endpoint, Machine } from './endpoint.ts';
import { ModelError, messageOf } from './errors.ts';
import type { AnyAssumption, AnyHistory, AnyParameters, AnyProperty, AnyStateView } from './forgotten.ts';
import { nearest, refuseUnknown } from './nearest.ts';
import { type NetworkRules, networkRules } from './network-options.ts';
import { defaultsOf, overriding, type ParameterSpecs, type ParameterValue } from './parameters.ts';
import { propertyKit } from './property.ts';
import { type TimeRules, timeRules } from './time.ts';

/** Everything that a model consists of, resolved for one choice of its parameters. */
export interface ResolvedModel {
  readonly name: string;
  /** Null if no variant was asked for. */
  readonly variant: string | null;
  readonly parameters: AnyParameters;
  readonly endpoints: Readonly<Record<string, Endpoint<Machine>>>;
  readonly network: NetworkRules;
  readonly time: TimeRules;
  /** The assumptions in force. */
  readonly assumptions: readonly (readonly [name: string, assumption: AnyAssumption])[];
  readonly history: AnyHistory;
  readonly final: (state: AnyStateView, parameters: AnyParameters) => boolean;
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
 * Resolves a model for one choice of its parameters: the rest of the checker never sees a default or an option.
 *
 * @throws ModelError for an unknown variant or parameter, or a definition that makes no sense
 */
export function resolve(model: AnyModel, options: InstanceOptions = {}): ResolvedModel {
  const variant = options.variant === undefined ? null : variantOf(model, options.variant);
  const specs = model.parameters as ParameterSpecs;
  const base = overriding(specs, defaultsOf(specs), variant?.set ?? {}, `variant "${options.variant}"`);
  const parameters = overriding(specs, base, options.set ?? {}, `model "${model.name}"`);
  const properties = propertiesOfModel(model);
  return {
    name: model.name,
    variant: options.variant ?? null,
    parameters,
    ...systemOf(model, parameters),
    assumptions: assumptionsInForce(model, parameters),
    history: (model.history ?? {}) as AnyHistory,
    final: (state, p) => model.final?.(state, p) ?? false,
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

function systemOf(
  model: AnyModel,
  parameters: AnyParameters,
): Pick<ResolvedModel, 'endpoints' | 'network' | 'time'> {
  const system = built(model, parameters);
  refuseUnknown(system, ['endpoints', 'network', 'time'], `what model "${model.name}" builds`);
  const names = Object.keys(system.endpoints);
  if (names.length < 2) {
    throw new ModelError(
      `model "${model.name}" has ${names.length} endpoint(s); a protocol needs two or more`,
    );
  }
  const time = timeRules(system.time);
  return { endpoints: system.endpoints, network: networkRules(system.network, time.timed), time };
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
