import { ModelError } from './errors.ts';
import { nearest } from './nearest.ts';

/** A parameter that takes one of several named values. */
export interface Choice<T extends string> {
  readonly choices: readonly [T, ...T[]];
}

/** A parameter: its default value, or the choice of its values, the first of which is the default. */
export type ParameterSpec = number | boolean | string | Choice<string>;
/** The parameters of a model, by name. */
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;
/** The value of a parameter. */
export type ParameterValue = number | boolean | string;

type ValueOf<T> =
  T extends Choice<infer C>
    ? C
    : T extends number
      ? number
      : T extends boolean
        ? boolean
        : T extends string
          ? string
          : never;

/** Values of the parameters. */
export type ParameterValues<S extends ParameterSpecs> = { readonly [K in keyof S]: ValueOf<S[K]> };

/** A parameter that takes one of these values; the first is the default. */
export function oneOf<const T extends string>(...choices: readonly [T, ...T[]]): Choice<T> {
  return { choices };
}

/** The default values. */
export function defaultsOf<S extends ParameterSpecs>(specs: S): ParameterValues<S> {
  const entries = Object.entries(specs).map(([name, spec]) => [name, defaultOf(spec)]);
  return Object.fromEntries(entries) as ParameterValues<S>;
}

/**
 * Parameter values from their defaults and from overrides.
 *
 * @param where says where the overrides come from, for messages
 * @throws ModelError for an unknown parameter or a value of the wrong type
 */
export function overriding(
  specs: ParameterSpecs,
  base: Readonly<Record<string, ParameterValue>>,
  overrides: Readonly<Record<string, unknown>>,
  where: string,
): Record<string, ParameterValue> {
  const values: Record<string, ParameterValue> = { ...base };
  for (const [name, value] of Object.entries(overrides)) values[name] = checked(specs, name, value, where);
  return values;
}

/**
 * A parameter value from its text on the command line.
 *
 * @throws ModelError for an unknown parameter or a text that is no such value
 */
export function parseParameter(
  specs: ParameterSpecs,
  name: string,
  text: string,
  option = '--set',
): ParameterValue {
  const spec = specOf(specs, name, option);
  if (typeof spec === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (typeof spec === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) {
    return checked(specs, name, Number(text), option);
  }
  return checked(specs, name, text, option);
}

function checked(specs: ParameterSpecs, name: string, value: unknown, where: string): ParameterValue {
  const spec = specOf(specs, name, where);
  if (typeof spec === 'object') {
    if (typeof value === 'string' && spec.choices.includes(value)) return value;
  } else if (typeof value === typeof spec && (typeof value !== 'number' || Number.isFinite(value))) {
    return value as ParameterValue;
  }
  throw new ModelError(
    `${where}: the parameter "${name}" cannot be ${JSON.stringify(value)}; it is ${describe(spec)}`,
  );
}

function specOf(specs: ParameterSpecs, name: string, where: string): ParameterSpec {
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (spec !== undefined) return spec;
  throw new ModelError(`${where}: there is no parameter "${name}"${nearest(name, Object.keys(specs))}`);
}

function defaultOf(spec: ParameterSpec): ParameterValue {
  return typeof spec === 'object' ? spec.choices[0] : spec;
}

function describe(spec: ParameterSpec): string {
  switch (typeof spec) {
    case 'object':
      return `one of ${spec.choices.map((choice) => `"${choice}"`).join(', ')}`;
    case 'boolean':
      return 'true or false';
    case 'number':
      return `a number (default ${spec})`;
    default:
      return `a text (default "${spec}")`;
  }
}
