import { LocalStates } from '../endpoint/local-states.ts';
import type { EffectHandler } from '../endpoint/outcome.ts';
import { MachineThrew } from '../endpoint/xstate.ts';
import { AddressError, addressed } from '../language/address.ts';
import type { Endpoint, Machine } from '../language/endpoint.ts';
import { ModelError } from '../language/errors.ts';
import type { AnyLocalState, AnyObservation } from '../language/forgotten.ts';
import { answered } from '../language/form/answer.ts';
import type { EventObject } from '../language/machine.ts';
import { pureCall } from '../language/pure.ts';
import type { ResolvedModel } from '../language/resolve.ts';
import { STARTS, type Starts } from '../model/beginnings.ts';
import type { Bounds } from '../model/bounds.ts';
import { CONTENTS, type Contents } from '../model/contents.ts';
import { type Extension, Extensions } from '../model/extension.ts';
import { INDEPENDENCE } from '../model/independence.ts';
import type { ComponentSize, ComponentTables, Model } from '../model/model.ts';
import { REFUSED } from '../model/refused.ts';
import { SET_FACTS, type SetFacts } from '../model/set-facts.ts';
import { SHARING } from '../model/sharing.ts';
import { ARMING, LABELS, STEP_EXTRA, type Steps } from '../model/steps.ts';
import { WAITS, type Waits } from '../model/waits.ts';
import { type Deed, Messages } from '../network/messages.ts';
import { Network } from '../network/network.ts';
import { Interner } from '../tables/interner.ts';
import { canonicalText, PlainDataError } from '../tables/plain-data.ts';
import { ReadMemo } from '../tables/read-memo.ts';
import { SharedData } from '../tables/shared-data.ts';
import { Actions } from './actions.ts';
import { InitialStates } from './beginning/initial-states.ts';
import { requireDeclared } from './declared.ts';
import { Expansion } from './expansion.ts';
import { HistoryValues } from './history.ts';
import { Labels } from './labels.ts';
import { LinkEvents } from './link-events.ts';
import { LocalSteps } from './local-steps.ts';
import { RefusedSteps } from './reasons/refused-steps.ts';
import { Refusing } from './reasons/refusing.ts';
import { Confinement } from './restrictions/confinement.ts';
import { Refusals } from './restrictions/refusals.ts';
import { SharedIds } from './shared-ids.ts';
import { StepIndependence } from './step-independence.ts';
import { TableReader, type ValueTables } from './table-reader.ts';
import { KnownOfSets } from './taught/known-of-sets.ts';
import { Waiting } from './waiting.ts';

/** A composition offers itself by this name to those who rename or compare the values behind its ids. */
const COMPOSITION: Extension<Composition> = { name: 'composition' };

/** A function of the model's author, of which answers are remembered. */
export interface ModelFunction {
  readonly what: string;
  readonly memo: ReadMemo;
  /** What its vectors hold: those of a step may lack the network and history after it, those of a delivery all after it. */
  readonly of: 'state' | 'step' | 'unfinished step' | 'delivery';
  /** What its results are: ids, or answers that mean themselves. */
  readonly gives: 'answer' | 'history' | 'trigger';
}

/** @throws ModelError for a model that is not composed of endpoints */
export function compositionOf(model: Model): Composition {
  const composition = model.extension(COMPOSITION);
  if (composition !== null) return composition;
  throw new ModelError('reductions need a model that is composed of endpoints; this one is not');
}

/**
 * The composition of endpoints, network and history into one transition system over vectors of ids.
 *
 * Its only work per global step is to look up ids: of the acting endpoint's next local state, of the network after
 * it, of the history. What is looked up is computed on first use, by LocalStates, Network and HistoryValues.
 */
export class Composition implements Model {
  readonly width: number;
  readonly initials: readonly Uint32Array[];
  readonly reader: TableReader;
  readonly tables: ComponentTables;
  /** What the ids stand for, for those who make new ones. */
  readonly values: ValueTables;
  readonly #extensions = new Extensions();
  /** What the endpoints are, by number. */
  readonly endpoints: readonly Endpoint<Machine>[];
  readonly bounds: Bounds;
  readonly #parts: ResolvedModel;
  readonly #names: readonly string[];
  readonly #locals: readonly LocalStates[];
  readonly #messages: Messages;
  readonly #linkEvents: LinkEvents;
  readonly #network: Network;
  readonly #history: HistoryValues;
  readonly labels: Labels;
  /** What single endpoints do, as far as anybody asked. */
  readonly localSteps: LocalSteps;
  readonly #actions = new Actions();
  readonly #expansion: Expansion;
  /** What the model's functions are shown: equal data are one object. */
  readonly #shared = new SharedData();
  readonly #observationLists = new Interner<readonly AnyObservation[]>();
  readonly #failures = new Interner<string>();
  readonly #refusals: Refusals | null;
  readonly #confinement: Confinement | null;
  readonly #final: ReadMemo;

  constructor(parts: ResolvedModel) {
    requireDeclared(parts);
    this.#parts = parts;
    this.#names = Object.keys(parts.endpoints);
    this.endpoints = Object.values(parts.endpoints);
    this.width = this.#names.length + 2;
    this.#observationLists.intern('', () => []);
    this.#failures.intern('', () => '');
    this.#messages = new Messages(this.#names);
    this.#linkEvents = new LinkEvents(parts.network.links, this.#messages);
    this.#locals = Object.entries(parts.endpoints).map(
      ([name, endpoint], i) =>
        new LocalStates(name, endpoint, parts.time, this.#effectHandler(name, i), this.#shared),
    );
    this.#network = new Network(parts.network, this.#messages, parts.history.marks?.initial ?? '');
    this.values = {
      names: this.#names,
      locals: this.#locals,
      messages: this.#messages,
      shared: this.#shared,
      network: this.#network,
      actions: this.#actions,
      history: () => this.#history,
      observations: (id) => this.#observationLists.value(id),
      thrown: (id) => this.#failures.value(id),
    };
    this.reader = new TableReader(this.values);
    this.#history = new HistoryValues(
      parts.history,
      parts.parameters,
      this.width - 1,
      (vector, offset, reads) => this.reader.step(vector, offset, reads),
      this.reader.sourceOf,
      this.#shared,
    );
    const steps = new LocalSteps(
      parts.endpoints,
      this.#locals,
      this.#network,
      this.#actions,
      this.#linkEvents,
    );
    this.localSteps = steps;
    this.labels = new Labels(this.width, steps, this.#history, this.#network, this.reader.marking);
    const refusing = parts.assumptions.filter(
      ([, { deliverable, happens }]) => deliverable !== undefined || happens !== undefined,
    );
    this.#refusals =
      refusing.length === 0 ? null : new Refusals(refusing, parts.parameters, this.reader, this.#actions);
    const confining = parts.assumptions.filter(([, { within }]) => within !== undefined);
    this.#confinement =
      confining.length === 0 ? null : new Confinement(confining, parts.parameters, this.reader);
    this.#extensions.offer(LABELS, this.labels);
    this.#extensions.offer(ARMING, this.labels);
    this.#extensions.offer<Contents>(CONTENTS, this.#network.contents);
    // What lies beyond is judged, and not followed: several threads do not know of that.
    if (this.#confinement === null) {
      const independence = new StepIndependence(
        this.labels,
        steps,
        this.#actions,
        this.#network,
        this.#names.length,
        { ofDeliveries: this.refusesDeliveries, ofOthers: !this.refusesDeliveriesOnly },
      );
      this.#extensions.offer(INDEPENDENCE, independence);
      this.#extensions.offer(SHARING, new SharedIds(this.values, independence, this.reader.marking));
    }
    this.#extensions.offer<Composition>(COMPOSITION, this);
    this.#extensions.offer<Waits>(WAITS, new Waiting(this, this.labels, this.values));
    this.#extensions.offer(
      REFUSED,
      new RefusedSteps({
        model: this,
        labels: this.labels,
        steps,
        values: this.values,
        refusing: new Refusing(parts.assumptions, parts.parameters, this.reader),
      }),
    );
    this.#expansion = new Expansion({
      locals: this.#locals,
      steps,
      labels: this.labels,
      network: this.#network,
      refusals: this.#refusals,
      confinement: this.#confinement,
      timed: parts.time.timed,
    });
    if (this.#isOfPlainSets(parts)) {
      const { enabled } = this.#expansion;
      const known = new KnownOfSets(this.#locals, enabled, this.labels, steps, this.#network, this.#history);
      this.#extensions.offer<SetFacts>(SET_FACTS, known);
    }
    this.#final = new ReadMemo(
      (vector, offset, reads) =>
        Number(
          pureCall('final', () => parts.final(this.reader.state(vector, offset, reads), parts.parameters)),
        ),
      this.reader.sourceOf,
    );
    this.bounds = {
      network: parts.network,
      timed: parts.time.timed,
      elastic: parts.time.elastic,
      equalDelays: parts.time.equalDelays,
      crashes: Object.entries(parts.endpoints).flatMap(([endpoint, { crashes }]) => {
        if (crashes === null) return [];
        const { most, restarts = true } = crashes;
        return [{ endpoint, most, restarts }];
      }),
      assumptions: parts.assumptions.map(([name, { sentence }]) => ({ name, sentence })),
    };
    this.tables = {
      sizes: () => this.#sizes(),
      bytes: () => this.#bytes(),
      xstateCalls: () => this.#locals.reduce((sum, locals) => sum + locals.calls, 0),
    };
    const beginnings = new InitialStates({
      parts,
      names: this.#names,
      locals: this.#locals,
      messages: this.#messages,
      network: this.#network,
      histories: this.#history.initials,
      reader: this.reader,
    });
    this.initials = beginnings.states;
    this.#extensions.offer<Starts>(STARTS, beginnings);
    this.#requireWithin();
  }

  /** Whether what is in flight is a set without bounds, to which nothing happens but what steps do, and nothing is refused. */
  #isOfPlainSets({ network, time }: ResolvedModel): boolean {
    const isUnbounded =
      network.capacity === Number.POSITIVE_INFINITY && network.lifetime === Number.POSITIVE_INFINITY;
    const isFree = this.#refusals === null && this.#confinement === null && !network.leavesIgnored;
    const isSimple = this.#locals.every(({ hasWays, mayCrash }) => !hasWays && !mayCrash);
    return this.#network.deliversAll && isUnbounded && isFree && isSimple && !time.timed;
  }

  isFinal(state: Uint32Array): boolean {
    return this.#final.get(state, 0) === 1;
  }

  /** Whether history, marks or an assumption were ever seen to depend on this slot of a step. */
  hasRead(slot: number): boolean {
    return this.#history.hasRead(slot) || (this.#refusals?.hasRead(slot) ?? false);
  }

  /**
   * From now on, all that is asked of the model's functions of whole states and steps is kept, also if it was asked
   * before. Where a function reads one of these endpoints, what it says is kept by all of them.
   */
  keepFacts(alike: readonly number[] = []): void {
    for (const { memo } of this.functions()) this.keepFactsOf(memo, alike);
    this.#expansion.forget();
  }

  /** The same for what is remembered of another function of states or steps. */
  keepFactsOf(memo: ReadMemo, alike: readonly number[]): void {
    memo.keepFacts(this.width * 2 + STEP_EXTRA, (read) => this.reader.readsAlike(read, alike));
  }

  /** The model's functions of whole states and steps. */
  functions(): readonly ModelFunction[] {
    const [update, trigger] = this.#history.memos;
    return [
      { what: 'final', memo: this.#final, of: 'state', gives: 'answer' },
      { what: 'the history', memo: update, of: 'unfinished step', gives: 'history' },
      { what: 'the trigger of marks', memo: trigger, of: 'unfinished step', gives: 'trigger' },
      ...(this.#refusals === null
        ? []
        : [
            {
              what: 'which actions an assumption refuses',
              memo: this.#refusals.memo,
              of: 'delivery',
              gives: 'answer',
            } as const,
          ]),
      ...(this.#confinement === null
        ? []
        : [
            {
              what: 'which states an assumption confines to',
              memo: this.#confinement.memo,
              of: 'state',
              gives: 'answer',
            } as const,
          ]),
    ];
  }

  /** Whether the history was ever seen to look at what is in flight after a step. */
  get looksAtNetworkAfter(): boolean {
    return this.#history.looksAtNetworkAfter;
  }

  /** Whether there is a history, or marks. */
  get remembers(): boolean {
    return this.#history.updates || this.#history.marks;
  }

  /** Why steps are not known to commute, and are not reduced; null if they may be. */
  get dependence(): string | null {
    if (this.#confinement !== null) return 'an assumption confines the search to some states (within)';
    if (this.#refusals?.onlyDeliveries === false)
      return 'an assumption says which actions happen, which may depend on all endpoints (happens)';
    return null;
  }

  /** Whether all that assumptions may refuse is deliveries. */
  get refusesDeliveriesOnly(): boolean {
    return this.#refusals?.onlyDeliveries ?? true;
  }

  /** Whether an assumption may refuse a delivery. */
  get refusesDeliveries(): boolean {
    return this.#refusals !== null;
  }

  extension<T>(wanted: Extension<T>): T | null {
    return this.#extensions.get(wanted);
  }

  #bytes(): number {
    const parts = [this.#network, this.localSteps, this.labels, this.#expansion, this.#history, this.#final];
    return parts.reduce((sum, { bytes }) => sum + bytes, this.#refusals?.memo.bytes ?? 0);
  }

  #sizes(): readonly ComponentSize[] {
    return [
      ...this.#names.map((name, i) => ({
        component: `endpoint ${name}`,
        distinct: this.#locals[i]?.size ?? 0,
      })),
      {
        component: 'network',
        distinct: this.#network.packetCount,
        atOnce: this.#network.mostInFlight,
      },
      { component: 'history', distinct: this.#history.size },
    ];
  }

  expand(state: Uint32Array, steps: Steps): void {
    this.#expansion.expand(state, steps);
  }

  #requireWithin(): void {
    const beyond = this.initials.findIndex((state) => this.#confinement?.excludes(state));
    if (beyond < 0) return;
    const [which, way] =
      this.initials.length === 1
        ? ['the initial state', '']
        : [`the initial state ${beyond}`, '; exclude it by starts(state)'];
    throw new ModelError(
      `${which} is beyond the states to which an assumption confines the search: its within(state) is false there${way}`,
    );
  }

  #effectHandler(name: string, endpoint: number): EffectHandler {
    const carried = new Set(this.#parts.network.carries);
    return {
      endpoints: this.#names,
      carries: (type) => carried.has(type),
      crash: () => this.#linkEvents.ofCrash(name),
      changesLinks: (type) => this.#linkEvents.concerns(name, type),
      send: (events, sender) =>
        this.#messages.internList(
          events.flatMap((event): readonly Deed[] =>
            carried.has(event.type)
              ? this.#sendings(endpoint, event, sender)
              : this.#linkEvents.by(name, event),
          ),
        ),
      observe: (effects) => this.#observe(name, effects),
      fail: (message) => this.#failures.intern(message, () => message),
    };
  }

  #sendings(from: number, event: EventObject, sender: AnyLocalState) {
    return this.#addressed(from, event).map((to) => {
      const message = this.#messages.internMessage(from, to, event);
      return { message, owed: this.#isOwed(message, sender) };
    });
  }

  /** To emit an event for an endpoint that does not exist is like throwing: it depends on the path, and ends the step. */
  #addressed(from: number, event: EventObject): readonly number[] {
    try {
      return addressed(this.#names, from, event).to;
    } catch (error) {
      throw error instanceof AddressError ? new MachineThrew(error) : error;
    }
  }

  #isOwed(message: number, sender: AnyLocalState): boolean {
    const { assumptions, parameters, history } = this.#parts;
    const sent = this.reader.message(this.#messages.message(message), history.marks?.initial ?? '');
    return assumptions.some(([name, assumption]) => {
      const what = `assumption "${name}": reliable`;
      return (
        assumption.reliable !== undefined &&
        answered(
          what,
          pureCall(what, () => assumption.reliable?.(sent, sender, parameters)),
        )
      );
    });
  }

  #observe(name: string, effects: readonly EventObject[]): number {
    try {
      const text = `${JSON.stringify(name)} ${canonicalText(effects, 'observations')}`;
      return this.#observationLists.intern(text, () =>
        this.#shared.of(effects.map((effect) => ({ endpoint: name, effect }))),
      );
    } catch (error) {
      if (!(error instanceof PlainDataError)) throw error;
      throw new ModelError(
        `endpoint "${name}" has an effect whose ${error.message}; observations must be plain data`,
      );
    }
  }
}
