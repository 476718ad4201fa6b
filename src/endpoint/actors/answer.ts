import type { EventObject, Snapshot } from '../../language/machine.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import { type Child, childrenOf, withChildren } from './child.ts';

/** What an actor gives the machine that has started it, at some moment while it runs. */
export interface Answer {
  /** The id of the actor. */
  readonly actor: string;
  /** Its output, with which it ends; its error, likewise; a new state; or an event for the machine. */
  readonly gives: 'done' | 'error' | 'snapshot' | 'event';
  readonly value: unknown;
}

/** What makes a machine do a step: an event, or what one of its actors answers. */
export type Cause = { readonly event: EventObject } | { readonly answer: Answer };

export function answerText({ actor, gives, value }: Answer): string {
  return `${canonicalText([actor, gives])} ${canonicalText(value, 'value')}`;
}

/** The cause with other data. */
export function mappedCause(cause: Cause, mapping: <T>(data: T) => T): Cause {
  return 'event' in cause ? { event: mapping(cause.event) } : { answer: mapping(cause.answer) };
}

/** A cause in a message for the user. */
export function causeText(cause: Cause): string {
  if ('event' in cause) return `given ${canonicalText(cause.event)}`;
  const { actor, gives, value } = cause.answer;
  return `where the actor "${actor}" gives ${gives} ${canonicalText(value)}`;
}

/** A machine's state with its actors as they are once one has answered, and what the machine is told of it; null for nothing. */
export function afterAnswer(
  snapshot: Snapshot,
  { actor, gives, value }: Answer,
): { readonly snapshot: Snapshot; readonly event: EventObject | null } {
  const children = childrenOf(snapshot);
  const child = children.find(({ id }) => id === actor);
  if (child === undefined) throw new RangeError(`no actor "${actor}" is running`);
  if (gives === 'event') return { snapshot, event: value as EventObject };
  const after = child.in(stateAfter(child, gives, value));
  return {
    snapshot: withChildren(
      snapshot,
      children.map((each) => (each === child ? after : each)),
    ),
    event: gives !== 'snapshot' ? after.end : after.syncs ? after.news : null,
  };
}

function stateAfter(
  { snapshot }: Child,
  gives: 'done' | 'error' | 'snapshot',
  value: unknown,
): Child['snapshot'] {
  switch (gives) {
    case 'done':
      return { ...snapshot, status: 'done', output: value };
    case 'error':
      return { ...snapshot, status: 'error', error: value };
    case 'snapshot':
      return { ...snapshot, context: value };
  }
}
