import { type Frontier, NONE } from './frontier.ts';

/** Breadth first. States are numbered in order of discovery, so the frontier is no more than a place in that order. */
export class BreadthFirst implements Frontier {
  readonly exhaustive = true;
  readonly takesAll = false;
  readonly bytes = 0;
  depth = 0;
  /** Number of states at each depth, down to the one whose states are being expanded. */
  readonly levels = [1];
  #next = 0;
  #discovered = 1;
  #endOfLevel = 1;

  start(initials: number): void {
    this.levels[0] = initials;
    this.#discovered = initials;
    this.#endOfLevel = initials;
  }

  get waiting(): number {
    return this.#discovered - this.#next;
  }

  /** States of one level are expanded independently of each other. */
  get ahead(): number {
    return Math.max(1, this.#endOfLevel - this.#next);
  }

  next(): number {
    if (this.#next === this.#discovered) return NONE;
    if (this.#next === this.#endOfLevel) this.#beginLevel();
    return this.#next++;
  }

  offer(): void {
    this.#discovered++;
  }

  /** The next state. */
  get first(): number {
    return this.#next;
  }

  /** The state that was given last is the next one again. */
  returnTo(state: number): void {
    this.#next = state;
  }

  /** How many states there are that are one step further than those before: those of the level of the next state. */
  enterLevel(): number {
    if (this.#next === this.#endOfLevel && this.#next < this.#discovered) this.#beginLevel();
    return this.#endOfLevel - this.#next;
  }

  #beginLevel(): void {
    this.depth++;
    this.levels.push(this.#discovered - this.#endOfLevel);
    this.#endOfLevel = this.#discovered;
  }

  /** So many states of this level were expanded elsewhere, and so many new ones found. */
  pass(expanded: number, found: number): void {
    this.#next += expanded;
    this.#discovered += found;
  }
}
