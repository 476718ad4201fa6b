import type { Sighting } from '../language/log.ts';
import type { ActionPath } from '../model/action-path.ts';
import type { Trace } from './trace.ts';

/** Why a search did not come to its end. */
export type Stopped = 'max-states' | 'max-seconds' | 'max-memory' | 'interrupted';

/** Whether a recorded run fits the model. */
export type Validation = {
  /** Sightings that some behaviour explains, from the first one on. */
  readonly explained: number;
  readonly sightings: number;
  /** States that were looked at, each once for every place in the log. */
  readonly states: number;
  /** A shortest behaviour that explains so much, and its trace. */
  readonly path: ActionPath;
  readonly trace: Trace;
} & (
  | { readonly verdict: 'fits' }
  | {
      /** No behaviour explains the next sighting. */
      readonly verdict: 'differs';
      readonly sighting: Sighting;
      /** Where it stands in the log: `line 12`. */
      readonly where: string;
      /** What it says, in words. */
      readonly seen: string;
      /** What could have been seen instead, in words. */
      readonly instead: readonly string[];
    }
  | { readonly verdict: 'unknown'; readonly stopped: Stopped }
);
