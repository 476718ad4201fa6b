import type { Trace } from './trace.ts';

/** Something in which an implementation is not as the model. */
export interface Mismatch {
  readonly what:
    | 'value'
    | 'status'
    | 'context'
    | 'tags'
    | 'output'
    | 'timers'
    | 'children'
    | 'sent'
    | 'observed'
    | 'error';
  readonly expected: unknown;
  readonly found: unknown;
}

/** The first place at which an implementation does something else than the model. */
export interface Difference extends Mismatch {
  /** Number of the step, from 1; 0 is the start. */
  readonly step: number;
  readonly endpoint: string;
  /** The trace up to that step. */
  readonly trace: Trace;
  /** What the implementation threw, if it did. */
  readonly cause?: unknown;
}
