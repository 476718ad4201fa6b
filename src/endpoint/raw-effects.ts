import { ModelError } from '../language/errors.ts';
import type { AnyStateMachine, EventObject, Snapshot } from '../language/machine.ts';
import { nearest } from '../language/nearest.ts';
import { valueText } from '../language/state-text.ts';
import type { RawEffect } from './actors/actor.ts';
import { timerName } from './declared-names.ts';
import { type Effect, timerId } from './effects.ts';

/** Says what an effect outside the model is, and what to use instead. */
const unmodelled: Record<string, string> = {
  'xstate.sendTo': 'sends directly to another actor; use emit() with an event that the network carries',
  'xstate.sendParent': 'sends to a parent actor; use emit() with an event that the network carries',
};

/** What an action of XState asks of the world around the machine. */
export function effectOf(
  action: RawEffect,
  machine: AnyStateMachine,
  snapshot: Snapshot | undefined,
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
  snapshot: Snapshot | undefined,
  who: string,
): readonly Effect[] {
  if (typeof delay === 'number') return [{ kind: 'arm', id: timerId(id), event, delay }];
  // XState takes an `after` whose delay has no implementation for an immediate event.
  if (event.type.startsWith('xstate.after.')) {
    const name = timerName(machine, event.type);
    throw refusal(
      machine,
      snapshot,
      who,
      `waits for the delay "${name}", which has no implementation; add it to setup({ delays })${nearest(name, Object.keys(machine.implementations.delays))}`,
    );
  }
  return [];
}

/** An effect that the model cannot express. */
export function unmodelledError(
  effect: string,
  machine: AnyStateMachine,
  snapshot: Snapshot | undefined,
  who: string,
): ModelError {
  const advice = unmodelled[effect] ?? 'is not modelled; use emit(), raise(), assign() or a named action';
  return refusal(machine, snapshot, who, `has the effect ${effect.replace('xstate.', '')}, which ${advice}`);
}

/** What a machine may not do, with its name and state. */
export function refusal(
  { id }: AnyStateMachine,
  snapshot: Snapshot | undefined,
  who: string,
  what: string,
): ModelError {
  const where = snapshot === undefined ? '' : ` in state ${valueText(snapshot.value)}`;
  return new ModelError(`${who}: the machine "${id}"${where} ${what}`);
}
