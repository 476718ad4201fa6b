import { ModelError } from '../../language/errors.ts';
import type { AnyStateMachine, EventObject, Snapshot } from '../../language/machine.ts';
import type { Effect } from '../effects.ts';
import type { Receiver } from '../timers.ts';
import { type Inspected, newActor } from '../xstate-actors.ts';
import {
  type Actor,
  type ActorScope,
  type ActorSnapshot,
  hasStopped,
  isActor,
  type Logic,
  pathOf,
  pathText,
  type RawEffect,
  type System,
} from './actor.ts';
import type { Answer } from './answer.ts';
import { Deeds } from './deeds.ts';
import { type Freezable, frozen, restoredIn } from './freezing.ts';
import { answering, inPlace, type Runner } from './in-place.ts';
import { kindOf } from './logic.ts';
import { Gone, isMarker, type Marker, Peer, peerOf, type Reference, revived } from './references.ts';
import { actorOf, actorScope } from './scope.ts';
import type { Surroundings } from './surroundings.ts';

/** Transitions of a machine and its actors in one step, after which they are taken never to end. */
const MOST_TRANSITIONS = 10_000;
/** Actors that are in the midst of a transition at once. */
const DEEPEST = 60;

/**
 * A machine with its actors as XState runs them, for one step: XState's own actors, made for it and thrown away, in which
 * nothing happens but what is modelled. Functions that are actions are not run, timers are told to the endpoint, and what answers at
 * will waits for its answer. All the rest (who takes which event when, who is told, who is started and stopped) is
 * XState's own doing.
 */
export class ActorSystem implements Runner, Freezable {
  readonly #around: Surroundings;
  readonly actors: Actor[] = [];
  readonly #logics = new Map<Actor, Logic>();
  readonly #own: Logic;
  readonly #deeds: Deeds;
  readonly root: Actor;
  /** While what was kept is put in place again, nobody is told anything. */
  #isRestoring = false;
  #broken: { readonly error: unknown } | null = null;
  #transitions = 0;
  #depth = 0;

  private constructor(
    machine: AnyStateMachine,
    around: Surroundings,
    given: { input?: unknown; snapshot?: object },
  ) {
    this.#around = around;
    this.#deeds = new Deeds(this, around);
    this.#own = machine as unknown as Logic;
    const inspect = (event: Inspected) => this.#inspect(event);
    this.root = newActor(inPlace(this.#own, this), { ...given, inspect });
    this.root.subscribe({ error: () => {} });
  }

  /** Starts the machine. */
  static started(machine: AnyStateMachine, input: unknown, around: Surroundings): ActorSystem {
    const system = new ActorSystem(machine, around, { input });
    system.root.start();
    return system;
  }

  /** The machine with its actors in the state that was kept. */
  static restored(machine: AnyStateMachine, kept: Snapshot, around: Surroundings): ActorSystem {
    const system = new ActorSystem(machine, around, { snapshot: kept });
    system.#isRestoring = true;
    for (const actor of system.actors) actor._snapshot = system.#revivedState(actor);
    // Also those that go on although their parent has ended, which does not start them.
    for (const actor of system.actors) actor.start();
    system.#isRestoring = false;
    system.#deeds.begin(system.actors);
    return system;
  }

  /** Lets an event come to whom it is for. */
  deliver(event: EventObject, to: Receiver): void {
    const target = this.#receiver(to);
    const given = revived(event, (marker) => this.#referenceOf(marker, this.root));
    this.root.system._relay(undefined, target, given);
  }

  /** Lets an actor answer. */
  answer({ actor, ...answer }: Answer): void {
    this.deliver(answering(answer), { actor });
  }

  /** What has become of them. */
  result(): { readonly snapshot: Snapshot; readonly effects: readonly Effect[] } {
    if (this.#broken !== null) throw this.#broken.error;
    const kept = frozen(this);
    return { snapshot: kept.snapshot, effects: this.#deeds.effects(kept) };
  }

  logicOf(actor: Actor): Logic {
    return actor._parent === undefined ? this.#own : (this.#logics.get(actor) ?? actor.logic);
  }

  get isRestoring(): boolean {
    return this.#isRestoring;
  }

  /** Refuses what happens, wherever XState would catch it. */
  fail(error: unknown): never {
    this.#broken ??= { error };
    throw error;
  }

  refuse(actor: Actor | undefined, what: string): never {
    const owner = actor ?? this.root;
    return this.fail(this.#around.refusal(this.logicOf(owner), owner._snapshot, what));
  }

  /** Runs a transition of an actor, in which code sees what is modelled. */
  within<T>(scope: ActorScope, event: string, run: (scope: ActorScope) => T): T {
    if (this.#broken !== null) throw this.#broken.error;
    const actor = scope.self;
    this.#requireRest();
    this.#depth++;
    try {
      return this.#around.purely(this.logicOf(actor), actor, event, () =>
        run({
          ...actorScope(scope, actor, (name) => this.#peer(name)),
          actionExecutor: (action) => scope.actionExecutor(this.#overheard(actor, action)),
        }),
      );
    } catch (error) {
      if (error instanceof ModelError) this.fail(error);
      throw error;
    } finally {
      this.#depth--;
    }
  }

  restored(kept: ActorSnapshot, scope: ActorScope): ActorSnapshot {
    return restoredIn(kept, scope.self);
  }

  admit(actor: Actor): void {
    try {
      this.#around.admit(actor);
    } catch (error) {
      this.fail(error);
    }
  }

  sentTo(actor: Actor, event: EventObject): void {
    this.#deeds.sentTo(actor, event);
  }

  #requireRest(): void {
    this.#transitions++;
    if (this.#transitions <= MOST_TRANSITIONS && this.#depth < DEEPEST) return;
    const [many, what] =
      this.#depth < DEEPEST
        ? [MOST_TRANSITIONS, 'events between it and its actors']
        : [DEEPEST, 'actors, each started or told by another one,'];
    this.fail(new Error(`the machine does not come to rest: after ${many} ${what} it still goes on`));
  }

  /** What XState executes: its own actions, but nobody else's. */
  #overheard(actor: Actor, action: RawEffect): RawEffect {
    this.#deeds.named(actor, action);
    const exec = (info: unknown, params: unknown) => {
      this.#deeds.did(actor, this.logicOf(actor), action);
      if (BUILT_IN.has(action.type) && typeof action.exec === 'function') action.exec(info, params);
    };
    return { ...action, exec };
  }

  #inspect({ type, actorRef, _transitions }: Inspected): void {
    if (!isActor(actorRef)) return;
    if (type === '@xstate.actor') this.#adopt(actorRef);
    if (type === '@xstate.microstep') {
      const actor = actorOf(actorRef);
      if (isActor(actor)) this.#around.took(pathText(pathOf(actor)), this.logicOf(actor), _transitions);
    }
  }

  /** An actor that XState has just made, and not yet given its first state. */
  #adopt(actor: Actor): void {
    this.actors.push(actor);
    const parent = actor._parent === undefined ? undefined : actorOf(actor._parent);
    if (parent === undefined) {
      this.#takeOver(actor.system);
      return;
    }
    actor._parent = parent;
    actor.system = parent.system;
    this.#logics.set(actor, actor.logic);
    actor.logic = inPlace(actor.logic, this);
    if (actor.id === actor.sessionId)
      this.refuse(parent, 'starts an actor without an id, which XState would make up; give it one');
  }

  #takeOver(system: System): void {
    system._relay = (source, target, event) => {
      if (this.#isRestoring) return;
      system._sendInspectionEvent({ type: '@xstate.event', sourceRef: source, actorRef: target, event });
      this.#relay(source, target, event);
    };
    system.scheduler = {
      schedule: (source, target, event, delay, id) =>
        this.#deeds.armed({ source: real(source), target: this.#targetOf(target, source), event, delay, id }),
      cancel: (source, id) => this.#deeds.cancelled(real(source), id),
      // What has stopped is known by its status.
      cancelAll: () => {},
    };
  }

  #relay(source: Actor | undefined, target: unknown, event: EventObject): void {
    const to = this.#targetOf(target, source);
    if (to instanceof Peer) this.#deeds.sentToPeer(source, to, event);
    // What has ended takes nothing any more.
    else if (isActor(to) && !hasStopped(to)) to._send(event);
  }

  #targetOf(target: unknown, source: Actor | undefined): Reference {
    const to = typeof target === 'object' && target !== null ? actorOf(target) : target;
    if (isActor(to) || to instanceof Peer || to instanceof Gone) return to;
    if (isMarker(to)) return this.#referenceOf(to, source ?? this.root);
    return this.refuse(
      source && real(source),
      'sends to an actor that it has not started; use raise() for itself, and emit() with an event that the network carries for others',
    );
  }

  #peer(name: string): Peer | Actor | undefined {
    if (name === this.#around.name) return this.actors[0];
    return this.#around.peers.includes(name) ? peerOf(name) : undefined;
  }

  #receiver(to: Receiver): Reference {
    if (to === null) return new Gone('');
    if ('endpoint' in to) return peerOf(to.endpoint);
    return this.actors.find((actor) => pathText(pathOf(actor)) === to.actor) ?? new Gone(to.actor);
  }

  #revivedState(actor: Actor): ActorSnapshot {
    const referenceOf = (marker: Marker) => this.#referenceOf(marker, actor);
    const state = actor._snapshot;
    if (kindOf(this.logicOf(actor)) !== 'machine') return revived(state, referenceOf);
    const context = revived(state.context, referenceOf);
    return context === state.context ? state : { ...state, context };
  }

  #referenceOf({ id, path, stopped, endpoint }: Marker, holder: Actor): Reference {
    if (endpoint === true) return peerOf(id);
    if (stopped === true) return new Gone(id);
    const wanted = pathText(path ?? [...pathOf(real(holder)), id]);
    return (
      this.actors.find((actor) => pathText(pathOf(actor)) === wanted && !hasStopped(actor)) ??
      this.#ended(wanted, id)
    );
  }

  /** One that has ended, and is still listed by the machine that has started it. */
  #ended(wanted: string, id: string): Reference {
    return this.actors.find((actor) => pathText(pathOf(actor)) === wanted) ?? new Gone(id);
  }
}

/** What XState must do itself. What it emits, nobody hears. */
const BUILT_IN: ReadonlySet<string> = new Set([
  'xstate.spawnChild',
  'xstate.stopChild',
  'xstate.sendTo',
  'xstate.raise',
  'xstate.cancel',
]);

function real(actor: Actor): Actor {
  const known = actorOf(actor);
  return isActor(known) ? known : actor;
}
