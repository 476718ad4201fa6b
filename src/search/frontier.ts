import { type RandomGenerator, unsafeUniformIntDistribution, xoroshiro128plus } from 'pure-rand';
import { GrowingUint32 } from '../tables/growing.ts';

/** No state is left to expand. */
export const NONE = -1;

/**
 * The order in which a search expands states. There is one search loop; what makes it breadth first, depth first or
 * a random walk is its frontier.
 */
export interface Frontier {
  /** The next state to expand, or NONE. */
  next(): number;
  /** How many states may be asked for before it is told of the steps from the first of them; at least 1. */
  readonly ahead: number;
  /** Steps from the initial state to the state that `next` gave last. */
  readonly depth: number;
  /**
   * Tells of a step from that state: where it leads, its index among the state's steps, and whether the state is new.
   * Steps to known states are told of only if it `takesAll`.
   */
  offer(state: number, action: number, isNew: boolean): void;
  readonly takesAll: boolean;
  /** States that wait to be expanded. */
  readonly waiting: number;
  /** Whether an empty frontier means that every state was expanded. */
  readonly exhaustive: boolean;
  /** Bytes held. */
  readonly bytes: number;
}

/** Breadth first. States are numbered in order of discovery, so the frontier is no more than a place in that order. */
export class BreadthFirst implements Frontier {
  readonly exhaustive = true;
  readonly takesAll = false;
  readonly bytes = 0;
  depth = 0;
  #next = 0;
  #discovered = 1;
  #endOfLevel = 1;

  get waiting(): number {
    return this.#discovered - this.#next;
  }

  /** States of one level are expanded independently of each other. */
  get ahead(): number {
    return Math.max(1, this.#endOfLevel - this.#next);
  }

  next(): number {
    if (this.#next === this.#discovered) return NONE;
    if (this.#next === this.#endOfLevel) {
      this.depth++;
      this.#endOfLevel = this.#discovered;
    }
    return this.#next++;
  }

  offer(): void {
    this.#discovered++;
  }
}

/** Depth first: a stack. The paths it finds are not the shortest. */
export class DepthFirst implements Frontier {
  readonly exhaustive = true;
  readonly takesAll = false;
  readonly ahead = 1;
  depth = 0;
  readonly #states = new GrowingUint32();
  readonly #depths = new GrowingUint32();

  constructor() {
    this.#states.push(0);
    this.#depths.push(0);
  }

  get waiting(): number {
    return this.#states.length;
  }

  get bytes(): number {
    return this.#states.bytes + this.#depths.bytes;
  }

  next(): number {
    const state = this.#states.pop();
    if (state !== NONE) this.depth = this.#depths.pop();
    return state;
  }

  offer(state: number): void {
    this.#states.push(state);
    this.#depths.push(this.depth + 1);
  }
}

/** A seeded random walk: from each state one of its steps, each as likely as the other, until a dead end or the length. */
export class RandomWalk implements Frontier {
  readonly exhaustive = false;
  readonly takesAll = true;
  readonly ahead = 1;
  readonly bytes = 0;
  depth = -1;
  /** The indices of the steps taken. */
  readonly path: number[] = [];
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
    if (this.#chosenAction !== NONE) this.path.push(this.#chosenAction);
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
}
