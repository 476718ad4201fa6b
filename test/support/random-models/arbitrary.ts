import fc from 'fast-check';
import { halfClaim, local, property, stateClaim } from './arbitrary-claims.ts';
import { machine } from './arbitrary-machine.ts';
import { messages, messageType, rarely, sometimes } from './arbitrary-parts.ts';
import type { AssumptionSketch, ModelSketch, PropertySketch, StartsSketch } from './sketch.ts';

const assumption: fc.Arbitrary<AssumptionSketch> = fc.oneof(
  fc.record({ assume: fc.constant('reliable' as const), type: messageType, sender: sometimes(local) }),
  fc.record({ assume: fc.constant('deliverable' as const), type: messageType, state: stateClaim }),
);

const environment = fc.record({
  events: fc.array(
    fc.record({
      type: fc.constantFrom('e0', 'e0', 'e0', 'e0', 'e1', 'e1', 'm0'),
      n: fc.constantFrom(0, 0, 1),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  when: rarely(local),
});

/** What is left open at the start: not often, and not much, for it multiplies the states. */
const sometimesOpen: fc.Arbitrary<StartsSketch | null> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      inputs: fc.array(fc.array(fc.nat({ max: 2 }), { maxLength: 2 }), { maxLength: 3 }),
      histories: fc.constantFrom<readonly number[]>([0], [0, 1], [1, 0, 0]),
      refused: rarely(stateClaim),
    }),
  },
);

/** Small random models; most have some dozens to some hundreds of states, a few very many. */
export const modelSketch: fc.Arbitrary<ModelSketch> = fc.constantFrom(2, 2, 2, 2, 3).chain((endpoints) =>
  fc.record({
    machines: fc.array(machine, { minLength: endpoints, maxLength: endpoints }),
    environment: fc.array(environment, { minLength: endpoints, maxLength: endpoints }),
    carries: fc.constantFrom<readonly string[]>(messages, messages, messages, ['m0']),
    network: fc.record({
      loss: fc.boolean(),
      duplication: fc.boolean(),
      fifo: fc.boolean(),
      lifetime: sometimes(fc.constantFrom(1, 1, 1, 2)),
      minimumDelay: fc.constantFrom(0, 0, 1),
      capacity: fc.constantFrom(1, 2, 2, 2, 3),
    }),
    timed: fc.boolean(),
    elastic: fc.constantFrom<readonly string[]>([], ['fixed.delay'], ['x', 'COUNTED']),
    assumptions: fc.array(assumption, { maxLength: 2 }),
    history: sometimes(
      fc.record({ counts: halfClaim, upTo: fc.integer({ min: 1, max: 2 }), wraps: fc.boolean() }),
    ),
    marks: sometimes(
      fc.record({ on: halfClaim, whose: fc.constantFrom('all', 'acting'), merges: fc.boolean() }),
    ),
    final: sometimes(stateClaim),
    properties: fc.array(property, { minLength: 2, maxLength: 5 }).map(withDeadlock),
    choice: fc.record({
      variant: sometimes(fc.constantFrom('tight', 'no assumptions')),
      capacity: sometimes(fc.constantFrom(1, 2)),
    }),
    equalDelays: fc.constantFrom('in-order', 'in-order', 'any-order'),
    starts: sometimesOpen,
  }),
);

function withDeadlock(properties: readonly PropertySketch[]): readonly PropertySketch[] {
  return [...properties, { kind: 'no deadlock' }];
}
