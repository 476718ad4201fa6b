import { GrowingUint32 } from '../tables/growing.ts';
import { type Frontier, NONE } from './frontier.ts';

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

  start(initials: number): void {
    this.next();
    for (let state = initials - 1; state >= 0; state--) {
      this.#states.push(state);
      this.#depths.push(0);
    }
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
