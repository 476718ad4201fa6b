import type { Change } from '../../mutants/checker.ts';

/** A condition of a reduction that is dropped, in the code. */
export interface Mutant extends Change {
  /** The condition, as docs/soundness.md calls it: what stands there in bold type. */
  readonly condition: string;
  readonly drops: string;
  /** What the titles of the cases begin with of which at least one goes wrong: a regular expression. */
  readonly killedBy: string;
  /** Another condition finds out in all of these cases what this one would: what that is. Then the mutant says nothing, and larger cases are wanted. */
  readonly spared?: string;
}
