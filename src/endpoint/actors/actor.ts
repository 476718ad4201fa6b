import type { EventObject } from '../../language/machine.ts';

/** An actor of XState's own, as far as one must know of it here. XState's types hide some of that. */
export interface Actor {
  readonly id: string;
  /** Differs from run to run; an actor without an id goes by it. */
  readonly sessionId: string;
  readonly src: unknown;
  logic: Logic;
  system: System;
  _parent: Actor | undefined;
  _snapshot: ActorSnapshot;
  readonly _processingStatus: number;
  readonly options: {
    readonly input?: unknown;
    readonly syncSnapshot?: boolean | undefined;
    readonly systemId?: string | undefined;
  };
  start(): unknown;
  stop(): unknown;
  on(type: string, hear: (event: EventObject) => void): unknown;
  subscribe(observer: { error(thrown: unknown): void }): unknown;
  _send(event: EventObject): void;
}

/** The state of an actor, as XState shows it to those who ask. */
export interface ActorSnapshot {
  readonly status: 'active' | 'done' | 'error' | 'stopped';
  readonly output?: unknown;
  readonly error?: unknown;
  readonly context?: unknown;
}

/** What XState runs an actor with. */
export interface Logic {
  readonly root?: unknown;
  getInitialSnapshot(scope: ActorScope, input: unknown): ActorSnapshot;
  transition(snapshot: ActorSnapshot, event: EventObject, scope: ActorScope): ActorSnapshot;
  getPersistedSnapshot?(snapshot: ActorSnapshot): unknown;
  restoreSnapshot?(snapshot: ActorSnapshot, scope: ActorScope): ActorSnapshot;
  start?(snapshot: ActorSnapshot, scope: ActorScope): void;
}

/** What an actor's logic is given besides state and event. */
export interface ActorScope {
  readonly self: Actor;
  readonly system: System;
  actionExecutor(action: RawEffect): void;
}

/** An action of XState. */
export interface RawEffect {
  readonly type: string;
  readonly params?: unknown;
  readonly exec?: unknown;
}

/** What the actors of one root have in common: names, deliveries and timers. */
export interface System {
  get(systemId: string): Actor | undefined;
  _relay(source: Actor | undefined, target: unknown, event: EventObject): void;
  _sendInspectionEvent(event: { readonly type: string } & Readonly<Record<string, unknown>>): void;
  scheduler: {
    schedule(source: Actor, target: unknown, event: EventObject, delay: number, id?: unknown): void;
    cancel(source: Actor, id: unknown): void;
    cancelAll(source: Actor): void;
  };
}

const RUNNING = 1;
const STOPPED = 2;

export function isRunning({ _processingStatus }: Actor): boolean {
  return _processingStatus === RUNNING;
}

/** Whether an actor has ended, or was stopped, perhaps before it ever started: it takes no events any more. */
export function hasStopped({ _processingStatus }: Actor): boolean {
  return _processingStatus === STOPPED;
}

/** Whether something is an actor of XState's own. */
export function isActor(ref: unknown): ref is Actor {
  return typeof ref === 'object' && ref !== null && '_processingStatus' in ref;
}

/** Ids from the first actor below the machine of the endpoint down to this one; none for the machine itself. */
export function pathOf(actor: Actor): readonly string[] {
  return actor._parent === undefined ? [] : [...pathOf(actor._parent), actor.id];
}

/** Whether an actor is among the children of its parent, and that among those of its own. */
export function isListed(actor: Actor): boolean {
  const parent = actor._parent;
  if (parent === undefined) return true;
  const children: readonly unknown[] = Object.values(Object(Object(parent._snapshot).children));
  return children.includes(actor) && isListed(parent);
}

/** What an actor goes by among all those of an endpoint: `upload/retry`; the empty text for the machine itself. */
export function pathText(path: readonly string[]): string {
  return path.map((id) => id.replaceAll('\\', '\\\\').replaceAll('/', '\\/')).join('/');
}

/** The name of something that an actor has, a timer say, among all those of an endpoint. */
export function nameBelow(owner: string, name: string): string {
  return owner === '' ? name : `${owner}/${name}`;
}
