import { ModelError } from '../language/errors.ts';
import type { ActionPath } from '../model/action-path.ts';
import { INDEPENDENCE } from '../model/independence.ts';
import type { Instance } from '../model/instance.ts';
import type { Model } from '../model/model.ts';
import { Steps } from '../model/steps.ts';
import type { Successors } from '../model/successors.ts';
import { NO_ACTION, PropertyWatch } from '../property/property-watch.ts';
import { Reductions } from '../reduction/reductions.ts';
import type { ReductionName } from '../reduction/report.ts';
import { SleepSet } from '../reduction/sleep/sleep-set.ts';
import { SleepSetQueue } from '../reduction/sleep/sleep-set-queue.ts';
import { CompactedStates, missProbability } from '../store/compacted.ts';
import type { StateSet } from '../store/state-set.ts';
import { VisitedStates } from '../store/visited.ts';
import { BreadthFirst, DepthFirst, type Frontier, NONE, RandomWalk } from './frontier.ts';
import { Growth } from './growth.ts';
import type { Ending, Outcome, Progress, SearchStatistics } from './outcome.ts';
import { retrace } from './retrace.ts';
import { FullTrail, SampledTrail, type Trail } from './trail.ts';
import { chainTo, wayTo } from './way-back.ts';

/** How to search, and when to stop. */
export interface SearchOptions {
  /** `bfs` finds shortest counterexamples; `dfs` and `random` do not. Default: bfs. */
  readonly order?: 'bfs' | 'dfs' | 'random' | undefined;
  /** Of the random walk. Default: 1. */
  readonly seed?: number | undefined;
  /** Steps of the random walk. Default: 1000. */
  readonly walkLength?: number | undefined;
  /** The search ends when there are more states than this. Default: unlimited. */
  readonly maxStates?: number | undefined;
  /** Default: unlimited. */
  readonly maxSeconds?: number | undefined;
  /** Stop at the first violation. Default: false. */
  readonly first?: boolean | undefined;
  /**
   * Keep only so many bits of each state (16 to 64), by hash compaction: then some states may be missed. Only breadth
   * first. Default: whole states, none is missed.
   */
  readonly bitstate?: number | undefined;
  /** Names of the properties to check. Default: all. */
  readonly properties?: readonly string[] | undefined;
  /** Reductions to make use of where they apply. A random walk does without. Default: none. */
  readonly reduce?: readonly ReductionName[] | undefined;
}

/** States expanded between two looks at the clock. */
const BATCH = 256;

/** States expanded together, so that memory is waited for once. */
const WAVE = 32;

/**
 * The search of a model's states: one loop, whatever the order. It runs in slices, so that whoever drives it can
 * show progress, look at the memory and stop it in between.
 */
export class Search {
  readonly #instance: Instance;
  readonly #model: Model;
  readonly #options: SearchOptions;
  readonly #maxStates: number;
  readonly #maxMilliseconds: number;
  #watch: PropertyWatch;
  readonly #reductions: Reductions;
  #visited: StateSet;
  #trail: Trail;
  #frontier: Frontier;
  /** The steps of states that are expanded together. */
  readonly #wave: readonly Steps[];
  readonly #successors: Successors[] = [];
  readonly #expanded: number[] = [];
  /** Which of these states is followed. */
  #at = 0;
  /** Number of those that are not followed yet. */
  #unfollowed = 0;
  /** A state whose steps could not be found, which matters only if the search goes on to it. */
  #postponed = NONE;
  readonly #sleep: SleepSet | null;
  readonly #arrivals: SleepSetQueue | null;
  /** Per step of the state at hand: where it leads (see VisitedStates). */
  #targets = new Int32Array(64);
  #growth: Growth;
  #transitions = 0;
  #asleep = 0;
  #depth = 0;
  #overflows = 0;
  #cuts = 0;
  #milliseconds = 0;
  #ending: Ending | null = null;

  constructor(instance: Instance, options: SearchOptions = {}) {
    const { model } = instance;
    this.#model = model;
    this.#options = options;
    this.#maxStates = options.maxStates ?? Number.POSITIVE_INFINITY;
    this.#maxMilliseconds = (options.maxSeconds ?? Number.POSITIVE_INFINITY) * 1000;
    const reduce = options.order === 'random' ? [] : (options.reduce ?? []);
    this.#instance = instance;
    const independence = maySleep(options) ? model.extension(INDEPENDENCE) : null;
    this.#sleep = independence === null ? null : new SleepSet(independence, model.bounds.network.capacity);
    this.#arrivals =
      independence === null || this.#sleep === null ? null : new SleepSetQueue(independence, this.#sleep);
    this.#wave = Array.from(
      { length: this.#sleep === null ? 1 : WAVE },
      () => new Steps(model.width, this.#sleep),
    );
    this.#watch = this.#newWatch();
    this.#visited = statesFor(model.width, options);
    this.#frontier = frontierOf(options);
    this.#growth = new Growth(model);
    this.#trail = trailOf(this.#frontier, options);
    this.#reductions = new Reductions(instance, reduce, () => this.#watch);
    this.#begin();
  }

  #newWatch(): PropertyWatch {
    return new PropertyWatch(
      this.#instance,
      this.#options.properties,
      (state, action) => this.#pathBy(state, action),
      (label) => this.#sleep?.allow(label),
    );
  }

  /** Forgets all states; what reductions have learned is kept. */
  #beginAnew(): void {
    this.#watch = this.#newWatch();
    this.#visited = statesFor(this.#model.width, this.#options);
    this.#frontier = frontierOf(this.#options);
    this.#growth = new Growth(this.#model);
    this.#trail = trailOf(this.#frontier, this.#options);
    this.#transitions = 0;
    this.#asleep = 0;
    this.#depth = 0;
    this.#overflows = 0;
    this.#cuts = 0;
    this.#begin();
  }

  #begin(): void {
    const { initial } = this.#model;
    this.#visited.add(initial, 0);
    this.#trail.note(0, 0);
    this.#watch.at('state', initial, 0, 0, NO_ACTION);
    this.#reductions.begin();
  }

  /** Searches for about this long. Returns true once the search has ended. */
  advance(milliseconds: number): boolean {
    const start = performance.now();
    const deadline = start + milliseconds;
    while (this.#ending === null) {
      this.#runBatch();
      const now = performance.now();
      if (this.#milliseconds + now - start >= this.#maxMilliseconds) this.#ending ??= 'max-seconds';
      if (now >= deadline) break;
    }
    this.#milliseconds += performance.now() - start;
    return this.#ending !== null;
  }

  /** Ends the search from outside; what is undecided stays unknown. */
  stop(ending: 'max-memory' | 'interrupted'): void {
    this.#ending ??= ending;
  }

  progress(): Progress {
    const seconds = this.#milliseconds / 1000;
    const distinctStates = this.#visited.size;
    const componentBytes = this.#model.tables.bytes();
    return {
      distinctStates,
      transitions: this.#transitions,
      depth: this.#depth,
      frontier: this.#frontier.waiting + this.#unfollowed + (this.#postponed === NONE ? 0 : 1),
      seconds,
      statesPerSecond: seconds > 0 ? Math.round(distinctStates / seconds) : 0,
      bytes: this.#visited.bytes + this.#trail.bytes + this.#frontierBytes + componentBytes,
      componentBytes,
    };
  }

  get #frontierBytes(): number {
    return this.#frontier.bytes + (this.#arrivals?.bytes ?? 0);
  }

  /** What is known so far; final once `advance` has returned true. */
  outcome(): Outcome {
    const complete = this.#ending === 'exhausted';
    return {
      complete,
      ending: this.#ending ?? 'interrupted',
      properties: this.#watch.outcomes(complete),
      statistics: this.#statistics(),
      bounds: this.#model.bounds,
    };
  }

  /** The path of a random walk; of any other search, the path to the state that it found last. */
  walk(): ActionPath {
    return this.#frontier instanceof RandomWalk ? this.#frontier.path : this.#pathTo(this.#visited.size - 1);
  }

  #runBatch(): void {
    for (let expanded = 0; expanded < BATCH && this.#ending === null; ) {
      const count = this.#expandSome();
      expanded += count;
      if (count === 0) this.#ending = this.#natural();
      for (let i = 0; i < count && this.#ending === null; i++) {
        this.#follow(i);
        if (this.#visited.size > this.#maxStates) this.#ending ??= 'max-states';
      }
    }
  }

  /** Expands some states, and prepares to add their successors. Returns their number. */
  #expandSome(): number {
    const most = Math.min(this.#wave.length, this.#frontier.ahead);
    let count = 0;
    while (count < most) {
      const state = this.#postponed === NONE ? this.#frontier.next() : this.#postponed;
      this.#postponed = NONE;
      if (state === NONE) break;
      const steps = this.#steps(count);
      this.#visited.load(state, steps);
      this.#arrivals?.enter(state);
      try {
        this.#model.expand(steps.base, steps);
      } catch (error) {
        // The search may end with one of the states before this one.
        if (count === 0) throw error;
        this.#postponed = state;
        break;
      }
      this.#successors[count] = this.#reductions.successors(steps.base, steps);
      this.#expanded[count++] = state;
    }
    this.#unfollowed = count;
    if (count > 0) this.#visited.prepare(this.#successors, count);
    return count;
  }

  /** How a search ends that nothing has stopped. */
  #natural(): Ending {
    if (!this.#frontier.exhaustive) return 'walked';
    return this.#options.bitstate === undefined ? 'exhausted' : 'compacted';
  }

  /** Follows the steps of the state `i` of those that were expanded together. */
  #follow(i: number): void {
    const state = this.#expanded[i] ?? 0;
    const steps = this.#steps(i);
    this.#at = i;
    this.#unfollowed--;
    this.#overflows += steps.overflows;
    this.#cuts += steps.cuts;
    if (steps.count + steps.asleep + steps.cuts === 0) {
      this.#watch.at('deadlock', steps.base, 0, state, NO_ACTION);
    }
    if (steps.count > this.#targets.length) this.#targets = new Int32Array(steps.count * 2);
    const known = this.#visited.size;
    this.#visited.addPrepared(i, this.#targets);
    if (this.#reductions.isTooLittle(steps, this.#targets)) {
      this.#visited.addAll(this.#reductions.all(steps), this.#targets);
    }
    this.#asleep += steps.asleep;
    this.#transitions += steps.count + steps.asleep - this.#reductions.countLeftOut(steps);
    this.#arrivals?.note(state, steps, this.#targets, known, this.#visited.size);
    for (let k = 0; k < steps.count; k++) this.#take(state, steps, k, this.#targets[k] ?? 0);
    this.#visited.release(state);
    this.#endIfDecided();
    if (this.#ending === null && this.#reductions.finished(steps)) this.#beginAnew();
  }

  /** The steps of the state `i` of those that were expanded together. */
  #steps(i: number): Steps {
    const steps = this.#wave[i];
    if (steps === undefined) throw new RangeError(`no state ${i} was expanded`);
    return steps;
  }

  /** Follows step `k`, which leads to the new state `target`, or to the known state `~target`. */
  #take(from: number, steps: Steps, k: number, target: number): void {
    if (!this.#watch.isSettled(steps.label(k))) {
      if (steps.throws(k)) {
        this.#transitions--;
        this.#watch.atThrow(steps, k, from);
        return;
      }
      this.#watch.atStep(steps, k, from);
    }
    if (target >= 0) {
      this.#reductions.discovered(k);
      this.#discovered(target, from, steps, k);
    } else if (this.#frontier.takesAll) this.#frontier.offer(~target, k, false);
  }

  /** Step `k` of the state `parent` leads to a new state. */
  #discovered(state: number, parent: number, steps: Steps, k: number): void {
    this.#trail.note(state, parent);
    this.#frontier.offer(state, k, true);
    if (this.#frontier.depth >= this.#depth) this.#depth = this.#frontier.depth + 1;
    this.#growth.sample(state + 1);
    this.#watch.atSuccessor(steps, k, parent);
  }

  /** The path to the state being expanded, and on: a walk may have come another way than the one that found the state. */
  #pathBy(state: number, action: number): ActionPath {
    const path = this.#frontier instanceof RandomWalk ? [...this.#frontier.path] : this.#pathTo(state);
    return this.#reductions.lift(action === NO_ACTION ? path : [...path, this.#indexOf(action)]);
  }

  /** The index among all steps of the state that is followed, those that sleep included, of its step `k`. */
  #indexOf(k: number): number {
    const some = this.#steps(this.#at);
    if (some.asleep === 0) return k;
    const all = new Steps(some.width);
    this.#model.expand(some.base, all);
    for (let index = k; index < all.count; index++) if (all.label(index) === some.label(k)) return index;
    throw new Error(`step ${k} is none of all steps`);
  }

  #pathTo(state: number): ActionPath {
    const [visited, trail] = [this.#visited, this.#trail];
    if (this.#options.bitstate !== undefined) {
      return retrace(this.#model, statesFor(this.#model.width, this.#options), chainTo(state, trail));
    }
    return wayTo(state, this.#model, visited, trail, (vector) => this.#reductions.representative(vector));
  }

  #endIfDecided(): void {
    if (this.#watch.violated && this.#options.first) this.#ending ??= 'first';
    else if (this.#watch.allDecided) this.#ending ??= 'decided';
  }

  #statistics(): SearchStatistics {
    const { bytes: _, componentBytes: components, ...progress } = this.progress();
    const store = this.#visited.bytes;
    const [trace, frontier] = [this.#trail.bytes, this.#frontierBytes];
    const { bitstate } = this.#options;
    return {
      ...progress,
      bytesPerState: Math.round(((store + trace + frontier) / progress.distinctStates) * 10) / 10,
      memory: { store, trace, frontier, components },
      fingerprint:
        bitstate === undefined
          ? null
          : { bits: bitstate, missProbability: missProbability(progress.distinctStates, bitstate) },
      asleep: this.#asleep,
      localTransitions: this.#model.tables.xstateCalls(),
      capacityHits: this.#overflows,
      cuts: this.#cuts,
      sizes: this.#model.tables.sizes(),
      growing: this.#growth.fastest(),
      reductions: this.#reductions.reports(),
    };
  }
}

/** Checks a model to the end, or to a limit. */
export function check(instance: Instance, options: SearchOptions = {}): Outcome {
  const search = new Search(instance, options);
  while (!search.advance(1000));
  return search.outcome();
}

/** @throws ModelError for hash compaction with so many bits, in this order, or with reductions */
function statesFor(width: number, { bitstate, order = 'bfs', reduce = [] }: SearchOptions): StateSet {
  if (bitstate === undefined) return new VisitedStates(width);
  if (!Number.isInteger(bitstate) || bitstate < 16 || bitstate > 64) {
    throw new ModelError(`hash compaction keeps 16 to 64 bits of a state, not ${bitstate}`);
  }
  if (reduce.length > 0) throw new ModelError('hash compaction does without reductions');
  if (order === 'bfs') return new CompactedStates(width, bitstate);
  throw new ModelError('hash compaction needs a breadth-first search');
}

/** Whether steps may sleep: if the search is breadth first, and follows all other steps. */
function maySleep({ order = 'bfs', bitstate, reduce = [] }: SearchOptions): boolean {
  return order === 'bfs' && bitstate === undefined && reduce.length === 0;
}

function trailOf(frontier: Frontier, { bitstate }: SearchOptions): Trail {
  return frontier instanceof BreadthFirst && bitstate === undefined ? new SampledTrail() : new FullTrail();
}

function frontierOf({ order = 'bfs', seed = 1, walkLength = 1000 }: SearchOptions): Frontier {
  switch (order) {
    case 'bfs':
      return new BreadthFirst();
    case 'dfs':
      return new DepthFirst();
    case 'random':
      return new RandomWalk(seed, walkLength);
  }
}
