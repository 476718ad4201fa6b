import { isSafety } from '../language/property.ts';
import { placeName } from '../language/state-text.ts';
import type { ActionPath } from '../model/action-path.ts';
import { pathToInitial } from '../model/beginnings.ts';
import type { Instance } from '../model/instance.ts';
import type { Model } from '../model/model.ts';
import { Steps } from '../model/steps.ts';
import { type Monitor, monitorOf } from '../property/monitor.ts';
import { VisitedStates } from '../store/visited.ts';

/** All states in which the endpoints' machines are in these states. */
export interface OverviewCell {
  readonly values: readonly string[];
  states: number;
  /** Number of the state of this cell that is nearest to an initial one. */
  readonly first: number;
  /** Of how many states a violation begins here: a step leads into it, from a state that is none. */
  begins: number;
  violating: number;
}

const NO_STATE = -1;
const FAR = 0xffffffff;

/** A list of integers that grows. */
class Numbers {
  items = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.items.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = value;
  }
}

/**
 * All states of an instance, as somebody who walks through it wants to know them: by the states of the machines, with the way to each, and how far
 * from each the nearest violation is. It works in slices; of larger state spaces only the first states are looked at, and distances are not known then.
 */
export class Overview {
  readonly cells: OverviewCell[] = [];
  readonly #instance: Instance;
  readonly #model: Model;
  readonly #maxStates: number;
  readonly #visited: VisitedStates;
  readonly #steps: Steps;
  readonly #atState: readonly Monitor[];
  readonly #atStep: readonly Monitor[];
  readonly #atDeadEnd: readonly Monitor[];
  readonly #byText = new Map<string, OverviewCell>();
  /** Per state: the one before it on a shortest path, and the index of the step; whether it is a violation. */
  readonly #parent = new Numbers();
  readonly #index = new Numbers();
  readonly #violating = new Numbers();
  /** All steps: from, to. */
  readonly #from = new Numbers();
  readonly #to = new Numbers();
  /** States from which a step is a violation. */
  readonly #violatedByStep = new Numbers();
  #targets = new Int32Array(64);
  #next = 0;
  #distances: Uint32Array | null = null;

  constructor(instance: Instance, maxStates: number) {
    const { model, parameters } = instance;
    this.#instance = instance;
    this.#model = model;
    this.#maxStates = maxStates;
    this.#visited = new VisitedStates(model.width);
    this.#steps = new Steps(model.width);
    const monitors = instance.properties
      .filter(isSafety)
      .filter(({ kind }) => kind !== 'reachable')
      .map((property) => monitorOf(property, model, parameters));
    this.#atState = monitors.filter(({ watches }) => watches === 'state');
    this.#atStep = monitors.filter(({ watches }) => watches === 'step');
    this.#atDeadEnd = monitors.filter(({ watches }) => watches === 'deadlock');
    for (const initial of model.initials) {
      this.#visited.add(initial, 0);
      this.#discovered(initial, NO_STATE, 0);
    }
  }

  get states(): number {
    return this.#visited.size;
  }

  /** Whether all states have been seen. */
  get complete(): boolean {
    return this.#distances !== null;
  }

  /** Looks at some more states. Returns true once all have been looked at, or there are too many. */
  advance(count: number): boolean {
    const state = new Uint32Array(this.#model.width);
    for (let i = 0; i < count; i++) {
      if (this.#visited.size > this.#maxStates) return true;
      if (this.#next >= this.#visited.size) {
        this.#distances ??= this.#measured();
        return true;
      }
      this.#visited.read(this.#next, state);
      this.#follow(this.#next++, state);
    }
    return false;
  }

  /** Steps from this state to the nearest violation; null if none can be reached, or if that is not known. */
  distance(vector: Uint32Array): number | null {
    const distances = this.#distances;
    if (distances === null) return null;
    const added = this.#visited.add(vector, 0);
    const distance = added >= 0 ? FAR : (distances[~added] ?? FAR);
    return distance === FAR ? null : distance;
  }

  /** A shortest path to a state. */
  pathTo(state: number): ActionPath {
    const path: number[] = [];
    let at = state;
    for (; at >= this.#model.initials.length; at = this.#parent.items[at] ?? 0)
      path.push(this.#index.items[at] ?? 0);
    return [...pathToInitial(this.#model, at), ...path.reverse()];
  }

  #follow(from: number, state: Uint32Array): void {
    const steps = this.#steps;
    const { width } = this.#model;
    this.#model.expand(state, steps);
    if (steps.isDeadEnd && this.#atDeadEnd.some((monitor) => monitor.decides(state, 0)))
      this.#violate(from, state);
    if (steps.count > this.#targets.length) this.#targets = new Int32Array(steps.count * 2);
    const targets = this.#targets;
    this.#visited.addAll(steps, targets);
    let isViolated = false;
    const vector = new Uint32Array(steps.stride);
    for (let k = 0; k < steps.count; k++) {
      const target = targets[k] ?? 0;
      if (steps.throws(k)) {
        isViolated = true;
        continue;
      }
      steps.writeStep(k, vector);
      if (target >= 0) this.#discovered(vector.subarray(width, width * 2), from, k);
      const to = target >= 0 ? target : ~target;
      this.#from.push(from);
      this.#to.push(to);
      if (this.#isViolating(to) && !this.#isViolating(from)) this.#begin(to, vector);
      if (this.#atStep.length > 0 && this.#atStep.some((monitor) => monitor.decides(vector, 0))) {
        isViolated = true;
        this.#cellOf(vector, width).begins++;
      }
    }
    if (isViolated) this.#violatedByStep.push(from);
  }

  readonly #begun = new Set<number>();

  #begin(to: number, vector: Uint32Array): void {
    if (this.#begun.has(to)) return;
    this.#begun.add(to);
    this.#cellOf(vector, this.#model.width).begins++;
  }

  #isViolating(state: number): boolean {
    return this.#violating.items[state] === 1;
  }

  /** A dead end is known to be a violation only when it is followed. */
  #violate(state: number, vector: Uint32Array): void {
    if (this.#isViolating(state)) return;
    this.#violating.items[state] = 1;
    const cell = this.#cellOf(vector, 0);
    cell.violating++;
    cell.begins++;
  }

  #discovered(state: Uint32Array, parent: number, index: number): void {
    const number = this.#parent.length;
    this.#parent.push(parent);
    this.#index.push(index);
    const isViolating = this.#atState.some((monitor) => monitor.decides(state, 0));
    this.#violating.push(Number(isViolating));
    const cell = this.#cellOf(state, 0, number);
    cell.states++;
    if (!isViolating) return;
    cell.violating++;
    if (parent === NO_STATE) cell.begins++;
  }

  readonly #values: string[][] = [];

  #cellOf(vector: Uint32Array, offset: number, first = 0): OverviewCell {
    const values = this.#instance.model.reader.endpoints.map((_, lane) =>
      this.#valueOf(lane, vector[offset + lane] ?? 0),
    );
    const text = JSON.stringify(values);
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const cell = { values, states: 0, first, begins: 0, violating: 0 };
    this.#byText.set(text, cell);
    this.cells.push(cell);
    return cell;
  }

  #valueOf(lane: number, local: number): string {
    this.#values[lane] ??= [];
    const values = this.#values[lane];
    const known = values?.[local];
    if (known !== undefined) return known;
    const value = placeName(this.#model.reader.localState(lane, local));
    if (values !== undefined) values[local] = value;
    return value;
  }

  /** How far from each state the nearest violation is: backwards, breadth first, from all of them at once. */
  #measured(): Uint32Array {
    const size = this.#visited.size;
    const distances = new Uint32Array(size).fill(FAR);
    const { starts, sources } = this.#backwards(size);
    let level: number[] = [];
    for (let state = 0; state < size; state++) {
      if (!this.#isViolating(state)) continue;
      distances[state] = 0;
      level.push(state);
    }
    const byStep = new Set(this.#violatedByStep.items.subarray(0, this.#violatedByStep.length));
    for (let distance = 1; level.length > 0 || distance === 1; distance++) {
      const further: number[] = [];
      const reach = (state: number) => {
        if ((distances[state] ?? 0) <= distance) return;
        distances[state] = distance;
        further.push(state);
      };
      for (const state of level)
        for (let at = starts[state] ?? 0; at < (starts[state + 1] ?? 0); at++) reach(sources[at] ?? 0);
      if (distance === 1) byStep.forEach(reach);
      level = further;
    }
    return distances;
  }

  /** For each state, where in `sources` the states begin from which a step leads to it. */
  #backwards(size: number): { readonly starts: Int32Array; readonly sources: Int32Array } {
    const starts = new Int32Array(size + 1);
    const { length } = this.#to;
    for (let i = 0; i < length; i++) {
      const at = (this.#to.items[i] ?? 0) + 1;
      starts[at] = (starts[at] ?? 0) + 1;
    }
    for (let state = 0; state < size; state++)
      starts[state + 1] = (starts[state + 1] ?? 0) + (starts[state] ?? 0);
    const ends = starts.slice();
    const sources = new Int32Array(length);
    for (let i = 0; i < length; i++) {
      const to = this.#to.items[i] ?? 0;
      const at = ends[to] ?? 0;
      sources[at] = this.#from.items[i] ?? 0;
      ends[to] = at + 1;
    }
    return { starts, sources };
  }
}
