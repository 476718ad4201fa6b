import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/language/errors.ts';
import { timeRules } from '../../../src/language/time.ts';

const who = 'endpoint "client"';

describe('untimed', () => {
  it('is the default', () => {
    expect(timeRules()).toMatchObject({ timed: false, elastic: [] });
  });

  it('lets every timer fire at any moment, whatever its delay', () => {
    const rules = timeRules('untimed');
    expect(rules.ticksToFire(0, 'T', 'id', who)).toBeNull();
    expect(rules.ticksToFire(12.5, 'T', 'id', who)).toBeNull();
  });
});

describe('discrete time', () => {
  it('lets d + 1 ticks begin before a timer of d ticks fires, so that it is never early', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 60_000 }), (ticks, tick) => {
        expect(timeRules({ tick }).ticksToFire(ticks * tick, 'T', 'id', who)).toBe(ticks + 1);
      }),
    );
  });

  it('refuses a delay that is no whole number of ticks, naming endpoint, timer and both lengths', () => {
    const arm = () => timeRules({ tick: 1000 }).ticksToFire(1500, 'RTO', 'xstate.after.RTO.tcp.open', who);
    expect(arm).toThrow(ModelError);
    expect(arm).toThrow(
      'endpoint "client": the timer "RTO" is armed with 1500 ms, which is no whole number of ticks of 1000 ms; change the delay or time.tick, or declare the timer elastic',
    );
  });

  it('refuses a negative delay', () => {
    expect(() => timeRules({ tick: 1000 }).ticksToFire(-1000, 'T', 'id', who)).toThrow('-1000 ms');
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a tick of %d ms', (tick) => {
    expect(() => timeRules({ tick })).toThrow(`time.tick is ${tick}; it must be a positive number`);
  });
});

describe('a delay beyond what a timer can wait', () => {
  it.each([2 ** 31, 1e300, Number.POSITIVE_INFINITY])('is refused: %d ms', (delay) => {
    for (const rules of [timeRules(), timeRules({ tick: 1 }), timeRules({ tick: 1, elastic: ['T'] })]) {
      const arm = () => rules.ticksToFire(delay, 'T', null, who);
      expect(arm).toThrow(ModelError);
      expect(arm).toThrow(
        `endpoint "client": the timer "T" is armed with ${delay} ms; no timer of JavaScript waits`,
      );
    }
  });

  it('is not that which is no number, which is refused as such', () => {
    const arm = () => timeRules({ tick: 1 }).ticksToFire(Number.NaN, 'T', null, who);
    expect(arm).toThrow('endpoint "client": the timer "T" is armed with NaN ms, which is no number');
  });

  it('is none of 25 days', () => {
    expect(timeRules({ tick: 1 }).ticksToFire(2 ** 31 - 1, 'T', null, who)).toBe(2 ** 31);
  });
});

describe('an elastic timer', () => {
  const rules = timeRules({ tick: 1000, elastic: ['RTO', 'xstate.after.250.tcp.open'] });

  it('may fire at any moment, by the name of its delay or by its id', () => {
    expect(rules.ticksToFire(3000, 'RTO', 'xstate.after.RTO.tcp.open', who)).toBeNull();
    expect(rules.ticksToFire(250, '250', 'xstate.after.250.tcp.open', who)).toBeNull();
  });

  it('needs no whole number of ticks', () => {
    expect(rules.ticksToFire(1234, 'RTO', 'id', who)).toBeNull();
  });

  it('leaves the other timers as they are', () => {
    expect(rules.ticksToFire(2000, 'MSL2', 'id', who)).toBe(3);
  });
});
