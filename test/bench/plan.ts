import { BenchError } from './bench-error.ts';
import { type Engine, LARGE, type Subject, subjects } from './subjects.ts';

/** What to measure. */
export interface Choice {
  readonly quick: boolean;
  /** Names of models, or what they begin with; none: all. */
  readonly models: readonly string[];
  /** None: all. */
  readonly engines: readonly Engine[];
}

/** One row to measure. */
export interface Task {
  readonly subject: Subject;
  readonly engine: Engine;
}

/**
 * The rows to measure, model by model.
 *
 * @throws BenchError if nothing is called so
 */
export function tasksOf({ quick, models, engines }: Choice): readonly Task[] {
  const tasks = chosen(models, quick).flatMap((subject) =>
    enginesFor(subject)
      .filter((engine) => engines.length === 0 || engines.includes(engine))
      .map((engine) => ({ subject, engine })),
  );
  if (tasks.length === 0)
    throw new BenchError(`${engines.join(' and ')} cannot run ${models.join(' or ')}`, 2);
  return tasks;
}

/** @throws BenchError if not exactly one model is called so */
export function largeSubject(models: readonly string[]): Subject {
  const [name = LARGE, ...others] = models;
  if (others.length > 0) throw new BenchError('--large measures one model; name one with --model', 2);
  const subject = subjects.find((each) => each.name === name);
  if (subject === undefined) throw unknown(name);
  return subject;
}

function chosen(models: readonly string[], quick: boolean): readonly Subject[] {
  const efforts = quick ? ['quick'] : ['quick', 'full'];
  const regular = subjects.filter(({ effort }) => efforts.includes(effort));
  if (models.length === 0) return regular;
  return models.flatMap((name) => {
    // What is named in full is measured, however long it takes.
    const exact = subjects.filter((each) => each.name === name);
    const found = exact.length > 0 ? exact : regular.filter((each) => each.name.startsWith(name));
    if (found.length === 0) throw unknown(name);
    return found;
  });
}

function enginesFor({ promela, graph }: Subject): readonly Engine[] {
  const spin = promela === null ? [] : (['spin', 'spin-por'] as const);
  return ['allways', ...spin, ...(graph ? (['xstate-graph'] as const) : [])];
}

function unknown(name: string): BenchError {
  const names = subjects.map((each) => each.name).join(', ');
  return new BenchError(`there is no model "${name}"; there are ${names}`, 2);
}
