import type { AnyStateMachine, Snapshot } from '../../language/machine.ts';
import { refuse } from '../../language/pure.ts';

/** What XState runs a transition with, besides the machine: the actor and its system, as actions see them. */
export type Scope = Parameters<AnyStateMachine['transition']>[2];

const MESSAGES = 'use raise() for itself, and emit() with an event that the network carries for others';
const NAMES = 'it differs from run to run; give the machine its name as input';
const ACTORS =
  'use what the machine is told of its actors (onDone, onError, onSnapshot); machines that work together are endpoints';

/** What an actor and its system have that the pure functions of XState only pretend to have, with the way out. */
const notModelled: Readonly<Record<'self' | 'system', Readonly<Record<string, string>>>> = {
  self: {
    send: MESSAGES,
    id: NAMES,
    sessionId: NAMES,
    systemId: NAMES,
    start: ACTORS,
    stop: ACTORS,
    on: ACTORS,
    subscribe: ACTORS,
    select: ACTORS,
    trigger: MESSAGES,
    getPersistedSnapshot: 'use self.getSnapshot()',
  },
  system: {
    get: ACTORS,
    getAll: ACTORS,
    getSnapshot: ACTORS,
    start: ACTORS,
    _snapshot: ACTORS,
  },
};

/**
 * The scope of a running actor: `self.getSnapshot()` is the state before the transition, undefined when the machine is
 * starting, as it is in an actor. What else of `self` and `system` code might ask for is refused by name.
 */
export function runningScope(scope: Scope, current: Snapshot | undefined): Scope {
  let made: unknown;
  // XState tells its system of each actor that it makes.
  const inspecting = scope.system as unknown as Inspecting;
  const tell = (event: Inspected) => {
    if (event.type === '@xstate.actor') made = event.actorRef;
    inspecting._sendInspectionEvent(event);
  };
  const system = refusing('system', scope.system, { _sendInspectionEvent: tell });
  const self = refusing('self', scope.self, { system, getSnapshot: () => current });
  selves.add(self);
  // Nothing is put off in a pure transition but the start of an actor that an assignment has just spawned.
  const defer = () => {
    const spawned = { type: SPAWNED, params: { actorRef: made } };
    scope.actionExecutor(spawned as unknown as Parameters<typeof scope.actionExecutor>[0]);
  };
  return { ...scope, system, self, defer };
}

interface Inspected {
  readonly type: string;
  readonly actorRef?: unknown;
}

/** A part of XState's systems that its types do not show. */
interface Inspecting {
  _sendInspectionEvent(event: Inspected): void;
}

/** Among the actions of a transition: an assignment has spawned an actor. */
export const SPAWNED = 'xstate.spawned';

const selves = new WeakSet<object>();

/** Whether something is the `self` of a scope. */
export function isSelf(ref: unknown): boolean {
  return typeof ref === 'object' && ref !== null && selves.has(ref);
}

/** The scope of an actor whose logic is nothing but a function: there is nothing that it may ask for. */
export const NO_SCOPE: object = new Proxy(
  {},
  {
    get: (_, key) =>
      refuse(`the scope of an actor (${String(key)})`, 'give the actor what it needs as input'),
  },
);

function refusing<T extends object>(name: 'self' | 'system', object: T, given: object): T {
  const refused = notModelled[name];
  return new Proxy(object, {
    get: (target, key): unknown => {
      if (Object.hasOwn(given, key)) return Reflect.get(given, key);
      if (typeof key === 'string' && Object.hasOwn(refused, key))
        return refuse(`${name}.${key}`, refused[key] ?? '');
      return Reflect.get(target, key);
    },
  });
}
