import fc from 'fast-check';
import { endpoint, later, messageType, rarely, sometimes } from './arbitrary-parts.ts';
import type { HalfClaim, LocalSketch, PropertySketch, StateClaim, StepClaim } from './sketch.ts';

export const local: fc.Arbitrary<LocalSketch> = fc.oneof(
  fc.record({
    local: fc.constant('in' as const),
    state: fc.constantFrom(0, 1, 1, 2, 2),
    inner: rarely(fc.constantFrom('A', 'B')),
  }),
  fc.record({ local: fc.constantFrom('n' as const, 'n' as const, 'n' as const, 'keeps' as const), k: later }),
  fc.record({ local: fc.constantFrom('done' as const, 'tagged' as const) }),
  fc.record({
    local: fc.constantFrom('timers' as const, 'timers' as const, 'actors' as const),
    least: fc.integer({ min: 1, max: 2 }),
  }),
);

const mark = rarely(fc.constantFrom('new', 'old', 'older'));

export const { stateClaim } = fc.letrec<{ stateClaim: StateClaim }>((tie) => ({
  stateClaim: fc.oneof(
    { depthSize: 'small', maxDepth: 2 },
    { weight: 4, arbitrary: fc.record({ claim: fc.constant('at' as const), endpoint, is: local }) },
    {
      weight: 1,
      arbitrary: fc.record({
        claim: fc.constant('in flight' as const),
        least: fc.integer({ min: 1, max: 3 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        claim: fc.constant('some message' as const),
        type: messageType,
        mark,
        owed: rarely(fc.boolean()),
      }),
    },
    { weight: 1, arbitrary: fc.record({ claim: fc.constant('history' as const), k: fc.nat({ max: 2 }) }) },
    { weight: 1, arbitrary: fc.record({ claim: fc.constant('not' as const), a: tie('stateClaim') }) },
    {
      weight: 3,
      arbitrary: fc.record({
        claim: fc.constantFrom('and' as const, 'or' as const),
        a: tie('stateClaim'),
        b: tie('stateClaim'),
      }),
    },
  ),
}));

export const { halfClaim } = fc.letrec<{ halfClaim: HalfClaim }>((tie) => ({
  halfClaim: fc.oneof(
    { depthSize: 'small', maxDepth: 1 },
    fc.record({
      claim: fc.constant('action' as const),
      kind: fc.constantFrom('deliver', 'event', 'answer', 'expire', 'drop', 'tick'),
    }),
    fc.record({
      claim: fc.constant('observed' as const),
      type: fc.constantFrom('o0', 'note', 'alarm', 'm1'),
    }),
    fc.record({ claim: fc.constant('sent' as const), type: messageType }),
    fc.record({
      claim: fc.constant('delivered' as const),
      type: messageType,
      mark,
      age: rarely(fc.nat({ max: 2 })),
    }),
    fc.record({ claim: fc.constant('before' as const), a: stateClaim }),
    fc.record({ claim: fc.constant('becomes' as const), endpoint, is: local }),
    fc.record({ claim: fc.constant('both' as const), a: tie('halfClaim'), b: tie('halfClaim') }),
  ),
}));

const stepClaim: fc.Arbitrary<StepClaim> = fc.oneof(
  { weight: 3, arbitrary: halfClaim },
  { weight: 1, arbitrary: fc.record({ claim: fc.constant('after' as const), a: stateClaim }) },
);

export const property: fc.Arbitrary<PropertySketch> = fc.oneof(
  fc.record({ kind: fc.constantFrom('never' as const, 'some' as const), state: stateClaim }),
  fc.record({
    kind: fc.constantFrom('never step' as const, 'some step' as const),
    step: stepClaim,
    and: sometimes(stepClaim),
  }),
);
