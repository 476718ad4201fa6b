import type { AnyStateMachine, Snapshot } from '../../language/machine.ts';
import { refuse } from '../../language/pure.ts';
import type { Actor, ActorScope, System } from './actor.ts';
import type { Peer } from './references.ts';

/** What XState runs a transition with, besides the machine: the actor and its system, as actions see them. */
export type Scope = Parameters<AnyStateMachine['transition']>[2];

/** Finds another endpoint by its name. */
export type PeerOf = (name: string) => Peer | Actor | undefined;

const MESSAGES =
  'use raise() or sendTo() as actions, and emit() with an event that the network carries for others';
const NAMES = 'it differs from run to run; give the machine its name as input';
const ACTORS =
  'use what the machine is told of its actors (onDone, onError, onSnapshot), or getSnapshot(); the model starts, stops and listens';

/** What an actor and its system have that the pure functions of XState only pretend to have, with the way out. */
const notModelled: Readonly<Record<'self' | 'system', Readonly<Record<string, string>>>> = {
  self: {
    send: MESSAGES,
    sessionId: NAMES,
    start: ACTORS,
    stop: ACTORS,
    on: ACTORS,
    subscribe: ACTORS,
    select: ACTORS,
    trigger: MESSAGES,
    getPersistedSnapshot: 'use self.getSnapshot()',
  },
  system: {
    getAll: 'use system.get(name)',
    getSnapshot: ACTORS,
    start: ACTORS,
    _snapshot: ACTORS,
  },
};

/** What the machine of an endpoint is called is for those to say who start it. */
const OF_ROOT: Readonly<Record<string, string>> = { id: NAMES, systemId: NAMES };

const notModelledOfRoot = { ...notModelled.self, ...OF_ROOT };

/**
 * The scope of a machine that has no actors: `self.getSnapshot()` is the state before the transition, undefined when the
 * machine is starting, as it is in an actor. What else of `self` and `system` code might ask for is refused by name.
 */
export function runningScope(scope: Scope, current: Snapshot | undefined, { find, took }: Insight): Scope {
  let made: unknown;
  // XState tells its system of each actor that it makes.
  const inspecting = scope.system as unknown as Inspecting;
  const tell = (event: Inspected) => {
    if (event.type === '@xstate.actor') made = event.actorRef;
    if (event.type === '@xstate.microstep') took(event._transitions);
    inspecting._sendInspectionEvent(event);
  };
  const get = (name: string) => scope.system.get(name) ?? find(name);
  const system = refusing('system', notModelled.system, scope.system, { _sendInspectionEvent: tell, get });
  const own = { system, getSnapshot: () => current };
  const self = refusing('self', notModelledOfRoot, scope.self, own);
  // Nothing is put off in a pure transition but the start of an actor that an assignment has just spawned.
  const defer = () => {
    const spawned = { type: SPAWNED, params: { actorRef: made } };
    scope.actionExecutor(spawned as unknown as Parameters<typeof scope.actionExecutor>[0]);
  };
  return { ...scope, system, self, defer };
}

/** What a machine sees besides itself, and who sees what it does. */
export interface Insight {
  readonly find: PeerOf;
  took(transitions: unknown): void;
}

interface Inspected {
  readonly type: string;
  readonly actorRef?: unknown;
  readonly _transitions?: unknown;
}

/** A part of XState's systems that its types do not show. */
interface Inspecting {
  _sendInspectionEvent(event: Inspected): void;
}

/** Among the actions of a transition: an assignment has spawned an actor. */
export const SPAWNED = 'xstate.spawned';

/** By what code has been given for them: actors. */
const shown = new WeakMap<object, Actor>();

/** The actor that code knows as this one. */
export function actorOf<T extends object>(ref: T): T | Actor {
  return shown.get(ref) ?? ref;
}

/** The scope of a machine that runs as an actor, in which code sees of it what is modelled. */
export function actorScope(scope: ActorScope, actor: Actor, find: PeerOf): ActorScope {
  const get = (name: string) => actor.system.get(name) ?? find(name);
  const system: System = refusing('system', notModelled.system, actor.system, { get });
  const refused = actor._parent === undefined ? notModelledOfRoot : notModelled.self;
  // While it starts, XState gives undefined or throws, depending on how it was built.
  const self: Actor = refusing('self', refused, actor, { system, getSnapshot: () => actor._snapshot });
  shown.set(self, actor);
  return { ...scope, self, system };
}

/** The scope of an actor whose logic is nothing but a function: there is nothing that it may ask for. */
export function noScope(scope: ActorScope): ActorScope {
  return new Proxy(scope, {
    get: (_, key) =>
      refuse(`the scope of an actor (${String(key)})`, 'give the actor what it needs as input'),
  });
}

function refusing<T extends object>(
  name: string,
  refused: Readonly<Record<string, string>>,
  object: T,
  given: object,
): T {
  return new Proxy(object, {
    get: (target, key): unknown => {
      if (Object.hasOwn(given, key)) return Reflect.get(given, key);
      if (typeof key === 'string' && Object.hasOwn(refused, key))
        return refuse(`${name}.${key}`, refused[key] ?? '');
      return Reflect.get(target, key);
    },
  });
}

/** The scope of an actor that runs as it is, beside others that `system.get` finds. */
export function besidePeers(scope: ActorScope, find: PeerOf): ActorScope {
  const { system } = scope;
  const get = (name: string) => system.get(name) ?? find(name);
  return { ...scope, system: refusing('system', {}, system, { get }) };
}
