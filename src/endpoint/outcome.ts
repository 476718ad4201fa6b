import type { AnyLocalState } from '../language/forgotten.ts';
import type { EventObject, Snapshot } from '../language/machine.ts';
import type { FaultKind } from './environment/crashes.ts';
import type { Life } from './environment/life.ts';
import type { Timer } from './timers.ts';

/** Result of an event in a local state, in ids. */
export interface Outcome {
  /** Id of the next local state (of the same one if the machine threw). */
  readonly next: number;
  /** Id of the list of messages sent; 0 for none. */
  readonly sends: number;
  /** Id of the list of observations; 0 for none. */
  readonly observations: number;
  /** Id of the message of what the machine threw; 0 for nothing. */
  readonly thrown: number;
  /** Names of the timers that the step arms, those that were armed before among them. */
  readonly armed: readonly string[];
}

/** Where the effects of an endpoint go. */
export interface EffectHandler {
  /** The names of all endpoints, in order. Default: of none but the machine's own. */
  readonly endpoints?: readonly string[];
  /** Whether the network carries events of this type. */
  carries(type: string): boolean;
  /** Whether an event of this type does something to a session, and is handed to the network, though it is an observation. */
  changesLinks(type: string): boolean;
  /** Id of the list of what becomes of its sessions when the endpoint crashes. Default: it has none. */
  crash?(): number;
  /** Id of a list of messages sent by `sender`, which is the endpoint's local state after the step. */
  send(events: readonly EventObject[], sender: AnyLocalState): number;
  /** Id of a list of observations. */
  observe(effects: readonly EventObject[]): number;
  /** Id of the message of what the machine threw. */
  fail(message: string): number;
}

/** A timer of a local state that may fire, with its outcome. */
export interface Expiry {
  readonly timer: Timer;
  readonly outcome: Outcome;
}

/** An answer that an actor of a local state may give, by its id, with its outcome. */
export interface AnswerOutcome {
  readonly answer: number;
  readonly outcome: Outcome;
}

/** What may happen to an endpoint that crashes, with its outcome. */
export interface FaultOutcome {
  readonly kind: FaultKind;
  readonly outcome: Outcome;
}

/** What a local state consists of. */
export interface LocalContent {
  readonly snapshot: Snapshot;
  readonly timers: readonly Timer[];
  readonly life: Life;
}
