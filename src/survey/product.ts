import type { ActionPath } from '../model/action-path.ts';
import { pathToInitial } from '../model/beginnings.ts';
import type { Model } from '../model/model.ts';
import { Steps, THROWN } from '../model/steps.ts';
import type { Ending, Progress } from '../search/outcome.ts';
import { VisitedStates } from '../store/visited.ts';
import { GrowingUint32 } from '../tables/growing.ts';

/**
 * Runs beside a model and remembers something of the path: the search visits every reachable pair of a state and a
 * memory, breadth first, so that what depends on the path, and not on the state alone, is decided exactly.
 *
 * Pairs are numbered in order of discovery; the first are the initial states with the initial memory. Vectors are used
 * again for the next call.
 */
export interface Observer {
  /** A small integer. */
  readonly initialMemory: number;
  /** Nothing more is wanted of the search. */
  readonly done: boolean;
  /**
   * Sees step `action` of the pair `from`; says what may be remembered after it. Several memories are several guesses;
   * none ends this way of looking at the path.
   */
  step(from: number, action: number, vector: Uint32Array, memory: number): readonly number[];
  /** A pair is found for the first time, by that step, whose vector this is. */
  found?(index: number, from: number, action: number, vector: Uint32Array): void;
  /** No action is enabled in the state of this pair. */
  deadEnd?(index: number, state: Uint32Array): void;
  /** A machine throws in this step. */
  thrown?(from: number, action: number, vector: Uint32Array): void;
}

/** When a search of this kind stops. */
export interface ProductLimits {
  /** Pairs of state and memory. Default: unlimited. */
  readonly maxStates?: number | undefined;
  /** Default: unlimited. */
  readonly maxSeconds?: number | undefined;
}

/** Pairs expanded between two looks at the clock. */
const BATCH = 256;

/** A breadth-first search of a model's states beside an observer. It runs in slices. */
export class ProductSearch {
  readonly #model: Model;
  readonly #observer: Observer;
  readonly #limits: ProductLimits;
  #visited: VisitedStates;
  #found = 0;
  readonly #parents = new GrowingUint32();
  /** Per pair: the index of the action by which it was first reached. */
  readonly #actions = new GrowingUint32();
  readonly #steps: Steps;
  /** A state and the memory beside it. */
  readonly #pair: Uint32Array;
  readonly #state: Uint32Array;
  #next = 0;
  #endOfLevel: number;
  #depth = 0;
  #transitions = 0;
  #cuts = 0;
  #milliseconds = 0;
  #ending: Ending | null = null;

  constructor(model: Model, observer: Observer, limits: ProductLimits = {}) {
    this.#model = model;
    this.#observer = observer;
    this.#limits = limits;
    this.#visited = new VisitedStates(model.width + 1);
    this.#steps = new Steps(model.width);
    this.#pair = new Uint32Array(model.width + 1);
    this.#state = this.#pair.subarray(0, model.width);
    for (const initial of model.initials) {
      this.#state.set(initial);
      this.#pair[model.width] = observer.initialMemory;
      this.#add(0, 0);
    }
    this.#endOfLevel = model.initials.length;
  }

  /** Steps from an initial state to the pair that is being expanded. */
  get depth(): number {
    return this.#depth;
  }

  /** Null while it goes on. Only `exhausted` and `decided` (the observer wants no more) have left nothing out. */
  get ending(): Ending | null {
    return this.#ending;
  }

  /** Steps cut off because a message found no room and may not be lost. */
  get cuts(): number {
    return this.#cuts;
  }

  /** Searches for about this long. Returns true once the search has ended. */
  advance(milliseconds: number): boolean {
    const start = performance.now();
    const deadline = start + milliseconds;
    const limit = (this.#limits.maxSeconds ?? Number.POSITIVE_INFINITY) * 1000;
    while (this.#ending === null) {
      this.#runBatch();
      const now = performance.now();
      if (this.#milliseconds + now - start >= limit) this.#ending ??= 'max-seconds';
      if (now >= deadline) break;
    }
    this.#milliseconds += performance.now() - start;
    return this.#ending !== null;
  }

  /** Ends the search from outside. */
  stop(ending: Ending): void {
    this.#ending ??= ending;
  }

  progress(): Progress {
    const seconds = this.#milliseconds / 1000;
    const distinctStates = this.#found;
    const componentBytes = this.#model.tables.bytes();
    return {
      distinctStates,
      transitions: this.#transitions,
      depth: this.#depth,
      frontier: distinctStates - this.#next,
      seconds,
      statesPerSecond: seconds > 0 ? Math.round(distinctStates / seconds) : 0,
      bytes: this.#visited.bytes + this.#parents.bytes + this.#actions.bytes + componentBytes,
      componentBytes,
    };
  }

  /** Forgets what was visited, but not how: paths can still be asked for. To be called once the search has ended. */
  release(): void {
    this.#visited = new VisitedStates(this.#model.width + 1);
  }

  /** The path by which a pair was found. */
  pathTo(index: number): ActionPath {
    const path: number[] = [];
    let at = index;
    for (; at >= this.#model.initials.length; at = this.#parents.at(at)) path.push(this.#actions.at(at));
    return [...pathToInitial(this.#model, at), ...path.reverse()];
  }

  /** The step by which a pair was found; null for an initial one. */
  stepTo(index: number): { readonly from: number; readonly action: number } | null {
    if (index < this.#model.initials.length) return null;
    return { from: this.#parents.at(index), action: this.#actions.at(index) };
  }

  #runBatch(): void {
    const most = this.#limits.maxStates ?? Number.POSITIVE_INFINITY;
    for (let i = 0; i < BATCH && this.#ending === null; i++) {
      if (this.#observer.done) this.#ending = 'decided';
      else if (this.#next === this.#visited.size) this.#ending = 'exhausted';
      else this.#expand(this.#next++);
      if (this.#visited.size > most) this.#ending ??= 'max-states';
    }
  }

  #expand(index: number): void {
    if (index === this.#endOfLevel) {
      this.#depth++;
      this.#endOfLevel = this.#visited.size;
    }
    const { width } = this.#model;
    this.#visited.read(index, this.#pair);
    const memory = this.#pair[width] ?? 0;
    const steps = this.#steps;
    this.#model.expand(this.#state, steps);
    this.#cuts += steps.cuts;
    if (steps.isDeadEnd) this.#observer.deadEnd?.(index, this.#state);
    for (let k = 0; k < steps.count; k++) this.#take(index, k, steps.vector(k), memory);
  }

  #take(from: number, action: number, vector: Uint32Array, memory: number): void {
    const { width } = this.#model;
    if (vector[width * 2 + THROWN] !== 0) {
      this.#observer.thrown?.(from, action, vector);
      return;
    }
    this.#transitions++;
    const memories = this.#observer.step(from, action, vector, memory);
    for (let i = 0; i < width; i++) this.#pair[i] = vector[width + i] ?? 0;
    for (let i = 0; i < memories.length; i++) {
      this.#pair[width] = memories[i] ?? 0;
      const added = this.#add(from, action);
      if (added >= 0) this.#observer.found?.(added, from, action, vector);
    }
  }

  /** Adds the pair at hand; as `VisitedStates.add`. */
  #add(parent: number, action: number): number {
    const added = this.#visited.add(this.#pair, 0);
    if (added < 0) return added;
    this.#found++;
    this.#parents.push(parent);
    this.#actions.push(action);
    return added;
  }
}
