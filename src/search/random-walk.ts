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
  /** The initial states of the model by their numbers in this run, and how the path to one is written. */
  #beginnings: readonly ActionPath[] = [[]];
  #beginning = 0;
  #chosen = 0;
  #chosenAction = NONE;
  #offers = 1;

  constructor(seed: number, length: number) {
    this.#random = xoroshiro128plus(seed);
    this.#length = length;
  }

  /** Each is as likely as the other; where there is one, nothing is drawn. */
  start(initials: number): void {
    if (initials === 1) return;
    this.#chosen = unsafeUniformIntDistribution(0, initials - 1, this.#random);
    this.#beginning = this.#chosen;
  }

  begin(paths: readonly ActionPath[]): void {
    this.#beginnings = paths;
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

  /** The steps taken so far lead to the state that is expanded now, whichever it is. Before the first, any initial state may be asked for. */
  to(state: number): ActionPath {
    if (this.depth < 0) return this.#beginnings[state] ?? [];
    return [...(this.#beginnings[this.#beginning] ?? []), ...this.#path];
  }
}
