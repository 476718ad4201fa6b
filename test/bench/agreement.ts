import type { Row } from './row.ts';
import type { Subject } from './subjects.ts';

/** Spin prints eight digits. */
const PRINTED = 1e-7;

/** Where rows of one model disagree on how many states and transitions there are, each as a sentence. */
export function disagreements({ name, distinctStates }: Subject, rows: readonly Row[]): string[] {
  // With a reduction on, there are fewer of both.
  const full = rows.filter(({ engine }) => engine !== 'spin-por');
  const transitions = full[0]?.transitions ?? 0;
  return full.flatMap((row) => [
    ...stateDisagreements(name, distinctStates ?? full[0]?.distinctStates ?? 0, [row]),
    ...differing(`${name}: ${row.engine} finds`, row.transitions, transitions, 'transitions'),
  ]);
}

/** The same of states alone. */
export function stateDisagreements(
  name: string,
  distinctStates: number,
  rows: readonly { readonly engine: string; readonly distinctStates: number }[],
): string[] {
  return rows.flatMap((row) =>
    differing(`${name}: ${row.engine} finds`, row.distinctStates, distinctStates, 'distinct states'),
  );
}

function differing(who: string, found: number, expected: number, what: string): string[] {
  if (Math.abs(found - expected) <= expected * PRINTED) return [];
  return [`${who} ${found} ${what}, but there are ${expected}`];
}
