import type { Answer } from '../endpoint/actors/answer.ts';
import type { AnyActorLogic, AnyStateMachine, EventObject } from '../language/machine.ts';

/** By which a stand-in for an actor is told what it answers. */
const ANSWER = 'allways.answer';

/** The event that lets a stand-in answer. */
export function answering(answer: Omit<Answer, 'actor'>): EventObject & Omit<Answer, 'actor'> {
  return { type: ANSWER, ...answer };
}

const standing = new WeakSet<object>();

/** Whether something is a reference to a stand-in. */
export function isStandIn(ref: unknown): ref is { readonly id: string } {
  return typeof ref === 'object' && ref !== null && 'logic' in ref && standing.has(Object(ref.logic));
}

/**
 * In place of the promises, callbacks and observables of a machine: actors that do nothing but answer when they are told to. Those
 * without a name stay, since nothing can be put in their place.
 *
 * @param hear is told of each event that one of them gets
 */
export function standIns(
  machine: AnyStateMachine,
  hear: (actor: string, event: EventObject) => void,
): Readonly<Record<string, AnyActorLogic>> {
  const actors: readonly (readonly [string, unknown])[] = Object.entries(machine.implementations.actors);
  const replaced = actors.filter(([, logic]) => typeof Object(logic).start === 'function');
  return Object.fromEntries(replaced.map(([name]) => [name, standIn(hear)]));
}

function standIn(hear: (actor: string, event: EventObject) => void): AnyActorLogic {
  const logic: AnyActorLogic = {
    transition: (snapshot, event: EventObject & Partial<Answer>, { self }) => {
      if (event.type === 'xstate.stop') return { ...snapshot, status: 'stopped' };
      if (event.type !== ANSWER) {
        hear(self.id, event);
        return snapshot;
      }
      const { gives, value } = event;
      if (gives !== 'event') return { ...snapshot, ...changeOf(gives, value) };
      self._parent?.send(value as EventObject);
      return snapshot;
    },
    getInitialSnapshot: (_, input: unknown) => ({
      status: 'active',
      output: undefined,
      error: undefined,
      context: undefined,
      input,
    }),
    getPersistedSnapshot: (snapshot) => snapshot,
  };
  standing.add(logic);
  return logic;
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
