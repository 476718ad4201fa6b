import { instantiate } from '../composition/instantiate.ts';
import { react } from '../endpoint/xstate.ts';
import type { AnyModel } from '../language/definition.ts';
import type { Endpoint, Machine } from '../language/endpoint.ts';
import type { AnyAction, AnyLocalState, AnyPacket } from '../language/forgotten.ts';
import type { EventObject, Snapshot } from '../language/machine.ts';
import type { NetworkRules } from '../language/network/resolved.ts';
import { Ways } from '../language/network/ways.ts';
import { type InstanceOptions, resolve } from '../language/resolve.ts';
import type { EndpointMap } from '../language/views.ts';
import { canonicalText } from '../tables/plain-data.ts';
import type { Trace, TraceState, TraceStep } from '../trace/trace.ts';
import type { Traces } from './run.ts';
import { isSame } from './run-same.ts';

/** The index of a step that is none of the model's, since nothing happens in it. */
const NO_STEP = -1;

/**
 * The traces of a suite, with what the model ignores put in between.
 *
 * What leaves everything as it is and shows nothing is no step of the model, and so in no path; but an implementation
 * may well do something then. So in every local state that the paths come to, each call of the environment and each
 * duplicate in flight that the machine ignores there is tried, once in the whole suite.
 *
 * A machine with history states is left alone: what it ignores depends on more than a trace tells of its state.
 *
 * @throws ModelError as `instantiate` does
 */
export function withIgnored(model: AnyModel, suite: Traces, options: InstanceOptions = {}): Traces {
  const instance = instantiate(model, options);
  const { endpoints } = model.build(instance.parameters);
  const { assumptions } = resolve(model, options);
  const isRefused = (message: AnyPacket, { tick: _, ...state }: TraceState) =>
    assumptions.some(([, { deliverable }]) => deliverable?.(message, state, instance.parameters) === false);
  return {
    *traces() {
      const ignored = new Ignored(endpoints, instance.model.bounds.network, isRefused);
      for (const trace of suite.traces()) yield ignored.putInto(trace);
    },
  };
}

/** Whether an assumption excludes a delivery. */
type IsRefused = (message: AnyPacket, state: TraceState) => boolean;

class Ignored {
  readonly #endpoints: EndpointMap;
  readonly #rules: NetworkRules;
  readonly #ways: Ways;
  readonly #isRefused: IsRefused;
  readonly #hasHistory: ReadonlySet<string>;
  readonly #tried = new Set<string>();

  constructor(endpoints: EndpointMap, rules: NetworkRules, isRefused: IsRefused) {
    this.#endpoints = endpoints;
    this.#rules = rules;
    this.#ways = new Ways(rules, Object.keys(endpoints));
    this.#isRefused = isRefused;
    const withHistory = Object.entries(endpoints).filter(([, { machine }]) => hasHistory(machine.root));
    this.#hasHistory = new Set(withHistory.map(([name]) => name));
  }

  putInto(trace: Trace): Trace {
    const deliveries = new Map<number, number>();
    const steps = trace.steps.flatMap((step) => {
      if (step.action.kind === 'deliver') deliveries.set(step.number ?? 0, step.earlierDeliveries + 1);
      return step.thrown === null ? [step, ...this.#ignoredIn(step.after, deliveries)] : [step];
    });
    return { ...trace, steps: [...this.#ignoredIn(trace.initial, deliveries), ...steps] };
  }

  #ignoredIn(state: TraceState, deliveries: ReadonlyMap<number, number>): readonly TraceStep[] {
    return Object.entries(this.#endpoints).flatMap(([name, endpoint]) => {
      const local = state.endpoints[name];
      if (local?.status !== 'active' || this.#hasHistory.has(name)) return [];
      const place = `${name} ${canonicalText([local.value, local.context])}`;
      const isNew = (event: EventObject) => {
        const key = `${place} ${canonicalText(event)}`;
        return !this.#tried.has(key) && this.#tried.add(key) && ignores(endpoint, local, event);
      };
      const calls = callsOf(endpoint, local)
        .filter(isNew)
        .map((event) => nothing(state, { kind: 'event', endpoint: name, event }, null, 0));
      const duplicates = this.#duplicates(state, name)
        .filter(({ event }) => isNew(event))
        .map(({ number, ...message }) => {
          const action: AnyAction = { kind: 'deliver', endpoint: name, message, copyStays: true };
          return nothing(state, action, number, deliveries.get(number) ?? 0);
        });
      return [...calls, ...duplicates];
    });
  }

  /** What may be delivered and stay in flight, unchanged. */
  #duplicates(state: TraceState, receiver: string) {
    return state.network.filter(
      ({ number: _, ...packet }) =>
        packet.to === receiver &&
        this.#mayStay(packet, state) &&
        !packet.owed &&
        !this.#isRefused(packet, state),
    );
  }

  #mayStay({ from, to, event, age }: AnyPacket, { partitions }: TraceState): boolean {
    const names = Object.keys(this.#endpoints);
    const way = this.#ways.of({ from: names.indexOf(from), to: names.indexOf(to), event });
    const isUp = (link: number) => partitions[this.#rules.links[link]?.name ?? '']?.up ?? false;
    // Whether both ends of a session are in it, a trace does not tell: there, nothing is tried.
    return way.isSet && age >= way.rules.minimumDelay && way.session < 0 && way.crosses.every(isUp);
  }
}

function hasHistory(node: Machine['root']): boolean {
  return node.type === 'history' || Object.values(node.states).some(hasHistory);
}

function callsOf({ events }: Endpoint<Machine>, local: AnyLocalState): readonly EventObject[] {
  return typeof events === 'function' ? events(local) : events;
}

/** Whether the machine does nothing about an event. */
function ignores(
  { machine }: Endpoint<Machine>,
  { value, context }: AnyLocalState,
  event: EventObject,
): boolean {
  const before = machine.resolveState({ value, context }) as Snapshot;
  try {
    const { snapshot, effects } = react(machine, before, event, 'an endpoint');
    return effects.length === 0 && isSame([snapshot.value, snapshot.context], [value, context]);
  } catch {
    return false;
  }
}

function nothing(
  after: TraceState,
  action: AnyAction,
  number: number | null,
  earlierDeliveries: number,
): TraceStep {
  return {
    index: NO_STEP,
    action,
    number,
    earlierDeliveries,
    changed: false,
    observations: [],
    sent: [],
    expired: [],
    purged: [],
    thrown: null,
    after,
  };
}
