import { type ActorLogic, initialTransition, matchesState, transition } from 'xstate';
import { ModelError, messageOf } from '../language/errors.ts';
import type { AnyStateMachine, EventObject, Snapshot, StateValue } from '../language/machine.ts';
import { nearest } from '../language/nearest.ts';
import { purely } from '../language/pure.ts';
import { valueText } from '../language/state-text.ts';
import { runningScope } from './actor-scope.ts';
import { comingToRest, restText } from './coming-to-rest.ts';
import { timerName } from './declared-names.ts';
import type { Effect } from './effects.ts';
import { requireUsableCopy } from './xstate-copy.ts';

/** A transition of a machine: where it leads, and its effects in order. Nothing has been executed. */
export interface Reaction {
  readonly snapshot: Snapshot;
  readonly effects: readonly Effect[];
}

/** A guard, an assign or another function of the machine threw: a finding about the machine. */
export class MachineThrew extends Error {
  constructor(thrown: unknown) {
    super(messageOf(thrown));
    this.name = 'MachineThrew';
  }
}

type RawEffect = { readonly type: string; readonly params?: unknown; readonly exec?: unknown };

/** Says what an effect outside the model is, and what to use instead. */
const unmodelled: Record<string, string> = {
  'xstate.spawnChild':
    'invokes or spawns another actor; make it an endpoint of its own, or describe what it may do as environment events',
  'xstate.stopChild': 'stops another actor; make that actor an endpoint of its own',
  'xstate.sendTo': 'sends directly to another actor; use emit() with an event that the network carries',
  'xstate.sendParent': 'sends to a parent actor; use emit() with an event that the network carries',
};

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
): Reaction {
  requireUsableCopy(machine, who);
  const [snapshot, actions] = purely(
    () => `${who}: the machine "${machine.id}", when it starts,`,
    () => withContext(machine, context, () => comingToRest(machine, () => begun(machine, input, who))),
  );
  if (snapshot.status === 'error') throw cannotStart(machine, snapshot.error, who);
  return reaction(machine, snapshot, actions, who);
}

function begun(machine: AnyStateMachine, input: unknown, who: string): [Snapshot, RawEffect[]] {
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

/**
 * Gives the machine an event.
 *
 * @throws MachineThrew if a function of the machine throws
 * @throws ModelError if the machine is not a function, or does what the model cannot express
 */
export function react(
  machine: AnyStateMachine,
  snapshot: Snapshot,
  event: EventObject,
  who: string,
): Reaction {
  if (snapshot.status !== 'active') return { snapshot, effects: [] };
  let result: [Snapshot, RawEffect[]];
  try {
    result = purely(
      () => `${who}: the machine "${machine.id}" in state ${valueText(snapshot.value)}, given ${event.type},`,
      () => comingToRest(machine, () => transition(transitionsOf(machine), snapshot, event)),
    ) as [Snapshot, RawEffect[]];
  } catch (thrown) {
    throw explain(thrown, machine, snapshot, who);
  }
  return reaction(machine, result[0], result[1], who);
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

/** A sendTo whose target is no child throws inside XState: that is a use of an unmodelled effect, not a finding. */
function explain(thrown: unknown, machine: AnyStateMachine, snapshot: Snapshot, who: string): Error {
  if (thrown instanceof ModelError) return thrown;
  return /^Unable to send event to actor/.test(messageOf(thrown))
    ? unmodelledError('xstate.sendTo', machine, snapshot, who)
    : new MachineThrew(thrown);
}

function reaction(
  machine: AnyStateMachine,
  snapshot: Snapshot,
  actions: readonly RawEffect[],
  who: string,
): Reaction {
  const effects = actions.flatMap((action) => effectOf(action, machine, snapshot, who));
  if (Object.keys(snapshot.children).length > 0)
    throw unmodelledError('xstate.spawnChild', machine, snapshot, who);
  return { snapshot, effects };
}

function effectOf(
  action: RawEffect,
  machine: AnyStateMachine,
  snapshot: Snapshot,
  who: string,
): readonly Effect[] {
  switch (action.type) {
    case 'xstate.emit':
      return [{ kind: 'emit', event: (action.params as { event: EventObject }).event }];
    case 'xstate.raise':
      return raised(action.params as RaiseParams, machine, snapshot, who);
    case 'xstate.cancel':
      return [{ kind: 'disarm', id: String((action.params as { sendId: unknown }).sendId) }];
    case 'xstate.log':
    case 'xstate.assign':
      return [];
    default:
      if (action.type.startsWith('xstate.')) throw unmodelledError(action.type, machine, snapshot, who);
      return isInline(action, machine) ? [] : [{ kind: 'act', type: action.type, params: action.params }];
  }
}

/**
 * An inline function has no name to be observed by, and the checker never executes it. XState reports it under the
 * name that JavaScript gave it (that of the property it stands in, say), so the name alone does not tell.
 */
export function isInline(
  { type, exec }: Pick<RawEffect, 'type' | 'exec'>,
  machine: AnyStateMachine,
): boolean {
  const named: Readonly<Record<string, unknown>> = machine.implementations.actions;
  return typeof exec === 'function' && named[type] !== exec;
}

interface RaiseParams {
  readonly event: EventObject;
  readonly id?: unknown;
  readonly delay?: number;
}

function raised(
  { event, id, delay }: RaiseParams,
  machine: AnyStateMachine,
  snapshot: Snapshot,
  who: string,
): readonly Effect[] {
  if (typeof delay === 'number') return [{ kind: 'arm', id: timerId(id), event, delay }];
  // XState takes an `after` whose delay has no implementation for an immediate event.
  if (event.type.startsWith('xstate.after.')) {
    const name = timerName(machine, event.type);
    throw new ModelError(
      `${who}: the machine "${machine.id}" in state ${valueText(snapshot.value)} waits for the delay "${name}", which has no implementation; add it to setup({ delays })${nearest(name, Object.keys(machine.implementations.delays))}`,
    );
  }
  return [];
}

/** XState keeps timers by a text that has the id in it, so that `cancel('5')` cancels what has the id 5. */
export function timerId(id: unknown): string | null {
  return id === undefined ? null : String(id);
}

function unmodelledError(
  effect: string,
  machine: AnyStateMachine,
  snapshot: Snapshot,
  who: string,
): ModelError {
  const advice = unmodelled[effect] ?? 'is not modelled; use emit(), raise(), assign() or a named action';
  return new ModelError(
    `${who}: the machine "${machine.id}" in state ${valueText(snapshot.value)} has the effect ${effect.replace('xstate.', '')}, which ${advice}`,
  );
}

/** Whether a state value matches another, as in XState's `snapshot.matches`. */
export function valueMatches(parent: StateValue, value: StateValue): boolean {
  return matchesState(parent, value);
}
