import type { AnyAction } from '../../language/forgotten.ts';
import { ACTION, OBSERVATIONS, SENT } from '../../model/steps.ts';
import { PairMap } from '../../tables/pair-map.ts';
import { stateName } from '../goals/goal-names.ts';
import type { Setting } from '../setting.ts';

/**
 * A transition of an endpoint: in a state of its machine it takes an event (a message, an external event, a timer
 * that expires), and is then in a state. Where the machine declares several that start and end alike, told apart by
 * guards, each is one. An event to which the machine has no transition is ignored: that is none.
 */
export interface EndpointTransition {
  readonly lane: number;
  readonly source: string;
  readonly event: string;
  readonly target: string;
  /** Ids of the machine's own transitions that make it up: the first and those that follow at once. */
  readonly taken: readonly string[];
}

/** No transition: the event is ignored, or no endpoint acts. */
export const NONE = -1;

/** It cannot be told which transition it is, or whether it is one: see `MachineWatch.takenBy`. */
export const DOUBTFUL = -2;

/** The transitions that a search takes, under small integers in order of first sight. */
export class TransitionTable {
  readonly #setting: Setting;
  readonly #transitions: EndpointTransition[] = [];
  readonly #byKey = new Map<string, number>();
  /** (action, local state before), then (that, local state after), then what is observed, and what is sent. */
  readonly #keys: readonly [PairMap, PairMap, PairMap, PairMap] = [
    new PairMap(),
    new PairMap(),
    new PairMap(),
    new PairMap(),
  ];
  /** By the last of these keys. */
  readonly #found: number[] = [];
  readonly #doubts = new Set<number>();
  /** Per action: the endpoint that acts, or NONE. */
  readonly #laneOf: number[] = [];
  readonly #possible: readonly Set<string>[];

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#possible = setting.lanes.map(({ watch }) => new Set(watch.atStart));
  }

  get size(): number {
    return this.#transitions.length;
  }

  /** @throws RangeError if there is no such transition */
  transition(id: number): EndpointTransition {
    const transition = this.#transitions[id];
    if (transition === undefined) throw new RangeError(`no transition has the id ${id}`);
    return transition;
  }

  /** Whether some step that was seen takes this transition of an endpoint's machine, or it is taken at the start. */
  isTaken(lane: number, machineTransition: string): boolean {
    return (
      this.#setting.lanes[lane]?.watch.atStart.has(machineTransition) === true ||
      this.#transitions.some((each) => each.lane === lane && each.taken.includes(machineTransition))
    );
  }

  /** Whether some step that was seen may take this transition of an endpoint's machine. */
  isPossible(lane: number, machineTransition: string): boolean {
    return this.#possible[lane]?.has(machineTransition) ?? false;
  }

  /** The transition that a step is, or NONE. */
  of(vector: Uint32Array): number {
    const { width } = this.#setting.model;
    const lane = this.laneOf(vector);
    if (lane < 0) return NONE;
    const action = vector[width * 2 + ACTION] ?? 0;
    const [causes, changes, shown, sendings] = this.#keys;
    const cause = idOf(causes, action, vector[lane] ?? 0);
    const change = idOf(changes, cause, vector[width + lane] ?? 0);
    const seen = idOf(shown, change, vector[width * 2 + OBSERVATIONS] ?? 0);
    const key = idOf(sendings, seen, vector[width * 2 + SENT] ?? 0);
    const found = this.#found[key] ?? this.#find(lane, vector);
    this.#found[key] = found;
    return found;
  }

  /** The endpoint that acts in a step, or NONE. */
  laneOf(vector: Uint32Array): number {
    const action = vector[this.#setting.model.width * 2 + ACTION] ?? 0;
    return this.#laneOf[action] ?? this.#lane(action);
  }

  /** Whether some transition of the endpoint is doubtful. */
  hasDoubts(lane: number): boolean {
    return this.#doubts.has(lane);
  }

  #lane(id: number): number {
    const { reader } = this.#setting;
    const action = reader.action(id);
    const lane = 'endpoint' in action ? reader.endpoints.indexOf(action.endpoint) : NONE;
    this.#laneOf[id] = lane;
    return lane;
  }

  #find(lane: number, vector: Uint32Array): number {
    const { reader, lanes, model } = this.#setting;
    const [id = 0, observations = 0, sent = 0] = vector.subarray(model.width * 2);
    const action = reader.action(id);
    const before = reader.localState(lane, vector[lane] ?? 0);
    const after = reader.localState(lane, vector[model.width + lane] ?? 0);
    const step = {
      before,
      action,
      after,
      observations: reader.observations(observations),
      sent: reader.sent(sent),
    };
    const { surely, possibly } = lanes[lane]?.watch.takenBy(step) ?? { surely: [], possibly: [] };
    for (const each of possibly) this.#possible[lane]?.add(each);
    if (possibly.length > surely.length) this.#doubts.add(lane);
    if (surely.length === 0) return possibly.length > 0 ? DOUBTFUL : NONE;
    const [source, target] = [stateName(before), stateName(after)];
    return this.#add({ lane, source, event: this.#eventOf(action), target, taken: surely });
  }

  #add(transition: EndpointTransition): number {
    const { lane, source, event, target, taken } = transition;
    const key = JSON.stringify([lane, source, event, target, taken]);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const id = this.#transitions.push(transition) - 1;
    this.#byKey.set(key, id);
    return id;
  }

  #eventOf(action: AnyAction): string {
    const { label } = this.#setting;
    switch (action.kind) {
      case 'deliver':
        return label(action.as ?? action.message.event);
      case 'event':
        return label(action.event);
      case 'answer':
        return `${action.gives} of ${action.actor}`;
      case 'expire':
        return `after ${action.timer}`;
      case 'crash':
      case 'restart':
        return action.kind;
      case 'drop':
      case 'break':
      case 'open':
      case 'down':
      case 'up':
      case 'tick':
        return '';
    }
  }
}

function idOf(ids: PairMap, a: number, b: number): number {
  const known = ids.get(a, b);
  if (known >= 0) return known;
  const id = ids.size;
  ids.set(a, b, id);
  return id;
}
