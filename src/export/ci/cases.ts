import type { Verdict } from '../../language/definition.ts';

/** A verdict, as a test that passed or did not. */
export interface CiCase {
  /** The property. */
  readonly name: string;
  readonly verdict: Verdict;
  readonly expected: Verdict;
  /** How it comes about, drawn; empty if there is nothing to draw. */
  readonly details: string;
}

/** One search, as a suite of such tests. */
export interface CiSuite {
  /** Model and variant. */
  readonly name: string;
  /** The model's file. */
  readonly file: string;
  readonly seconds: number;
  readonly cases: readonly CiCase[];
  /** The bounds within which the verdicts are true. */
  readonly bounds: string;
  /** What is flagged beside the verdicts. */
  readonly remarks: readonly string[];
  /** What is wrong with the search as a whole: a size that is not the expected one. */
  readonly problems: readonly string[];
}

/** What is to be said of a case in one line; null if it is as expected. */
export function problemOf({ name, verdict, expected }: CiCase): string | null {
  if (verdict === expected) return null;
  if (verdict === 'unknown') return `"${name}" is unknown: the search did not come to its end`;
  const unusual = expected === 'violated' || expected === 'unreachable';
  return `"${name}" is ${verdict}${unusual ? `, expected ${expected}` : ''}`;
}
