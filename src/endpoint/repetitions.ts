import type { Snapshot } from '../language/machine.ts';
import { hashOfText } from '../tables/hash.ts';
import type { Cause } from './actors/answer.ts';
import type { MachineRuns } from './machine-runs.ts';

/** A step that a machine has made. */
interface Made {
  readonly snapshot: Snapshot;
  readonly cause: Cause;
  /** Hash of what it led to: nothing but a difference is looked for. */
  readonly hash: number;
}

/** So many steps are repeated one by one; of those that follow, every so many. A large search has thousands. */
const ALL_OF_FIRST = 64;
const THEN_EVERY = 16;

/**
 * Lets a machine repeat steps at other moments: with each new step at first, and now and then later, one of those before
 * it, in turn. What counts calls in a variable, or waits for something, does not do the same again.
 */
export class Repetitions {
  readonly #runs: MachineRuns;
  readonly #made: Made[] = [];
  #turn = 0;

  constructor(runs: MachineRuns) {
    this.#runs = runs;
  }

  /** @throws ModelError if the step whose turn it is leads elsewhere now */
  add(snapshot: Snapshot, cause: Cause, text: string): void {
    const made = this.#made[this.#turn];
    this.#made.push({ snapshot, cause, hash: hashOfText(text) });
    const steps = this.#made.length;
    if (made === undefined || (steps > ALL_OF_FIRST && steps % THEN_EVERY !== 0)) return;
    this.#turn++;
    const { text: now } = this.#runs.again(made.snapshot, made.cause);
    if (hashOfText(now) !== made.hash) this.#runs.refuseChange(made.snapshot, made.cause);
  }
}
