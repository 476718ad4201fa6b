import { Interner } from '../state/interner.ts';
import { canonicalText, PlainDataError } from '../state/plain-data.ts';
import { ReadMemo } from '../state/read-memo.ts';
import { Actions } from './actions.ts';
import type { Assumption } from './definition.ts';
import { EnabledLabels, IDLE } from './enabled.ts';
import type { Endpoint, Machine } from './endpoint.ts';
import { ModelError } from './errors.ts';
import { type AnyHistory, guarded, HistoryValues } from './history.ts';
import { ACTOR, CHANGES, FLAGS, HISTORY, Labels, NEXT, OPERATION, RECORD, THROWS } from './labels.ts';
import { type AnyLocalState, BLOCKED, LocalStates, type Outlet } from './local-states.ts';
import { LocalSteps } from './local-steps.ts';
import { Messages } from './messages.ts';
import { ACTION, type Bounds, type ComponentSize, type Model, STEP_EXTRA, type Steps } from './model.ts';
import { StepMoves } from './moves.ts';
import { Network, NO_OPERATION, NOTHING_IN_FLIGHT } from './network.ts';
import type { NetworkRules } from './network-options.ts';
import type { ParameterValue } from './parameters.ts';
import type { AnyObservation, AnyStateView } from './reader.ts';
import { TableReader, type Tables } from './step-reader.ts';
import type { TimeRules } from './time.ts';
import type { EndpointMap } from './views.ts';
import type { EventObject } from './xstate.ts';

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
  readonly moves: StepMoves;
  readonly #actions = new Actions();
  readonly #tickStep: number;
  readonly #enabled: EnabledLabels;
  /** The state after a tick. */
  readonly #ticked: Uint32Array;
  readonly #observationLists = new Interner<readonly AnyObservation[]>();
  readonly #failures = new Interner<string>();
  readonly #mayDeliver: ReadMemo | null;
  /** The vector of a delivery that may not be allowed: the state before, and the action. */
  readonly #delivery: Uint32Array;
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
      this.reader.sourceOf,
    );
    const steps = new LocalSteps(this.#locals, this.#network, this.#actions);
    this.#tickStep = steps.tick;
    this.labels = new Labels(this.width, steps, this.#history, this.#network, (occasion) => {
      return ({ letter, mark }) => this.#history.remark(this.reader.message(letter, mark), occasion);
    });
    this.#enabled = new EnabledLabels(this.#names.length, steps, this.labels, this.#network);
    const refusesDeliveries = parts.assumptions.some(([, { deliverable }]) => deliverable !== undefined);
    this.moves = new StepMoves(this.labels, steps, this.#actions, this.#network, refusesDeliveries);
    this.#ticked = new Uint32Array(this.width);
    this.#mayDeliver = this.#deliveryFilter();
    this.#delivery = new Uint32Array(this.width * 2 + STEP_EXTRA);
    this.#final = new ReadMemo(
      (vector, offset, reads) =>
        Number(
          guarded('final', () => parts.final(this.reader.state(vector, offset, reads), parts.parameters)),
        ),
      this.reader.sourceOf,
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

  bytes(): number {
    return this.#network.bytes;
  }

  xstateCalls(): number {
    return this.#locals.reduce((sum, locals) => sum + locals.calls, 0);
  }

  expand(state: Uint32Array, steps: Steps): void {
    const network = state[this.width - 2] ?? 0;
    const endpoints = this.#locals.length;
    steps.begin(state, this.labels);
    this.labels.start(state);
    this.#enabled.start(state);
    steps.sleep?.start(this.#network.end(network) - this.#network.start(network));
    if (this.#mayDeliver !== null) this.#delivery.set(state);
    this.#deliverAll(network, steps);
    const enabled = this.#enabled;
    for (let i = 0; i < endpoints; i++) {
      if (!enabled.lacksEvents(i)) this.#takeAll(enabled.events(i), network, steps);
    }
    for (let i = 0; i < endpoints; i++) {
      if (!enabled.lacksExpiries(i)) this.#takeAll(enabled.expiries(i), network, steps);
    }
    if (this.#parts.network.loss) this.#loseAll(network, steps);
    if (this.#parts.time.timed) this.#tick(state, network, steps);
  }

  #deliverAll(network: number, steps: Steps): void {
    const contents = this.#network;
    const { deliveryTakes, deliveryLeaves } = contents;
    const end = contents.end(network);
    if (contents.deliversAll && this.#mayDeliver === null) {
      this.#deliverEach(network, steps);
      return;
    }
    for (let at = contents.start(network); at < end; at++) {
      if (!contents.mayDeliver(network, at)) continue;
      const packet = contents.packetAt(at);
      if (deliveryTakes) this.#deliver(network, at, packet, false, steps);
      if (deliveryLeaves) this.#deliver(network, at, packet, true, steps);
    }
  }

  /** Delivers every packet in flight, which stays there. Most deliveries are idle, so those are sorted out quickly. */
  #deliverEach(network: number, steps: Steps): void {
    const enabled = this.#enabled;
    if (!enabled.someBusy(this.#network.bits(network))) return;
    const packets = this.#network.inFlight;
    const end = this.#network.end(network);
    for (let at = this.#network.start(network); at < end; at++) {
      const packet = packets[at] ?? 0;
      if (!enabled.isIdle(packet)) this.#deliver(network, at, packet, true, steps);
    }
  }

  #deliver(network: number, at: number, packet: number, copyStays: boolean, steps: Steps): void {
    if (this.#mayDeliver !== null && !this.#isDeliverable(packet, copyStays, this.#mayDeliver)) return;
    const label = this.#enabled.delivery(packet, copyStays);
    if (label === IDLE || steps.sleeps(label)) return;
    const operation = this.#operationOf(label);
    const contents = this.#network;
    if (operation !== NO_OPERATION) {
      const after = contents.afterDelivery(network, at, copyStays, operation);
      this.#add(label, after, network, contents.overflow, steps);
    } else {
      const after = copyStays ? contents.settled(network, at) : contents.without(network, at);
      this.#add(label, after, network, 0, steps);
    }
  }

  #isDeliverable(packet: number, copyStays: boolean, mayDeliver: ReadMemo): boolean {
    const vector = this.#delivery;
    vector[this.width * 2 + ACTION] = this.#actions.deliver(packet, copyStays);
    return mayDeliver.get(vector, 0) !== 0;
  }

  /** Takes all steps of a list of the enabled ones. */
  #takeAll(list: number, network: number, steps: Steps): void {
    const { lists } = this.#enabled;
    const end = list + (lists[list] ?? 0);
    for (let at = list + 1; at <= end; at++) {
      const label = lists[at] ?? 0;
      if (steps.sleeps(label)) continue;
      const operation = this.#operationOf(label);
      if (operation === NO_OPERATION) this.#add(label, network, network, 0, steps);
      else {
        const after = this.#network.afterOperation(network, operation);
        this.#add(label, after, network, this.#network.overflow, steps);
      }
    }
  }

  #loseAll(network: number, steps: Steps): void {
    const contents = this.#network;
    const end = contents.end(network);
    for (let at = contents.start(network); at < end; at++) {
      if (!contents.mayLose(network, at)) continue;
      const label = this.#enabled.loss(contents.packetAt(at));
      if (steps.sleeps(label)) continue;
      const operation = this.#operationOf(label);
      const after =
        operation === NO_OPERATION
          ? contents.without(network, at)
          : contents.afterDelivery(network, at, false, operation);
      this.#add(label, after, network, 0, steps);
    }
  }

  /** Adds a step, unless it changes nothing and shows nothing, or a message found no room and may not be lost. */
  #add(label: number, after: number, before: number, overflow: number, steps: Steps): void {
    steps.overflows += overflow;
    if (after === BLOCKED) {
      steps.cuts++;
      return;
    }
    const { records } = this.labels;
    const at = label * RECORD;
    const flags = (records[at + OPERATION] ?? 0) & (CHANGES | THROWS);
    if (after === before && flags === 0) {
      if (this.#operationOf(label) !== NO_OPERATION) steps.merged++;
      return;
    }
    const network = (flags & THROWS) === 0 ? after : before;
    steps.add(records[at + ACTOR] ?? 0, records[at + NEXT] ?? 0, network, records[at + HISTORY] ?? 0, label);
  }

  /** What a step with this label does to the network. */
  #operationOf(label: number): number {
    return (this.labels.operation(label) / FLAGS) | 0;
  }

  #tick(state: Uint32Array, network: number, steps: Steps): void {
    const aged = this.#network.afterTick(network);
    if (aged === BLOCKED) return;
    const after = this.#ticked;
    const { width } = this;
    for (let i = 0; i < width - 2; i++) {
      const local = this.#locals[i]?.afterTick(state[i] ?? 0) ?? BLOCKED;
      if (local === BLOCKED) return;
      after[i] = local;
    }
    const label = this.labels.of(this.#tickStep, after);
    const operation = this.#operationOf(label);
    after[width - 2] = this.#network.afterOperation(aged, operation);
    after[width - 1] = this.labels.records[label * RECORD + HISTORY] ?? 0;
    for (let i = 0; i < width; i++) {
      if (after[i] === state[i]) continue;
      if (steps.sleeps(label)) return;
      steps.addWhole(after, label);
      return;
    }
  }

  #start(): Uint32Array {
    const state = new Uint32Array(this.width);
    let network = NOTHING_IN_FLIGHT;
    this.#locals.forEach((locals, i) => {
      const { next, sends } = locals.start();
      state[i] = next;
      if (sends === 0) return;
      const after = this.#network.afterOperation(network, this.#network.operation(sends, 0, null));
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
    }, this.reader.sourceOf);
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
