import { beginningIn } from '../../model/beginnings.ts';
import { THROWN } from '../../model/steps.ts';
import { walkPath } from '../../trace/walk.ts';
import type { Criterion, PathFollower } from '../criteria/criterion.ts';
import { NO_GOALS } from '../goals/goal-sets.ts';
import type { Setting } from '../setting.ts';

/** A path, and the goals that it reaches on its way, whatever it was made for. */
export interface PathGoals {
  readonly path: readonly number[];
  /** The goals, each once, in the order in which they are reached. */
  readonly goals: readonly number[];
  /** For each of the goals, after how many steps of the path it is reached. */
  readonly distances: readonly number[];
  /** The path itself is wanted, and must not be made longer. */
  readonly isFixed?: true;
}

/** Says what single paths reach, by several criteria together. */
export class Coverage {
  readonly setting: Setting;
  readonly #criteria: readonly Criterion[];

  constructor(setting: Setting, criteria: readonly Criterion[]) {
    this.setting = setting;
    this.#criteria = criteria;
  }

  /** Begins at an initial state. */
  followers(initial: Uint32Array): readonly PathFollower[] {
    return this.#criteria.flatMap((each) => each.follow?.(initial) ?? []);
  }

  /** Goals of the path without steps to an initial state. */
  initial(initial: Uint32Array): number {
    return this.#all((each) => each.initial?.(initial));
  }

  /** Goals of a step of a path, which the followers follow; also of one in which a machine throws. */
  step(vector: Uint32Array, followers: readonly PathFollower[]): number {
    const { model, sets } = this.setting;
    if (vector[model.width * 2 + THROWN] !== 0) return this.#all((each) => each.thrown?.(vector));
    let set = this.#all((each) => each.step?.(vector));
    for (const each of followers) set = sets.union(set, each.step(vector));
    return sets.union(
      set,
      this.#all((each) => each.state?.(vector, model.width)),
    );
  }

  /** Goals of a path that ends in a state without enabled actions. */
  deadEnd(state: Uint32Array): number {
    return this.#all((each) => each.deadEnd?.(state));
  }

  /** The goals of a whole path. */
  of(path: readonly number[]): PathGoals {
    const { model, sets } = this.setting;
    const { state: initial } = beginningIn(model, path);
    const followers = this.followers(initial);
    const reached = new Map<number, number>();
    let steps = 0;
    const note = (set: number) => {
      for (const goal of sets.goals(set)) if (!reached.has(goal)) reached.set(goal, steps);
    };
    note(this.initial(initial));
    let last = initial;
    const goesOn = walkPath(model, path, (vector) => {
      steps++;
      note(this.step(vector, followers));
      if (vector[model.width * 2 + THROWN] === 0) last = vector.slice(model.width, model.width * 2);
    });
    if (!goesOn()) note(this.deadEnd(last));
    return { path, goals: [...reached.keys()], distances: [...reached.values()] };
  }

  #all(of: (criterion: Criterion) => number | undefined): number {
    let set = NO_GOALS;
    for (const criterion of this.#criteria) set = this.setting.sets.union(set, of(criterion) ?? NO_GOALS);
    return set;
  }
}
