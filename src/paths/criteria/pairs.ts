import { PairMap } from '../../tables/pair-map.ts';
import { NO_GOALS } from '../goals/goal-sets.ts';
import { OpenGoals } from '../goals/open-goals.ts';
import type { Setting } from '../setting.ts';
import type { Criterion, MemorySearch, PathFollower } from './criterion.ts';
import { DOUBTFUL, NONE, type TransitionTable } from './transition-table.ts';
import { TransitionNames } from './transitions.ts';

/**
 * Every pair of consecutive transitions of an endpoint: after the first, the endpoint takes no other transition
 * before the second, whatever else happens meanwhile. The pairs to reach are those in which the second starts in the
 * state in which the first ends.
 */
export class PairsCriterion implements Criterion {
  readonly #setting: Setting;
  readonly #table: TransitionTable;
  readonly #names: TransitionNames;
  readonly #sets = new PairMap();

  constructor(setting: Setting, table: TransitionTable) {
    this.#setting = setting;
    this.#table = table;
    this.#names = new TransitionNames(setting, table);
  }

  /** That every transition is known once the states have been searched. */
  step(vector: Uint32Array): number {
    this.#table.of(vector);
    return NO_GOALS;
  }

  /** Where a transition is doubtful, so is what comes before and after it. */
  get doubtful(): readonly number[] {
    return this.#setting.lanes.flatMap((_, lane) =>
      this.#table.hasDoubts(lane) ? this.#pairsOf(lane).map(({ goal }) => goal) : [],
    );
  }

  searches(): readonly MemorySearch[] {
    return this.#setting.lanes.map(({ endpoint }, lane) => {
      const pairs = this.#pairsOf(lane);
      const open = new OpenGoals(pairs.map(({ goal, first }) => [goal, first]));
      return {
        title: `pairs of transitions of ${endpoint}`,
        initialMemory: 0,
        wanted: pairs.map(({ goal }) => goal),
        goals: (vector, memory) => this.#reachedBy(lane, vector, memory),
        memories: (vector, memory) => this.#after(lane, vector, memory, open),
        reached: (goal) => open.reached(goal),
      };
    });
  }

  follow(): PathFollower {
    return this.#following(this.#setting.lanes.map(() => 0));
  }

  /** @param last per endpoint, its memory; it is written to */
  #following(last: number[]): PathFollower {
    return {
      step: (vector) => {
        const id = this.#table.of(vector);
        if (id === NONE) return NO_GOALS;
        const lane = this.#table.laneOf(vector);
        const set = this.#reachedBy(lane, vector, last[lane] ?? 0);
        last[lane] = id === DOUBTFUL ? 0 : id + 1;
        return set;
      },
      fork: () => this.#following([...last]),
    };
  }

  /**
   * A memory is the transition that the endpoint took last, plus one; 0 before the first, where it is doubtful, and
   * when every pair that begins with it has been reached.
   */
  #after(lane: number, vector: Uint32Array, memory: number, open: OpenGoals): readonly number[] {
    const id = this.#table.of(vector);
    const isOwn = id !== NONE && this.#table.laneOf(vector) === lane;
    const now = !isOwn ? memory : id === DOUBTFUL ? 0 : id + 1;
    return memoryList(now === 0 || open.has(now - 1) ? now : 0);
  }

  #reachedBy(lane: number, vector: Uint32Array, memory: number): number {
    if (memory === 0) return NO_GOALS;
    const second = this.#table.of(vector);
    if (second < 0 || this.#table.laneOf(vector) !== lane) return NO_GOALS;
    return this.#setOf(memory - 1, second);
  }

  #pairsOf(lane: number): readonly { readonly goal: number; readonly first: number }[] {
    const own = Array.from({ length: this.#table.size }, (_, id) => id).filter(
      (id) => this.#table.transition(id).lane === lane,
    );
    const bySource = new Map<string, number[]>();
    for (const id of own) {
      const { source } = this.#table.transition(id);
      bySource.set(source, [...(bySource.get(source) ?? []), id]);
    }
    return own.flatMap((first) => {
      const next = bySource.get(this.#table.transition(first).target) ?? [];
      return next.map((second) => ({ goal: this.#goal(first, second), first }));
    });
  }

  #setOf(first: number, second: number): number {
    const known = this.#sets.get(first, second);
    if (known >= 0) return known;
    const set = this.#setting.sets.of([this.#goal(first, second)]);
    this.#sets.set(first, second, set);
    return set;
  }

  #goal(first: number, second: number): number {
    const endpoint = this.#setting.lanes[this.#table.transition(first).lane]?.endpoint ?? '';
    // The endpoint is said once.
    const then = this.#names.name(second).slice(endpoint.length + 1);
    return this.#setting.goals.id('pairs', `${this.#names.name(first)}; then ${then}`, endpoint);
  }
}

const LISTS: (readonly number[])[] = [];

/** A list of one memory; the same list each time. */
function memoryList(memory: number): readonly number[] {
  LISTS[memory] ??= [memory];
  return LISTS[memory];
}
