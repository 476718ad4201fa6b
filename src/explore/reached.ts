import type { AnyModel } from '../model/definition.ts';
import type { Endpoint, Machine } from '../model/endpoint.ts';
import { type InstanceOptions, instantiate } from '../model/instance.ts';
import { ACTION } from '../model/model.ts';
import type { AnyAction } from '../model/reader.ts';
import { canonicalText } from '../state/plain-data.ts';
import { type StateCount, visitStates } from './states.ts';

/** What the search takes of one endpoint's machine. */
export interface ReachedMachine {
  /** Name of the endpoint. */
  readonly endpoint: string;
  readonly machine: Machine;
  /** XState's ids of the states that are entered. */
  readonly states: ReadonlySet<string>;
  /** The transitions that are taken: `source event place`, where place counts the source's transitions on the event. */
  readonly transitions: ReadonlySet<string>;
}

export interface Reach {
  readonly count: StateCount;
  readonly machines: readonly ReachedMachine[];
}

/**
 * Says which states and transitions of its machines a model ever takes.
 *
 * XState reports the transitions of each microstep to those who inspect its actor system; here, a copy of each
 * machine is inspected while the search runs. A machine computes each reaction once, and perhaps for a step that
 * is then cut off; so reactions are noted by what they react to, and counted where a step of the search has them.
 */
export function reachOf(
  definition: AnyModel,
  options: InstanceOptions & { readonly maxStates?: number | undefined } = {},
): Reach {
  const watches: Record<string, MachineWatch> = {};
  const watched: AnyModel = {
    ...definition,
    build: (parameters) => {
      const system = definition.build(parameters);
      const endpoints = Object.entries(system.endpoints).map(([name, endpoint]) => {
        watches[name] = new MachineWatch(name, endpoint.machine);
        return [name, { ...endpoint, machine: watches[name].machine }] as const;
      });
      return {
        ...system,
        endpoints: Object.fromEntries(endpoints) as Readonly<Record<string, Endpoint<Machine>>>,
      };
    },
  };
  const { model } = instantiate(watched, options);
  const { reader, width } = model;
  const lanes = reader.endpoints.map((name) => watches[name]);
  for (const [i, lane] of lanes.entries()) lane?.start(reader.localState(i, model.initial[i] ?? 0).value);
  const seen = new Set<string>();
  const step = (_from: number, _to: number, vector: Uint32Array) => {
    const id = vector[width * 2 + ACTION] ?? 0;
    const lane = laneOf(reader.action(id), reader.endpoints);
    const key = `${id} ${vector[lane]}`;
    if (lane < 0 || seen.has(key)) return;
    seen.add(key);
    const action = reader.action(id);
    const [before, after] = [vector[lane], vector[width + lane]].map((local) =>
      reader.localState(lane, local ?? 0),
    );
    if (before !== undefined && after !== undefined) lanes[lane]?.take(before, action, after.value);
  };
  const count = visitStates(model, { step }, options.maxStates);
  return { count, machines: lanes.flatMap((lane) => (lane === undefined ? [] : [lane.reached()])) };
}

function laneOf(action: AnyAction, endpoints: readonly string[]): number {
  return 'endpoint' in action ? endpoints.indexOf(action.endpoint) : -1;
}

type StateNode = Machine['root'];
type Definition = NonNullable<StateNode['always']>[number];
type Scope = Parameters<Machine['transition']>[2];
interface Local {
  readonly value: unknown;
  readonly context: unknown;
}

/** The transitions that an event sets off. */
interface Reaction {
  readonly type: string;
  readonly taken: Set<string>;
}

/** Inspects a copy of one machine. */
class MachineWatch {
  readonly machine: Machine;
  readonly #name: string;
  readonly #original: Machine;
  readonly #states = new Set<string>();
  readonly #taken = new Set<string>();
  readonly #atStart = new Set<string>();
  readonly #targets = new Map<string, readonly StateNode[]>();
  /** By value and context, then by event. */
  readonly #reactions = new Map<string, Map<string, Reaction>>();

  constructor(name: string, original: Machine) {
    this.#name = name;
    this.#original = original;
    this.machine = original.provide({}) as Machine;
    const { machine } = this;
    const transition = machine.transition.bind(machine);
    const initial = machine.getInitialSnapshot.bind(machine);
    machine.transition = (snapshot, event: { type: string }, scope) =>
      this.#inspecting(scope, this.#reaction(snapshot, event), () => transition(snapshot, event, scope));
    machine.getInitialSnapshot = (scope, input) =>
      this.#inspecting(scope, this.#atStart, () => initial(scope, input));
  }

  start(value: unknown): void {
    this.#enter(value);
    this.#follow(this.#atStart);
  }

  /** Notes a step of the search. */
  take(before: Local, action: AnyAction, after: unknown): void {
    this.#enter(after);
    for (const taken of this.#reactionsTo(before, action)) this.#follow(taken);
  }

  reached(): ReachedMachine {
    return { endpoint: this.#name, machine: this.#original, states: this.#states, transitions: this.#taken };
  }

  /** Transitions that are taken, and the states that they enter, be it only in passing. */
  #follow(taken: ReadonlySet<string>): void {
    for (const id of taken) {
      if (this.#taken.has(id)) continue;
      this.#taken.add(id);
      for (const target of this.#targets.get(id) ?? []) this.#enterNode(target);
    }
  }

  #enterNode(node: StateNode): void {
    for (let at: StateNode | undefined = node; at !== undefined; at = at.parent) this.#states.add(at.id);
    if (node.type === 'compound') for (const child of node.initial.target) this.#enterNode(child);
    if (node.type === 'parallel') for (const child of Object.values(node.states)) this.#enterNode(child);
  }

  #reaction(local: Local, event: { readonly type: string }): Set<string> {
    const reactions = this.#reactionsIn(local);
    const key = canonicalText(event, 'event');
    const known = reactions.get(key) ?? { type: event.type, taken: new Set() };
    reactions.set(key, known);
    return known.taken;
  }

  #reactionsIn({ value, context }: Local): Map<string, Reaction> {
    const key = canonicalText([value, context], 'state');
    const known = this.#reactions.get(key) ?? new Map<string, Reaction>();
    this.#reactions.set(key, known);
    return known;
  }

  #reactionsTo(before: Local, action: AnyAction): readonly ReadonlySet<string>[] {
    if (action.kind === 'deliver') return [this.#reaction(before, action.message.event)];
    if (action.kind === 'event') return [this.#reaction(before, action.event)];
    if (action.kind !== 'expire') return [];
    // A timer is known by the name of its delay, by its event, or (a delayed raise) by an id that says nothing of its event.
    const all = [...this.#reactionsIn(before).values()];
    const { timer } = action;
    const own = all.filter(({ type }) => type === timer || type.startsWith(`xstate.after.${timer}.`));
    return (own.length > 0 ? own : all).map(({ taken }) => taken);
  }

  #inspecting<T>(scope: Scope, into: Set<string>, run: () => T): T {
    const subscription = scope.system.inspect((event) => {
      if (event.type !== '@xstate.microstep') return;
      for (const definition of event._transitions as readonly Definition[]) {
        const id = idOf(definition);
        into.add(id);
        this.#targets.set(id, definition.target ?? []);
      }
    });
    const result = run();
    subscription.unsubscribe();
    return result;
  }

  /** Notes the active states of a state value. */
  #enter(value: unknown): void {
    const visit = (node: StateNode, inner: unknown): void => {
      this.#states.add(node.id);
      const parts =
        typeof inner === 'string' ? { [inner]: undefined } : ((inner ?? {}) as Record<string, unknown>);
      for (const [key, rest] of Object.entries(parts)) {
        const child = node.states[key];
        if (child !== undefined) visit(child, rest);
      }
    };
    visit(this.machine.root, value);
  }
}

function idOf(definition: Definition): string {
  const { source, eventType } = definition;
  const siblings = (eventType === '' ? source.always : source.transitions.get(eventType)) ?? [];
  return `${source.id} ${eventType} ${siblings.indexOf(definition)}`;
}
