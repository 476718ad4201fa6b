import type { Ending, Progress } from '../search/outcome.ts';
import { type Observer, type ProductLimits, ProductSearch } from '../survey/product.ts';
import type { LocalGraphs } from './cover/local-graphs.ts';
import type { Criterion, MemorySearch } from './criteria/criterion.ts';
import { NO_GOALS } from './goals/goal-sets.ts';
import { NO_ACTION, type Witness, Witnesses } from './goals/witnesses.ts';
import type { Setting } from './setting.ts';

/** A search that notes where goals are reached. */
export interface GoalSearch {
  /** What it looks for, in words. */
  readonly title: string;
  readonly search: ProductSearch;
  readonly witnesses: Witnesses;
  /** Goals that are known to exist, so that those not reached once it has ended well are unreachable. */
  readonly wanted: readonly number[];
}

/** Whether a search has left nothing out. */
export function isComplete({ search }: GoalSearch): boolean {
  return search.ending === 'exhausted' || search.ending === 'decided';
}

/** The path to a place of a search. */
export function pathTo({ search }: GoalSearch, { from, action }: Witness): readonly number[] {
  const path = search.pathTo(from);
  return action === NO_ACTION ? path : [...path, action];
}

/** Those places to which no path to another one leads by way. */
export function farthest({ search }: GoalSearch, places: readonly Witness[]): readonly Witness[] {
  const passed = new Map<number, Set<number>>();
  const seen = new Set<number>();
  for (const { from } of places) {
    let at = from;
    for (let step = search.stepTo(at); step !== null && !seen.has(at); step = search.stepTo(at)) {
      seen.add(at);
      passed.set(step.from, (passed.get(step.from) ?? new Set()).add(step.action));
      at = step.from;
    }
  }
  return places.filter(({ from, action }) => passed.get(from)?.has(action) !== true);
}

const NOTHING_TO_REMEMBER = [0];

/** Searches all states for the goals that do not depend on the path; `graphs` sees all its steps. */
export function stateSearch(
  { model, sets }: Setting,
  criteria: readonly Criterion[],
  graphs: LocalGraphs,
  limits: ProductLimits,
): GoalSearch {
  const places = new Witnesses(sets);
  const reaching = <K extends keyof Criterion>(kind: K) =>
    criteria.filter((each) => each[kind] !== undefined);
  const [byStep, byState, atDeadEnd, thrown] = [
    reaching('step'),
    reaching('state'),
    reaching('deadEnd'),
    reaching('thrown'),
  ];
  const all = (list: readonly Criterion[], of: (criterion: Criterion) => number | undefined) => {
    let set = NO_GOALS;
    for (const criterion of list) set = sets.union(set, of(criterion) ?? NO_GOALS);
    return set;
  };
  // Goals of the step that has just been seen, and of the state that it leads to.
  let fresh = 0;
  let search: ProductSearch | null = null;
  const depth = () => search?.depth ?? 0;
  const note = (set: number, from: number, action: number, distance: number) =>
    set === NO_GOALS ? 0 : places.note(set, from, action, distance);
  const observer: Observer = {
    initialMemory: 0,
    done: false,
    step(from, action, vector) {
      const set = all(byStep, (each) => each.step?.(vector));
      graphs.see(vector, set);
      fresh = set === NO_GOALS ? 0 : places.noteStep(set, from, action, depth() + 1);
      return NOTHING_TO_REMEMBER;
    },
    found(index, from, action, vector) {
      const set = all(byState, (each) => each.state?.(vector, model.width));
      fresh += note(set, from, action, depth() + 1);
      places.found(index, from, fresh);
    },
    deadEnd: (index, state) =>
      void note(
        all(atDeadEnd, (each) => each.deadEnd?.(state)),
        index,
        NO_ACTION,
        depth(),
      ),
    thrown: (from, action, vector) =>
      void note(
        all(thrown, (each) => each.thrown?.(vector)),
        from,
        action,
        depth() + 1,
      ),
  };
  model.initials.forEach((initial, i) => {
    const set = all(criteria, (each) => each.initial?.(initial));
    places.found(i, i, note(set, i, NO_ACTION, 0));
  });
  search = new ProductSearch(model, observer, limits);
  return { title: 'states', search, witnesses: places, wanted: [] };
}

/** Searches all states, each beside what must be remembered of the path, for the goals that depend on it. */
export function memorySearch(
  { model, sets }: Setting,
  { title, initialMemory, wanted, goals, memories, reached }: MemorySearch,
  limits: ProductLimits,
): GoalSearch {
  const places = new Witnesses(sets);
  let fresh = 0;
  let search: ProductSearch | null = null;
  const observer: Observer = {
    initialMemory,
    get done() {
      return places.size >= wanted.length;
    },
    step(from, action, vector, memory) {
      const set = goals(vector, memory);
      const before = places.size;
      fresh = set === NO_GOALS ? 0 : places.noteStep(set, from, action, (search?.depth ?? 0) + 1);
      if (places.size > before) for (const goal of sets.goals(set)) reached(goal);
      return memories(vector, memory);
    },
    found: (index, from) => places.found(index, from, fresh),
  };
  model.initials.forEach((_, i) => {
    places.found(i, i, 0);
  });
  search = new ProductSearch(model, observer, limits);
  return { title, search, witnesses: places, wanted };
}

/** Where several searches stand that run one after another. */
export function progressOf(searches: readonly GoalSearch[]): Progress {
  const all = searches.map(({ search, witnesses: places }) => ({ ...search.progress(), held: places.bytes }));
  const sum = (of: (each: (typeof all)[number]) => number) =>
    all.reduce((total, each) => total + of(each), 0);
  const seconds = sum((each) => each.seconds);
  const distinctStates = sum((each) => each.distinctStates);
  const last = all.at(-1);
  return {
    distinctStates,
    transitions: sum(({ transitions }) => transitions),
    depth: last?.depth ?? 0,
    frontier: last?.frontier ?? 0,
    seconds,
    statesPerSecond: seconds > 0 ? Math.round(distinctStates / seconds) : 0,
    bytes: sum(({ bytes, held }) => bytes + held),
    componentBytes: last?.componentBytes ?? 0,
  };
}

/** Why the first search that left something out ended; null if none did. */
export function limitOf(searches: readonly GoalSearch[]): Ending | null {
  return searches.find((each) => !isComplete(each))?.search.ending ?? null;
}
