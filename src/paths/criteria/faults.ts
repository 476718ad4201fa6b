import type { AnyPacket } from '../../language/forgotten.ts';
import type { WayRules } from '../../language/network/resolved.ts';
import { ACTION } from '../../model/steps.ts';
import { PairMap } from '../../tables/pair-map.ts';
import { stateName } from '../goals/goal-names.ts';
import { NO_GOALS } from '../goals/goal-sets.ts';
import { OpenGoals } from '../goals/open-goals.ts';
import { MessageKinds } from '../messages/message-kinds.ts';
import { MessagesOnPath } from '../messages/messages-on-path.ts';
import { NetworkChanges } from '../messages/network-changes.ts';
import { TaggedMessages } from '../messages/tagged-messages.ts';
import type { Setting } from '../setting.ts';
import type { Criterion, MemorySearch, PathFollower } from './criterion.ts';
import { LinkFaults } from './link-faults.ts';

/** What a network may do to a message. */
const FAULTS = ['lost', 'expired', 'delivered twice', 'delivered late'] as const;
export type Fault = (typeof FAULTS)[number];

/**
 * Each kind of message, in each state of its receiver: lost in flight; expired, because it is older than the
 * network's lifetime; delivered twice, that is, once more than before; delivered late, that is, after a message that
 * was sent after it on the same way. And each session that breaks, each partition that comes about, in each state of each endpoint that
 * it is about. Only faults that the model's network may commit are goals.
 */
export class FaultsCriterion implements Criterion {
  readonly #setting: Setting;
  readonly #kinds: MessageKinds;
  readonly #changes: NetworkChanges;
  readonly #linkFaults: LinkFaults;
  /** Per endpoint and local state: its state's number; the states' names. */
  readonly #stateOf: number[][];
  readonly #states: string[][];
  /** Per fault: (kind, state of the receiver) → set of the goal. */
  readonly #sets: Readonly<Record<Fault, PairMap>>;
  /** (kind, state of the receiver) of every delivery that was seen. */
  readonly #delivered = new PairMap();
  /** Per action, what it does to which kind; per contents of the network, the kinds that a tick lets expire. */
  readonly #acts: Act[] = [];
  readonly #expiring: (readonly number[])[] = [];

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#kinds = new MessageKinds(setting);
    this.#changes = new NetworkChanges(setting);
    this.#linkFaults = new LinkFaults(setting, (lane, state) => this.#states[lane]?.[state] ?? '');
    this.#stateOf = setting.lanes.map(() => []);
    this.#states = setting.lanes.map(() => []);
    this.#sets = {
      lost: new PairMap(),
      expired: new PairMap(),
      'delivered twice': new PairMap(),
      'delivered late': new PairMap(),
    };
  }

  initial(state: Uint32Array): number {
    this.#setting.lanes.forEach((_, lane) => {
      this.#stateAt(lane, state);
    });
    return NO_GOALS;
  }

  step(vector: Uint32Array): number {
    const { width } = this.#setting.model;
    this.#kinds.see(vector);
    const action = vector[width * 2 + ACTION] ?? 0;
    const act = this.#acts[action] ?? this.#actOf(action);
    switch (act.kind) {
      case 'tick':
        return this.#expired(vector);
      case 'drop':
        return this.#setOf('lost', act.message, this.#stateAt(act.lane, vector));
      case 'link':
        return this.#linkFaults.set(act.message, (lane) => this.#stateAt(lane, vector));
      case 'deliver': {
        const state = this.#stateAt(act.lane, vector);
        this.#stateAt(act.lane, vector, width);
        if (this.#delivered.get(act.message, state) < 0) this.#delivered.set(act.message, state, 1);
        return NO_GOALS;
      }
      case 'other':
        if (act.lane >= 0) this.#stateAt(act.lane, vector, width);
        return NO_GOALS;
    }
  }

  searches(): readonly MemorySearch[] {
    const tags = new TaggedMessages(this.#changes);
    return tags.watches
      .filter(({ fault }) => this.#may(fault))
      .map(({ fault, memories, isReached }) => {
        const wanted = this.#wanted(fault);
        const open = new OpenGoals(wanted);
        const isWanted = (message: AnyPacket) => open.has(this.#kinds.of(message));
        return {
          title: `messages ${fault}`,
          initialMemory: 0,
          wanted: wanted.map(([goal]) => goal),
          memories: (vector, memory) => memories(vector, memory, isWanted),
          goals: (vector, memory) => (isReached(vector, memory) ? this.#atDelivery(fault, vector) : NO_GOALS),
          reached: (goal) => open.reached(goal),
        };
      });
  }

  follow(initial: Uint32Array): PathFollower {
    const { model, reader } = this.#setting;
    return this.#following(new MessagesOnPath(reader.packets(initial[model.width - 2] ?? 0).length));
  }

  declare(): void {
    const { goals } = this.#setting;
    this.#linkFaults.declare((lane) => this.#states[lane]?.length ?? 0);
    for (const fault of FAULTS.filter((each) => this.#may(each))) {
      this.#kinds.all.forEach((kind, id) => {
        if (!mayCommit(fault, kind.way.rules)) return;
        for (const state of this.#states[kind.lane]?.keys() ?? []) this.#goal(fault, id, state);
      });
      for (const type of this.#kinds.neverSent)
        goals.id('faults', `${type} ${fault} (it is never sent)`, null);
    }
  }

  /** Whether the network may commit a fault on some way. */
  #may(fault: Fault): boolean {
    const { network } = this.#setting.model.bounds;
    return [network, ...network.channels].some((rules) => mayCommit(fault, rules));
  }

  #following(messages: MessagesOnPath): PathFollower {
    const { sets } = this.#setting;
    return {
      step: (vector) => {
        const delivery = messages.step(this.#changes.of(vector));
        if (delivery === null) return NO_GOALS;
        const twice = delivery.isDuplicate ? this.#atDelivery('delivered twice', vector) : NO_GOALS;
        const late = delivery.isOvertaken ? this.#atDelivery('delivered late', vector) : NO_GOALS;
        return sets.union(twice, late);
      },
      fork: () => this.#following(messages.fork()),
    };
  }

  /** The goals of deliveries that are seen at all (that the others are not is known already), each with its kind of message. */
  #wanted(fault: Fault): readonly (readonly [goal: number, kind: number])[] {
    return this.#kinds.all.flatMap((kind, id) =>
      [...(mayCommit(fault, kind.way.rules) ? (this.#states[kind.lane]?.keys() ?? []) : [])]
        .filter((state) => this.#delivered.get(id, state) >= 0)
        .map((state) => [this.#goal(fault, id, state), id] as const),
    );
  }

  #atDelivery(fault: Fault, vector: Uint32Array): number {
    const act = this.#actOf(vector[this.#setting.model.width * 2 + ACTION] ?? 0);
    const rules = this.#kinds.all[act.message]?.way.rules;
    return act.kind === 'deliver' && rules !== undefined && mayCommit(fault, rules)
      ? this.#setOf(fault, act.message, this.#stateAt(act.lane, vector))
      : NO_GOALS;
  }

  #expired(vector: Uint32Array): number {
    const { model, sets } = this.#setting;
    const network = vector[model.width - 2] ?? 0;
    const kinds = this.#expiring[network] ?? this.#expiringIn(network);
    let all = NO_GOALS;
    for (const kind of kinds) {
      const lane = this.#kinds.all[kind]?.lane ?? 0;
      all = sets.union(all, this.#setOf('expired', kind, this.#stateAt(lane, vector)));
    }
    return all;
  }

  #expiringIn(network: number): readonly number[] {
    const { reader } = this.#setting;
    const isDue = (packet: AnyPacket) => {
      const { way } = this.#kinds.all[this.#kinds.of(packet)] ?? {};
      return packet.age >= (way?.rules.lifetime ?? Number.POSITIVE_INFINITY);
    };
    const kinds = reader
      .packets(network)
      .filter(isDue)
      .map((packet) => this.#kinds.of(packet));
    this.#expiring[network] = kinds;
    return kinds;
  }

  #actOf(id: number): Act {
    const known = this.#acts[id];
    if (known !== undefined) return known;
    const { reader } = this.#setting;
    const action = reader.action(id);
    const lane = 'endpoint' in action ? reader.endpoints.indexOf(action.endpoint) : -1;
    const act: Act =
      action.kind === 'deliver' || action.kind === 'drop'
        ? { kind: action.kind, ...this.#receiverOf(action.message) }
        : action.kind === 'break' || action.kind === 'down'
          ? { kind: 'link', message: this.#linkFaults.numberOf(action.link), lane }
          : { kind: action.kind === 'tick' ? 'tick' : 'other', message: 0, lane };
    this.#acts[id] = act;
    return act;
  }

  #receiverOf(message: AnyPacket): Pick<Act, 'message' | 'lane'> {
    const id = this.#kinds.of(message);
    return { message: id, lane: this.#kinds.all[id]?.lane ?? 0 };
  }

  /** Number of the state of the endpoint's machine in the state whose ids begin at `offset`. */
  #stateAt(lane: number, vector: Uint32Array, offset = 0): number {
    const local = vector[offset + lane] ?? 0;
    const known = this.#stateOf[lane]?.[local];
    if (known !== undefined) return known;
    const name = stateName(this.#setting.reader.localState(lane, local));
    const names = this.#states[lane] ?? [];
    const at = names.indexOf(name);
    const state = at >= 0 ? at : names.push(name) - 1;
    const own = this.#stateOf[lane];
    if (own !== undefined) own[local] = state;
    return state;
  }

  #setOf(fault: Fault, kind: number, state: number): number {
    const known = this.#sets[fault].get(kind, state);
    if (known >= 0) return known;
    const set = this.#setting.sets.of([this.#goal(fault, kind, state)]);
    this.#sets[fault].set(kind, state, set);
    return set;
  }

  #goal(fault: Fault, kind: number, state: number): number {
    const { label, from, to, lane } = this.#kinds.all[kind] ?? { label: '', from: '', to: '', lane: 0 };
    const name = `${label} from ${from} ${fault}, ${to} in ${this.#states[lane]?.[state] ?? ''}`;
    return this.#setting.goals.id('faults', name, to);
  }
}

/** An action, as far as messages are concerned: the number of the message's kind, or of the link that goes down; and of the endpoint that acts or receives. */
interface Act {
  readonly kind: 'deliver' | 'drop' | 'link' | 'tick' | 'other';
  readonly message: number;
  readonly lane: number;
}

function mayCommit(fault: Fault, { loss, duplication, order, lifetime, holdsTime }: WayRules): boolean {
  switch (fault) {
    case 'lost':
      return loss;
    case 'expired':
      return lifetime !== Number.POSITIVE_INFINITY && !holdsTime;
    case 'delivered twice':
      return duplication;
    case 'delivered late':
      return order === 'none';
  }
}
