import type { NetworkRules } from '../language/network/resolved.ts';
import type { EqualDelays } from '../language/time.ts';

/** An assumption that restricts the environment of this instance. */
export interface AssumptionInForce {
  readonly name: string;
  readonly sentence: string;
}

/** How an endpoint may crash. */
export interface CrashBound {
  readonly endpoint: string;
  readonly most: number;
  readonly restarts: boolean;
  /** What becomes of messages that arrive while it is down. */
}

/** The bounds within which a verdict is true: no verdict is told without them. */
export interface Bounds {
  readonly network: NetworkRules;
  readonly timed: boolean;
  /** Timers that may fire at any moment once armed. */
  readonly elastic: readonly string[];
  /** The order in which timers of one machine fire that were armed with equal delays. */
  readonly equalDelays: EqualDelays;
  /** The endpoints that may crash. */
  readonly crashes: readonly CrashBound[];
  readonly assumptions: readonly AssumptionInForce[];
}
