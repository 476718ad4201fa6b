import type { Habits } from '../../../machines/tcp/habits.ts';
import type { Segment } from '../../../machines/tcp/segment.ts';
import type { Place } from './translation.ts';

/** A step in which a stack has sent something else than the model. */
export interface Occasion {
  /** `deliver`, `expire RTO`, or the user's call. */
  readonly what: string;
  /** The segment that was delivered, or null. */
  readonly segment: Segment | null;
  readonly before: Place;
  readonly after: Place;
  readonly expected: readonly Segment[];
  readonly found: readonly Segment[];
  /** Milliseconds since the stack last answered with a challenge ACK; null if it has not. */
  readonly sinceChallenge: number | null;
  /** Whether what it has sent again has not been acknowledged yet. */
  readonly isRecovering: boolean;
}

/** A way in which a stack may differ from the model, for a reason that is known and looked for. */
export interface Tolerance {
  readonly name: string;
  /** What the stack does, and why that is no fault that matters here. */
  readonly sentence: string;
  /** Of RFC 9293, unless another RFC is named. */
  readonly section: string;
  /** The rest of the path rests on what the stack has not done, and is not compared. */
  readonly endsPath?: boolean;
  /** Whether this is the reason, in this step. Whatever is not excused fails. */
  excuses(occasion: Occasion): boolean;
}

/** How one stack is compared with the model. */
export interface Comparison {
  /** Those of the variant of the model that it is compared with: they say what restarts TIME-WAIT. */
  readonly habits: Habits;
  /** How long its TIME-WAIT lasts, in milliseconds, and how exactly; null where it is not measured along paths. */
  readonly timeWait: { readonly lasts: number; readonly within: number } | null;
  /** What its user can be seen being told. */
  readonly tells: readonly ('delivered' | 'peerClosed' | 'reset')[];
  readonly tolerances: readonly Tolerance[];
}
