import type { LocalStates } from '../endpoint/local-states.ts';
import type { Outcome } from '../endpoint/outcome.ts';
import type { Endpoint, Machine } from '../language/endpoint.ts';
import type { Network } from '../network/network.ts';
import { Grid } from '../tables/grid.ts';
import { enlarged, LIST_ITEM } from '../tables/sequences.ts';
import { type Actions, isFault, type RawAction } from './actions.ts';
import type { LinkEvents } from './link-events.ts';

/** Who acts when a message is lost, a link changes, or time passes. */
export const NOBODY = -1;

const NOTHING: Outcome = { next: 0, sends: 0, observations: 0, thrown: 0, armed: [] };
const UNKNOWN = -1;

/** The steps of single endpoints, and losses, changes of links and the tick, which are nobody's: computed once, under small integers. */
export class LocalSteps {
  /** Per step: its action, the endpoint that acts (or NOBODY), its local state before. */
  readonly action: number[] = [];
  readonly endpoint: number[] = [];
  readonly before: number[] = [];
  /** Per step: its outcome. */
  readonly next: number[] = [];
  readonly sends: number[] = [];
  readonly observations: number[] = [];
  readonly thrown: number[] = [];
  readonly armed: (readonly string[])[] = [];
  /** The step of a tick. What it does to local states depends on all of them, and stands elsewhere. */
  readonly tick: number;
  readonly #locals: readonly LocalStates[];
  readonly #network: Network;
  readonly #actions: Actions;
  readonly #linkEvents: LinkEvents;
  /** Per endpoint: by local state and packet (twice its id, plus one if a copy stays), the delivery. */
  readonly #deliveries: readonly Grid[];
  /** Per endpoint and local state: the external events, and the expiries of timers. */
  readonly #events: readonly (readonly number[])[][];
  readonly #expiries: readonly (readonly number[])[][];
  /** What happens to links, in the order of the network. */
  readonly links: readonly number[];
  /** By packet: the loss of it, the endpoint that it goes to. */
  readonly #losses: number[] = [];
  /** By packet: the event that its receiver hears. */
  readonly #heardOf: number[] = [];
  /** Per endpoint: by local state and action, a delivery that may be taken in several ways. */
  readonly #taken: readonly Grid[];
  readonly #hasWays: readonly boolean[];
  /** Names of the endpoints; and the field in which each is told who sent a message. */
  readonly #names: readonly string[];
  readonly #senderFields: readonly (string | null)[];
  #receivers = new Int32Array(64).fill(UNKNOWN);

  constructor(
    endpoints: Readonly<Record<string, Pick<Endpoint<Machine>, 'sender'>>>,
    locals: readonly LocalStates[],
    network: Network,
    actions: Actions,
    linkEvents: LinkEvents,
  ) {
    this.#linkEvents = linkEvents;
    this.#names = Object.keys(endpoints);
    this.#senderFields = Object.values(endpoints).map(({ sender }) => sender);
    this.#hasWays = locals.map(({ hasWays }) => hasWays);
    this.#taken = locals.map(() => new Grid());
    this.#locals = locals;
    this.#network = network;
    this.#actions = actions;
    this.#deliveries = locals.map(() => new Grid());
    this.#events = locals.map(() => []);
    this.#expiries = locals.map(() => []);
    this.tick = this.#add(actions.tick, NOBODY, 0, NOTHING);
    this.links = network.changes.map((change) =>
      this.#add(actions.link(change.kind, change.link), NOBODY, 0, {
        ...NOTHING,
        sends: linkEvents.told(change),
      }),
    );
  }

  /** Bytes held. */
  get bytes(): number {
    const lists = [
      this.action,
      this.endpoint,
      this.before,
      this.next,
      this.sends,
      this.observations,
      this.thrown,
    ];
    const perStep = lists.reduce((sum, list) => sum + list.length * LIST_ITEM, 0);
    return this.#deliveries.reduce((sum, grid) => sum + grid.bytes, perStep);
  }

  /** The endpoint that a packet goes to. */
  receiver(packet: number): number {
    const known = packet < this.#receivers.length ? (this.#receivers[packet] ?? UNKNOWN) : UNKNOWN;
    return known === UNKNOWN ? this.#learnReceiver(packet) : known;
  }

  /** The delivery of a packet to its receiver in this local state. */
  delivery(local: number, packet: number, copyStays: boolean): number {
    const to = this.receiver(packet);
    const key = packet * 2 + Number(copyStays);
    const known = this.#deliveries[to]?.get(local, key) ?? UNKNOWN;
    return known >= 0 ? known : this.#learnDelivery(to, local, packet, copyStays, key);
  }

  /** Whether a delivery of this packet may have to wait, or be taken in more than one way. */
  hasWays(packet: number): boolean {
    return (this.#hasWays[this.receiver(packet)] ?? false) || this.#waitsWhileDown(packet);
  }

  /** Whether a packet waits while its receiver is down. */
  #waitsWhileDown(packet: number): boolean {
    return this.#localsOf(this.receiver(packet)).mayCrash && this.#network.way(packet).rules.waitsWhileDown;
  }

  /** The deliveries of a packet to its receiver in this local state: one for each way of taking it, none while it waits. */
  ways(local: number, packet: number, copyStays: boolean): readonly number[] {
    const to = this.receiver(packet);
    const locals = this.#localsOf(to);
    const event = this.#heard(packet);
    if (this.#waitsWhileDown(packet) && locals.isDown(local)) return [];
    return locals.ways(local, event).map((way) => {
      const action = this.#deliveryAs(packet, copyStays, way);
      const known = this.#taken[to]?.get(local, action) ?? UNKNOWN;
      if (known >= 0) return known;
      const step = this.#add(action, to, local, this.#reaction(packet, local, way));
      this.#taken[to]?.set(local, action, step);
      return step;
    });
  }

  /** The external events that may happen to an endpoint in a local state, the answers of its actors, and its faults. */
  events(endpoint: number, local: number): readonly number[] {
    return this.#events[endpoint]?.[local] ?? this.#listEvents(endpoint, local);
  }

  /** The timers of an endpoint that may expire in a local state. */
  expiries(endpoint: number, local: number): readonly number[] {
    return this.#expiries[endpoint]?.[local] ?? this.#listExpiries(endpoint, local);
  }

  /** What `events` gave for a local state, if it was ever asked. */
  knownEvents(endpoint: number, local: number): readonly number[] | undefined {
    return this.#events[endpoint]?.[local];
  }

  /** What `expiries` gave for a local state, if it was ever asked. */
  knownExpiries(endpoint: number, local: number): readonly number[] | undefined {
    return this.#expiries[endpoint]?.[local];
  }

  /** The loss of a packet. */
  loss(packet: number): number {
    return this.#losses[packet] ?? this.#learnLoss(packet);
  }

  /** Whether a message is delivered to an endpoint that it leaves as it is, and that neither sends nor shows anything. */
  isIgnored(step: number): boolean {
    const action = this.#actions.action(this.action[step] ?? 0);
    return (
      action.kind === 'deliver' &&
      this.#network.way(action.packet).tells === null &&
      this.next[step] === this.before[step] &&
      this.sends[step] === 0 &&
      this.observations[step] === 0 &&
      this.thrown[step] === 0
    );
  }

  /** What kind of action a step is. */
  kind(step: number): RawAction['kind'] {
    return this.#actions.action(this.action[step] ?? 0).kind;
  }

  /** Whether a step is a fault of the environment. */
  isFault(step: number): boolean {
    return isFault(this.#actions.action(this.action[step] ?? 0));
  }

  #localsOf(endpoint: number): LocalStates {
    const locals = this.#locals[endpoint];
    if (locals === undefined) throw new RangeError(`no endpoint has the number ${endpoint}`);
    return locals;
  }

  #learnReceiver(packet: number): number {
    const { to } = this.#network.packet(packet).message;
    if (packet >= this.#receivers.length) {
      const known = this.#receivers.length;
      this.#receivers = enlarged(this.#receivers, packet + 1);
      this.#receivers.fill(UNKNOWN, known);
    }
    this.#receivers[packet] = to;
    return to;
  }

  #learnDelivery(to: number, local: number, packet: number, copyStays: boolean, key: number): number {
    const event = this.#heard(packet);
    const action = this.#deliveryAs(packet, copyStays, event);
    const step = this.#add(action, to, local, this.#reaction(packet, local, event));
    this.#deliveries[to]?.set(local, key, step);
    return step;
  }

  /** What its receiver does, when it gets this event of a packet. */
  #reaction(packet: number, local: number, event: number): Outcome {
    const outcome = this.#localsOf(this.receiver(packet)).react(local, event);
    if (this.#network.way(packet).tells !== 'close' || outcome.thrown !== 0) return outcome;
    return { ...outcome, sends: this.#linkEvents.afterDelivery(this.#network.packet(packet), outcome.sends) };
  }

  /** The event that the receiver of a packet hears, by id: it may be told who sent it. */
  #heard(packet: number): number {
    const known = this.#heardOf[packet];
    if (known !== undefined) return known;
    const { from, to, event } = this.#network.packet(packet).message;
    const field = this.#senderFields[to] ?? null;
    const heard = field === null ? event : { ...event, [field]: this.#names[from] };
    const id = this.#localsOf(to).event(heard);
    this.#heardOf[packet] = id;
    return id;
  }

  /** The delivery of a packet, of which the machine gets this event. */
  #deliveryAs(packet: number, copyStays: boolean, event: number): number {
    const { to, event: sent } = this.#network.packet(packet).message;
    return this.#localsOf(to).event(sent) === event
      ? this.#actions.deliver(packet, copyStays)
      : this.#actions.deliverAs(packet, copyStays, event);
  }

  #listEvents(endpoint: number, local: number): readonly number[] {
    const locals = this.#localsOf(endpoint);
    const calls = locals
      .externalEvents(local)
      .map((event) =>
        this.#add(this.#actions.event(endpoint, event), endpoint, local, locals.react(local, event)),
      );
    const answers = locals
      .answers(local)
      .map(({ answer, outcome }) =>
        this.#add(this.#actions.answer(endpoint, answer), endpoint, local, outcome),
      );
    const faults = locals
      .faults(local)
      .map(({ kind, outcome }) => this.#add(this.#actions.fault(kind, endpoint), endpoint, local, outcome));
    const steps = [...calls, ...answers, ...faults];
    const lists = this.#events[endpoint];
    if (lists !== undefined) lists[local] = steps;
    return steps;
  }

  #listExpiries(endpoint: number, local: number): readonly number[] {
    const steps = this.#localsOf(endpoint)
      .expiries(local)
      .map(({ timer, outcome }) =>
        this.#add(this.#actions.expire(endpoint, timer.name), endpoint, local, outcome),
      );
    const lists = this.#expiries[endpoint];
    if (lists !== undefined) lists[local] = steps;
    return steps;
  }

  #learnLoss(packet: number): number {
    const step = this.#add(this.#actions.drop(packet), NOBODY, 0, NOTHING);
    this.#losses[packet] = step;
    return step;
  }

  #add(action: number, endpoint: number, before: number, outcome: Outcome): number {
    this.endpoint.push(endpoint);
    this.before.push(before);
    this.next.push(outcome.next);
    this.sends.push(outcome.sends);
    this.observations.push(outcome.observations);
    this.thrown.push(outcome.thrown);
    this.armed.push(outcome.armed);
    return this.action.push(action) - 1;
  }
}
