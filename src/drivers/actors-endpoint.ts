import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import {
  type Actor,
  type ActorScope,
  type ActorSnapshot,
  hasStopped,
  isActor,
  isListed,
  type Logic,
  nameBelow,
  type RawEffect,
  type System,
} from '../endpoint/actors/actor.ts';
import type { Answer } from '../endpoint/actors/answer.ts';
import { type Freezable, frozen } from '../endpoint/actors/freezing.ts';
import { answering, inPlace, type Runner } from '../endpoint/actors/in-place.ts';
import { machineIn } from '../endpoint/actors/logic.ts';
import { withContext } from '../endpoint/actors/own-context.ts';
import { Peer, peerOf } from '../endpoint/actors/references.ts';
import { actorOf, besidePeers } from '../endpoint/actors/scope.ts';
import { Sending, sentEffect } from '../endpoint/actors/sending.ts';
import { timerName } from '../endpoint/declared-names.ts';
import { isInline } from '../endpoint/raw-effects.ts';
import { type Inspected, newActor } from '../endpoint/xstate-actors.ts';
import { likenessOf } from '../tables/copies.ts';
import { HandClock, type HandTimer, ownerOf } from './actors-clock.ts';

/** What an actor was seen doing. */
export interface Deeds {
  /** What those who listen to it have heard, in order, and what it has sent to other endpoints. */
  readonly emitted: readonly EventObject[];
  /** What its machine and the actors of that ran, in order: emits, and functions. */
  readonly executed: readonly Executed[];
}

export interface Executed {
  readonly event: EventObject;
  /** `named` is what the machine names, with an implementation or without; a `function` stands in line. */
  readonly kind: 'emit' | 'named' | 'function';
}

/** Where an actor runs: the name of its endpoint, and of all. */
export interface Beside {
  readonly name: string;
  readonly peers: readonly string[];
}

/** A running actor of one machine, with a clock that is driven by hand, and actors that answer when they are told to. */
export class EndpointActor implements Runner, Freezable {
  readonly machine: AnyStateMachine;
  readonly beside: Beside;
  readonly root: Actor;
  readonly actors: Actor[] = [];
  readonly isRestoring = false;
  readonly #logics = new Map<Actor, Logic>();
  readonly #clock: HandClock;
  #emitted: EventObject[] = [];
  #executed: (Executed | Sending)[] = [];

  /** @param tick milliseconds; null if time does not count */
  constructor(machine: AnyStateMachine, input: unknown, tick: number | null, beside: Beside) {
    this.machine = machine;
    this.beside = beside;
    this.#clock = new HandClock(tick);
    const inspect = (event: Inspected) => this.#inspect(event);
    const logic = inPlace(machine as unknown as Logic, this);
    this.root = withOwnContext(machine, () => newActor(logic, { input, clock: this.#clock, inspect }));
    this.root.on('*', (event) => this.#emitted.push(event));
    // Who drives the actor asks for its error; unobserved, XState would throw it at nobody.
    this.root.subscribe({ error: () => {} });
  }

  /** What the model calls a timer of this actor. */
  nameOf({ id, event, source }: Pick<HandTimer, 'id' | 'event' | 'source'>): string {
    const machine = machineIn(this.logicOf(source)) ?? this.machine;
    return nameBelow(ownerOf(source), id === undefined ? event.type : timerName(machine, id));
  }

  start(): void {
    this.root.start();
  }

  stop(): void {
    this.root.stop();
  }

  get snapshot(): AnyMachineSnapshot {
    return this.root._snapshot as unknown as AnyMachineSnapshot;
  }

  /** Its state as data, with those of its actors. */
  get frozen(): AnyMachineSnapshot {
    return frozen(this).snapshot;
  }

  /** What a function of the machine threw, and so ended the actor; null if it goes on. */
  get failure(): { readonly thrown: unknown } | null {
    const { status, error } = this.snapshot;
    return status === 'error' ? { thrown: error } : null;
  }

  /** What it did since this was last asked, in order. */
  takeDeeds(): Deeds {
    const executed = this.#executed.flatMap((deed): readonly Executed[] => {
      if (!(deed instanceof Sending)) return [deed];
      return deed.observed === null ? [] : [{ kind: 'named', event: deed.observed }];
    });
    const deeds = { emitted: this.#emitted, executed };
    this.#emitted = [];
    this.#executed = [];
    return deeds;
  }

  /** Gives it an event; once it has ended, it takes none. */
  send(event: EventObject): void {
    this.root.system._relay(undefined, this.root, event);
  }

  /** Lets one of its actors answer. */
  answer({ actor, ...answer }: Answer): void {
    const child = this.actors.find((each) => ownerOf(each) === actor && !hasStopped(each) && isListed(each));
    if (child === undefined) throw new Error(`no actor "${actor}" is running`);
    this.root.system._relay(undefined, child, answering(answer));
  }

  armed(): readonly HandTimer[] {
    return this.snapshot.status === 'active' ? this.#clock.armed() : [];
  }

  fire(timer: HandTimer): void {
    this.#clock.fire(timer);
  }

  tick(): void {
    this.#clock.tick();
  }

  ticksOf(delay: number): number {
    return this.#clock.ticksOf(delay);
  }

  logicOf(actor: Actor): Logic {
    return actor._parent === undefined
      ? (this.machine as unknown as Logic)
      : (this.#logics.get(actor) ?? actor.logic);
  }

  within<T>(scope: ActorScope, _: string, run: (scope: ActorScope) => T): T {
    const { peers } = this.beside;
    const find = (name: string) => (peers.includes(name) ? peerOf(name) : undefined);
    return run({
      ...besidePeers(scope, find),
      actionExecutor: (action) => scope.actionExecutor(this.#overheard(scope.self, action)),
    });
  }

  sentTo(actor: Actor, event: EventObject): void {
    const known = this.#executed.some((deed) => deed instanceof Sending && deed.isGot(actor, event));
    if (!known) this.#executed.push({ kind: 'named', event: sentEffect(actor, event) });
  }

  admit(): void {}

  fail(error: unknown): never {
    throw error;
  }

  refuse(_: Actor | undefined, what: string): never {
    throw new Error(what);
  }

  restored(kept: ActorSnapshot): ActorSnapshot {
    return kept;
  }

  #overheard(actor: Actor, action: RawEffect): RawEffect {
    const exec = (info: unknown, params: unknown) => {
      this.#note(actor, action);
      if (typeof action.exec === 'function') action.exec(info, params);
    };
    return { ...action, exec };
  }

  // XState emits after it has run the functions, but reports both in the order in which the machine names them.
  #note(actor: Actor, action: RawEffect): void {
    const { type, params } = action;
    const owner = ownerOf(actor);
    const sending = Sending.of(action);
    if (sending !== null) this.#executed.push(sending);
    if (type === 'xstate.emit') this.#noteEmit(owner, (params as { event: EventObject }).event);
    if (type.startsWith('xstate.')) return;
    const kind = isInline(action, machineIn(this.logicOf(actor)) ?? this.machine) ? 'function' : 'named';
    const whose = owner === '' ? {} : { actor: owner };
    this.#executed.push({ kind, event: { type, ...(params !== undefined && { params }), ...whose } });
  }

  #noteEmit(actor: string, event: EventObject): void {
    const told = { type: 'xstate.emit', params: { actor, event } };
    this.#executed.push(actor === '' ? { kind: 'emit', event } : { kind: 'named', event: told });
  }

  #inspect({ type, actorRef }: Inspected): void {
    if (type !== '@xstate.actor' || !isActor(actorRef)) return;
    this.actors.push(actorRef);
    if (actorRef._parent === undefined) {
      this.#clock.watch(actorRef.system);
      this.#takeOver(actorRef.system);
      return;
    }
    this.#logics.set(actorRef, actorRef.logic);
    actorRef.logic = inPlace(actorRef.logic, this);
  }

  /** To send to another endpoint is to send by the network; what has ended takes nothing. */
  #takeOver(system: System): void {
    const relay = system._relay.bind(system);
    system._relay = (source, target, event) => {
      const to = Object(target) === target ? actorOf(target as object) : target;
      const { peers } = this.beside;
      if (to instanceof Peer)
        this.#emitted.push(peers.length === 2 ? event : Object.assign({}, event, { to: to.id }));
      else if (!isActor(to) || !hasStopped(to)) relay(source, to, event);
    };
  }
}

/** An actor that changes its context in place must not change the machine's own, which the next one starts with. */
function withOwnContext<T>(machine: AnyStateMachine, run: () => T): T {
  const { context } = machine.config as { readonly context?: unknown };
  const isObject = typeof context === 'object' && context !== null;
  return withContext(machine, isObject ? { context: likenessOf(context) } : undefined, run);
}
