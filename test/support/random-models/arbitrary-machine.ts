import fc from 'fast-check';
import { resting } from './actors.ts';
import { count, endpoint, later, messageType, mostly, rarely, STATES, sometimes } from './arbitrary-parts.ts';
import { kid } from './kids.ts';
import type {
  ActorName,
  DelaySketch,
  EffectSketch,
  GuardSketch,
  InvokeSketch,
  MachineSketch,
  NumberSketch,
  StateSketch,
  TargetSketch,
  TransitionSketch,
} from './sketch.ts';

const number: fc.Arbitrary<NumberSketch> = fc.oneof(fc.nat({ max: 1 }), fc.constant('n' as const));
const delay = fc.constantFrom<DelaySketch>('fixed.delay', 'COUNTED', 10);
const timerEvent = fc.constantFrom('t0', 't1');
const timerId = fc.constantFrom('x', 'y', 't0');

const guard: fc.Arbitrary<GuardSketch> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ guard: fc.constant('n is' as const), k: count }) },
  {
    weight: 3,
    arbitrary: fc.record({
      guard: fc.constantFrom('payload is' as const, 'payload is' as const, 'keeps' as const),
      k: fc.nat({ max: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ guard: fc.constant('throws at' as const), k: later }) },
);

const actorName = fc.constantFrom<ActorName>('load', 'load', 'feed', 'keys', 'count', 'kid');
const actorId = fc.constantFrom('s0', 's1');

const simpleEffects: fc.WeightedArbitrary<EffectSketch>[] = [
  {
    weight: 8,
    arbitrary: fc.record({
      effect: fc.constant('send' as const),
      type: messageType,
      n: number,
      to: fc.uniqueArray(endpoint, { minLength: 1, maxLength: 2, selector: (i) => i }),
      flip: fc.boolean(),
      kept: fc.constantFrom(false, false, false, true),
    }),
  },
  { weight: 2, arbitrary: fc.record({ effect: fc.constant('emit' as const), n: number }) },
  {
    weight: 2,
    arbitrary: fc.record({
      effect: fc.constant('act' as const),
      type: fc.constantFrom('note', 'alarm'),
      n: sometimes(number),
    }),
  },
  { weight: 1, arbitrary: fc.record({ effect: fc.constantFrom('inline' as const, 'log' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      effect: fc.constant('assign' as const),
      to: fc.oneof(count, fc.constantFrom('next' as const, 'payload' as const)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({
        effect: fc.constant('spawn' as const),
        src: actorName,
        id: actorId,
        told: fc.boolean(),
      }),
      fc.record({
        effect: fc.constant('spawn in assign' as const),
        src: actorName,
        id: fc.constant('a0'),
      }),
      fc.record({ effect: fc.constant('stop' as const), id: actorId }),
      fc.record({
        effect: fc.constant('tell' as const),
        id: fc.constantFrom('s0', 's1', 'i0', 'i1', 'a0'),
        bad: fc.constantFrom(false, false, false, true),
        how: fc.constantFrom(
          undefined,
          undefined,
          'later' as const,
          'forwards' as const,
          'by reference' as const,
        ),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      effect: fc.constant('keep' as const),
      what: fc.constantFrom('map' as const, 'set' as const, 'other' as const),
      n: number,
      k: fc.nat({ max: 9 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      effect: fc.constant('arm' as const),
      type: timerEvent,
      delay,
      id: mostly(timerId),
      cancelFirst: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ effect: fc.constant('cancel' as const), id: timerId }) },
];

const effect: fc.Arbitrary<EffectSketch> = fc.oneof(
  ...simpleEffects,
  {
    weight: 1,
    arbitrary: fc.record({
      effect: fc.constant('choose' as const),
      k: count,
      effects: fc.array(fc.oneof(...simpleEffects), { maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ effect: fc.constant('throw' as const), k: later }) },
);

const effects = fc.array(effect, { maxLength: 2 });
/** Only where it cannot go on for ever: not where `r0` itself is handled. */
const effectsAndRaise = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: effect },
    { weight: 1, arbitrary: fc.constant({ effect: 'raise' } as const) },
  ),
  { minLength: 1, maxLength: 3 },
);

const target: fc.Arbitrary<TargetSketch> = fc.record({
  state: fc.nat({ max: STATES - 1 }),
  part: fc.constantFrom('self', 'self', 'inner', 'history'),
});

const transition = transitionWith(effects);

/** What is done where an actor tells something, which it may do at once: nothing that starts it anew, or makes it tell more. */
const news: fc.Arbitrary<TransitionSketch> = transitionWith(
  fc.constantFrom<EffectSketch[]>(
    [{ effect: 'assign', to: 'next' }],
    [{ effect: 'emit', n: 'n' }],
    [{ effect: 'send', type: 'm0', n: 'n', to: [1], flip: false, kept: false }],
  ),
).map((sketch) => ({ ...sketch, target: null }));

const invoke: fc.Arbitrary<InvokeSketch> = fc
  .record({
    src: actorName,
    done: mostly(transitionWith(effects)),
    error: sometimes(transitionWith(effects)),
    news: sometimes(news),
  })
  // What is only a function may fail at once.
  .map((sketch) => (sketch.src === 'count' ? { ...sketch, error: null } : sketch))
  // A machine may end, or tell something, at once.
  .map((sketch) =>
    sketch.src === 'kid' ? { ...sketch, done: inPlace(sketch.done), error: inPlace(sketch.error) } : sketch,
  );

function inPlace(sketch: TransitionSketch | null): TransitionSketch | null {
  return sketch && { ...sketch, target: null, effects: [{ effect: 'assign', to: 'next' }] };
}

/** Every state does something when the environment's commonest event comes, so that most models come to life. */
const spine = transitionWith(effectsAndRaise, fc.constant(null)).map((rest) => ({ event: 'e0', ...rest }));

const caused = fc
  .oneof(
    {
      weight: 5,
      arbitrary: fc.tuple(
        fc.constantFrom('e0', 'e1', 'm0', 'm0', 'm1', 't0'),
        transitionWith(effectsAndRaise),
      ),
    },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('r0', 't1'), transition) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('*'), transition.map(withoutInner)) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('xstate.done.actor.s0', 'xstate.error.actor.s1'), news),
    },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('xstate.snapshot.s0', 'xstate.snapshot.s1'), news) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('k0', 'k0', 'k1'), news) },
  )
  .map(([event, rest]) => ({ event, ...rest }));

function transitionWith(
  actions: fc.Arbitrary<EffectSketch[]>,
  when: fc.Arbitrary<GuardSketch | null> = sometimes(guard),
): fc.Arbitrary<TransitionSketch> {
  return fc.record({
    guard: when,
    target: mostly(target),
    reenter: fc.boolean(),
    effects: actions,
  });
}

const kindOf = fc.oneof(
  { weight: 12, arbitrary: fc.constant('plain' as const) },
  { weight: 6, arbitrary: fc.constant('nested' as const) },
  { weight: 2, arbitrary: fc.constant('parallel' as const) },
  { weight: 2, arbitrary: fc.constant('final' as const) },
);
const none = fc.constant([]);
const one = effect.map((it) => [it]);

/** A wildcard takes `xstate.done.state…`, too: were it to lead to where that comes from, it would go on for ever. */
function withoutInner(sketch: TransitionSketch): TransitionSketch {
  return { ...sketch, target: sketch.target && { ...sketch.target, part: 'self' } };
}

const state: fc.Arbitrary<StateSketch> = fc.record({
  kind: kindOf,
  tagged: fc.boolean(),
  entry: fc.oneof(none, none, none, one),
  exit: fc.oneof(none, none, none, one),
  on: fc
    .tuple(fc.array(caused, { minLength: 1, maxLength: 4 }), spine)
    .map(([list, last]) => [...list, last]),
  after: fc
    .array(fc.tuple(delay, transition), { maxLength: 1 })
    .map((list) => list.map(([when, rest]) => ({ delay: when, ...rest }))),
  always: rarely(
    fc.tuple(fc.integer({ min: 1, max: 2 }), transition).map(([ahead, rest]) => ({ ahead, ...rest })),
  ),
  inside: fc.record({
    there: fc.constantFrom('e0', 'm0', 'm1', 't0'),
    back: fc.constantFrom('e1', 'm0', 'm1'),
    effects: fc.array(effect, { maxLength: 1 }),
    history: sometimes(fc.constantFrom('shallow', 'deep')),
    done: sometimes(fc.integer({ min: 1, max: 2 })),
  }),
  invoke: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: invoke }),
});

export const machine: fc.Arbitrary<MachineSketch> = fc
  .record({
    states: fc.array(state, { minLength: 2, maxLength: STATES }),
    everywhere: rarely(caused),
    fixed: fc.constantFrom(0, 10, 20),
    kid,
  })
  .map(resting);
