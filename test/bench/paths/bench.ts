import { stateDisagreements } from '../agreement.ts';
import type { BenchOptions } from '../bench.ts';
import { BenchError } from '../bench-error.ts';
import { inRounds } from '../rounds.ts';
import { measuredApart } from '../runs/process.ts';
import type { PathsMeasurement } from './measurement.ts';
import type { PathsTask } from './plan.ts';
import { type PathsRow, pathsRowOf } from './row.ts';

/**
 * Measures how fast test paths are made.
 *
 * @throws BenchError if a run fails, or if two engines do not agree on the number of states
 */
export async function benchPaths(
  tasks: readonly PathsTask[],
  options: Omit<BenchOptions, 'profile'>,
): Promise<readonly PathsRow[]> {
  const series = await inRounds(tasks, options, ({ subject, engine }, round) => {
    options.note(`run ${round}: ${subject.name}, ${engine}`);
    return measuredApart<PathsMeasurement>({ engine: `paths by ${engine}`, subject });
  });
  const rows = series.map(pathsRowOf);
  const wrong = tasks.flatMap(({ subject: { name, distinctStates }, engine }) =>
    stateDisagreements(
      name,
      distinctStates,
      rows.filter((row) => row.model === name && row.engine === engine),
    ),
  );
  if (wrong.length > 0) throw new BenchError(wrong.join('\n'));
  return rows;
}
