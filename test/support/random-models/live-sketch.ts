import type { ModelSketch, StateClaim, StepClaim } from './sketch.ts';

/** What a predicate of a claim about the long run says. */
export type PredicateSketch = { readonly state: StateClaim } | { readonly step: StepClaim };

export type AtomName = 'p' | 'q' | 'r';

export type FormulaSketch =
  | AtomName
  | { readonly op: 'not' | 'always' | 'eventually'; readonly of: FormulaSketch }
  | { readonly op: 'and' | 'or'; readonly of: readonly FormulaSketch[] }
  | {
      readonly op: 'implies' | 'until' | 'release';
      readonly left: FormulaSketch;
      readonly right: FormulaSketch;
    };

export type LivePropertySketch =
  | {
      readonly kind: 'eventually' | 'infinitely-often' | 'stabilizes' | 'recoverable';
      readonly of: PredicateSketch;
    }
  | { readonly kind: 'leads-to'; readonly from: PredicateSketch; readonly to: PredicateSketch }
  | {
      readonly kind: 'ltl';
      readonly atoms: Readonly<Record<AtomName, PredicateSketch>>;
      readonly formula: FormulaSketch;
    };

export type FairnessSketch =
  | { readonly kind: 'weak' | 'strong'; readonly steps: StepClaim }
  | { readonly kind: 'weak' | 'strong'; readonly key: 'action' | 'endpoint' | 'type' }
  | { readonly kind: 'fair-loss'; readonly messages: readonly string[] | null }
  | { readonly kind: 'calls'; readonly events: readonly string[] };

/** A model with claims about the long run, and what is assumed for them. */
export interface LiveSketch {
  readonly model: ModelSketch;
  readonly claims: readonly LivePropertySketch[];
  readonly fairness: readonly FairnessSketch[];
  /** Which assumptions made by default are not. */
  readonly off: readonly ('deliveries' | 'timers fire' | 'time passes')[];
}
