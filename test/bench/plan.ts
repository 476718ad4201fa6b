import { BenchError } from './bench-error.ts';
import { type Effort, type Engine, LARGE, type Subject, subjects, WORKERS_ENGINES } from './subjects.ts';

/** What to measure. */
export interface Choice {
  readonly quick: boolean;
  /** Names of models, or what they begin with; none: all. */
  readonly models: readonly string[];
  /** None: all. */
  readonly engines: readonly string[];
  /** Also rows of the command line with one, two and four workers. */
  readonly workers?: boolean;
}

/** One row to measure. */
export interface Task {
  readonly subject: Subject;
  readonly engine: Engine;
}

/** What can be chosen by its name. */
interface Named {
  readonly name: string;
  readonly effort: Effort;
}

/**
 * The rows to measure, model by model.
 *
 * @throws BenchError if nothing is called so
 */
export function tasksOf(choice: Choice): readonly Task[] {
  const { workers = false, engines } = choice;
  const isAsked = (engine: Engine) => workers || engines.includes(engine);
  return tasksFor(subjects, choice, (subject) => [
    ...enginesFor(subject),
    ...WORKERS_ENGINES.filter(isAsked),
  ]);
}

/**
 * Some of these subjects, each with some of its engines.
 *
 * @throws BenchError if nothing is called so
 */
export function tasksFor<S extends Named, E extends string>(
  all: readonly S[],
  { quick, models, engines }: Choice,
  enginesFor: (subject: S) => readonly E[],
): readonly { readonly subject: S; readonly engine: E }[] {
  const tasks = chosen(all, models, quick).flatMap((subject) =>
    enginesFor(subject)
      .filter((engine) => engines.length === 0 || engines.includes(engine))
      .map((engine) => ({ subject, engine })),
  );
  if (tasks.length > 0) return tasks;
  const what = models.length === 0 ? 'any of these models' : models.join(' or ');
  throw new BenchError(`${engines.join(' and ')} cannot run ${what}`, 2);
}

/** @throws BenchError if not exactly one model is called so */
export function largeSubject(models: readonly string[]): Subject {
  const [name = LARGE, ...others] = models;
  if (others.length > 0) throw new BenchError('--large measures one model; name one with --model', 2);
  const subject = subjects.find((each) => each.name === name);
  if (subject === undefined) throw unknown(name, subjects);
  return subject;
}

function chosen<S extends Named>(all: readonly S[], models: readonly string[], quick: boolean): readonly S[] {
  const efforts = quick ? ['quick'] : ['quick', 'full'];
  const regular = all.filter(({ effort }) => efforts.includes(effort));
  if (models.length === 0) return regular;
  return models.flatMap((name) => {
    // What is named in full is measured, however long it takes.
    const exact = all.filter((each) => each.name === name);
    const found = exact.length > 0 ? exact : regular.filter((each) => each.name.startsWith(name));
    if (found.length === 0) throw unknown(name, all);
    return found;
  });
}

function enginesFor({ promela, stateright, tla, graph }: Subject): readonly Engine[] {
  // What is exported gives partial-order reduction nothing to work with.
  const reduced = promela === 'exported' ? [] : (['spin-por'] as const);
  const spin = promela === null ? [] : (['spin', ...reduced] as const);
  const tlc = tla === null ? [] : (['tlc'] as const);
  const rust = stateright === null ? [] : (['stateright'] as const);
  return ['allways', ...spin, ...rust, ...tlc, ...(graph ? (['xstate-graph'] as const) : [])];
}

function unknown(name: string, all: readonly Named[]): BenchError {
  const names = all.map((each) => each.name).join(', ');
  return new BenchError(`there is no model "${name}"; there are ${names}`, 2);
}
