import { GrowingUint32 } from '../../tables/growing.ts';
import type { GoalSets } from './goal-sets.ts';

/** A step of a search: of the pair `from`, by this action; NO_ACTION for the pair itself. */
export interface Witness {
  readonly from: number;
  readonly action: number;
}

export const NO_ACTION = -1;

interface Reached {
  /** Steps of a shortest path to the goal. */
  readonly distance: number;
  /** The place found first, and the one whose path comes by most other goals; often they are one. */
  readonly first: Witness;
  best: Witness;
  bestScore: number;
}

/**
 * The places at which one search reaches its goals. The search is breadth first, so the first is at the end of a
 * shortest path; of the others as near, the one is kept whose path is the first to reach most other goals.
 */
export class Witnesses {
  readonly #sets: GoalSets;
  readonly #reached = new Map<number, Reached>();
  /** Per pair: the goals that were reached for the first time on the path by which it was found. */
  readonly #scores = new GrowingUint32();
  /** Per set of goals: the depth beyond which it is of no more interest. */
  readonly #settled: number[] = [];
  /** Per set of goals: whether a step reaches it. */
  readonly #bySteps: boolean[] = [];

  constructor(sets: GoalSets) {
    this.#sets = sets;
  }

  /** Number of goals reached. */
  get size(): number {
    return this.#reached.size;
  }

  get bytes(): number {
    return this.#scores.bytes;
  }

  has(goal: number): boolean {
    return this.#reached.has(goal);
  }

  /** Steps of a shortest path to a goal; undefined if it is not reached. */
  distance(goal: number): number | undefined {
    return this.#reached.get(goal)?.distance;
  }

  goals(): readonly number[] {
    return [...this.#reached.keys()];
  }

  /** Steps of shortest paths to all goals, together. */
  get steps(): number {
    let steps = 0;
    for (const { distance } of this.#reached.values()) steps += distance;
    return steps;
  }

  /** One or two places of each goal; several goals may have the same. */
  all(): readonly Witness[] {
    return this.goals().flatMap((goal) => this.witnessesOf(goal));
  }

  /** The sets that single steps reach, as such. */
  sets(): readonly number[] {
    return Object.keys(this.#bySteps).map(Number);
  }

  /** One or two places of a goal. */
  witnessesOf(goal: number): readonly Witness[] {
    const reached = this.#reached.get(goal);
    if (reached === undefined) return [];
    const { first, best } = reached;
    return first === best ? [first] : [first, best];
  }

  /** A pair was found by a step that reaches this many goals for the first time. An initial one has itself for a parent. */
  found(index: number, parent: number, fresh: number): void {
    if (index !== this.#scores.length) throw new RangeError(`pair ${index} was not found in order`);
    this.#scores.push((index === parent ? 0 : this.#scores.at(parent)) + fresh);
  }

  /**
   * Notes that a set of goals is reached by a step.
   *
   * @param distance steps of the path whose last step it is
   * @returns how many of them are reached for the first time
   */
  noteStep(set: number, from: number, action: number, distance: number): number {
    this.#bySteps[set] = true;
    return this.note(set, from, action, distance);
  }

  /** The same, but it is the state or the end of the path that reaches them. */
  note(set: number, from: number, action: number, distance: number): number {
    const settled = this.#settled[set];
    if (settled !== undefined && distance > settled) return 0;
    let fresh = 0;
    let last = 0;
    for (const goal of this.#sets.goals(set)) {
      const known = this.#reached.get(goal);
      if (known === undefined) {
        fresh++;
        const place = { from, action };
        this.#reached.set(goal, { distance, first: place, best: place, bestScore: this.#scoreOf(from) });
      } else if (known.distance === distance) this.#improve(known, from, action);
      last = Math.max(last, known?.distance ?? distance);
    }
    this.#settled[set] = last;
    return fresh;
  }

  #improve(known: Reached, from: number, action: number): void {
    const score = this.#scoreOf(from);
    if (score <= known.bestScore) return;
    known.best = { from, action };
    known.bestScore = score;
  }

  #scoreOf(pair: number): number {
    return pair < this.#scores.length ? this.#scores.at(pair) : 0;
  }
}
