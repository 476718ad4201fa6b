import { Grid } from '../state/grid.ts';
import { Interner } from '../state/interner.ts';
import { canonicalText, PlainDataError } from '../state/plain-data.ts';
import { ReadMemo } from '../state/read-memo.ts';
import { Actions } from './actions.ts';
import type { Assumption } from './definition.ts';
import type { Endpoint, Machine } from './endpoint.ts';
import { ModelError } from './errors.ts';
import { type AnyHistory, guarded, HistoryValues, NO_OCCASION } from './history.ts';
import { Labels } from './labels.ts';
import { type AnyLocalState, BLOCKED, LocalStates, type Outcome, type Outlet } from './local-states.ts';
import { LocalSteps } from './local-steps.ts';
import { Messages } from './messages.ts';
import { ACTION, type Bounds, type ComponentSize, type Model, type Steps } from './model.ts';
import { Network, NOTHING_IN_FLIGHT } from './network.ts';
import type { NetworkRules } from './network-options.ts';
import type { Packet } from './packets.ts';
import type { ParameterValue } from './parameters.ts';
import type { AnyObservation, AnyStateView } from './reader.ts';
import { TableReader, type Tables } from './step-reader.ts';
import type { TimeRules } from './time.ts';
import type { EndpointMap } from './views.ts';
import type { EventObject } from './xstate.ts';

/** Who acts when a message is lost, or time passes. */
const NOBODY = -1;
const NOTHING: Outcome = { next: 0, sends: 0, observations: 0, thrown: 0 };

const UNKNOWN = -1;

/** An assumption does not allow the delivery. */
const REFUSED = -2;

export type AnyParameters = Readonly<Record<string, ParameterValue>>;
export type AnyAssumption = Assumption<EndpointMap, unknown, string, AnyParameters>;

/** Everything that a model consists of, resolved for one choice of parameters. */
export interface Parts {
  readonly endpoints: Readonly<Record<string, Endpoint<Machine>>>;
  readonly network: NetworkRules;
  readonly time: TimeRules;
  /** The assumptions in force. */
  readonly assumptions: readonly (readonly [name: string, assumption: AnyAssumption])[];
  readonly history: AnyHistory;
  readonly final: (state: AnyStateView, parameters: AnyParameters) => boolean;
  readonly parameters: AnyParameters;
}

/**
 * The composition of endpoints, network and history into one transition system over vectors of ids.
 *
 * Its only work per global step is to look up ids: of the acting endpoint's next local state, of the network after
 * it, of the history. What is looked up is computed on first use, by LocalStates, Network and HistoryValues.
 */
export class Composition implements Model {
  readonly width: number;
  readonly initial: Uint32Array;
  readonly reader: TableReader;
  /** What the ids stand for, for those who make new ones. */
  readonly tables: Tables;
  /** What the endpoints are, by number. */
  readonly endpoints: readonly Endpoint<Machine>[];
  readonly bounds: Bounds;
  readonly #parts: Parts;
  readonly #names: readonly string[];
  readonly #locals: readonly LocalStates[];
  readonly #messages: Messages;
  readonly #network: Network;
  readonly #history: HistoryValues;
  readonly labels: Labels;
  readonly #actions = new Actions();
  readonly #localSteps = new LocalSteps();
  /** Per endpoint: by local state and packet delivered (twice its id, plus one if a copy stays), the local step. */
  readonly #deliveries: readonly Grid[];
  /** Per endpoint and local state: the local steps of external events, and of timers. */
  readonly #events: readonly (readonly number[])[][];
  readonly #expiries: readonly (readonly number[])[][];
  /** By packet: the loss of it. */
  readonly #losses: number[] = [];
  readonly #tickStep: number;
  /** The state after a tick. */
  readonly #ticked: Uint32Array;
  readonly #observationLists = new Interner<readonly AnyObservation[]>();
  readonly #failures = new Interner<string>();
  /** Per packet: the endpoint that it goes to. */
  readonly #receivers: number[] = [];
  readonly #mayDeliver: ReadMemo | null;
  readonly #final: ReadMemo;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#names = Object.keys(parts.endpoints);
    this.endpoints = Object.values(parts.endpoints);
    this.width = this.#names.length + 2;
    this.#observationLists.intern('', () => []);
    this.#failures.intern('', () => '');
    this.#messages = new Messages(this.#names);
    this.#locals = Object.entries(parts.endpoints).map(
      ([name, endpoint], i) => new LocalStates(name, endpoint, parts.time, this.#outlet(name, i)),
    );
    this.#network = new Network(parts.network, this.#messages, parts.history.marks?.initial ?? '');
    this.tables = {
      names: this.#names,
      locals: this.#locals,
      messages: this.#messages,
      network: this.#network,
      actions: this.#actions,
      history: () => this.#history,
      observations: (id) => this.#observationLists.value(id),
      thrown: (id) => this.#failures.value(id),
    };
    this.reader = new TableReader(this.tables);
    this.#history = new HistoryValues(
      parts.history,
      parts.parameters,
      this.width - 1,
      (vector, offset, reads) => this.reader.step(vector, offset, reads),
    );
    this.labels = new Labels(this.width, this.#localSteps, this.#history);
    this.#deliveries = this.#names.map(() => new Grid());
    this.#events = this.#names.map(() => []);
    this.#expiries = this.#names.map(() => []);
    this.#tickStep = this.#localSteps.add(this.#actions.tick, NOBODY, 0, NOTHING);
    this.#ticked = new Uint32Array(this.width);
    this.#mayDeliver = this.#deliveryFilter();
    this.#final = new ReadMemo((vector, offset, reads) =>
      Number(guarded('final', () => parts.final(this.reader.state(vector, offset, reads), parts.parameters))),
    );
    this.bounds = {
      network: parts.network,
      timed: parts.time.timed,
      elastic: parts.time.elastic,
      assumptions: parts.assumptions.map(([name, { sentence }]) => ({ name, sentence })),
    };
    this.initial = this.#start();
  }

  isFinal(state: Uint32Array): boolean {
    return this.#final.get(state, 0) === 1;
  }

  /** Whether history, marks or an assumption were ever seen to depend on this place of a step. */
  hasRead(place: number): boolean {
    return this.#history.hasRead(place) || (this.#mayDeliver?.places.has(place) ?? false);
  }

  /** Whether there is a history, or marks. */
  get remembers(): boolean {
    return this.#history.updates || this.#history.marks;
  }

  /** Whether an assumption may refuse a delivery. */
  get refusesDeliveries(): boolean {
    return this.#mayDeliver !== null;
  }

  sizes(): readonly ComponentSize[] {
    return [
      ...this.#names.map((name, i) => ({
        component: `endpoint ${name}`,
        distinct: this.#locals[i]?.size ?? 0,
      })),
      { component: 'network', distinct: this.#network.size },
      { component: 'history', distinct: this.#history.size },
    ];
  }

  xstateCalls(): number {
    return this.#locals.reduce((sum, locals) => sum + locals.calls, 0);
  }

  expand(state: Uint32Array, steps: Steps): void {
    const network = state[this.width - 2] ?? 0;
    steps.begin(state, this.labels);
    this.labels.start(state);
    this.#deliverAll(state, network, steps);
    for (let i = 0; i < this.#locals.length; i++) {
      this.#takeAll(this.#eventsIn(i, state[i] ?? 0), network, steps);
    }
    for (let i = 0; i < this.#locals.length; i++) {
      this.#takeAll(this.#expiriesIn(i, state[i] ?? 0), network, steps);
    }
    if (this.#parts.network.loss) this.#loseAll(network, steps);
    if (this.#parts.time.timed) this.#tick(state, network, steps);
  }

  #localsOf(endpoint: number): LocalStates {
    const locals = this.#locals[endpoint];
    if (locals === undefined) throw new RangeError(`no endpoint has the number ${endpoint}`);
    return locals;
  }

  #deliverAll(state: Uint32Array, network: number, steps: Steps): void {
    const contents = this.#network;
    const { deliveryTakes, deliveryLeaves } = contents;
    const end = contents.end(network);
    for (let at = contents.start(network); at < end; at++) {
      if (!contents.mayDeliver(network, at)) continue;
      const packet = contents.packetAt(at);
      if (deliveryTakes) {
        const step = this.#delivery(state, packet, false);
        if (step !== REFUSED) this.#take(step, contents.without(network, at), network, steps);
      }
      if (deliveryLeaves) {
        const step = this.#delivery(state, packet, true);
        if (step !== REFUSED) this.#take(step, contents.settled(network, at), network, steps);
      }
    }
  }

  /** The local step that delivers the packet, or REFUSED if an assumption does not allow it. */
  #delivery(state: Uint32Array, packet: number, copyStays: boolean): number {
    if (this.#mayDeliver !== null) {
      const { vector } = this.labels;
      vector[this.width * 2 + ACTION] = this.#actions.deliver(packet, copyStays);
      if (this.#mayDeliver.get(vector, 0) === 0) return REFUSED;
    }
    const to = this.#receiver(packet);
    const local = state[to] ?? 0;
    const key = packet * 2 + Number(copyStays);
    const known = this.#deliveries[to]?.get(local, key) ?? UNKNOWN;
    if (known >= 0) return known;
    const outcome = this.#localsOf(to).react(local, this.#eventOf(packet));
    const step = this.#localSteps.add(this.#actions.deliver(packet, copyStays), to, local, outcome);
    this.#deliveries[to]?.set(local, key, step);
    return step;
  }

  #receiver(packet: number): number {
    const known = this.#receivers[packet];
    if (known !== undefined) return known;
    const { to } = this.#network.packet(packet).letter;
    this.#receivers[packet] = to;
    return to;
  }

  #eventOf(packet: number): number {
    const { to, event } = this.#network.packet(packet).letter;
    return this.#localsOf(to).event(event);
  }

  #eventsIn(endpoint: number, local: number): readonly number[] {
    const known = this.#events[endpoint]?.[local];
    if (known !== undefined) return known;
    const locals = this.#localsOf(endpoint);
    const steps = locals
      .externalEvents(local)
      .map((event) =>
        this.#localSteps.add(
          this.#actions.event(endpoint, event),
          endpoint,
          local,
          locals.react(local, event),
        ),
      );
    return this.#keep(this.#events[endpoint], local, steps);
  }

  #expiriesIn(endpoint: number, local: number): readonly number[] {
    const known = this.#expiries[endpoint]?.[local];
    if (known !== undefined) return known;
    const steps = this.#localsOf(endpoint)
      .expiries(local)
      .map(({ timer, outcome }) =>
        this.#localSteps.add(this.#actions.expire(endpoint, timer.name), endpoint, local, outcome),
      );
    return this.#keep(this.#expiries[endpoint], local, steps);
  }

  /** Keeps the local steps that can be more than stuttering. */
  #keep(
    lists: (readonly number[])[] | undefined,
    local: number,
    steps: readonly number[],
  ): readonly number[] {
    const { updates, marks } = this.#history;
    const kept = updates || marks ? steps : steps.filter((step) => !this.#localSteps.isIdle(step));
    if (lists !== undefined) lists[local] = kept;
    return kept;
  }

  #takeAll(list: readonly number[], network: number, steps: Steps): void {
    for (let i = 0; i < list.length; i++) this.#take(list[i] ?? 0, network, network, steps);
  }

  #loseAll(network: number, steps: Steps): void {
    const contents = this.#network;
    const end = contents.end(network);
    for (let at = contents.start(network); at < end; at++) {
      if (!contents.mayLose(network, at)) continue;
      this.#take(this.#loss(contents.packetAt(at)), contents.without(network, at), network, steps);
    }
  }

  #loss(packet: number): number {
    const known = this.#losses[packet];
    if (known !== undefined) return known;
    const step = this.#localSteps.add(this.#actions.drop(packet), NOBODY, 0, NOTHING);
    this.#losses[packet] = step;
    return step;
  }

  /**
   * Takes a local step: history, marks, network follow. A step that changes nothing and shows nothing is none.
   *
   * @param network what is in flight once the packet that was delivered or lost is gone
   * @param before what is in flight before the step
   */
  #take(step: number, network: number, before: number, steps: Steps): void {
    const { next, sends, endpoint, thrown, observations } = this.#localSteps;
    const label = this.labels.of(step);
    const history = this.labels.historyAfter(label);
    const actor = endpoint[step] ?? NOBODY;
    const place = actor === NOBODY ? this.width : actor;
    if (thrown[step] !== 0) {
      steps.add(place, this.#localSteps.before[step] ?? 0, before, history, label);
      return;
    }
    const networkAfter = this.#send(this.#remarked(network, label), sends[step] ?? 0, steps);
    if (networkAfter === BLOCKED) return;
    const local = next[step] ?? 0;
    const changes =
      networkAfter !== before ||
      (actor !== NOBODY && local !== this.#localSteps.before[step]) ||
      history !== this.labels.vector[this.width - 1] ||
      observations[step] !== 0;
    if (changes) steps.add(place, local, networkAfter, history, label);
    else if (sends[step] !== 0) steps.merged++;
  }

  #tick(state: Uint32Array, network: number, steps: Steps): void {
    const aged = this.#network.afterTick(network);
    if (aged === BLOCKED) return;
    const after = this.#ticked;
    const { width } = this;
    for (let i = 0; i < width - 2; i++) {
      const local = this.#localsOf(i).afterTick(state[i] ?? 0);
      if (local === BLOCKED) return;
      after[i] = local;
    }
    const label = this.labels.ofTick(this.#tickStep, after);
    after[width - 2] = this.#remarked(aged, label);
    after[width - 1] = this.labels.historyAfter(label);
    for (let i = 0; i < width; i++) {
      if (after[i] === state[i]) continue;
      steps.addWhole(after, label);
      return;
    }
  }

  #remarked(network: number, label: number): number {
    const occasion = this.labels.occasion(label);
    return occasion === NO_OCCASION
      ? network
      : this.#network.remark(network, occasion, this.#markAfter(occasion));
  }

  #markAfter(occasion: number): (packet: Packet) => string {
    return (packet) => this.#history.remark(this.reader.message(packet.letter, packet.mark), occasion);
  }

  #send(network: number, sends: number, steps: Steps): number {
    if (sends === 0) return network;
    const after = this.#network.send(network, sends);
    steps.overflows += this.#network.overflow;
    if (after === BLOCKED) steps.cuts++;
    return after;
  }

  #start(): Uint32Array {
    const state = new Uint32Array(this.width);
    let network = NOTHING_IN_FLIGHT;
    this.#locals.forEach((locals, i) => {
      const { next, sends } = locals.start();
      state[i] = next;
      if (sends === 0) return;
      const after = this.#network.send(network, sends);
      if (this.#network.overflow > 0) {
        throw new ModelError(
          `endpoint "${this.#names[i]}" sends more when it starts than the network holds; network.capacity (${this.#parts.network.capacity}) is too small`,
        );
      }
      network = after;
    });
    state[this.width - 2] = network;
    return state;
  }

  #deliveryFilter(): ReadMemo | null {
    const filters = this.#parts.assumptions.filter(([, { deliverable }]) => deliverable !== undefined);
    if (filters.length === 0) return null;
    const actionPlace = this.width * 2 + ACTION;
    return new ReadMemo((vector, offset, reads) => {
      reads.push(actionPlace);
      const action = this.reader.action(vector[offset + actionPlace] ?? 0);
      if (action.kind !== 'deliver') return 1;
      const state = this.reader.state(vector, offset, reads);
      const { parameters } = this.#parts;
      const refused = filters.some(([name, assumption]) =>
        guarded(
          `assumption "${name}"`,
          () => assumption.deliverable?.(action.message, state, parameters) === false,
        ),
      );
      return Number(!refused);
    });
  }

  #outlet(name: string, endpoint: number): Outlet {
    const carried = new Set(this.#parts.network.carries);
    return {
      carries: (type) => carried.has(type),
      send: (events, sender) =>
        this.#messages.internList(events.flatMap((event) => this.#sendings(endpoint, event, sender))),
      observe: (effects) => this.#observe(name, effects),
      fail: (message) => this.#failures.intern(message, () => message),
    };
  }

  #sendings(from: number, event: EventObject, sender: AnyLocalState) {
    return this.#messages.receivers(from, event).map((to) => {
      const letter = this.#messages.internLetter(from, to, event);
      return { letter, owed: this.#isOwed(letter, sender) };
    });
  }

  #isOwed(letter: number, sender: AnyLocalState): boolean {
    const { assumptions, parameters, history } = this.#parts;
    const message = this.reader.message(this.#messages.letter(letter), history.marks?.initial ?? '');
    return assumptions.some(([name, assumption]) =>
      guarded(`assumption "${name}"`, () => assumption.reliable?.(message, sender, parameters) === true),
    );
  }

  #observe(name: string, effects: readonly EventObject[]): number {
    try {
      const text = `${JSON.stringify(name)} ${canonicalText(effects, 'observations')}`;
      return this.#observationLists.intern(text, () => effects.map((effect) => ({ endpoint: name, effect })));
    } catch (error) {
      if (!(error instanceof PlainDataError)) throw error;
      throw new ModelError(
        `endpoint "${name}" has an effect whose ${error.message}; observations must be plain data (JSON values)`,
      );
    }
  }
}
