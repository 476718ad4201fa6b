import type { AnyStateMachine, EventObject } from '../../language/machine.ts';
import { likenessOf } from '../../tables/copies.ts';
import { dataText } from '../../tables/kinds/text.ts';
import { comingToRest } from '../coming-to-rest.ts';
import type { Actor, ActorScope, ActorSnapshot, Logic } from './actor.ts';
import type { Answer } from './answer.ts';
import { kindOf, machineIn } from './logic.ts';
import { withContext } from './own-context.ts';
import { noScope } from './scope.ts';

/** Who runs actors: what they are given in place of what they would find in production. */
export interface Runner {
  /** Whether actors are only put in place again, in a state that was kept. */
  readonly isRestoring: boolean;
  /** Runs a transition on an event of this type, in which code sees what is modelled. */
  within<T>(scope: ActorScope, event: string, run: (scope: ActorScope) => T): T;
  /** The state that an actor goes on from, with its children. */
  restored(kept: ActorSnapshot, scope: ActorScope): ActorSnapshot;
  /** An actor starts that answers at will. */
  admit(actor: Actor): void;
  /** An actor that answers at will has been sent an event. */
  sentTo(actor: Actor, event: EventObject): void;
  /** Reports what is no error of the actor's, but of the machine as a whole. */
  fail(error: unknown): never;
}

/** By which an actor that answers at will is told what it answers. */
const ANSWER = 'allways.answer';

/** The event that lets it answer. */
export function answering(answer: Omit<Answer, 'actor'>): EventObject & Omit<Answer, 'actor'> {
  return { type: ANSWER, ...answer };
}

const START = 'when it starts';

/** The logic of an actor as it is run here. */
export function inPlace(logic: Logic, runner: Runner): Logic {
  const machine = machineIn(logic);
  if (machine !== null) return machineInPlace(logic, machine, runner);
  return kindOf(logic) === 'function' ? functionInPlace(logic, runner) : standIn(logic, runner);
}

function machineInPlace(logic: Logic, machine: AnyStateMachine, runner: Runner): Logic {
  const resting = <T>(isRoot: boolean, run: () => T): T => {
    try {
      return comingToRest(machine, run);
    } catch (error) {
      // An actor that never comes to rest would hang the machine.
      if (!isRoot && error instanceof Error && error.message.startsWith('the machine does not come to rest'))
        runner.fail(error);
      throw error;
    }
  };
  return {
    getInitialSnapshot: (scope, input) => {
      const isRoot = scope.self._parent === undefined;
      return runner.within(scope, START, (inner) =>
        resting(isRoot, () =>
          isRoot
            ? logic.getInitialSnapshot(inner, input)
            : withContext(machine, ownContext(machine), () => logic.getInitialSnapshot(inner, input)),
        ),
      );
    },
    transition: (snapshot, event, scope) =>
      runner.within(scope, event.type, (inner) =>
        resting(scope.self._parent === undefined, () => logic.transition(snapshot, event, inner)),
      ),
    restoreSnapshot: (kept, scope) => runner.restored(kept, scope),
    getPersistedSnapshot: (snapshot) => snapshot,
    start: (snapshot, scope) => {
      if (!runner.isRestoring) logic.start?.(snapshot, scope);
    },
  };
}

/** XState gives all starts of a machine one and the same context, unless it is made by a function. */
function ownContext(machine: AnyStateMachine): { readonly context: unknown } | undefined {
  const { context } = machine.config as { readonly context?: unknown };
  return typeof context === 'object' && dataText(context, []) !== null
    ? { context: likenessOf(context) }
    : undefined;
}

function functionInPlace(logic: Logic, runner: Runner): Logic {
  return {
    getInitialSnapshot: (scope, input) =>
      runner.within(scope, START, () => logic.getInitialSnapshot(noScope(scope), input)),
    transition: (snapshot, event, scope) =>
      runner.within(scope, event.type, () => logic.transition(snapshot, event, noScope(scope))),
    getPersistedSnapshot: (snapshot) => snapshot,
  };
}

/** In place of a promise, a callback or an observable: it does nothing but answer when it is told to. */
function standIn(logic: Logic, runner: Runner): Logic {
  return {
    getInitialSnapshot: (scope, input) => ({ ...logic.getInitialSnapshot(scope, input) }),
    transition: (snapshot, event: EventObject & Partial<Answer>, { self }) => {
      if (event.type === 'xstate.stop') return { ...snapshot, status: 'stopped' };
      if (event.type !== ANSWER) {
        runner.sentTo(self, event);
        return snapshot;
      }
      const { gives, value } = event;
      if (gives !== 'event') return { ...snapshot, ...changeOf(gives, value) };
      self.system._relay(self, self._parent, value as EventObject);
      return snapshot;
    },
    getPersistedSnapshot: (snapshot) => snapshot,
    start: (_, { self }) => {
      if (!runner.isRestoring) runner.admit(self);
    },
  };
}

function changeOf(gives: Answer['gives'] | undefined, value: unknown): object {
  switch (gives) {
    case 'done':
      return { status: 'done', output: value };
    case 'error':
      return { status: 'error', error: value };
    case 'snapshot':
      return { context: value };
    default:
      return {};
  }
}
