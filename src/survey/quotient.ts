import { isSafety } from '../language/property.ts';
import { placeName } from '../language/state-text.ts';
import type { Instance } from '../model/instance.ts';
import type { Model } from '../model/model.ts';
import { ACTION } from '../model/steps.ts';
import { type Monitor, monitorOf } from '../property/monitor.ts';
import { PairMap } from '../tables/pair-map.ts';
import { actionLabel } from './action-label.ts';
import { Beginnings } from './beginnings.ts';
import { type StateCount, visitStates, type WalkProgress } from './states.ts';

interface OpenState {
  readonly values: readonly string[];
  initial: boolean;
  count: number;
  final: number;
  readonly violations: Map<string, number>;
  readonly begins: Set<string>;
}

interface OpenStep {
  readonly from: number;
  readonly to: number;
  count: number;
  readonly labels: Map<string, number>;
  readonly violations: Set<string>;
  readonly begins: Set<string>;
}

interface Watched {
  readonly name: string;
  readonly monitor: Monitor;
}

/** Collects the joint states and steps of one instance. */
export class Quotient {
  readonly states: OpenState[] = [];
  readonly steps: OpenStep[] = [];
  readonly #model: Model;
  readonly #watched: readonly Watched[];
  /** Of the endpoints that are looked at. */
  readonly #lanes: readonly number[];
  readonly #beginnings: Beginnings;
  /** Joint state by its values; its index by the ids of local states, folded pair by pair. */
  readonly #byText = new Map<string, number>();
  readonly #folds: readonly PairMap[];
  readonly #values: string[][];
  readonly #stepIds = new PairMap();
  readonly #labels: (string | undefined)[] = [];

  constructor(instance: Instance, lanes: readonly number[], watches: boolean) {
    this.#model = instance.model;
    this.#beginnings = new Beginnings(instance.model.initials.length);
    this.#lanes = lanes;
    const properties = watches ? instance.properties.filter(isSafety) : [];
    this.#watched = properties
      .filter(({ kind }) => kind !== 'reachable')
      .map((property) => ({
        name: property.name,
        monitor: monitorOf(property, instance.model, instance.parameters),
      }));
    this.#folds = lanes.map(() => new PairMap());
    this.#values = lanes.map(() => []);
  }

  visit(maxStates: number | undefined, progress: WalkProgress | undefined): StateCount {
    const watching = (what: Monitor['watches']) =>
      this.#watched.filter(({ monitor }) => monitor.watches === what);
    const [atState, atStep, atDeadEnd] = [watching('state'), watching('step'), watching('deadlock')];
    return visitStates(
      this.#model,
      {
        state: (index, vector) => this.#seeState(index, vector, atState),
        step: (from, to, vector) => this.#seeStep([from, to], vector, atStep),
        deadEnd: (index, vector) => {
          const violated = this.#count(this.#jointOf(vector, 0), vector, atDeadEnd);
          this.#beginnings.atState(index, this.#jointOf(vector, 0), violated);
        },
        progress,
      },
      maxStates,
    );
  }

  /** Marks where violations begin, once all has been visited; and says after how many steps each does. */
  markBeginnings(): Readonly<Record<string, number>> {
    for (const [name, { places }] of this.#beginnings.all) {
      for (const { from, to } of places) {
        this.states[to]?.begins.add(name);
        if (from !== null) this.steps[this.#stepIds.get(from, to)]?.begins.add(name);
      }
    }
    return Object.fromEntries([...this.#beginnings.all].map(([name, { depth }]) => [name, depth]));
  }

  find(values: readonly string[]): OpenState | undefined {
    return this.states[this.#byText.get(textOf(values)) ?? -1];
  }

  valuesOf(joint: number): readonly string[] {
    return this.states[joint]?.values ?? [];
  }

  hasStep(from: readonly string[], to: readonly string[]): boolean {
    const [a, b] = [this.#byText.get(textOf(from)), this.#byText.get(textOf(to))];
    return a !== undefined && b !== undefined && this.#stepIds.get(a, b) >= 0;
  }

  #seeState(index: number, vector: Uint32Array, watched: readonly Watched[]): void {
    const joint = this.#jointOf(vector, 0);
    const state = this.states[joint];
    if (state === undefined) return;
    state.count++;
    if (index < this.#model.initials.length) state.initial = true;
    const violated = this.#count(joint, vector, watched);
    this.#beginnings.atState(index, joint, violated);
    if (this.#model.isFinal(vector)) state.final++;
  }

  #seeStep(ends: readonly [number, number], vector: Uint32Array, watched: readonly Watched[]): void {
    const { width } = this.#model;
    const from = this.#jointOf(vector, 0);
    const to = this.#jointOf(vector, width);
    const violated = this.#count(to, vector, watched);
    if (this.#watched.length > 0) this.#beginnings.atStep(ends, { from, to }, violated);
    if (from === to && violated.length === 0) return;
    const step = this.#stepBetween(from, to);
    const label = this.#label(vector[width * 2 + ACTION] ?? 0);
    step.count++;
    step.labels.set(label, (step.labels.get(label) ?? 0) + 1);
    for (const name of violated) step.violations.add(name);
  }

  /** Counts the properties that the vector violates for a joint state; returns their names. */
  #count(joint: number, vector: Uint32Array, watched: readonly Watched[]): readonly string[] {
    const violated: string[] = [];
    for (const { name, monitor } of watched) {
      if (!monitor.decides(vector, 0)) continue;
      const { violations } = this.states[joint] as OpenState;
      violations.set(name, (violations.get(name) ?? 0) + 1);
      violated.push(name);
    }
    return violated;
  }

  #stepBetween(from: number, to: number): OpenStep {
    const known = this.steps[this.#stepIds.get(from, to)];
    if (known !== undefined) return known;
    const step: OpenStep = {
      from,
      to,
      count: 0,
      labels: new Map(),
      violations: new Set(),
      begins: new Set(),
    };
    this.#stepIds.set(from, to, this.steps.push(step) - 1);
    return step;
  }

  #label(action: number): string {
    const known = this.#labels[action];
    if (known !== undefined) return known;
    const label = actionLabel(this.#model.reader.action(action));
    this.#labels[action] = label;
    return label;
  }

  /** The joint state of the state whose ids begin at `offset`. */
  #jointOf(vector: Uint32Array, offset: number): number {
    let at = 0;
    for (let i = 0; i < this.#folds.length; i++) {
      const local = vector[offset + (this.#lanes[i] ?? 0)] ?? 0;
      const fold = this.#folds[i];
      let next = fold?.get(at, local) ?? -1;
      if (next < 0) {
        next = i === this.#folds.length - 1 ? this.#joint(vector, offset) : (fold?.size ?? 0);
        fold?.set(at, local, next);
      }
      at = next;
    }
    return at;
  }

  #joint(vector: Uint32Array, offset: number): number {
    const values = this.#lanes.map((lane, i) => this.#valueOf(i, lane, vector[offset + lane] ?? 0));
    const text = textOf(values);
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const open = {
      values,
      initial: false,
      count: 0,
      final: 0,
      violations: new Map(),
      begins: new Set<string>(),
    };
    const joint = this.states.push(open) - 1;
    this.#byText.set(text, joint);
    return joint;
  }

  #valueOf(i: number, lane: number, local: number): string {
    const known = this.#values[i]?.[local];
    if (known !== undefined) return known;
    const value = placeName(this.#model.reader.localState(lane, local));
    const values = this.#values[i];
    if (values !== undefined) values[local] = value;
    return value;
  }
}

function textOf(values: readonly string[]): string {
  return JSON.stringify(values);
}
