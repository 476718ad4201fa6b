import type { EventObject } from '../../language/machine.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import type { Receiver } from '../timers.ts';

/** What an actor gives the machine that has started it, at some moment while it runs. */
export interface Answer {
  /** The id of the actor; of one that a child has started, the ids that lead to it: `upload/read`. */
  readonly actor: string;
  /** Its output, with which it ends; its error, likewise; a new state; or an event for the machine. */
  readonly gives: 'done' | 'error' | 'snapshot' | 'event';
  readonly value: unknown;
}

/** What makes a machine do a step: an event for it, or for one of its actors, or what one of these answers. */
export type Cause = { readonly event: EventObject; readonly to?: Receiver } | { readonly answer: Answer };

export function answerText({ actor, gives, value }: Answer): string {
  return `${canonicalText([actor, gives])} ${canonicalText(value, 'value')}`;
}

/** The cause with other data. */
export function mappedCause(cause: Cause, mapping: <T>(data: T) => T): Cause {
  return 'event' in cause ? { ...cause, event: mapping(cause.event) } : { answer: mapping(cause.answer) };
}

/** A cause in a message for the user. */
export function causeText(cause: Cause): string {
  if ('event' in cause) return `given ${canonicalText(cause.event)}`;
  const { actor, gives, value } = cause.answer;
  return `where the actor "${actor}" gives ${gives} ${canonicalText(value)}`;
}
