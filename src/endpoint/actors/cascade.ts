import type { EventObject, Snapshot } from '../../language/machine.ts';
import { type Effect, timerId } from '../effects.ts';
import {
  adopted,
  Child,
  type ChildSnapshot,
  childrenOf,
  isStarted,
  type Started,
  withChildren,
} from './child.ts';
import { isMarker, marked } from './markers.ts';
import { SPAWNED } from './scope.ts';

/** An action of XState, not executed. */
export interface RawEffect {
  readonly type: string;
  readonly params?: unknown;
  readonly exec?: unknown;
}

/** A state of a machine, and what is to be executed on the way there. */
export interface RawStep {
  readonly snapshot: Snapshot;
  readonly actions: readonly RawEffect[];
}

/** What a step with actors needs of the machine. */
export interface Surroundings {
  /** Gives the machine an event. */
  step(snapshot: Snapshot, event: EventObject): RawStep;
  /** Any effect that is none of actors. */
  effectsOf(action: RawEffect, snapshot: Snapshot): readonly Effect[];
  /** The state of an actor whose logic is nothing but a function, after an event; null for an actor that answers when it likes. */
  run(child: Child, event: EventObject): ChildSnapshot | null;
  /** Whether an actor may be started: throws if not. */
  admit(child: Child, snapshot: Snapshot): void;
  /** Whether XState means the machine itself. */
  isSelf(ref: unknown): boolean;
  /** Refuses what an action does. */
  refuse(what: string, snapshot: Snapshot): never;
}

/** Events that a machine and its actors send each other in one step, after which they are taken never to end. */
const MOST_EVENTS = 10_000;

/** Whether a step has to do with actors at all. */
export function hasActors({ snapshot, actions }: RawStep): boolean {
  return Object.keys(snapshot.children).length > 0 || actions.some(({ type }) => OF_ACTORS.has(type));
}

const OF_ACTORS: ReadonlySet<string> = new Set([
  SPAWNED,
  'xstate.spawnChild',
  'xstate.stopChild',
  'xstate.sendTo',
]);

/**
 * Completes a step of a machine with actors, as a running actor does before it takes the next event from outside: what the machine
 * does is executed in order once it is in its new state; what its actors tell it meanwhile waits, and is taken one by one.
 */
export function cascade(
  before: readonly Child[],
  first: RawStep,
  surroundings: Surroundings,
): { readonly snapshot: Snapshot; readonly effects: readonly Effect[] } {
  const effects: Effect[] = [];
  const mail: EventObject[] = [];
  let step = first;
  let known = before;
  for (let taken = 0; ; taken++) {
    const snapshot = new Turn(known, step, mail, effects, surroundings).perform();
    // Whoever ends stops its actors.
    if (snapshot.status !== 'active') return { snapshot: withChildren(snapshot, []), effects };
    const event = mail.shift();
    if (event === undefined) return { snapshot, effects };
    if (taken === MOST_EVENTS)
      throw new Error(
        `the machine does not come to rest: after ${MOST_EVENTS} events between it and its actors it still goes on`,
      );
    known = childrenOf(snapshot);
    step = surroundings.step(snapshot, event);
  }
}

/** The execution of what one transition of the machine does. */
class Turn {
  readonly #step: RawStep;
  readonly #mail: EventObject[];
  readonly #effects: Effect[];
  readonly #around: Surroundings;
  /** The actors that run now, by what XState refers to them with. */
  readonly #running: Map<unknown, Child>;

  constructor(
    before: readonly Child[],
    step: RawStep,
    mail: EventObject[],
    effects: Effect[],
    around: Surroundings,
  ) {
    this.#step = step;
    this.#mail = mail;
    this.#effects = effects;
    this.#around = around;
    this.#running = new Map(before.map((child) => [child, child]));
  }

  perform(): Snapshot {
    const { snapshot, actions } = this.#step;
    const stopped = new Set(
      actions.filter(({ type }) => type === 'xstate.stopChild').map(({ params }) => params),
    );
    for (const action of actions) {
      switch (action.type) {
        case SPAWNED:
        case 'xstate.spawnChild':
          this.#start(action.params as SpawnParams, stopped);
          break;
        case 'xstate.stopChild':
          this.#stop(action.params);
          break;
        case 'xstate.sendTo':
          this.#send(action.params as SendParams);
          break;
        default:
          this.#effects.push(...this.#around.effectsOf(action, snapshot));
      }
    }
    // Those of a machine that ends are stopped, and still listed.
    const left = Object.values(snapshot.children).filter((ref) => !stopped.has(ref));
    return withChildren(
      this.#withMarkers(snapshot),
      left.map((ref) => this.#childOf(ref)),
    );
  }

  /** What an assignment has spawned may stand in the context. */
  #withMarkers(snapshot: Snapshot): Snapshot {
    if (!this.#step.actions.some(({ type }) => type === SPAWNED)) return snapshot;
    return { ...snapshot, context: marked(snapshot.context) } as Snapshot;
  }

  #childOf(ref: unknown): Child {
    const child = this.#running.get(ref);
    if (child === undefined) throw new RangeError('an actor that nothing has started');
    return child;
  }

  /** What XState refers to an actor with: the actor, or what stands for it in the context. */
  #keyOf(ref: unknown): unknown {
    if (!isMarker(ref)) return ref;
    for (const [key, child] of this.#running) if (child.id === ref.id) return key;
    return ref;
  }

  /** An actor that is stopped in the same step never starts. */
  #start({ actorRef, src }: SpawnParams, stopped: ReadonlySet<unknown>): void {
    const { snapshot } = this.#step;
    if (actorRef === undefined)
      this.#around.refuse(
        `starts the actor "${String(src)}", which has no implementation; add one to setup({ actors })`,
        snapshot,
      );
    if (stopped.has(actorRef)) return;
    const child = this.#made(actorRef);
    for (const { id, isActive } of this.#running.values()) {
      if (id === child.id && isActive)
        this.#around.refuse(
          `starts an actor "${id}" while one of this id is running; stop it first`,
          snapshot,
        );
    }
    this.#running.set(actorRef, child);
    this.#around.admit(child, snapshot);
    this.#tell(child);
  }

  /** XState lets an actor that is nothing but a function take its stop as an event, and tells the machine of the state after it. */
  #stop(ref: unknown): void {
    const key = this.#keyOf(ref);
    const child = this.#running.get(key);
    this.#running.delete(key);
    if (child?.isActive !== true) return;
    const after = this.#around.run(child, { type: 'xstate.stop' });
    if (after !== null) this.#tell(child.in(after));
  }

  #made(started: Started): Child {
    const { id, sessionId, src } = started;
    const { snapshot } = this.#step;
    if (id === sessionId)
      this.#around.refuse('starts an actor without an id, which XState would make up; give it one', snapshot);
    if (typeof src !== 'string')
      this.#around.refuse(
        `starts the actor "${id}", whose logic has no name; add it to setup({ actors }), and refer to it by name`,
        snapshot,
      );
    return adopted(started);
  }

  #send({ to, event, delay, id }: SendParams): void {
    const { snapshot } = this.#step;
    if (this.#around.isSelf(to)) {
      if (typeof delay !== 'number') this.#mail.push(event);
      else this.#effects.push({ kind: 'arm', id: timerId(id), event, delay });
      return;
    }
    if (typeof delay === 'number')
      this.#around.refuse(
        'sends to an actor after a delay; raise() an event with a delay, and send then',
        snapshot,
      );
    const key = this.#keyOf(to);
    const child = this.#running.get(key);
    if (child === undefined && !(to instanceof Child || isStarted(to) || isMarker(to)))
      this.#around.refuse(
        'sends to an actor that it has not started; use raise() for itself, and emit() with an event that the network carries for others',
        snapshot,
      );
    // What has ended takes nothing any more.
    if (child?.isActive !== true) return;
    const after = this.#around.run(child, event);
    if (after === null) {
      this.#effects.push({ kind: 'act', type: 'xstate.sendTo', params: { actor: child.id, event } });
      return;
    }
    const next = child.in(after);
    this.#running.set(key, next);
    this.#tell(next);
  }

  /** What the machine is told of a new state of an actor. */
  #tell(child: Child): void {
    if (!child.isActive) this.#mail.push(child.end);
    else if (child.syncs) this.#mail.push(child.news);
  }
}

interface SpawnParams {
  readonly actorRef?: Started;
  readonly src: unknown;
}

interface SendParams {
  readonly to: unknown;
  readonly event: EventObject;
  readonly delay?: unknown;
  readonly id?: unknown;
}
