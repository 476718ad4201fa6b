import type { AnyProperty } from '../language/forgotten.ts';
import type { ActionPath } from '../model/action-path.ts';

/** What the search says of one property. */
export type PropertyOutcome = {
  readonly name: string;
  readonly kind: AnyProperty['kind'] | 'no-throw';
  readonly sentence: string;
  readonly source: string | null;
  /** Why the verdict says less than it seems to: the premise of the claim is never true, say. */
  readonly vacuous?: string;
} & (
  | {
      readonly verdict: 'holds' | 'unreachable' | 'unknown';
      /** Why it is unknown, where more than a limit is to blame. */
      readonly because?: string;
    }
  /** With the shortest path to a violation, or to a witness, if the search was breadth first. */
  | {
      readonly verdict: 'violated' | 'reached';
      readonly path: ActionPath;
      readonly reason: string | null;
      /**
       * Of a claim about whole behaviours: what is repeated without end after the path. If it is empty, the behaviour stops
       * there for ever. An index below zero is the complement of the index of a step that changes nothing.
       */
      readonly cycle?: ActionPath;
    }
);
