import type { Change } from '../../mutants/checker.ts';

/** A condition of a reduction that is dropped, in the code. */
export interface Mutant extends Change {
  /** The condition, as docs/soundness.md calls it: what stands there in bold type. */
  readonly condition: string;
  readonly drops: string;
  /** What the titles of the cases begin with of which at least one goes wrong: a regular expression. */
  readonly killedBy: string;
}
