import { type Choice, tasksFor } from '../plan.ts';
import { type PathEngine, type PathSubject, pathSubjects } from './subjects.ts';

/** One row to measure. */
export interface PathsTask {
  readonly subject: PathSubject;
  readonly engine: PathEngine;
}

/**
 * The rows to measure, model by model.
 *
 * @throws BenchError if nothing is called so
 */
export function pathTasksOf(choice: Choice): readonly PathsTask[] {
  return tasksFor(pathSubjects, choice, ({ engines }) => engines);
}
