import { instantiate } from '../composition/instantiate.ts';
import type { AnyModel } from '../language/definition.ts';
import { isSafety } from '../language/property.ts';
import type { InstanceOptions } from '../language/resolve.ts';
import { placeName } from '../language/state-text.ts';
import type { Instance } from '../model/instance.ts';
import type { Model } from '../model/model.ts';
import { ACTION } from '../model/steps.ts';
import { type Monitor, monitorOf } from '../property/monitor.ts';
import { PairMap } from '../tables/pair-map.ts';
import { actionLabel } from './action-label.ts';
import { withoutLoss } from './lossless.ts';
import { type StateCount, visitStates, type WalkProgress } from './states.ts';

/** All global states in which the endpoints are in these states of their machines. */
export interface JointState {
  /** The state of each endpoint's machine, in order. */
  readonly values: readonly string[];
  /** How many global states there are. */
  readonly count: number;
  /** How many of them are reached by runs in which every message arrives; 0: it takes a loss to come here. */
  readonly countWithoutLoss: number;
  readonly initial: boolean;
  /** How many of them are final. */
  readonly final: number;
  /** How often each property is violated: in these states, or by steps that lead into them. By name. */
  readonly violations: Readonly<Record<string, number>>;
}

/** All steps from one joint state to another. */
export interface JointStep {
  /** Indices of the joint states. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly withoutLoss: boolean;
  /** What happens in them, the most frequent first. */
  readonly labels: readonly string[];
  /** Names of the properties that some of them violate. */
  readonly violations: readonly string[];
}

/** The quotient of a state space by the states of the endpoints' machines. */
export interface JointGraph {
  readonly model: string;
  readonly variant: string | null;
  readonly endpoints: readonly string[];
  /** In order of discovery. */
  readonly states: readonly JointState[];
  readonly steps: readonly JointStep[];
  /** Of the state space behind it. */
  readonly space: StateCount;
  /** Of the part without loss. */
  readonly spaceWithoutLoss: StateCount;
}

/** What of a joint graph is kept. */
export interface JointOptions extends InstanceOptions {
  /** Default: unlimited. The graph of a larger state space is that of its first states. */
  readonly maxStates?: number | undefined;
  /** Is told of both walks: of the whole state space, then of the part without loss. */
  readonly progress?: WalkProgress | undefined;
}

/**
 * The joint graph of a model.
 *
 * What is reached only with loss is decided exactly, by a second search in which every message arrives.
 *
 * @throws ModelError as `instantiate` does
 */
export function jointGraph(definition: AnyModel, options: JointOptions = {}): JointGraph {
  const { maxStates, progress } = options;
  const instance = instantiate(definition, options);
  const all = new Quotient(instance, true);
  const lossless = new Quotient(instantiate(withoutLoss(definition), options), false);
  const space = all.visit(maxStates, progress);
  const spaceWithoutLoss = lossless.visit(maxStates, progress);
  return {
    model: instance.name,
    variant: instance.variant,
    endpoints: instance.model.reader.endpoints,
    states: all.states.map((each) => ({
      values: each.values,
      count: each.count,
      countWithoutLoss: lossless.find(each.values)?.count ?? 0,
      initial: each.initial,
      final: each.final,
      violations: Object.fromEntries(each.violations),
    })),
    steps: all.steps.map(({ from, to, count, labels, violations }) => ({
      from,
      to,
      count,
      withoutLoss: lossless.hasStep(all.valuesOf(from), all.valuesOf(to)),
      labels: [...labels].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([label]) => label),
      violations: [...violations],
    })),
    space,
    spaceWithoutLoss,
  };
}

interface OpenState {
  readonly values: readonly string[];
  readonly initial: boolean;
  count: number;
  final: number;
  readonly violations: Map<string, number>;
}

interface OpenStep {
  readonly from: number;
  readonly to: number;
  count: number;
  readonly labels: Map<string, number>;
  readonly violations: Set<string>;
}

interface Watched {
  readonly name: string;
  readonly monitor: Monitor;
}

/** Collects the joint states and steps of one instance. */
class Quotient {
  readonly states: OpenState[] = [];
  readonly steps: OpenStep[] = [];
  readonly #model: Model;
  readonly #watched: readonly Watched[];
  /** Joint state by its values; its index by the ids of local states, folded pair by pair. */
  readonly #byText = new Map<string, number>();
  readonly #folds: readonly PairMap[];
  readonly #values: string[][];
  readonly #stepIds = new PairMap();
  readonly #labels: (string | undefined)[] = [];

  constructor(instance: Instance, watches: boolean) {
    this.#model = instance.model;
    const properties = watches ? instance.properties.filter(isSafety) : [];
    this.#watched = properties
      .filter(({ kind }) => kind !== 'reachable')
      .map((property) => ({
        name: property.name,
        monitor: monitorOf(property, instance.model, instance.parameters),
      }));
    const { endpoints } = instance.model.reader;
    this.#folds = endpoints.map(() => new PairMap());
    this.#values = endpoints.map(() => []);
  }

  visit(maxStates: number | undefined, progress: WalkProgress | undefined): StateCount {
    const watching = (what: Monitor['watches']) =>
      this.#watched.filter(({ monitor }) => monitor.watches === what);
    const [atState, atStep, atDeadEnd] = [watching('state'), watching('step'), watching('deadlock')];
    return visitStates(
      this.#model,
      {
        state: (_index, vector) => this.#seeState(vector, atState),
        step: (_from, _to, vector) => this.#seeStep(vector, atStep),
        deadEnd: (_index, vector) => this.#count(this.#jointOf(vector, 0), vector, atDeadEnd),
        progress,
      },
      maxStates,
    );
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

  #seeState(vector: Uint32Array, watched: readonly Watched[]): void {
    const joint = this.#jointOf(vector, 0);
    const state = this.states[joint];
    if (state === undefined) return;
    state.count++;
    this.#count(joint, vector, watched);
    if (this.#model.isFinal(vector)) state.final++;
  }

  #seeStep(vector: Uint32Array, watched: readonly Watched[]): void {
    const { width } = this.#model;
    const from = this.#jointOf(vector, 0);
    const to = this.#jointOf(vector, width);
    const violated = this.#count(to, vector, watched);
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
    const step: OpenStep = { from, to, count: 0, labels: new Map(), violations: new Set() };
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
    for (let lane = 0; lane < this.#folds.length; lane++) {
      const local = vector[offset + lane] ?? 0;
      const fold = this.#folds[lane];
      let next = fold?.get(at, local) ?? -1;
      if (next < 0) {
        next = lane === this.#folds.length - 1 ? this.#joint(vector, offset) : (fold?.size ?? 0);
        fold?.set(at, local, next);
      }
      at = next;
    }
    return at;
  }

  #joint(vector: Uint32Array, offset: number): number {
    const values = this.#values.map((_, lane) => this.#valueOf(lane, vector[offset + lane] ?? 0));
    const text = textOf(values);
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const initial = this.states.length === 0;
    const joint = this.states.push({ values, initial, count: 0, final: 0, violations: new Map() }) - 1;
    this.#byText.set(text, joint);
    return joint;
  }

  #valueOf(lane: number, local: number): string {
    const known = this.#values[lane]?.[local];
    if (known !== undefined) return known;
    const value = placeName(this.#model.reader.localState(lane, local));
    const values = this.#values[lane];
    if (values !== undefined) values[local] = value;
    return value;
  }
}

function textOf(values: readonly string[]): string {
  return JSON.stringify(values);
}
