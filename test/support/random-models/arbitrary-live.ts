import fc from 'fast-check';
import { modelSketch } from './arbitrary.ts';
import { halfClaim, stateClaim } from './arbitrary-claims.ts';
import type {
  AtomName,
  FairnessSketch,
  FormulaSketch,
  LivePropertySketch,
  LiveSketch,
  PredicateSketch,
} from './live-sketch.ts';

const predicate: fc.Arbitrary<PredicateSketch> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ state: stateClaim }) },
  { weight: 1, arbitrary: fc.record({ step: halfClaim }) },
);

const atom = fc.constantFrom<AtomName>('p', 'q', 'r');

/** Formulas with at most four temporal operators: the naive checker guesses the truth of each. */
export const formula: fc.Arbitrary<FormulaSketch> = fc
  .letrec<{ formula: FormulaSketch }>((tie) => ({
    formula: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      { weight: 2, arbitrary: atom },
      {
        weight: 3,
        arbitrary: fc.record({
          op: fc.constantFrom(
            'not' as const,
            'always' as const,
            'eventually' as const,
            'eventually' as const,
          ),
          of: tie('formula'),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          op: fc.constantFrom('and' as const, 'or' as const),
          of: fc.array(tie('formula'), { maxLength: 2 }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          op: fc.constantFrom('implies' as const, 'until' as const, 'release' as const),
          left: tie('formula'),
          right: tie('formula'),
        }),
      },
    ),
  }))
  .formula.filter((each) => temporals(each) <= 4);

function temporals(each: FormulaSketch): number {
  if (typeof each === 'string') return 0;
  const own = ['always', 'eventually', 'until', 'release'].includes(each.op) ? 1 : 0;
  if ('left' in each) return own + temporals(each.left) + temporals(each.right);
  const parts = [each.of].flat() as readonly FormulaSketch[];
  return parts.reduce((sum, part) => sum + temporals(part), own);
}

const claim: fc.Arbitrary<LivePropertySketch> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'eventually' as const,
        'infinitely-often' as const,
        'stabilizes' as const,
        'recoverable' as const,
      ),
      of: predicate,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('leads-to' as const), from: predicate, to: predicate }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('ltl' as const),
      atoms: fc.record({ p: predicate, q: predicate, r: predicate }),
      formula,
    }),
  },
);

const fairness: fc.Arbitrary<FairnessSketch> = fc.oneof(
  fc.record({ kind: fc.constantFrom('weak' as const, 'strong' as const), steps: halfClaim }),
  fc.record({
    kind: fc.constantFrom('weak' as const, 'strong' as const),
    key: fc.constantFrom('action' as const, 'endpoint' as const, 'type' as const),
  }),
  fc.record({
    kind: fc.constant('fair-loss' as const),
    messages: fc.constantFrom(null, null, ['m0']),
  }),
  fc.record({ kind: fc.constant('calls' as const), events: fc.constantFrom(['e0'], ['e0', 'e1']) }),
);

/** Small random models with claims about the long run, and random assumptions for them. */
export const liveSketch: fc.Arbitrary<LiveSketch> = fc.record({
  model: modelSketch,
  claims: fc.array(claim, { minLength: 2, maxLength: 4 }),
  fairness: fc.array(fairness, { maxLength: 2 }),
  off: fc.subarray(['deliveries', 'timers fire', 'time passes'] as const),
});
