import type { AnySafetyProperty } from '../language/forgotten.ts';
import { isSafety } from '../language/property.ts';
import { type ActionPath, stepCount } from '../model/action-path.ts';
import { pathToInitial } from '../model/beginnings.ts';
import type { Instance } from '../model/instance.ts';
import { ACTION, Steps, THROWN } from '../model/steps.ts';
import { type Monitor, monitorOf, throwMonitor } from '../property/monitor.ts';
import { VisitedStates } from '../store/visited.ts';

/** What decides a property, and how it was looked for. */
export interface WantedPath {
  /** Name of a property about states and steps. */
  readonly name: string;
  readonly kind: string;
  /** Steps that a path may take, at most. */
  readonly depth: number;
}

/** States that are visited for the sake of a clearer path, at most: some seconds. A number, so that the answer is the same on every machine. */
const CLEAREST_STATES = 400_000;

/** A step that decides a property, or the state after it: its place among all of a level, and what leads there. */
interface Candidate {
  readonly losses: number;
  readonly order: number;
  readonly parent: number;
  /** Null for a state that decides by itself, with nothing after it. */
  readonly action: number | null;
}

/** A property that is still looked for. */
interface Sought extends WantedPath {
  readonly monitor: Monitor;
}

/**
 * For each property the shortest path that decides it, among the shortest one with the fewest losses, and among these the least
 * in the order of actions; no path for properties of which none was found in time.
 *
 * States are visited level by level, and each keeps the way to it with the fewest losses: of a shortest path every beginning is
 * a shortest path to its state.
 *
 * @param most distinct states to visit, at most
 */
export function clearestPaths(
  instance: Instance,
  wanted: readonly WantedPath[],
  most = CLEAREST_STATES,
): ReadonlyMap<string, ActionPath> {
  const levels = new Levels(instance, wanted, most);
  while (levels.goesOn) levels.next();
  return levels.found;
}

class Levels {
  readonly found = new Map<string, ActionPath>();
  readonly #instance: Instance;
  readonly #most: number;
  readonly #states: VisitedStates;
  readonly #steps: Steps;
  readonly #vector: Uint32Array;
  readonly #state: Uint32Array;
  /** Per state: how it is reached. */
  readonly #parents: number[] = [];
  readonly #actions: number[] = [];
  readonly #losses: number[] = [];
  /** Per state: its place among the steps of its level. */
  readonly #orders: number[] = [];
  readonly #isLoss: (boolean | undefined)[] = [];
  #sought: readonly Sought[];
  #level: readonly number[];
  #depth = 0;
  #order = 0;
  #candidates = new Map<Sought, Candidate>();

  constructor(instance: Instance, wanted: readonly WantedPath[], most: number) {
    const { model } = instance;
    this.#instance = instance;
    this.#most = most;
    this.#states = new VisitedStates(model.width);
    this.#steps = new Steps(model.width);
    this.#vector = new Uint32Array(this.#steps.stride);
    this.#state = new Uint32Array(model.width);
    this.#level = model.initials.map((initial) => this.#states.add(initial, 0));
    for (const state of this.#level) {
      this.#parents.push(-1);
      this.#actions.push(0);
      this.#losses.push(0);
      this.#orders.push(state);
    }
    this.#sought = wanted.flatMap((each) => {
      const monitor = monitorFor(instance, each);
      return monitor === null ? [] : [{ ...each, monitor }];
    });
  }

  /** Whether something is still to be found, and may be. */
  get goesOn(): boolean {
    const isInReach = ({ depth, monitor }: Sought) =>
      monitor.watches === 'deadlock' ? depth >= this.#depth : depth > this.#depth;
    return this.#level.length > 0 && this.#sought.some(isInReach);
  }

  /** Expands one level, and decides what its steps decide. A level that is not finished decides nothing. */
  next(): void {
    const first = this.#states.size;
    this.#order = 0;
    this.#candidates = new Map();
    for (const state of this.#level) {
      this.#expand(state, first);
      if (this.#states.size > this.#most) {
        this.#level = [];
        return;
      }
    }
    this.#level = Array.from({ length: this.#states.size - first }, (_, i) => first + i).sort(
      (a, b) => (this.#orders[a] ?? 0) - (this.#orders[b] ?? 0),
    );
    for (const state of this.#level) this.#look(state);
    this.#decide();
    this.#depth++;
  }

  #expand(from: number, first: number): void {
    const { model } = this.#instance;
    const steps = this.#steps;
    this.#states.read(from, this.#state);
    model.expand(this.#state, steps);
    if (steps.isDeadEnd) this.#offer('deadlock', this.#state, this.#candidateOf(from));
    for (let action = 0; action < steps.count + steps.beyond; action++) {
      steps.writeStep(action, this.#vector);
      this.#take(from, action, first, action >= steps.count);
    }
  }

  #take(from: number, action: number, first: number, isBeyond: boolean): void {
    const { width } = this.#instance.model;
    const order = this.#order++;
    const losses = (this.#losses[from] ?? 0) + Number(this.#loses(this.#vector[width * 2 + ACTION] ?? 0));
    const step = { losses, order, parent: from, action };
    if (this.#vector[width * 2 + THROWN] !== 0) {
      this.#offer('throw', this.#vector, step);
      return;
    }
    this.#offer('step', this.#vector, step);
    if (isBeyond) {
      this.#offer('state', this.#vector.subarray(width, width * 2), step);
      return;
    }
    const added = this.#states.add(this.#vector, width);
    const state = added < 0 ? ~added : added;
    // Steps come in the order of their paths: of two with as many losses, the first stays.
    const isBetter = added >= 0 || (state >= first && losses < (this.#losses[state] ?? 0));
    if (!isBetter) return;
    this.#parents[state] = from;
    this.#actions[state] = action;
    this.#losses[state] = losses;
    this.#orders[state] = order;
  }

  /** Whether a step of the model's action with this id loses a message, or a copy of one. */
  #loses(id: number): boolean {
    const known = this.#isLoss[id];
    if (known !== undefined) return known;
    const isLoss = this.#instance.model.reader.action(id).kind === 'drop';
    this.#isLoss[id] = isLoss;
    return isLoss;
  }

  #candidateOf(state: number): Candidate {
    return {
      losses: this.#losses[state] ?? 0,
      order: this.#orders[state] ?? 0,
      parent: state,
      action: null,
    };
  }

  /** Looks at a state that is new, now that the best way to it is known. */
  #look(state: number): void {
    if (!this.#sought.some(({ monitor }) => monitor.watches === 'state')) return;
    this.#states.read(state, this.#state);
    this.#offer('state', this.#state, this.#candidateOf(state));
  }

  /** Offers what may decide properties that watch for this; the best stays. */
  #offer(what: Monitor['watches'], vector: Uint32Array, candidate: Candidate): void {
    for (const each of this.#sought) {
      if (each.monitor.watches !== what) continue;
      const known = this.#candidates.get(each);
      const isBetter =
        known === undefined ||
        candidate.losses < known.losses ||
        (candidate.losses === known.losses && candidate.order < known.order);
      if (isBetter && each.monitor.decides(vector, 0)) this.#candidates.set(each, candidate);
    }
  }

  #decide(): void {
    for (const [{ name, depth }, { parent, action }] of this.#candidates) {
      const path = this.#pathTo(parent);
      const whole = action === null ? path : [...path, action];
      if (stepCount(whole) <= depth) this.found.set(name, whole);
    }
    this.#sought = this.#sought.filter((each) => !this.#candidates.has(each));
  }

  #pathTo(state: number): ActionPath {
    const path: number[] = [];
    const { model } = this.#instance;
    let at = state;
    for (; at >= model.initials.length; at = this.#parents[at] ?? 0) path.push(this.#actions[at] ?? 0);
    return [...pathToInitial(model, at), ...path.reverse()];
  }
}

function monitorFor({ properties, model, parameters }: Instance, { name, kind }: WantedPath): Monitor | null {
  if (kind === 'no-throw') return throwMonitor(model);
  const property = properties.find((each): each is AnySafetyProperty => each.name === name && isSafety(each));
  return property === undefined ? null : monitorOf(property, model, parameters);
}
