import { describe, expect, it } from 'vitest';
import { check, instantiate } from '../../../src/index.ts';
import type { AnyPredicate, AnyProperty } from '../../../src/language/forgotten.ts';
import { remarksOf } from '../../../src/report/searches/remarks.ts';
import {
  type AnyNamedFairness,
  inState,
  kit,
  verdictOf,
  type Walk,
  walkers,
} from '../../support/liveness/walkers.ts';

const named = { name: 'p', sentence: 'P.' };

/** All that may happen to `a` does so again and again, if it stays possible. */
const keepsGoing: AnyNamedFairness = {
  'a goes on': {
    kind: 'weak',
    sentence: 'a goes on.',
    steps: ({ action }) => action.kind === 'event' && action.endpoint === 'a',
  },
};

const fairEvents = (kind: 'weak' | 'strong'): AnyNamedFairness => ({
  'each event': {
    kind,
    sentence: 'Each event has its turn.',
    key: ({ action }) => (action.kind === 'event' ? `${action.endpoint} ${action.event.type}` : null),
  },
});

/** The steps in which an event happens. */
const taking = (type: string): AnyPredicate => ({
  step: ({ action }) => action.kind === 'event' && action.event.type === type,
});

const verdict = (walk: Walk, property: AnyProperty, fairness: AnyNamedFairness = {}) =>
  verdictOf(walkers({ a: walk }, [property], fairness));

describe('fairness to which no step belongs', () => {
  const property = kit.recoverable({ ...named, ...inState('here') });
  const emptyOf = (fairness: AnyNamedFairness) => {
    const outcome = check(
      instantiate(walkers({ a: { here: { GO: 'here2' }, here2: { GO: 'here' } } }, [property], fairness)),
    );
    return { empty: outcome.fairness?.empty, remarks: remarksOf(outcome) };
  };

  it('is told of by name', () => {
    const flies: AnyNamedFairness = {
      flies: { kind: 'strong', sentence: 'It flies.', steps: ({ action }) => action.kind === 'deliver' },
      'key of nothing': { kind: 'weak', sentence: 'Nothing.', key: () => null },
    };
    expect(emptyOf({ ...keepsGoing, ...flies })).toEqual({
      empty: ['flies', 'key of nothing'],
      remarks: [
        'Fairness "flies" assumes nothing: no step belongs to it.',
        'Fairness "key of nothing" assumes nothing: no step belongs to it.',
      ],
    });
    expect(emptyOf(keepsGoing)).toEqual({ empty: [], remarks: [] });
  });

  it('also if it names them', () => {
    const named: AnyNamedFairness = {
      'a goes': { kind: 'calls', sentence: 'a goes.', events: ['GO'] },
      'idle goes': { kind: 'calls', sentence: 'idle goes.', events: ['GO'], endpoints: ['idle'] },
    };
    expect(emptyOf(named).empty).toEqual(['idle goes']);
  });
});

describe('a behaviour may stop', () => {
  const line = { here: { GO: 'there' }, there: {} };

  it('in any state, unless fairness moves it on', () => {
    expect(verdict(line, kit.eventually({ ...named, ...inState('there') }))).toMatchObject({
      verdict: 'violated',
      path: [],
      cycle: [],
    });
    expect(verdict(line, kit.eventually({ ...named, ...inState('there') }), keepsGoing).verdict).toBe(
      'holds',
    );
  });

  it('where nothing is possible, whatever is assumed', () => {
    expect(verdict(line, kit.infinitelyOften({ ...named, ...inState('here') }), keepsGoing)).toMatchObject({
      verdict: 'violated',
      path: [0],
      cycle: [],
    });
    expect(verdict(line, kit.stabilizes({ ...named, ...inState('there') }), keepsGoing).verdict).toBe(
      'holds',
    );
  });
});

describe('a cycle is found', () => {
  it('through a state that was visited before', () => {
    // Depth first, left is finished before right is looked at, whose way back leads through it.
    const walk = {
      top: { L: 'left', R: 'right' },
      left: { UP: 'top' },
      right: { L: 'left', OUT: 'out' },
      out: {},
    };
    const outcome = verdict(walk, kit.eventually({ ...named, ...inState('out') }), keepsGoing);
    expect(outcome.verdict).toBe('violated');
  });

  it('that needs the steps of two components', () => {
    const turn = { on: { OFF: 'off' }, off: { ON: 'on' } };
    const model = walkers(
      { a: turn, b: turn },
      [kit.stabilizes({ ...named, ...inState('on') })],
      fairEvents('weak'),
    );
    expect(verdictOf(model)).toMatchObject({ verdict: 'violated' });
    const outcome = verdictOf(model);
    // Each of the four events is taken, or not possible in some state of the cycle.
    expect('cycle' in outcome ? (outcome.cycle ?? []).length : 0).toBeGreaterThanOrEqual(4);
  });

  it('not of a step that changes nothing, if fairness asks for progress', () => {
    const model = walkers(
      { a: { here: { STAY: 'here', GO: 'there' }, there: {} } },
      [kit.eventually({ ...named, ...inState('there') })],
      keepsGoing,
    );
    // STAY is no step, as in TLA+; without fairness, the behaviour may as well stop.
    expect(verdictOf(model).verdict).toBe('holds');
    const outcome = check(instantiate(model, { without: ['a goes on'] })).properties[0];
    expect(outcome).toMatchObject({ verdict: 'violated', path: [], cycle: [] });
  });
});

describe('weak and strong fairness', () => {
  // In `open`, and only there, OUT is possible.
  const blinking = { shut: { OPEN: 'open' }, open: { SHUT: 'shut', OUT: 'out' }, out: {} };
  const out = kit.eventually({ ...named, ...inState('out') });

  it('differ where something is possible again and again, and not always', () => {
    expect(verdict(blinking, out, fairEvents('weak')).verdict).toBe('violated');
    expect(verdict(blinking, out, fairEvents('strong')).verdict).toBe('holds');
  });

  it('are met by leaving the component', () => {
    const ring = { one: { NEXT: 'two', OUT: 'out' }, two: { NEXT: 'one', OUT: 'out' }, out: {} };
    expect(verdict(ring, out, {}).verdict).toBe('violated');
    expect(verdict(ring, out, fairEvents('weak')).verdict).toBe('holds');
  });

  it('strong: a component falls apart, and a smaller one in it is fair', () => {
    // Left and right are connected by `open`; without it, left goes on for ever.
    const walk = {
      left: { SPIN: 'left2', ON: 'open' },
      left2: { SPIN: 'left' },
      open: { BACK: 'left', OUT: 'out' },
      out: {},
    };
    const strong: AnyNamedFairness = {
      'OUT has its turn': {
        kind: 'strong',
        sentence: 'OUT.',
        steps: ({ action }) => action.kind === 'event' && action.event.type === 'OUT',
      },
      ...keepsGoing,
    };
    expect(verdict(walk, out, strong)).toMatchObject({ verdict: 'violated', path: [], cycle: [0, 0] });
    const forced: AnyNamedFairness = { ...strong, ...fairEvents('strong') };
    expect(verdict(walk, out, forced).verdict).toBe('holds');
  });
});

describe('leadsTo', () => {
  const walk = { idle: { ASK: 'asked' }, asked: { ANSWER: 'idle', LOSE: 'lost' }, lost: { AGAIN: 'asked' } };
  const answered = taking('ANSWER');

  it('is violated by a behaviour that never comes to its end', () => {
    const property = kit.leadsTo({ ...named, from: inState('asked'), to: answered });
    expect(verdict(walk, property, fairEvents('weak'))).toMatchObject({
      verdict: 'violated',
      path: [0],
    });
    expect(verdict(walk, property, fairEvents('strong')).verdict).toBe('holds');
  });

  it('holds of nothing where its beginning never occurs, and says so', () => {
    const property = kit.leadsTo({ ...named, from: inState('nowhere'), to: inState('idle') });
    expect(verdict(walk, property)).toMatchObject({
      verdict: 'holds',
      vacuous: 'what it speaks of never occurs',
    });
  });

  it('from a step: the state that it leads from is before it', () => {
    const asks = taking('ASK');
    // ASK leads from idle; what is wanted is idle afterwards.
    const property = kit.leadsTo({ ...named, from: asks, to: inState('idle') });
    expect(verdict(walk, property, fairEvents('weak')).verdict).toBe('violated');
    const gone = kit.leadsTo({ ...named, from: asks, to: inState('asked') });
    expect(verdict(walk, gone).verdict).toBe('holds');
  });
});

describe('recoverable', () => {
  it('finds traps, in which others may stay busy', () => {
    const walk = {
      home: { GO: 'road' },
      road: { BACK: 'home', FALL: 'pit' },
      pit: { TURN: 'pit2' },
      pit2: { TURN: 'pit' },
    };
    expect(verdict(walk, kit.recoverable({ ...named, ...inState('home') }))).toMatchObject({
      verdict: 'violated',
      path: [0, 1],
      reason: 'what is wanted cannot be reached any more: not from here, and not from 2 states in all.',
    });
    expect(
      verdict({ ...walk, pit2: { UP: 'road' } }, kit.recoverable({ ...named, ...inState('home') })).verdict,
    ).toBe('holds');
  });
});

describe('a formula', () => {
  const walk = { one: { GO: 'two' }, two: { ON: 'three', BACK: 'one' }, three: {} };
  const predicates = { one: inState('one'), two: inState('two'), three: inState('three') };

  it.each([
    ['always (one implies eventually three)', 'weak', 'violated'],
    ['always (one implies eventually three)', 'strong', 'holds'],
  ] as const)('%s, %s: %s', (_, kind, expected) => {
    const property = kit.ltl({
      ...named,
      predicates,
      formula: ({ always, eventually, implies }) => always(implies('one', eventually('three'))),
    });
    expect(verdict(walk, property, fairEvents(kind)).verdict).toBe(expected);
  });

  it('one until two, and not three before', () => {
    const until = kit.ltl({ ...named, predicates, formula: ({ until: u }) => u('one', 'two') });
    expect(verdict(walk, until).verdict).toBe('violated');
    expect(verdict(walk, until, fairEvents('weak')).verdict).toBe('holds');
    const release = kit.ltl({
      ...named,
      predicates,
      formula: ({ release: r, not }) => r('two', not('three')),
    });
    expect(verdict(walk, release).verdict).toBe('holds');
  });
});
