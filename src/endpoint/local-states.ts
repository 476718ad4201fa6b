import { valuesOf } from '../language/any-of.ts';
import type { Endpoint, Machine } from '../language/endpoint.ts';
import { ModelError } from '../language/errors.ts';
import type { AnyLocalState } from '../language/forgotten.ts';
import type { EventObject, Snapshot } from '../language/machine.ts';
import { pureCall } from '../language/pure.ts';
import type { TimeRules } from '../language/time.ts';
import { BLOCKED } from '../tables/ids.ts';
import { Interner } from '../tables/interner.ts';
import { fromTaggedJson, taggedJson } from '../tables/kinds/tagged-json.ts';
import { canonicalText, PlainDataError } from '../tables/plain-data.ts';
import { SharedData } from '../tables/shared-data.ts';
import type { Ledger } from '../tables/threads/ledger.ts';
import { type Answer, answerText, type Cause } from './actors/answer.ts';
import { timerName } from './declared-names.ts';
import type { ArmEffect, Effect } from './effects.ts';
import { Crashes, type FaultKind } from './environment/crashes.ts';
import { type Life, lifeText } from './environment/life.ts';
import { Ways } from './environment/ways.ts';
import { viewOf } from './local-view.ts';
import { MachineRuns, type Reacted } from './machine-runs.ts';
import type { AnswerOutcome, EffectHandler, Expiry, FaultOutcome, LocalContent, Outcome } from './outcome.ts';
import { Repetitions } from './repetitions.ts';
import { keptSnapshot, snapshotText } from './snapshots.ts';
import { arm, disarm, endActor, fire, mayFire, type Timer, tickTimers, timersText } from './timers.ts';
import { MachineThrew } from './xstate.ts';

/** How a local state was first reached, so that it can be reached again: from which one, by what. */
type Origin =
  | readonly ['start', which: number, by: undefined]
  /** It was made by renaming. */
  | readonly ['made']
  | readonly ['event', from: number, event: EventObject]
  | readonly ['answer', from: number, answer: Answer]
  /** The timer at this place of the list expired. */
  | readonly ['timer', from: number, place: number]
  | readonly ['tick', from: number]
  | readonly [FaultKind, from: number];

/** What of a local state is not in the snapshot of its machine, nor in its timers. */
interface Beside {
  readonly life: Life;
  readonly origin: Origin;
}

/** How a local state was reached. */
export type OriginKind = Origin[0];

interface Entry extends LocalContent {
  readonly origin: Origin;
  /** XState's own object, as an actor would have it; null for a state that was only ever made by renaming. */
  own: Snapshot | null;
  readonly view: AnyLocalState;
  /** By the id of the event. */
  readonly reactions: (Outcome | undefined)[];
  /** By the id of a message's event: as which events it may be taken. */
  readonly ways: (readonly number[] | undefined)[];
  events: readonly number[] | null;
  expiries: readonly Expiry[] | null;
  answers: readonly AnswerOutcome[] | null;
  faults: readonly FaultOutcome[] | null;
  /** Id of the local state one tick later; BLOCKED while a due timer must fire first; null if not yet computed. */
  afterTick: number | null;
}

/**
 * The local states of one endpoint and the transitions between them, computed on demand, once each.
 *
 * A machine runs only for a pair of local state and event that was never seen before, and what it does is kept. All that is
 * kept is nobody else's (docs/soundness.md).
 */
export class LocalStates {
  readonly #name: string;
  readonly #endpoint: Endpoint<Machine>;
  readonly #time: TimeRules;
  readonly #effects: EffectHandler;
  /** What is shown to the model's functions; never what machines are given. */
  readonly #shared: SharedData;
  readonly #runs: MachineRuns;
  readonly #repetitions: Repetitions;
  readonly #ways: Ways;
  readonly #crashes: Crashes;
  /** With which the machine may start: one, or several if that is left open. */
  readonly inputs: readonly unknown[];
  readonly #starts: Outcome[] = [];
  readonly #states = new Interner<Entry>();
  /** Per local state: the ids of its value and of its context, each counted from 0. */
  readonly values: number[] = [];
  readonly contexts: number[] = [];
  readonly #valueIds = new Interner<null>();
  readonly #contextIds = new Interner<null>();
  readonly #events = new Interner<EventObject>();
  readonly #answers = new Interner<Answer>();
  #calls = 0;

  constructor(
    name: string,
    endpoint: Endpoint<Machine>,
    time: TimeRules,
    effects: EffectHandler,
    shared: SharedData = new SharedData(),
  ) {
    this.#name = name;
    this.#endpoint = endpoint;
    this.#time = time;
    this.#effects = effects;
    this.#shared = shared;
    const carries = (type: string) => effects.carries(type);
    this.#runs = new MachineRuns(endpoint, this.#who, { name, peers: effects.endpoints ?? [], carries });
    this.#repetitions = new Repetitions(this.#runs);
    this.#ways = new Ways(endpoint, this.#who);
    this.inputs = valuesOf(`${this.#who}: input`, endpoint.input);
    this.#crashes = new Crashes(endpoint, this.inputs, this.#who, this.#runs, shared);
  }

  /** Number of distinct local states. */
  get size(): number {
    return this.#states.size;
  }

  /** How many steps were asked for. XState runs each of them more than once, to see that it is always the same; what a machine ignores, not at all. */
  get calls(): number {
    return this.#calls;
  }

  /** Starts the machine with one of its inputs, by number: the initial local state, and what starting it sends. */
  start(which: number): Outcome {
    const known = this.#starts[which];
    if (known !== undefined) return known;
    const input = this.inputs[which];
    this.#calls++;
    const beside: Beside = { life: this.#crashes.begun(input), origin: ['start', which, undefined] };
    const outcome = this.#outcome(this.#runs.start(input), [], beside);
    this.#starts[which] = outcome;
    return outcome;
  }

  /** The number of the first input with which the machine starts in this local state; below zero if it starts elsewhere. */
  inputOf(id: number): number {
    const { origin } = this.#states.value(id);
    return origin[0] === 'start' ? origin[1] : -1;
  }

  /** The local state, as properties see it. */
  view(id: number): AnyLocalState {
    return this.#states.value(id).view;
  }

  /** Id of an event. */
  event(event: EventObject): number {
    return this.#events.intern(this.#textOf(event, `the event "${event.type}"`), () =>
      this.#shared.of(event),
    );
  }

  /** The event with this id. */
  eventOf(id: number): EventObject {
    return this.#events.value(id);
  }

  /**
   * From now on, ids are those that all threads agree on which share this ledger. What crosses between them is how a local state
   * is reached: each runs the machine itself, as it would without the others.
   */
  share(ledger: Ledger): void {
    this.#states.share(
      ledger,
      ({ origin: [kind, from, by] }) => JSON.stringify([kind, from, taggedJson(by)]),
      (text) => {
        const [kind, from, by] = JSON.parse(text) as [Origin[0], number, unknown];
        return this.reach(kind, from, fromTaggedJson(by));
      },
    );
  }

  /**
   * The local state that is reached from one that is known; below zero if there is none.
   *
   * @param from the local state; of a start, the number of the input
   * @param by the event, the answer, or the place of the timer in the list; of anything else, undefined
   */
  reach(kind: OriginKind, from: number, by: unknown): number {
    switch (kind) {
      case 'start':
        return this.start(from).next;
      case 'event':
        return this.react(from, this.event(by as EventObject)).next;
      case 'answer':
        return this.#answer(from, this.#states.value(from).timers, this.answerOf(this.answer(by as Answer)))
          .next;
      case 'timer': {
        const entry = this.#states.value(from);
        const timer = entry.timers[by as number];
        return timer === undefined ? -1 : this.#expire(from, entry, timer).next;
      }
      case 'tick':
        return this.afterTick(from);
      case 'crash':
      case 'restart':
        return this.faults(from).find((fault) => fault.kind === kind)?.outcome.next ?? -1;
      case 'made':
        return -1;
    }
  }

  /** The canonical text of a local state: two are one if their texts are equal. */
  text(id: number): string {
    const { snapshot, timers, life } = this.#states.value(id);
    return this.#contentText(snapshotText(this.#endpoint.machine, snapshot, this.#who), timers, life);
  }

  #contentText(snapshot: string, timers: readonly Timer[], life: Life): string {
    return `${snapshot}|${timersText(timers)}${lifeText(life)}`;
  }

  /** What the local state consists of. */
  content(id: number): LocalContent {
    return this.#states.value(id);
  }

  /** Id of the local state of this content. */
  idOf({ snapshot, timers, life }: LocalContent): number {
    return this.#intern(snapshot, null, timers, { life, origin: ['made'] });
  }

  /** What happens when the endpoint gets the event. */
  react(local: number, event: number): Outcome {
    const entry = this.#states.value(local);
    const known = entry.reactions[event];
    if (known !== undefined) return known;
    const outcome = entry.life.down !== null ? nothing(local) : this.#reaction(local, entry, event);
    entry.reactions[event] = outcome;
    return outcome;
  }

  #reaction(local: number, { snapshot, timers }: Entry, id: number): Outcome {
    const event = this.#events.value(id);
    if (!this.#runs.ignores(snapshot, event))
      return this.#run(local, timers, { event }, ['event', local, event]);
    this.#calls++;
    return nothing(local);
  }

  /** Whether a message to this endpoint may have to wait, or be taken in more than one way. */
  get hasWays(): boolean {
    return this.#ways.areDeclared;
  }

  /** The events that the machine may get when the message with this event arrives, by id; none while it must wait. */
  ways(local: number, event: number): readonly number[] {
    const { ways } = this.#states.value(local);
    const known = ways[event];
    if (known !== undefined) return known;
    const found = this.#findWays(local, event);
    ways[event] = found;
    return found;
  }

  /** What `ways` gave for a local state, by event, as far as it was asked. */
  knownWays(local: number): readonly (readonly [event: number, ways: readonly number[]])[] {
    const { ways } = this.#states.value(local);
    return ways.flatMap((known, event) => (known === undefined ? [] : [[event, known] as const]));
  }

  /** Whether the endpoint may crash; and whether it has, and is down in a local state. */
  get mayCrash(): boolean {
    return this.#endpoint.crashes !== null;
  }

  isDown(local: number): boolean {
    return this.#states.value(local).life.down !== null;
  }

  /** What may happen to this endpoint if it crashes, or has crashed. */
  faults(local: number): readonly FaultOutcome[] {
    const entry = this.#states.value(local);
    entry.faults ??= this.#crashes.possible(entry.life, entry.snapshot).map((kind) => ({
      kind,
      outcome: kind === 'crash' ? this.#crash(local, entry) : this.#restart(local, entry),
    }));
    return entry.faults;
  }

  /** The external events that may happen in this local state. */
  externalEvents(local: number): readonly number[] {
    const entry = this.#states.value(local);
    entry.events ??= entry.life.down === null ? this.#listEvents(entry.view) : [];
    return entry.events;
  }

  /** The timers that may fire in this local state. */
  expiries(local: number): readonly Expiry[] {
    const entry = this.#states.value(local);
    entry.expiries ??= this.#listExpiries(local, entry);
    return entry.expiries;
  }

  /** What the actors that run in this local state may answer. */
  answers(local: number): readonly AnswerOutcome[] {
    const entry = this.#states.value(local);
    entry.answers ??= (entry.life.down === null ? this.#runs.actors.answersIn(entry.snapshot) : []).map(
      (answer) => {
        const id = this.answer(answer);
        return { answer: id, outcome: this.#answer(local, entry.timers, this.answerOf(id)) };
      },
    );
    return entry.answers;
  }

  #answer(local: number, timers: readonly Timer[], answer: Answer): Outcome {
    return this.#run(local, timers, { answer }, ['answer', local, answer]);
  }

  /** Id of an answer. */
  answer(answer: Answer): number {
    return this.#answers.intern(answerText(answer), () => this.#shared.of(answer));
  }

  /** The answer with this id. */
  answerOf(id: number): Answer {
    return this.#answers.value(id);
  }

  /** The local state one tick later, or BLOCKED. */
  afterTick(local: number): number {
    const entry = this.#states.value(local);
    if (entry.afterTick === null) {
      const timers = tickTimers(entry.timers);
      entry.afterTick =
        timers === null
          ? BLOCKED
          : this.#intern(entry.snapshot, entry.own, timers, { life: entry.life, origin: ['tick', local] });
    }
    return entry.afterTick;
  }

  get #who(): string {
    return `endpoint "${this.#name}"`;
  }

  #listEvents(view: AnyLocalState): readonly number[] {
    const { events } = this.#endpoint;
    const list =
      typeof events === 'function'
        ? pureCall(`${this.#who}: its list of environment events`, () => events(view))
        : events;
    return unique(list.flatMap((event) => this.#ways.of(event, view)).map((event) => this.event(event)));
  }

  #findWays(local: number, event: number): readonly number[] {
    const { life, view } = this.#states.value(local);
    if (life.down !== null) return [event];
    const ways = this.#ways.ofMessage(this.#events.value(event), view);
    return unique(ways.map((way) => this.event(way)));
  }

  #crash(local: number, { snapshot, life }: Entry): Outcome {
    const after = this.#crashes.crashed(life, snapshot);
    this.#calls++;
    const { result } = this.#crashes.restarted(after);
    // It is told of by the state in which it was; of what else it is, only what it will start with is left.
    const left = { ...result.snapshot, value: snapshot.value, tags: snapshot.tags } as Snapshot;
    const next = this.#intern(left, null, [], { life: after, origin: ['crash', local] });
    return { ...nothing(next), sends: this.#effects.crash?.() ?? 0 };
  }

  #restart(local: number, { life }: Entry): Outcome {
    this.#calls++;
    const beside: Beside = { life: { ...life, down: null }, origin: ['restart', local] };
    return this.#outcome(this.#crashes.restarted(life), [], beside);
  }

  #listExpiries(local: number, entry: Entry): readonly Expiry[] {
    const fired = new Set<string>();
    return entry.timers.filter(mayFire).flatMap((timer) => {
      // Two timers that are alike in everything, also in what is left when they have fired, give the same step.
      const left = fire(entry.timers, timer);
      const text = `${timersText([timer])} ${timersText(left)}`;
      if (fired.has(text)) return [];
      fired.add(text);
      return [{ timer, outcome: this.#expire(local, entry, timer) }];
    });
  }

  #expire(local: number, { timers }: Entry, timer: Timer): Outcome {
    const origin = ['timer', local, timers.indexOf(timer)] as const;
    return this.#run(local, fire(timers, timer), causeOf(timer), origin);
  }

  #run(local: number, timers: readonly Timer[], cause: Cause, origin: Origin): Outcome {
    this.#calls++;
    const { snapshot, own, life } = this.#states.value(local);
    const run = this.#runs.react(snapshot, own, cause);
    this.#repetitions.add(snapshot, cause, run.text);
    const { result, state } = run;
    if (result instanceof MachineThrew) return this.#thrown(local, result);
    try {
      return this.#outcome({ result, state }, timers, { life, origin });
    } catch (error) {
      // What it sends may be addressed to nobody that there is: that is for the composition to say, and a finding, too.
      if (error instanceof MachineThrew) return this.#thrown(local, error);
      throw error;
    }
  }

  #thrown(local: number, { message }: MachineThrew): Outcome {
    return { ...nothing(local), thrown: this.#effects.fail(message) };
  }

  #outcome(
    { result, state }: Pick<Reacted, 'result' | 'state'>,
    timers: readonly Timer[],
    beside: Beside,
  ): Outcome {
    const { snapshot, effects } = result;
    const left =
      snapshot.status === 'active' ? effects.reduce((now, effect) => this.#retime(now, effect), timers) : [];
    const next = this.#intern(snapshot, snapshot, left, beside, state);
    const messages: EventObject[] = [];
    const observations: EventObject[] = [];
    for (const effect of effects) {
      if (effect.kind === 'emit') {
        const event = this.#kept(effect.event);
        const isMessage = this.#effects.carries(event.type);
        if (!isMessage) observations.push(event);
        if (isMessage || this.#effects.changesLinks(event.type)) messages.push(event);
      }
      if (effect.kind === 'act')
        observations.push({
          type: effect.type,
          ...(effect.params === undefined ? {} : { params: effect.params }),
          ...(effect.actor === undefined ? {} : { actor: effect.actor }),
        });
    }
    return {
      next,
      sends: messages.length === 0 ? 0 : this.#effects.send(messages, this.view(next)),
      observations: observations.length === 0 ? 0 : this.#effects.observe(observations),
      thrown: 0,
      armed: effects.flatMap((effect) => (effect.kind === 'arm' ? [this.#timerName(effect)] : [])),
    };
  }

  #retime(timers: readonly Timer[], effect: Effect): readonly Timer[] {
    switch (effect.kind) {
      case 'arm': {
        const name = this.#timerName(effect);
        // What a child calls a timer is a name of it, too, whatever the child is called.
        const { owner } = effect;
        const other = owner === undefined ? effect.id : name.slice(owner.length + 1);
        const remaining = this.#time.ticksToFire(effect.delay, name, other, this.#who);
        this.#textOf(effect.event, `the event of the timer "${name}"`);
        const isOrdered = this.#time.equalDelays === 'in-order';
        return arm(timers, effect.id, this.#kept(effect.event), remaining, name, isOrdered, effect);
      }
      case 'disarm':
        return disarm(timers, effect.id, effect.owner);
      case 'end':
        return endActor(timers, effect.path);
      case 'emit':
      case 'act':
        return timers;
    }
  }

  #timerName({ id, event, name }: Pick<ArmEffect, 'id' | 'event' | 'name'>): string {
    if (name !== undefined) return name;
    return id === null ? event.type : timerName(this.#endpoint.machine, id);
  }

  #intern(
    snapshot: Snapshot,
    own: Snapshot | null,
    timers: readonly Timer[],
    { life, origin }: Beside,
    state?: string,
  ): number {
    const known = state ?? snapshotText(this.#endpoint.machine, snapshot, this.#who);
    const id = this.#states.intern(this.#contentText(known, timers, life), () => {
      this.values.push(this.#valueIds.intern(canonicalText(snapshot.value, 'value'), () => null));
      this.contexts.push(this.#contextIds.intern(canonicalText(snapshot.context, 'context'), () => null));
      const kept = keptSnapshot(snapshot, this.#shared);
      return {
        origin,
        snapshot: kept,
        own,
        timers,
        life,
        view: viewOf(kept, timers, this.#shared, life),
        reactions: [],
        ways: [],
        events: null,
        expiries: null,
        answers: null,
        faults: null,
        afterTick: null,
      };
    });
    this.#states.value(id).own ??= own;
    return id;
  }

  /** An event that nobody else has. One that is not plain data is refused by those who would keep it. */
  #kept(event: EventObject): EventObject {
    try {
      return this.#shared.of(event);
    } catch (error) {
      if (error instanceof PlainDataError) return event;
      throw error;
    }
  }

  #textOf(value: unknown, what: string): string {
    try {
      return canonicalText(value, 'event');
    } catch (error) {
      if (!(error instanceof PlainDataError)) throw error;
      throw new ModelError(`${this.#who}: ${what}: ${error.message}; events must be plain data`);
    }
  }
}

/** Nothing is sent or seen, and this is the local state afterwards. */
function nothing(next: number): Outcome {
  return { next, sends: 0, observations: 0, thrown: 0, armed: [] };
}

/** A timer of the machine raises an event in it; one of an actor, or for one, is told to that. */
function causeOf({ event, owner, to }: Timer): Cause {
  const isOfMachine = owner === '' && to !== null && 'actor' in to && to.actor === '';
  return isOfMachine ? { event } : { event, to };
}

function unique(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)];
}
