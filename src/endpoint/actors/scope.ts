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
  const system = refusing('system', scope.system, {});
  const self = refusing('self', scope.self, { system, getSnapshot: () => current });
  selves.add(self);
  return { ...scope, system, self };
}

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
