import { isDeepStrictEqual } from 'node:util';
import { BenchError } from '../bench-error.ts';
import { type Choice, tasksFor } from '../plan.ts';
import { inRounds, type Rounds } from '../rounds.ts';
import { type Runs, summed } from '../spread.ts';
import { type Subject, subjects } from '../subjects.ts';
import { measuredIn, STORES, type Store, type StoreMeasurement } from './measured.ts';

/** What searches took with their states kept there: medians. */
export interface StoreRow extends Omit<StoreMeasurement, 'found'>, Runs {
  readonly model: string;
  readonly engine: Store;
  /** States that there are and that it has not found. */
  readonly missed: number;
}

/** What is measured if nothing else is asked for. */
const MODEL = 'two-phase-commit-8';

export interface StoreTask {
  readonly subject: Subject;
  readonly engine: Store;
}

/** @throws BenchError if nothing is called so */
export function storeTasksOf(choice: Choice): readonly StoreTask[] {
  const models = choice.models.length === 0 ? [MODEL] : choice.models;
  return tasksFor(subjects, { ...choice, models }, () => STORES);
}

/**
 * Measures what a search takes with its states kept here and there.
 *
 * @throws BenchError if a run fails, or finds something else than the others
 */
export async function benchStores(
  tasks: readonly StoreTask[],
  { note, ...rounds }: Rounds & { note(text: string): void },
): Promise<readonly StoreRow[]> {
  const series = await inRounds(tasks, rounds, ({ subject, engine }, round) => {
    note(`run ${round}: ${subject.name}, ${engine}`);
    return measuredIn(engine, subject);
  });
  return series.map(({ task: { subject, engine }, measurements }) => {
    const [{ found, ...first }] = measurements;
    const exact = series.find(({ task }) => task.subject === subject && task.engine !== 'bitstate');
    const expected = exact?.measurements[0];
    const states = subject.distinctStates ?? expected?.distinctStates ?? first.distinctStates;
    if (
      engine !== 'bitstate' &&
      (first.distinctStates !== states || !isDeepStrictEqual(found, expected?.found))
    )
      throw new BenchError(`${subject.name}: ${engine} finds something else than ${exact?.task.engine}`);
    const missed = states - first.distinctStates;
    return { ...first, model: subject.name, engine, missed, ...summed(measurements) };
  });
}
