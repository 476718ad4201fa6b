import { type SizedRow, surprises, wrongSizes } from '../report/searches/matrix.ts';
import { shown } from '../report/searches/verdict.ts';
import type { Outcome } from '../search/outcome.ts';

/** What the exit status tells. */
export const ExitStatus = {
  /** Every property holds, or is reached; of a matrix: every verdict and size is as expected. */
  good: 0,
  /** Some property is violated, or unreachable; of a matrix: some verdict or size is not as expected. */
  violated: 1,
  /** Wrong usage, or a bad model. */
  wrong: 2,
  /** Nothing is known to be violated, but a limit or an interrupt came before the end. */
  unknown: 3,
} as const;

export type ExitStatus = (typeof ExitStatus)[keyof typeof ExitStatus];

/** The exit status of one or several checks. */
export function statusOf(outcomes: readonly Outcome[]): ExitStatus {
  const verdicts = outcomes.flatMap(({ properties }) => shown(properties).map(({ verdict }) => verdict));
  if (verdicts.includes('violated') || verdicts.includes('unreachable')) return ExitStatus.violated;
  return verdicts.includes('unknown') || outcomes.some(wasStopped) ? ExitStatus.unknown : ExitStatus.good;
}

/** The exit status of a matrix. A verdict that is unknown is no surprise yet. */
export function matrixStatusOf(rows: readonly SizedRow[], allRan: boolean): ExitStatus {
  if (wrongSizes(rows).length > 0) return ExitStatus.violated;
  const found = surprises(rows);
  if (found.some(({ property }) => property.verdict !== 'unknown')) return ExitStatus.violated;
  return found.length > 0 || !allRan ? ExitStatus.unknown : ExitStatus.good;
}

function wasStopped({ ending }: Outcome): boolean {
  return ending === 'interrupted' || ending.startsWith('max-');
}
