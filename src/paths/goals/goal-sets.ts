import { Interner } from '../../tables/interner.ts';
import { PairMap } from '../../tables/pair-map.ts';

/** The set without goals. */
export const NO_GOALS = 0;

/** Sets of goals under small integers: what a step reaches is looked up, not listed, while a model is searched. */
export class GoalSets {
  readonly #sets = new Interner<readonly number[]>();
  readonly #unions = new PairMap();

  constructor() {
    this.of([]);
  }

  /** Number of distinct sets; their ids are below it. */
  get size(): number {
    return this.#sets.size;
  }

  /** The set of these goals. */
  of(goals: readonly number[]): number {
    const sorted = [...new Set(goals)].sort((a, b) => a - b);
    return this.#sets.intern(sorted.join(), () => sorted);
  }

  /** The goals of a set, in ascending order. */
  goals(set: number): readonly number[] {
    return this.#sets.value(set);
  }

  union(a: number, b: number): number {
    if (a === NO_GOALS || a === b) return b;
    if (b === NO_GOALS) return a;
    const known = this.#unions.get(a, b);
    if (known >= 0) return known;
    const union = this.of([...this.goals(a), ...this.goals(b)]);
    this.#unions.set(a, b, union);
    return union;
  }
}
