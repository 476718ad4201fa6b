import { stateDisagreements } from '../agreement.ts';
import { BenchError } from '../bench-error.ts';
import type { Choice } from '../plan.ts';
import { inRounds, type Rounds } from '../rounds.ts';
import { measuredApart } from '../runs/process.ts';
import { type Runs, summed } from '../spread.ts';
import type { LivenessMeasurement } from './allways.ts';
import { CLAIMS, type Claims, type LivenessSubject, livenessSubjects } from './subjects.ts';

/** What searches took with so many claims: medians. */
export interface LivenessRow extends LivenessMeasurement, Runs {
  readonly model: string;
  readonly asked: Claims;
}

interface Task {
  readonly subject: LivenessSubject;
  readonly claims: Claims;
}

/**
 * Measures what claims about the long run cost beside the search of safety that they begin with.
 *
 * @throws BenchError if a run fails, if nothing is called so, or if the number of states is another one
 */
export async function benchLiveness(
  { quick, models }: Choice,
  options: Rounds & { readonly note: (text: string) => void },
): Promise<readonly LivenessRow[]> {
  const subjects = livenessSubjects.filter(
    ({ name, effort }) =>
      (!quick || effort === 'quick') && (models.length === 0 || models.some((each) => name.startsWith(each))),
  );
  if (subjects.length === 0) throw new BenchError('no model is called so', 2);
  const tasks: readonly Task[] = subjects.flatMap((subject) => CLAIMS.map((claims) => ({ subject, claims })));
  const series = await inRounds(tasks, options, ({ subject, claims }, round) => {
    options.note(`run ${round}: ${subject.name}, claims: ${claims}`);
    return measuredApart<LivenessMeasurement>({ engine: 'liveness', subject, claims });
  });
  const rows = series.map(({ task: { subject, claims }, measurements }) => ({
    model: subject.name,
    asked: claims,
    ...measurements[0],
    ...summed(measurements),
  }));
  const wrong = subjects.flatMap(({ name, distinctStates }) =>
    stateDisagreements(
      name,
      distinctStates,
      rows.filter(({ model }) => model === name).map((row) => ({ ...row, engine: 'allways' })),
    ),
  );
  if (wrong.length > 0) throw new BenchError(wrong.join('\n'));
  return rows;
}
