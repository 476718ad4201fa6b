import { PairMap } from '../../tables/pair-map.ts';
import type { Setting } from '../setting.ts';

/** A local state of an endpoint before and after a step that reaches a goal; they may be the same. */
export interface GoalPlace {
  readonly before: number;
  readonly after: number;
}

/**
 * What each endpoint does on its own in the steps of a search: a graph of its local states, and the steps in it that
 * reach goals of this endpoint. Two goals that no way through this graph joins are on no path together.
 */
export class LocalGraphs {
  readonly #setting: Setting;
  readonly #lanes: readonly LocalGraph[];
  /** Per set of goals: its goals by endpoint. */
  readonly #goalsOf: (readonly LaneGoals[])[] = [];

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#lanes = setting.lanes.map(() => new LocalGraph());
  }

  /** Sees a step that reaches a set of goals. */
  see(vector: Uint32Array, set: number): void {
    const { width } = this.#setting.model;
    for (let lane = 0; lane < this.#lanes.length; lane++) {
      const before = vector[lane] ?? 0;
      const after = vector[width + lane] ?? 0;
      if (before !== after) this.#lanes[lane]?.connect(before, after);
    }
    for (const { lane, goals } of this.#goalsOf[set] ?? this.#split(set)) {
      this.#lanes[lane]?.place(set, goals, vector[lane] ?? 0, vector[width + lane] ?? 0);
    }
  }

  /** The graph of an endpoint. */
  lane(lane: number): LocalGraph | undefined {
    return this.#lanes[lane];
  }

  get size(): number {
    return this.#lanes.length;
  }

  #split(set: number): readonly LaneGoals[] {
    const { sets, goals, reader } = this.#setting;
    const split = this.#lanes.map((_, lane) => ({
      lane,
      goals: sets.goals(set).filter((goal) => goals.goal(goal).endpoint === reader.endpoints[lane]),
    }));
    const own = split.filter((each) => each.goals.length > 0);
    this.#goalsOf[set] = own;
    return own;
  }
}

interface LaneGoals {
  readonly lane: number;
  readonly goals: readonly number[];
}

/** The local states of one endpoint, and where its goals are reached. */
export class LocalGraph {
  readonly #edges = new PairMap();
  readonly #next: number[][] = [];
  /** (edge, set of goals) that were seen together. */
  readonly #seen = new PairMap();
  readonly #places = new Map<number, GoalPlace[]>();

  connect(before: number, after: number): void {
    if (this.#edges.get(before, after) >= 0) return;
    this.#edge(before, after);
    const next = this.#next[before];
    if (next === undefined) this.#next[before] = [after];
    else next.push(after);
  }

  place(set: number, goals: readonly number[], before: number, after: number): void {
    const edge = this.#edge(before, after);
    if (this.#seen.get(edge, set) >= 0) return;
    this.#seen.set(edge, set, 1);
    for (const goal of goals) {
      const places = this.#places.get(goal);
      if (places === undefined) this.#places.set(goal, [{ before, after }]);
      else places.push({ before, after });
    }
  }

  /** The goals that are reached in this graph. */
  goals(): readonly number[] {
    return [...this.#places.keys()];
  }

  placesOf(goal: number): readonly GoalPlace[] {
    return this.#places.get(goal) ?? [];
  }

  nextOf(local: number): readonly number[] {
    return this.#next[local] ?? [];
  }

  #edge(before: number, after: number): number {
    const known = this.#edges.get(before, after);
    if (known >= 0) return known;
    const edge = this.#edges.size;
    this.#edges.set(before, after, edge);
    return edge;
  }
}
