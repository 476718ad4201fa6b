import fc from 'fast-check';
import type { AnyModel } from '../../../src/language/definition.ts';
import type {
  AnyFairness,
  AnyLivenessProperty,
  AnyPredicate,
  AnyStepView,
} from '../../../src/language/forgotten.ts';
import { type Walk, walkers } from '../liveness/walkers.ts';
import { formula } from './arbitrary-live.ts';
import { madeBy } from './files.ts';
import type { FormulaSketch } from './live-sketch.ts';

const ENDPOINTS = ['a', 'b'] as const;

/** Where the first or second machine is, or which of its events happens. */
type Seen =
  | { readonly endpoint: 0 | 1; readonly state: number }
  | { readonly endpoint: 0 | 1; readonly event: number };

type Fair =
  | {
      readonly demand: 'weak' | 'strong';
      readonly events: readonly { readonly endpoint: 0 | 1; readonly event: number }[];
    }
  | { readonly demand: 'weak' | 'strong'; readonly key: 'endpoint' | 'event' };

type Claim =
  | {
      readonly kind: 'eventually' | 'infinitely-often' | 'stabilizes' | 'recoverable';
      readonly of: Seen;
    }
  | { readonly kind: 'leads-to'; readonly from: Seen; readonly to: Seen }
  | {
      readonly kind: 'ltl';
      readonly p: Seen;
      readonly q: Seen;
      readonly r: Seen;
      readonly formula: FormulaSketch;
    };

/** Two machines that are nothing but graphs: by state and event where they go; beyond the last state, the event is impossible. */
export interface WalkingSketch {
  readonly machines: readonly [readonly (readonly number[])[], readonly (readonly number[])[]];
  readonly fairness: readonly Fair[];
  readonly claims: readonly Claim[];
}

/** The model that a sketch describes: everything in it happens from outside, so that nothing but fairness moves it on. */
export function walkingModelOf(sketch: WalkingSketch): AnyModel {
  const [a, b] = sketch.machines;
  const fairness = Object.fromEntries(sketch.fairness.map((each, i) => [`fairness ${i}`, fairnessOf(each)]));
  const model = walkers({ a: walkOf(a), b: walkOf(b) }, sketch.claims.map(propertyOf), fairness);
  return madeBy('walking.ts', 'walkingModelOf', sketch, model);
}

function walkOf(states: readonly (readonly number[])[]): Walk {
  return Object.fromEntries(
    states.map((targets, i) => [
      `s${i}`,
      Object.fromEntries(
        targets.flatMap((to, event) => (to < states.length ? [[`e${event}`, `s${to}`] as const] : [])),
      ),
    ]),
  );
}

function propertyOf(claim: Claim, index: number): AnyLivenessProperty {
  const named = { name: `claim ${index}`, sentence: `Claim ${index}.` };
  switch (claim.kind) {
    case 'eventually':
    case 'infinitely-often':
    case 'stabilizes':
    case 'recoverable':
      return { ...named, kind: claim.kind, ...predicateOf(claim.of) };
    case 'leads-to':
      return { ...named, kind: 'leads-to', from: predicateOf(claim.from), to: predicateOf(claim.to) };
    case 'ltl': {
      const predicates = { p: predicateOf(claim.p), q: predicateOf(claim.q), r: predicateOf(claim.r) };
      return { ...named, kind: 'ltl', predicates, formula: claim.formula };
    }
  }
}

function predicateOf(seen: Seen): AnyPredicate {
  const name = ENDPOINTS[seen.endpoint];
  return 'state' in seen
    ? { state: ({ endpoints }) => endpoints[name]?.value === `s${seen.state}` }
    : { step: (step) => happens(seen, step) };
}

function happens({ endpoint, event }: { endpoint: 0 | 1; event: number }, { action }: AnyStepView): boolean {
  return (
    action.kind === 'event' && action.endpoint === ENDPOINTS[endpoint] && action.event.type === `e${event}`
  );
}

function fairnessOf(fair: Fair): AnyFairness {
  const common = { kind: fair.demand, sentence: 'Fair.' };
  if ('events' in fair)
    return { ...common, steps: (step) => fair.events.some((each) => happens(each, step)) };
  return {
    ...common,
    key: ({ action }) => {
      if (action.kind !== 'event') return null;
      return fair.key === 'endpoint' ? action.endpoint : `${action.endpoint} ${action.event.type}`;
    },
  };
}

const which = fc.constantFrom(0 as const, 1 as const);
const event = fc.nat({ max: 2 });
const seen: fc.Arbitrary<Seen> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ endpoint: which, state: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ endpoint: which, event }) },
);
const demand = fc.constantFrom('weak' as const, 'strong' as const);

const machine = fc.array(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 }), {
  minLength: 2,
  maxLength: 4,
});

const claim: fc.Arbitrary<Claim> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'eventually' as const,
        'infinitely-often' as const,
        'stabilizes' as const,
        'recoverable' as const,
      ),
      of: seen,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leads-to' as const), from: seen, to: seen }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('ltl' as const), p: seen, q: seen, r: seen, formula }),
  },
);

export const walkingSketch: fc.Arbitrary<WalkingSketch> = fc.record({
  machines: fc.tuple(machine, machine),
  fairness: fc.array(
    fc.oneof(
      fc.record({
        demand,
        events: fc.array(fc.record({ endpoint: which, event }), { minLength: 1, maxLength: 2 }),
      }),
      fc.record({ demand, key: fc.constantFrom('endpoint' as const, 'event' as const) }),
    ),
    { maxLength: 3 },
  ),
  claims: fc.array(claim, { minLength: 2, maxLength: 4 }),
});
