import type { AnyAction } from '../language/forgotten.ts';
import type { Extension } from './extension.ts';

/** Why an action cannot be taken that one might look for in a state. */
export type RefusalKind =
  /** An assumption says that it does not happen here. */
  | 'assumption'
  /** It would change nothing and show nothing; or the model leaves such messages in flight. */
  | 'stutters'
  /** A message that it sends finds no room and may not be lost: the search does not follow it. */
  | 'cut'
  /** A message that it sends finds no room, and waits for it. */
  | 'blocked'
  /** The message is not deliverable yet: it is too young, comes behind another one, or its link is down or its session not open. */
  | 'not-yet'
  /** Its receiver does not take the message in its present state: it waits in flight. */
  | 'waiting'
  /** The network does not lose it. */
  | 'kept'
  /** The timer is not due yet. */
  | 'not-due'
  /** Time cannot pass before something else happens. */
  | 'time-held'
  /** The link is not such that this could happen to it. */
  | 'link';

/** An action that is not enabled in a state, and why. */
export interface RefusedStep {
  readonly action: AnyAction;
  readonly kind: RefusalKind;
  /** The reason, as a clause: `assumption "A3" refuses it`. */
  readonly because: string;
  /** The name of the assumption that refuses it; null for other reasons. */
  readonly assumption: string | null;
  /** Of a step that stutters: its element of a replay string, below zero; null if no path may have it. */
  readonly index: number | null;
}

/** Tells what cannot happen in a state. It is computed apart from the search, when it is asked for. */
export interface Refused {
  /** The actions that one might look for in this state, and that are not enabled: in the order of those that are. */
  of(state: Uint32Array): readonly RefusedStep[];
  /** The assumptions that confine the search to other states than this one. */
  beyond(state: Uint32Array): readonly string[];
}

/** Models that can tell what cannot happen offer it by this name. */
export const REFUSED: Extension<Refused> = { name: 'refused' };
