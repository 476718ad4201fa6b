import type { ActionPath } from '../model/action-path.ts';

/** What the search says of one property. */
export type PropertyOutcome = {
  readonly name: string;
  readonly kind: 'invariant' | 'step' | 'deadlock-free' | 'reachable' | 'no-throw';
  readonly sentence: string;
  readonly source: string | null;
} & (
  | { readonly verdict: 'holds' | 'unreachable' | 'unknown' }
  /** With the shortest path to a violation, or to a witness, if the search was breadth first. */
  | { readonly verdict: 'violated' | 'reached'; readonly path: ActionPath; readonly reason: string | null }
);
