import { valuesOf } from './any-of.ts';
import type { AnyModel, Marks, Variant, Verdict } from './definition.ts';
import type { Endpoint, Machine } from './endpoint.ts';
import { guarded, ModelError, messageOf } from './errors.ts';
import type {
  AnyAssumption,
  AnyFairness,
  AnyHistory,
  AnyMarks,
  AnyParameters,
  AnyProperty,
  AnyStateView,
} from './forgotten.ts';
import { answered, described } from './form/answer.ts';
import {
  EVENTS_SCHEMA,
  MODEL_SCHEMA,
  PROPERTIES_SCHEMA,
  SYMMETRY_SCHEMA,
  SYSTEM_SCHEMA,
} from './form/schema.ts';
import { pathText, validate } from './form/validate.ts';
import { fairnessInForce } from './long-run/fairness-in-force.ts';
import { isFormula, namesIn } from './long-run/formula.ts';
import { nearest } from './nearest.ts';
import type { NetworkRules } from './network/resolved.ts';
import { networkRules } from './network/rules.ts';
import { defaultsOf, overriding, type ParameterSpecs, type ParameterValue } from './parameters.ts';
import { propertyKit } from './property.ts';
import { pureCall } from './pure.ts';
import { type TimeRules, timeRules } from './time.ts';
import type { EndpointMap } from './views.ts';

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
  /** The assumptions of fairness in force, those made by default among them. */
  readonly fairness: readonly (readonly [name: string, fairness: AnyFairness])[];
  readonly history: AnyHistory;
  readonly final: (state: AnyStateView, parameters: AnyParameters) => boolean;
  /** Names of the endpoints that are declared to be alike. */
  readonly symmetry: readonly string[];
  readonly properties: readonly AnyProperty[];
  /** Expected verdicts by property name. */
  readonly expect: Readonly<Partial<Record<string, Verdict>>>;
}

/** For which choice of its parameters, and with which assumptions, a model is built. */
export interface InstanceOptions {
  /** The name of a variant. Default: the defaults of all parameters. */
  readonly variant?: string | undefined;
  /** Parameter values that override those of the variant. */
  readonly set?: Readonly<Record<string, ParameterValue>> | undefined;
  /** Names of assumptions, those of fairness among them, that are not made. */
  readonly without?: readonly string[] | undefined;
  /** Most messages in flight, in place of what the model says of its network; channels stay as they are. */
  readonly capacity?: number | 'unbounded' | undefined;
}

/**
 * Resolves a model for one choice of its parameters: the rest of the checker never sees a default or an option.
 *
 * @throws ModelError for an unknown variant or parameter, or a definition that makes no sense
 */
export function resolve(model: AnyModel, options: InstanceOptions = {}): ResolvedModel {
  requireForm(model);
  const variant = options.variant === undefined ? null : variantOf(model, options.variant);
  const specs = model.parameters as ParameterSpecs;
  const base = overriding(specs, defaultsOf(specs), variant?.set ?? {}, `variant "${options.variant}"`);
  const parameters = overriding(specs, base, options.set ?? {}, `model "${model.name}"`);
  const properties = propertiesOfModel(model);
  requireVariants(model, properties);
  const system = systemOf(model, parameters, options.capacity);
  return {
    name: model.name,
    variant: options.variant ?? null,
    parameters,
    ...system,
    ...kept(
      {
        assumptions: assumptionsInForce(model, parameters),
        fairness: fairnessInForce(model, parameters, system),
      },
      options.without ?? [],
    ),
    history: historyOf(model.history, parameters),
    final: finalOf(model),
    symmetry: symmetryOf(model, parameters),
    properties,
    expect: variant?.expect ?? {},
  };
}

/**
 * The assumptions in force, without some.
 *
 * @throws ModelError for a name that none of them has
 */
function kept<T extends Pick<ResolvedModel, 'assumptions' | 'fairness'>>(
  { assumptions, fairness }: T,
  without: readonly string[],
): Pick<ResolvedModel, 'assumptions' | 'fairness'> {
  const names = [...assumptions, ...fairness].map(([name]) => name);
  const unknown = without.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new ModelError(`no assumption "${unknown}" is made${nearest(unknown, names)}`);
  }
  const isKept = ([name]: readonly [string, unknown]) => !without.includes(name);
  return { assumptions: assumptions.filter(isKept), fairness: fairness.filter(isKept) };
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

/** @throws ModelError for what is misspelt, missing, or of another kind than it must be */
function requireForm(model: AnyModel): void {
  const name: unknown = model?.name;
  const where = typeof name === 'string' ? `model "${name}"` : 'the model';
  validate(MODEL_SCHEMA, model, where, ([part = '', item, ...rest]) => {
    const inner = rest.length === 0 ? '' : `: ${pathText(rest)}`;
    if (part === 'variants' && item !== undefined) return `variant "${item}"${inner}`;
    if (part === 'assumptions' && item !== undefined) return `assumption "${item}"${inner}`;
    return `${where}: ${pathText([part, ...(item === undefined ? [] : [item]), ...rest])}`;
  });
}

/** Every variant must make sense, whichever is asked for: a misspelt one would tell of itself only in a matrix. */
function requireVariants(model: AnyModel, properties: readonly AnyProperty[]): void {
  const specs = model.parameters as ParameterSpecs;
  const names = properties.map(({ name }) => name);
  for (const [variant, { set = {}, expect = {} }] of Object.entries(model.variants ?? {})) {
    overriding(specs, defaultsOf(specs), set, `variant "${variant}"`);
    for (const name of Object.keys(expect)) {
      if (names.includes(name)) continue;
      throw new ModelError(
        `variant "${variant}" expects something of the property "${name}", which does not exist${nearest(name, names)}`,
      );
    }
  }
}

/** The history, with what its initial values are under these parameters. */
function historyOf(history: AnyModel['history'], parameters: AnyParameters): AnyHistory {
  if (history === undefined) return { initials: [null] };
  const { initial, marks } = history;
  return {
    ...history,
    initials: valuesOf('history.initial', givenBy('history.initial', initial, parameters) ?? null),
    ...(marks !== undefined && {
      marks: marksOf(marks as Marks<EndpointMap, unknown, string, never>, parameters),
    }),
  } as AnyHistory;
}

function marksOf(marks: Marks<EndpointMap, unknown, string, never>, parameters: AnyParameters): AnyMarks {
  const initial = givenBy('history.marks.initial', marks.initial, parameters);
  if (typeof initial === 'string') return { ...marks, initial } as AnyMarks;
  throw new ModelError(`history.marks.initial returned ${described(initial)}; a mark is a text`);
}

/** What is given, or what a function of the parameters gives. */
function givenBy(what: string, given: unknown, parameters: AnyParameters): unknown {
  return typeof given === 'function' ? pureCall(what, () => given(parameters)) : given;
}

function finalOf({ final }: AnyModel): ResolvedModel['final'] {
  return final === undefined ? () => false : (state, p) => answered('final', final(state, p));
}

function symmetryOf(model: AnyModel, parameters: AnyParameters): readonly string[] {
  if (model.symmetry === undefined) return [];
  const alike = guarded('symmetry', () => model.symmetry?.(parameters));
  validate(
    SYMMETRY_SCHEMA,
    alike,
    'what symmetry returns',
    (path) => `what symmetry returns: ${pathText(path)}`,
  );
  return alike ?? [];
}

function systemOf(
  model: AnyModel,
  parameters: AnyParameters,
  capacity: InstanceOptions['capacity'],
): Pick<ResolvedModel, 'endpoints' | 'network' | 'time'> {
  const system = built(model, parameters);
  validate(SYSTEM_SCHEMA, system, `what model "${model.name}" builds`, placeInSystem);
  const names = Object.keys(system.endpoints);
  if (names.length < 2) {
    throw new ModelError(
      `model "${model.name}" has ${names.length} endpoint(s); a protocol needs two or more`,
    );
  }
  const time = timeRules(system.time);
  const entries = Object.entries(system.endpoints).map(([name, endpoint]) => [
    name,
    checkedEvents(name, endpoint),
  ]);
  return {
    endpoints: Object.fromEntries(entries),
    network: networkRules(
      capacity === undefined ? system.network : { ...system.network, capacity },
      time.timed,
      names,
    ),
    time,
  };
}

function placeInSystem([part = '', item, ...rest]: readonly string[]): string {
  if (part !== 'endpoints' || item === undefined)
    return pathText([part, ...(item === undefined ? [] : [item]), ...rest]);
  return `endpoint "${item}"${rest.length === 0 ? '' : `: ${pathText(rest)}`}`;
}

/** The endpoint, with what its function of events returns looked at. */
function checkedEvents(name: string, endpoint: Endpoint<Machine>): Endpoint<Machine> {
  const { events } = endpoint;
  if (typeof events !== 'function') return endpoint;
  const where = `endpoint "${name}": what its function of events returns`;
  return {
    ...endpoint,
    events: (state) => {
      const list = events(state);
      validate(EVENTS_SCHEMA, list, where, (path) => `${where}: ${pathText(path)}`);
      return list;
    },
  };
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
  return all.filter(([name, assumption]) => {
    if (assumption.when === undefined) return true;
    const what = `assumption "${name}": when`;
    return answered(
      what,
      guarded(what, () => assumption.when?.(parameters)),
    );
  });
}

function propertiesOfModel(model: AnyModel): readonly AnyProperty[] {
  const { properties } = model;
  const list: unknown =
    typeof properties === 'function' ? guarded('properties', () => properties(propertyKit())) : properties;
  const where = `model "${model.name}": properties`;
  validate(PROPERTIES_SCHEMA, list, where, ([index = '', ...rest]) => {
    const property: unknown = Array.isArray(list) ? list[Number(index)] : null;
    const inner = rest.length === 0 ? '' : `: ${pathText(rest)}`;
    return hasName(property) ? `property "${property.name}"${inner}` : `${where}[${index}]${inner}`;
  });
  return requireNames(model, list as readonly AnyProperty[]);
}

function hasName(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

/** @throws ModelError for what is no formula, or names a predicate that does not exist */
function requireFormula({ name, predicates, formula }: Extract<AnyProperty, { kind: 'ltl' }>): void {
  if (!isFormula(formula)) {
    throw new ModelError(
      `property "${name}": formula is none; it is made of names of predicates by not, and, or, implies, always, eventually, until and release, as in ({ always, eventually }) => always(eventually('open'))`,
    );
  }
  const known = Object.keys(predicates);
  const unknown = namesIn(formula).find((each) => !known.includes(each));
  if (unknown === undefined) return;
  throw new ModelError(
    `property "${name}": its formula names the predicate "${unknown}", which does not exist${nearest(unknown, known)}`,
  );
}

function requireNames(model: AnyModel, list: readonly AnyProperty[]): readonly AnyProperty[] {
  const seen = new Set<string>();
  for (const property of list) {
    const { name } = property;
    if (property.kind === 'ltl') requireFormula(property);
    if (seen.has(name)) {
      throw new ModelError(`model "${model.name}" has two properties named "${name}"; rename one of them`);
    }
    seen.add(name);
  }
  return list;
}
