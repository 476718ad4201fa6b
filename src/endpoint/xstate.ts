import { type ActorLogic, initialTransition, matchesState, transition } from 'xstate';
import { ModelError, messageOf } from '../language/errors.ts';
import type { AnyStateMachine, EventObject, Snapshot, StateValue } from '../language/machine.ts';
import { purely } from '../language/pure.ts';
import { valueText } from '../language/state-text.ts';
import { afterAnswer, type Cause } from './actors/answer.ts';
import { cascade, hasActors, type RawEffect, type RawStep } from './actors/cascade.ts';
import { type Child, childrenOf } from './actors/child.ts';
import { mayHaveActors } from './actors/logic.ts';
import { runningScope } from './actors/scope.ts';
import { type Admission, surroundingsOf } from './actors/surroundings.ts';
import { comingToRest, restText } from './coming-to-rest.ts';
import type { Effect } from './effects.ts';
import { effectOf, refusal, unmodelledError } from './raw-effects.ts';
import { requireUsableCopy } from './xstate-copy.ts';

/** A transition of a machine: where it leads, and its effects in order. Nothing has been executed. */
export interface Reaction {
  readonly snapshot: Snapshot;
  readonly effects: readonly Effect[];
}

/** Is told where the steps of a machine begin and end: one step may be several transitions. */
export interface StepWatcher {
  begin(): void;
  end(snapshot: Snapshot): void;
}

const watchers = new WeakMap<AnyStateMachine, StepWatcher>();

/** From now on, the steps of a machine are watched. */
export function watchSteps(machine: AnyStateMachine, watcher: StepWatcher): void {
  watchers.set(machine, watcher);
}

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
  who: string,
  context?: { readonly context: unknown },
  admit: Admission = () => {},
): Reaction {
  requireUsableCopy(machine, who);
  watchers.get(machine)?.begin();
  const [snapshot, actions] = purely(
    () => `${who}: the machine "${machine.id}", when it starts,`,
    () => withContext(machine, context, () => comingToRest(machine, () => firstOf(machine, input, who))),
  );
  if (snapshot.status === 'error') throw cannotStart(machine, snapshot.error, who);
  const begun = reaction(machine, [], { snapshot, actions }, who, admit);
  if (begun.snapshot.status === 'error') throw cannotStart(machine, begun.snapshot.error, who);
  return begun;
}

function firstOf(machine: AnyStateMachine, input: unknown, who: string): [Snapshot, RawEffect[]] {
  try {
    return initialTransition(startOf(machine), input) as unknown as [Snapshot, RawEffect[]];
  } catch (thrown) {
    if (thrown instanceof ModelError) throw thrown;
    // Before 5.33, XState throws where it now gives a state of error.
    throw cannotStart(machine, thrown, who);
  }
}

function cannotStart({ id }: AnyStateMachine, cause: unknown, who: string): ModelError {
  return new ModelError(`${who}: the machine "${id}" cannot start: ${restText(messageOf(cause))}`);
}

/** The first state of a machine. XState's `initialTransition` makes an actor, and with it, in vain, a first state more. */
function startOf(machine: AnyStateMachine): Logic {
  let isMade = false;
  return {
    transition: (snapshot) => snapshot,
    getInitialSnapshot: (scope, input) => {
      if (isMade)
        return machine.getInitialSnapshot(runningScope(scope, undefined), input as never) as Snapshot;
      isMade = true;
      return NO_SNAPSHOT;
    },
    getPersistedSnapshot: (snapshot) => snapshot,
  };
}

/** Runs something while the machine starts with this context. */
export function withContext<T>(
  machine: AnyStateMachine,
  context: { readonly context: unknown } | undefined,
  run: () => T,
): T {
  if (context === undefined) return run();
  const { config } = machine;
  machine.config = { ...config, ...context } as typeof config;
  try {
    return run();
  } finally {
    machine.config = config;
  }
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
 * Gives the machine an event, or an answer of one of its actors.
 *
 * @throws MachineThrew if a function of the machine throws, or nobody handles the error of an actor
 * @throws ModelError if the machine is not a function, or does what the model cannot express
 */
export function respond(
  machine: AnyStateMachine,
  before: Snapshot,
  cause: Cause,
  who: string,
  admit: Admission = () => {},
): Reaction {
  if (before.status !== 'active') return { snapshot: before, effects: [] };
  const { snapshot, event } =
    'event' in cause ? { snapshot: before, ...cause } : afterAnswer(before, cause.answer);
  if (event === null) return { snapshot, effects: [] };
  watchers.get(machine)?.begin();
  const step = stepOf(machine, snapshot, event, who);
  const reacted = reaction(machine, childrenOf(snapshot), step, who, admit);
  if (reacted.snapshot.status === 'error') throw new MachineThrew(reacted.snapshot.error);
  return reacted;
}

function stepOf(machine: AnyStateMachine, snapshot: Snapshot, event: EventObject, who: string): RawStep {
  try {
    const [after, actions] = purely(
      () => `${who}: the machine "${machine.id}" in state ${valueText(snapshot.value)}, given ${event.type},`,
      () => comingToRest(machine, () => transition(transitionsOf(machine), snapshot, event)),
    ) as [Snapshot, RawEffect[]];
    return { snapshot: after, actions };
  } catch (thrown) {
    throw explain(thrown, machine, snapshot, who);
  }
}

/**
 * The transitions of a machine without its initial state: XState's `transition` makes an actor for each transition, and
 * with it, in vain, the initial state of its logic.
 */
function transitionsOf(machine: AnyStateMachine): Logic {
  let logic = logics.get(machine);
  if (logic === undefined) {
    logic = {
      transition: (snapshot, event, scope) =>
        machine.transition(snapshot, event, runningScope(scope, snapshot)) as Snapshot,
      getInitialSnapshot: () => NO_SNAPSHOT,
      getPersistedSnapshot: (snapshot) => snapshot,
    };
    logics.set(machine, logic);
  }
  return logic;
}

type Logic = ActorLogic<Snapshot, EventObject>;

const logics = new WeakMap<AnyStateMachine, Logic>();

/** The state of an actor that is never asked for it. */
const NO_SNAPSHOT = { status: 'active', output: undefined, error: undefined } as Snapshot;

/**
 * A sendTo whose target is no child throws inside XState: in a machine without actors that is a use of an unmodelled effect, and no
 * finding.
 */
function explain(thrown: unknown, machine: AnyStateMachine, snapshot: Snapshot, who: string): Error {
  if (thrown instanceof ModelError) return thrown;
  const message = messageOf(thrown);
  if (/^Unable to send event to actor/.test(message) && !mayHaveActors(machine))
    return unmodelledError('xstate.sendTo', machine, snapshot, who);
  if (/^Actor with system ID .* already exists/.test(message))
    return refusal(machine, snapshot, who, 'gives actors a systemId; leave it out, and refer to them by id');
  return new MachineThrew(thrown);
}

function reaction(
  machine: AnyStateMachine,
  before: readonly Child[],
  step: RawStep,
  who: string,
  admit: Admission,
): Reaction {
  const reacted = completed(machine, before, step, who, admit);
  watchers.get(machine)?.end(reacted.snapshot);
  return reacted;
}

function completed(
  machine: AnyStateMachine,
  before: readonly Child[],
  step: RawStep,
  who: string,
  admit: Admission,
): Reaction {
  const effectsOf = (action: RawEffect, snapshot: Snapshot) => effectOf(action, machine, snapshot, who);
  if (!hasActors(step))
    return {
      snapshot: step.snapshot,
      effects: step.actions.flatMap((action) => effectsOf(action, step.snapshot)),
    };
  const next = (snapshot: Snapshot, event: EventObject) => stepOf(machine, snapshot, event, who);
  const refuse = (what: string, snapshot: Snapshot) => {
    throw refusal(machine, snapshot, who, what);
  };
  return settled(() =>
    cascade(before, step, surroundingsOf(machine, who, admit, { step: next, effectsOf, refuse })),
  );
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
