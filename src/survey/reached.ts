import type { MachineWatch, WatchedStep } from '../endpoint/watch/machine-watch.ts';
import type { AnyModel } from '../language/definition.ts';
import type { Machine } from '../language/endpoint.ts';
import type { InstanceOptions } from '../language/resolve.ts';
import { stateId } from '../language/state-text.ts';
import { type StateCount, visitStates, type WalkProgress } from './states.ts';
import { type WatchedLane, watchedInstance } from './watched-model.ts';

/** What the search takes of one endpoint's machine. */
export interface ReachedMachine {
  /** Name of the endpoint. */
  readonly endpoint: string;
  readonly machine: Machine;
  /** XState's ids of the states that are entered. */
  readonly states: ReadonlySet<string>;
  /** The transitions that are taken: `source event place`, where place counts the source's transitions on the event. */
  readonly transitions: ReadonlySet<string>;
  /** Whether the endpoint ever goes down, and starts again. */
  readonly faults: ReadonlySet<'crash' | 'restart'>;
}

/** What of each machine is ever taken or reached. */
export interface Reach {
  readonly count: StateCount;
  readonly machines: readonly ReachedMachine[];
}

export interface ReachOptions extends InstanceOptions {
  /** Default: unlimited. Of a larger state space only the first states are walked. */
  readonly maxStates?: number | undefined;
  readonly progress?: WalkProgress | undefined;
}

/**
 * Says which states and transitions of its machines a model ever takes.
 *
 * A machine computes each reaction once, and perhaps for a step that is then cut off; so reactions are counted only
 * where a step of the search has them.
 */
export function reachOf(definition: AnyModel, options: ReachOptions = {}): Reach {
  const { instance, lanes } = watchedInstance(definition, options);
  const { model } = instance;
  const { reader, width } = model;
  const reached = lanes.map(
    (lane, i) =>
      new ReachOfMachine(
        lane,
        model.initials.map((initial) => reader.localState(i, initial[i] ?? 0).value),
      ),
  );
  const seen = new Set<string>();
  const step = (_from: number, _to: number, vector: Uint32Array) => {
    const [id = 0, observations = 0, sent = 0] = vector.subarray(width * 2);
    const action = reader.action(id);
    const lane = 'endpoint' in action ? reader.endpoints.indexOf(action.endpoint) : -1;
    const [before, after] = [vector[lane] ?? 0, vector[width + lane] ?? 0];
    const key = `${id} ${before} ${after} ${observations} ${sent}`;
    if (lane < 0 || seen.has(key)) return;
    seen.add(key);
    reached[lane]?.take({
      before: reader.localState(lane, before),
      action,
      after: reader.localState(lane, after),
      observations: reader.observations(observations),
      sent: reader.sent(sent),
    });
  };
  const count = visitStates(model, { step, progress: options.progress }, options.maxStates);
  return { count, machines: reached.map((each) => each.reached()) };
}

type StateNode = Machine['root'];

/** Gathers what is reached of one machine. */
class ReachOfMachine {
  readonly #lane: WatchedLane;
  readonly #watch: MachineWatch;
  readonly #states = new Set<string>();
  readonly #taken = new Set<string>();
  readonly #faults = new Set<'crash' | 'restart'>();

  constructor(lane: WatchedLane, initialValues: readonly unknown[]) {
    this.#lane = lane;
    this.#watch = lane.watch;
    for (const value of initialValues) this.#enter(value);
    this.#follow(lane.watch.atStart);
  }

  /** Notes a step of the search. */
  take(step: WatchedStep): void {
    const { kind } = step.action;
    if (kind === 'crash' || kind === 'restart') this.#faults.add(kind);
    this.#enter(step.after.value);
    this.#follow(this.#watch.takenBy(step).possibly);
  }

  reached(): ReachedMachine {
    const { endpoint, machine } = this.#lane;
    return { endpoint, machine, states: this.#states, transitions: this.#taken, faults: this.#faults };
  }

  /** Transitions that are taken, and the states that they enter, be it only in passing. */
  #follow(taken: Iterable<string>): void {
    for (const id of taken) {
      if (this.#taken.has(id)) continue;
      this.#taken.add(id);
      for (const target of this.#watch.targetsOf(id)) this.#enterNode(target);
    }
  }

  #enterNode(node: StateNode): void {
    for (let at: StateNode | undefined = node; at !== undefined; at = at.parent)
      this.#states.add(stateId(at));
    if (node.type === 'compound') for (const child of node.initial.target) this.#enterNode(child);
    if (node.type === 'parallel') for (const child of Object.values(node.states)) this.#enterNode(child);
  }

  /** Notes the active states of a state value. */
  #enter(value: unknown): void {
    const visit = (node: StateNode, inner: unknown): void => {
      this.#states.add(stateId(node));
      const parts =
        typeof inner === 'string' ? { [inner]: undefined } : ((inner ?? {}) as Record<string, unknown>);
      for (const [key, rest] of Object.entries(parts)) {
        const child = node.states[key];
        if (child !== undefined) visit(child, rest);
      }
    };
    visit(this.#watch.machine.root, value);
  }
}
