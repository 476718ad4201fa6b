import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancel, createActor, createMachine, raise, SimulatedClock } from 'xstate';
import {
  arm,
  disarm,
  fire,
  mayFire,
  type Timer,
  tickTimers,
  timersText,
} from '../../../src/endpoint/timers.ts';
import { timeRules } from '../../../src/language/time.ts';

const FIRED = { type: 'FIRED' };

/** The timers after the tick, or the sentence that it was held up. */
function tick(timers: readonly Timer[]): readonly Timer[] {
  const after = tickTimers(timers);
  if (after === null) throw new Error('a due timer holds up the tick');
  return after;
}

describe('a timer', () => {
  it('of d ticks may fire after d + 1 ticks and not earlier, and no tick passes before it has', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 1, max: 5000 }), (d, milliseconds) => {
        const remaining = timeRules({ tick: milliseconds }).ticksToFire(d * milliseconds, 'T', 'T', 'client');
        let timers: readonly Timer[] = arm([], 'T', FIRED, remaining);
        for (let passed = 0; passed <= d; passed++) {
          expect(timers.some(mayFire)).toBe(false);
          timers = tick(timers);
        }
        expect(timers.every(mayFire)).toBe(true);
        expect(tickTimers(timers)).toBeNull();
        const [due] = timers;
        expect(due && fire(timers, due)).toEqual([]);
      }),
    );
  });

  it('that may fire at any moment holds up no tick and does not age', () => {
    const timers = arm([], 'T', FIRED, null);
    expect(timers.every(mayFire)).toBe(true);
    expect(tick(timers)).toEqual(timers);
  });

  it('goes by the name of its delay, by its id where there is none, or by its event', () => {
    expect(arm([], 'xstate.after.RTO.tcp.open', FIRED, 1, 'RTO')[0]?.name).toBe('RTO');
    expect(arm([], 'keepAlive', FIRED, 1)[0]?.name).toBe('keepAlive');
    expect(arm([], null, FIRED, 1)[0]?.name).toBe('FIRED');
  });
});

describe('timers', () => {
  it('do not depend on the order in which they were armed', () => {
    expect(arm(arm([], 'a', FIRED, 1), 'b', FIRED, 2)).toEqual(arm(arm([], 'b', FIRED, 2), 'a', FIRED, 1));
  });

  it('are told apart by id, event, time left, and whether they can be cancelled', () => {
    const [one] = arm([], 'a', FIRED, 1);
    if (one === undefined) throw new Error('not armed');
    const others = [
      { ...one, id: 'b' },
      { ...one, event: { type: 'OTHER' } },
      { ...one, remaining: 2 },
      { ...one, remaining: null },
      { ...one, cancellable: false },
    ];
    expect(new Set([one, ...others].map((timer) => timersText([timer]))).size).toBe(6);
  });

  it('lose the newest of an id when it is disarmed; an older one goes on and fires', () => {
    const twice = arm(arm([], 'a', FIRED, 1), 'a', FIRED, 2);
    expect(disarm(twice, 'a').map((timer) => timer.remaining)).toEqual([1]);
    expect(disarm(disarm(twice, 'a'), 'a')).toHaveLength(1);
  });

  it('without an id are alike, whichever came first', () => {
    const [older, newer] = arm(arm([], null, FIRED, 1), null, FIRED, 1);
    expect(older).toEqual(newer);
  });

  it('stay as they are when an unknown id is disarmed', () => {
    const timers = arm([], 'a', FIRED, 1);
    expect(disarm(timers, 'b')).toEqual(timers);
  });
});

describe('arming, cancelling and firing', () => {
  const machine = createMachine({
    on: {
      ARM_SHORT: { actions: raise(FIRED, { id: 'a', delay: 1000 }) },
      ARM_LONG: { actions: raise(FIRED, { id: 'a', delay: 3000 }) },
      ARM_NAMELESS: { actions: raise(FIRED, { delay: 2000 }) },
      CANCEL: { actions: cancel('a') },
      FIRED: { actions: 'count' },
    },
  });

  /** How often the timer has fired, after each operation, in an actor of XState. */
  function inXState(operations: readonly string[]): number[] {
    const clock = new SimulatedClock();
    let fired = 0;
    const count = () => {
      fired++;
    };
    const actor = createActor(machine.provide({ actions: { count } }), { clock }).start();
    return operations.map((operation) => {
      if (operation === 'TICK') clock.increment(1000);
      else actor.send({ type: operation });
      return fired;
    });
  }

  function inTheModel(operations: readonly string[]): number[] {
    let timers: readonly Timer[] = [];
    let fired = 0;
    const apply: Record<string, () => readonly Timer[]> = {
      ARM_SHORT: () => arm(timers, 'a', FIRED, 1),
      ARM_LONG: () => arm(timers, 'a', FIRED, 3),
      ARM_NAMELESS: () => arm(timers, null, FIRED, 2),
      CANCEL: () => disarm(timers, 'a'),
      TICK: () => tick(timers),
    };
    return operations.map((operation) => {
      timers = apply[operation]?.() ?? timers;
      for (let due = timers.find(mayFire); due !== undefined; due = timers.find(mayFire)) {
        timers = fire(timers, due);
        fired++;
      }
      return fired;
    });
  }

  it('agree with the scheduler of XState, whatever the order, also when one id is armed twice', () => {
    const operation = fc.constantFrom('ARM_SHORT', 'ARM_LONG', 'ARM_NAMELESS', 'CANCEL', 'TICK');
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 20 }), (operations) => {
        expect(inTheModel(operations)).toEqual(inXState(operations));
      }),
      { numRuns: 300 },
    );
  });
});
