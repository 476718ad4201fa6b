import type { ActorLogic, ActorSystem, AnyActorRef, EventObject, Snapshot } from 'xstate';
import type { TraversalOptions } from 'xstate/graph';
import type { Model } from '../../../src/model/model.ts';
import { Steps, THROWN } from '../../../src/model/steps.ts';
import { initialOf } from '../../support/initial.ts';

/** A global state of a composed model, as a snapshot of XState's. */
export type ComposedSnapshot = Snapshot<undefined> & { readonly state: Uint32Array };

/** Where an event leads. A symbol, so that it is not in the JSON of the event, which `@xstate/test` compares. */
const TARGET = Symbol('target');

/** A step of it, as an event: the number of the enabled action, and where it leads. */
export interface ComposedEvent extends EventObject {
  readonly [TARGET]: ComposedSnapshot;
}

type ComposedLogic = ActorLogic<
  ComposedSnapshot,
  ComposedEvent,
  unknown,
  ActorSystem<{ actors: Record<string, AnyActorRef> }>
>;

/**
 * A composed model as logic of an actor, for xstate/graph and @xstate/test.
 *
 * It is given everything that makes Allways quick but its search: successors come from the same memo tables, and the
 * identity of a state is a short text of ids instead of the JSON of all its parts.
 */
export function composedLogic(model: Model): {
  readonly logic: ComposedLogic;
  readonly options: TraversalOptions<ComposedSnapshot, ComposedEvent, unknown>;
} {
  const steps = new Steps(model.width);
  return {
    logic: {
      transition: (_snapshot, event) => event[TARGET],
      getInitialSnapshot: () => snapshotOf(initialOf(model)),
      getPersistedSnapshot: (snapshot) => snapshot,
    },
    options: {
      events: ({ state }) => {
        model.expand(state, steps);
        return eventsOf(steps);
      },
      serializeState: ({ state }) => state.join(),
      serializeEvent: ({ type }) => type,
    },
  };
}

function eventsOf(steps: Steps): ComposedEvent[] {
  const { width } = steps;
  return Array.from({ length: steps.count }, (_, k) => {
    const vector = steps.vector(k);
    if (vector[2 * width + THROWN] !== 0) throw new Error('a machine of the model throws');
    return { type: String(k), [TARGET]: snapshotOf(vector.slice(width, 2 * width)) };
  });
}

function snapshotOf(state: Uint32Array): ComposedSnapshot {
  return { status: 'active', output: undefined, error: undefined, state };
}
