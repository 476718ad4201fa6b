import { CONTENTS } from '../../model/contents.ts';
import type { Instance } from '../../model/instance.ts';
import { SHARING } from '../../model/sharing.ts';
import { NO_REDUCTION } from '../../reduction/reduction.ts';
import { NOTHING_SLEEPS } from '../../reduction/sleep/sleeping.ts';
import type { Run } from '../run.ts';
import type { SearchSettings } from '../settings.ts';
import type { Hiring } from './crew.ts';
import { Together } from './together.ts';

/** How other threads come to a search that has begun in one: when it has become large, and they are ready. */
export class Joining {
  readonly #instance: Instance;
  readonly #settings: SearchSettings;
  readonly #hiring: Hiring;
  #hasBegun = false;
  #hasEnded = false;
  #together: Together | null = null;

  constructor(instance: Instance, settings: SearchSettings, hiring: Hiring) {
    this.#instance = instance;
    this.#settings = settings;
    this.#hiring = hiring;
  }

  get failure(): string | null {
    return this.#together?.failure ?? null;
  }

  /** How many threads search. */
  get workers(): number {
    return this.#together === null || this.failure !== null ? 1 : this.#hiring.others + 1;
  }

  /** Whether others have joined this run, or do so now. */
  isTogether(run: Run): boolean {
    if (this.#together !== null) return true;
    if (this.#hasEnded || run.parts.states.size < this.#hiring.from || !this.#isPossible(run)) return false;
    if (!this.#hasBegun) this.#hiring.prepare();
    this.#hasBegun = true;
    // Between two batches only: what was expanded must be followed.
    if (!this.#hiring.isReady || run.waiting !== run.parts.frontier.waiting) return false;
    this.#together = this.#join(run);
    return this.#together !== null;
  }

  /** Null if the machine does not give the memory that all share: one thread needs less at once. */
  #join(run: Run): Together | null {
    try {
      return new Together(this.#instance, this.#settings, run, this.#hiring);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.end();
      return null;
    }
  }

  advance(): void {
    this.#together?.advance();
  }

  /** The search is over, or goes on with what one thread does. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#together?.end();
    this.#hiring.dismiss();
  }

  #isPossible({ parts }: Run): boolean {
    const { model } = this.#instance;
    const { order, bitstate, log } = this.#settings;
    return (
      order === 'bfs' &&
      bitstate === null &&
      log === null &&
      parts.reduction === NO_REDUCTION &&
      parts.sleeping !== NOTHING_SLEEPS &&
      model.extension(SHARING) !== null &&
      model.extension(CONTENTS) !== null
    );
  }
}
