import { type RandomGenerator, unsafeUniformIntDistribution, xoroshiro128plus } from 'pure-rand';
import type { ActionPath } from '../model/action-path.ts';
import { type Frontier, NONE } from './frontier.ts';
import type { WayBack } from './way-back.ts';

/** A seeded random walk: from each state one of its steps, each as likely as the other, until a dead end or the length. */
export class RandomWalk implements Frontier, WayBack {
  readonly exhaustive = false;
  readonly takesAll = true;
  readonly ahead = 1;
  readonly bytes = 0;
  depth = -1;
  /** The indices of the steps taken. */
  readonly #path: number[] = [];
  readonly #length: number;
  readonly #random: RandomGenerator;
  #chosen = 0;
  #chosenAction = NONE;
  #offers = 1;

  constructor(seed: number, length: number) {
    this.#random = xoroshiro128plus(seed);
    this.#length = length;
  }

  get waiting(): number {
    return this.#offers > 0 ? 1 : 0;
  }

  next(): number {
    if (this.#offers === 0) return NONE;
    if (this.#chosenAction !== NONE) this.#path.push(this.#chosenAction);
    if (++this.depth >= this.#length) return NONE;
    this.#offers = 0;
    return this.#chosen;
  }

  /** Reservoir sampling: the n-th step offered replaces the choice with probability 1/n. */
  offer(state: number, action: number): void {
    if (unsafeUniformIntDistribution(0, this.#offers++, this.#random) !== 0) return;
    this.#chosen = state;
    this.#chosenAction = action;
  }

  /** It is its own way back: it may have come another way than the one that found a state. */
  note(): void {}

  /** The steps taken so far lead to the state that is expanded now, whichever it is. */
  to(): ActionPath {
    return [...this.#path];
  }
}
