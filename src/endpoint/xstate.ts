import { type ActorLogic, initialTransition, matchesState, transition } from 'xstate';
import { ModelError, messageOf } from '../language/errors.ts';
import type { AnyStateMachine, EventObject, Snapshot, StateValue } from '../language/machine.ts';
import { purely } from '../language/pure.ts';
import { valueText } from '../language/state-text.ts';
import type { RawEffect } from './actors/actor.ts';
import type { Cause } from './actors/answer.ts';
import { childrenOf } from './actors/child.ts';
import { mayHaveActors } from './actors/logic.ts';
import { withContext } from './actors/own-context.ts';
import { peerOf, refers } from './actors/references.ts';
import { type Insight, runningScope, SPAWNED } from './actors/scope.ts';
import { ActorSystem } from './actors/system.ts';
import { ALONE, type Around, surroundingsOf } from './around.ts';
import { comingToRest, restText } from './coming-to-rest.ts';
import type { Reaction } from './effects.ts';
import { effectOf, unmodelledError } from './raw-effects.ts';
import { ignores } from './state-nodes.ts';
import { transitionsSeen, watched } from './watch/step-watch.ts';
import { requireUsableCopy } from './xstate-copy.ts';

/** A guard, an assign or another function of the machine threw: a finding about the machine. */
export class MachineThrew extends Error {
  constructor(thrown: unknown) {
    super(messageOf(thrown));
    this.name = 'MachineThrew';
  }
}

/**
 * Starts the machine.
 *
 * @param context a context to start with, for a machine whose own is an object: XState gives all starts the same one
 * @throws ModelError if the machine cannot start, is not a function, or does what the model cannot express
 */
export function start(
  machine: AnyStateMachine,
  input: unknown,
  around: Around | string,
  context?: { readonly context: unknown },
): Reaction {
  const place = aroundOf(around);
  const { who } = place;
  requireUsableCopy(machine, who);
  const begun = withContext(machine, context, () =>
    watched(
      machine,
      null,
      null,
      () => (mayHaveActors(machine) ? null : pureStart(machine, input, place)),
      () => settled(() => ActorSystem.started(machine, input, surroundingsOf(machine, place)).result()),
    ),
  );
  if (begun.snapshot.status === 'error') throw cannotStart(machine, begun.snapshot.error, who);
  return begun;
}

/** The start of a machine that has no actors; null if it turns out to have some. */
function pureStart(machine: AnyStateMachine, input: unknown, around: Around): Reaction | null {
  const { who } = around;
  const [snapshot, actions] = purely(
    () => `${who}: the machine "${machine.id}", when it starts,`,
    () => comingToRest(machine, () => firstOf(machine, input, around)),
  );
  if (snapshot.status === 'error') throw cannotStart(machine, snapshot.error, who);
  return pureReaction(machine, snapshot, actions, around);
}

function aroundOf(around: Around | string): Around {
  return typeof around === 'string' ? { ...ALONE, who: around } : around;
}

function firstOf(machine: AnyStateMachine, input: unknown, around: Around): [Snapshot, RawEffect[]] {
  try {
    return initialTransition(startOf(machine, around), input) as unknown as [Snapshot, RawEffect[]];
  } catch (thrown) {
    if (thrown instanceof ModelError) throw thrown;
    // Before 5.33, XState throws where it now gives a state of error.
    throw cannotStart(machine, thrown, around.who);
  }
}

function cannotStart({ id }: AnyStateMachine, cause: unknown, who: string): ModelError {
  return new ModelError(`${who}: the machine "${id}" cannot start: ${restText(messageOf(cause))}`);
}

/** The first state of a machine. XState's `initialTransition` makes an actor, and with it, in vain, a first state more. */
function startOf(machine: AnyStateMachine, around: Around): Logic {
  let isMade = false;
  return {
    transition: (snapshot) => snapshot,
    getInitialSnapshot: (scope, input) => {
      if (isMade)
        return machine.getInitialSnapshot(
          runningScope(scope, undefined, insightOf(machine, around)),
          input as never,
        ) as Snapshot;
      isMade = true;
      return NO_SNAPSHOT;
    },
    getPersistedSnapshot: (snapshot) => snapshot,
  };
}

/** Gives the machine an event: see `respond`. */
export function react(
  machine: AnyStateMachine,
  snapshot: Snapshot,
  event: EventObject,
  who: string,
): Reaction {
  return respond(machine, snapshot, { event }, who);
}

/**
 * Gives the machine an event, or an event for one of its actors, or an answer of one of these.
 *
 * @throws MachineThrew if a function of the machine throws, or nobody handles the error of an actor
 * @throws ModelError if the machine is not a function, or does what the model cannot express
 */
export function respond(
  machine: AnyStateMachine,
  before: Snapshot,
  cause: Cause,
  around: Around | string,
): Reaction {
  if (before.status !== 'active') return { snapshot: before, effects: [] };
  const place = aroundOf(around);
  const isPure =
    'event' in cause && cause.to === undefined && childrenOf(before).length === 0 && !mayHaveActors(machine);
  const reacted = watched(
    machine,
    before,
    cause,
    () => (isPure ? pureStep(machine, before, cause.event, place) : null),
    () => settled(() => actorStep(machine, before, cause, place)),
  );
  if (reacted.snapshot.status === 'error') throw new MachineThrew(reacted.snapshot.error);
  return reacted;
}

/**
 * Whether the machine certainly does nothing on an event, and none of its code is run: then XState need not be asked. Who watches the machine
 * is told of the step all the same.
 */
export function ignoresEvent(machine: AnyStateMachine, before: Snapshot, event: EventObject): boolean {
  if (before.status !== 'active') return true;
  if (childrenOf(before).length > 0 || !ignores(before, event.type) || mayHaveActors(machine)) return false;
  watched(machine, before, { event }, () => ({ snapshot: before, effects: [] }));
  return true;
}

function actorStep(machine: AnyStateMachine, before: Snapshot, cause: Cause, around: Around): Reaction {
  const system = ActorSystem.restored(machine, before, surroundingsOf(machine, around));
  if ('answer' in cause) system.answer(cause.answer);
  else system.deliver(cause.event, cause.to === undefined ? { actor: '' } : cause.to);
  return system.result();
}

/** A step of a machine that has no actors; null if it turns out to have some. */
function pureStep(
  machine: AnyStateMachine,
  snapshot: Snapshot,
  event: EventObject,
  around: Around,
): Reaction | null {
  const { who } = around;
  try {
    const [after, actions] = purely(
      () => `${who}: the machine "${machine.id}" in state ${valueText(snapshot.value)}, given ${event.type},`,
      () => comingToRest(machine, () => transition(transitionsOf(machine, around), snapshot, event)),
    ) as [Snapshot, RawEffect[]];
    return pureReaction(machine, after, actions, around);
  } catch (thrown) {
    throw explain(thrown, machine, snapshot, who);
  }
}

function pureReaction(
  machine: AnyStateMachine,
  snapshot: Snapshot,
  actions: readonly RawEffect[],
  around: Around,
): Reaction | null {
  if (Object.keys(snapshot.children).length > 0 || actions.some(({ type }) => OF_ACTORS.has(type)))
    return null;
  // A machine may keep a reference to itself, or to another endpoint.
  if (refers(snapshot.context)) return null;
  return {
    snapshot,
    effects: actions.flatMap((action) => effectOf(action, machine, snapshot, around.who)),
  };
}

const OF_ACTORS: ReadonlySet<string> = new Set([
  SPAWNED,
  'xstate.spawnChild',
  'xstate.stopChild',
  'xstate.sendTo',
]);

/**
 * The transitions of a machine without its initial state: XState's `transition` makes an actor for each transition, and
 * with it, in vain, the initial state of its logic.
 */
function transitionsOf(machine: AnyStateMachine, around: Around): Logic {
  return {
    transition: (snapshot, event, scope) =>
      machine.transition(
        snapshot,
        event,
        runningScope(scope, snapshot, insightOf(machine, around)),
      ) as Snapshot,
    getInitialSnapshot: () => NO_SNAPSHOT,
    getPersistedSnapshot: (snapshot) => snapshot,
  };
}

/** A machine without actors finds no other endpoint but by `system.get`; what it sends there is found in its actions. */
function insightOf(machine: AnyStateMachine, { name, peers }: Around): Insight {
  return {
    find: (wanted) => (wanted !== name && peers.includes(wanted) ? peerOf(wanted) : undefined),
    took: (transitions) => transitionsSeen(machine, '', machine, transitions),
  };
}

type Logic = ActorLogic<Snapshot, EventObject>;

/** The state of an actor that is never asked for it. */
const NO_SNAPSHOT = { status: 'active', output: undefined, error: undefined } as Snapshot;

/**
 * A sendTo whose target is no child throws inside XState: in a machine without actors that is a use of an unmodelled effect, and no
 * finding.
 */
function explain(thrown: unknown, machine: AnyStateMachine, snapshot: Snapshot, who: string): Error {
  if (thrown instanceof ModelError || thrown instanceof MachineThrew) return thrown;
  if (/^Unable to send event to actor/.test(messageOf(thrown)))
    return unmodelledError('xstate.sendTo', machine, snapshot, who);
  return new MachineThrew(thrown);
}

/** What the machine and its actors do without end is a finding about the machine. */
function settled(run: () => Reaction): Reaction {
  try {
    return run();
  } catch (thrown) {
    throw thrown instanceof ModelError || thrown instanceof MachineThrew ? thrown : new MachineThrew(thrown);
  }
}

/** Whether a state value matches another, as in XState's `snapshot.matches`. */
export function valueMatches(parent: StateValue, value: StateValue): boolean {
  return matchesState(parent, value);
}
