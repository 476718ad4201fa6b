import { InvalidArgumentError, Option } from 'commander';
import { ModelError } from '../../language/errors.ts';
import { type ParameterSpecs, type ParameterValue, parseParameter } from '../../language/parameters.ts';
import { REDUCTIONS, type ReductionName } from '../../reduction/report.ts';
import type { SearchOptions } from '../../search/settings.ts';
import { DEFAULT_SHARE } from '../running/memory.ts';

/** Values of options that say what is checked. */
export interface ModelFlags {
  readonly variant?: string;
  readonly set: readonly string[];
  /** Names of assumptions that are not made. */
  readonly without?: readonly string[];
  /** Most messages in flight, in place of what the model says. */
  readonly capacity?: number | 'unbounded';
}

/** Values of options that say how it is searched. */
export interface SearchFlags {
  readonly property: readonly string[];
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  readonly maxMemory?: number;
  readonly search: 'bfs' | 'dfs' | 'random';
  readonly seed?: number;
  readonly first?: true;
  readonly bitstate?: number;
  readonly reduce?: readonly ReductionName[];
  readonly workers?: number;
}

/** Values of options that say how results are shown. */
export interface LookFlags {
  readonly color?: boolean;
  readonly json?: true;
}

/** The argument that names a model. */
export const MODEL_ARGUMENT = ['<model>', 'a .ts or .js file whose default export is a model'] as const;

export function variantOption(): Option {
  return new Option('--variant <name>', 'check this variant (default: the parameters as the model has them)');
}

export function setOption(): Option {
  return new Option('--set <name=value>', 'set a parameter; may be repeated')
    .argParser(collect)
    .default([], 'none');
}

export function withoutOption(): Option {
  return new Option('--without <name>', 'do not make this assumption; may be repeated')
    .argParser(collect)
    .default([], 'none');
}

/** The option that gives the network another capacity. */
export function capacityOption(): Option {
  return new Option(
    '--capacity <n>',
    'with room for so many messages in flight, or "unbounded", whatever the model says of its network',
  ).argParser((text) => (text === 'unbounded' ? text : whole(text)));
}

/** The option that asks what must be assumed. */
export function necessityOption(): Option {
  return new Option(
    '--necessity',
    'say which assumptions each verdict needs: the search is done again without each of them',
  );
}

export function propertyOption(): Option {
  return new Option('--property <name>', 'check only this property; may be repeated')
    .argParser(collect)
    .default([], 'all');
}

/** The options that limit a search, or choose its order. */
export function searchOptions(): readonly Option[] {
  return [
    new Option(
      '--search <order>',
      'breadth first (shortest counterexamples), depth first, or one random walk',
    )
      .choices(['bfs', 'dfs', 'random'])
      .default('bfs'),
    seedOption('of the random walk'),
    new Option('--first', 'stop at the first violation'),
    new Option(
      '--bitstate <n>',
      'keep only n bits of each state (16 to 64): less memory where states are large, but some may be missed; the report says how likely',
    ).argParser(whole),
    ...limitOptions(),
  ];
}

/** The option that turns reductions on. */
export function reduceOption(): Option {
  return new Option(
    '--reduce <names>',
    `search fewer states, with the same verdicts: ${REDUCTIONS.join(', ')}, or all (default: none, so that counts are those of the full state space)`,
  ).argParser(reductions);
}

/** The option that has several threads search. */
export function workersOption(): Option {
  return new Option(
    '--workers <n>',
    'search with so many threads once the search is large: the same states, verdicts and counterexamples in less time (default: 2 if there are two cores, from a million states on, or a quarter of that where the core searches)',
  ).argParser(workers);
}

/** The option that keeps states on disk. */
export function onDiskOption(): Option {
  return new Option(
    '--on-disk <folder>',
    'keep states in a database in this folder, for more of them than memory holds: slower, the same verdicts; limits act at the ends of levels, workers are processes',
  ).conflicts(['search', 'bitstate', 'reduce', 'necessity', 'examples', 'watch', 'seed']);
}

/** The option that has another program keep states. */
export function storeOverOption(): Option {
  return new Option(
    '--store-over <fd>',
    'have states kept and expanded by the program that starts this one, which is asked over this file descriptor (docs/expand.md)',
  )
    .argParser(natural)
    .conflicts([
      'onDisk',
      'workers',
      'search',
      'bitstate',
      'reduce',
      'necessity',
      'examples',
      'watch',
      'seed',
      'maxMemory',
    ])
    .hideHelp();
}

/** The options that limit a search. */
export function limitOptions(): readonly Option[] {
  return [
    new Option('--max-states <n>', 'stop after this many distinct states').argParser(whole),
    new Option('--max-seconds <s>', 'stop after this long').argParser(positive),
    new Option(
      '--max-memory <size>',
      `stop before the process takes more memory than this (512MB, 2GB; default: ${DEFAULT_SHARE * 100} % of the machine's)`,
    ).argParser(size),
  ];
}

export function seedOption(what: string): Option {
  return new Option('--seed <n>', what).argParser(natural).default(1);
}

/** The options that say how results are shown. */
export function lookOptions(): readonly Option[] {
  return [
    new Option('--json', 'print one JSON document instead of text'),
    new Option('--color', 'use colours (default: on a terminal, unless NO_COLOR is set)'),
    new Option('--no-color', 'use none'),
  ];
}

/** The option that does all again when a file is saved. */
export function watchOption(): Option {
  return new Option(
    '--watch',
    'do it again each time that a file of the model is saved, and say what differs from the run before',
  ).conflicts('json');
}

/** Formats of CI systems. */
const CI_FORMATS = ['junit', 'github'] as const;

export type CiFormat = (typeof CI_FORMATS)[number];

/** The option that has verdicts printed in a format of a CI system. */
export function ciFormatOption(): Option {
  return new Option(
    '--format <name>',
    'junit: print JUnit XML instead of text; github: annotations of GitHub Actions behind the text',
  )
    .choices(CI_FORMATS)
    .conflicts('json');
}

/** The option that writes a ladder to a file. */
export function ladderOption(what: string): Option {
  return new Option('--ladder <file>', `write ${what} to this file: .svg, .mmd (Mermaid), .md or .txt`);
}

/** The options of a search, as the search takes them. */
export function searchOf(flags: SearchFlags): SearchOptions {
  return {
    order: flags.search,
    seed: flags.seed,
    maxStates: flags.maxStates,
    maxSeconds: flags.maxSeconds,
    first: flags.first ?? false,
    bitstate: flags.bitstate,
    reduce: flags.reduce ?? [],
    properties: flags.property.length === 0 ? undefined : flags.property,
  };
}

/**
 * The parameter values of `--set name=value`.
 *
 * @throws ModelError for an unknown parameter, a value of the wrong type, or no value at all
 */
export function settings(
  specs: ParameterSpecs,
  texts: readonly string[],
): Readonly<Record<string, ParameterValue>> {
  const entries = texts.map((text) => {
    const [name, value] = assignment(text, '--set');
    return [name, parseParameter(specs, name, value)] as const;
  });
  return Object.fromEntries(entries);
}

/** @throws ModelError if the text has no `=` between a name and a value */
export function assignment(text: string, option: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1)];
  throw new ModelError(`${option} ${text}: it takes name=value, as in ${option} timeout=2`);
}

function reductions(text: string): readonly ReductionName[] {
  if (text === 'all') return REDUCTIONS;
  return text.split(',').map((given) => {
    const name = REDUCTIONS.find((known) => known === given.trim());
    if (name !== undefined) return name;
    throw new InvalidArgumentError(
      `There is no reduction "${given}"; there are ${REDUCTIONS.join(', ')}, and all.`,
    );
  });
}

/** Workers that there may be. */
const MOST_WORKERS = 64;

function workers(text: string): number {
  const value = whole(text);
  if (value <= MOST_WORKERS) return value;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_WORKERS}.`);
}

export function whole(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('It must be a whole number of at least 1.');
}

function natural(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('It must be a whole number of at least 0.');
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}

const UNITS: Readonly<Record<string, number>> = {
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

export function size(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt]i?b)$/i.exec(text.trim()) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  if (number !== undefined && factor !== undefined && Number(number) > 0) return Number(number) * factor;
  throw new InvalidArgumentError('It must be a number with its unit, as in 512MB or 2GB.');
}

/** Gathers the values of an option that may be repeated. */
export function collect(text: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, text];
}
