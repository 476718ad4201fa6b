import type { EventObject } from 'xstate';
import type { Kept } from './kept.ts';

/** Names of endpoints, in order of definition. */
export const NAMES = ['a', 'b', 'c'] as const;

/** The counter of a machine counts modulo this. */
export const MODULUS = 3;

/** The context of every random machine. */
export interface Context extends Kept {
  readonly n: number;
  /** How many timers it has armed without cancelling them first. */
  readonly armed: number;
}

/** What XState hands to the functions of a machine. */
export type Args = { readonly context: Context; readonly event: EventObject };

/** The number that an event carries. */
export function payloadOf(event: EventObject): number {
  const { n } = event as { readonly n?: unknown };
  return typeof n === 'number' ? n : 0;
}
