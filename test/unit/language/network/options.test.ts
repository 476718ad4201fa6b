import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../../src/language/errors.ts';
import type { NetworkOptions } from '../../../../src/language/network/options.ts';
import { networkRules } from '../../../../src/language/network/rules.ts';

const carries = ['SEGMENT'];

describe('networkRules', () => {
  it('gives every option its documented default', () => {
    expect(networkRules({ carries }, false)).toEqual({
      carries,
      loss: false,
      duplication: false,
      order: 'none',
      lifetime: Number.POSITIVE_INFINITY,
      minimumDelay: 0,
      capacity: Number.POSITIVE_INFINITY,
      full: 'cut',
      holdsTime: false,
      channels: [],
      links: [],
      isPlain: true,
    });
  });

  it('keeps what is given', () => {
    const options: NetworkOptions = {
      carries,
      loss: true,
      duplication: true,
      order: 'fifo',
      lifetime: 3,
      minimumDelay: 1,
      capacity: 4,
    };
    expect(networkRules(options, true)).toMatchObject({ ...options, full: 'loses', isPlain: true });
  });

  it('takes "unbounded" for the default of lifetime and capacity', () => {
    const rules = networkRules({ carries, lifetime: 'unbounded', capacity: 'unbounded' }, true);
    expect(rules).toEqual(networkRules({ carries }, true));
  });

  it('allows a message that must arrive in the tick in which it was sent, or at one single age', () => {
    expect(networkRules({ carries, lifetime: 0 }, true).lifetime).toBe(0);
    expect(networkRules({ carries, lifetime: 2, minimumDelay: 2 }, true).minimumDelay).toBe(2);
  });
});

describe('networkRules refuses what makes no sense, and names the option', () => {
  const refusals: Record<string, [Omit<NetworkOptions, 'carries'>, 'timed' | 'untimed', RegExp]> = {
    'capacity 0': [{ capacity: 0 }, 'timed', /^network\.capacity is 0; .*at least 1/],
    'half a message': [{ capacity: 1.5 }, 'timed', /^network\.capacity is 1\.5/],
    'a negative lifetime': [{ lifetime: -1 }, 'timed', /^network\.lifetime is -1; .*ticks, or "unbounded"/],
    'a lifetime that is no number': [{ lifetime: Number.NaN }, 'timed', /^network\.lifetime is NaN/],
    'half a tick of delay': [{ minimumDelay: 0.5 }, 'timed', /^network\.minimumDelay is 0\.5/],
    'a delay without end': [
      { minimumDelay: Number.POSITIVE_INFINITY },
      'timed',
      /^network\.minimumDelay must be finite/,
    ],
    'a delay beyond the lifetime': [
      { minimumDelay: 3, lifetime: 2 },
      'timed',
      /^network\.minimumDelay \(3\) exceeds network\.lifetime \(2\)/,
    ],
    'a lifetime without time': [{ lifetime: 2 }, 'untimed', /the model is untimed; give it time/],
    'a delay without time': [{ minimumDelay: 1 }, 'untimed', /the model is untimed; give it time/],
  };

  for (const [what, [options, time, message]] of Object.entries(refusals)) {
    it(what, () => {
      const rules = () => networkRules({ carries, ...options }, time === 'timed');
      expect(rules).toThrow(ModelError);
      expect(rules).toThrow(message);
    });
  }
});
