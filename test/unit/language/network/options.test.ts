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
      waitsWhileDown: false,
      channels: [],
      links: [],
      isPlain: true,
      leavesIgnored: false,
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

const NAMES = ['a', 'b', 'c'];

function rulesOf(options: Partial<NetworkOptions>, timed = false) {
  return networkRules({ carries: ['X', 'Y'], ...options }, timed, NAMES);
}

describe('channels', () => {
  it('have the rules of the network, but for what they say, and a capacity of their own', () => {
    const { channels } = rulesOf({
      loss: true,
      capacity: 3,
      channels: { ab: { from: 'a', to: ['b', 'c'], order: 'fifo', types: ['Y'] } },
    });
    expect(channels).toEqual([
      expect.objectContaining({
        name: 'ab',
        ways: [
          ['a', 'b'],
          ['a', 'c'],
        ],
        types: ['Y'],
        loss: true,
        order: 'fifo',
        capacity: Number.POSITIVE_INFINITY,
        full: 'loses',
      }),
    ]);
  });

  it('cut off where they lose nothing, though the network does', () => {
    const { channels } = rulesOf({ loss: true, channels: { ab: { from: 'a', loss: false, capacity: 1 } } });
    expect(channels[0]?.full).toBe('cut');
  });

  it('make a network that is not plain, as do links, blocking, and time that is held', () => {
    const options: Partial<NetworkOptions>[] = [
      { channels: { x: { types: ['X'] } } },
      { partitions: { p: { between: [['a'], ['b']], most: 1 } } },
      { full: 'blocks' },
      { full: 'loses' },
      { lifetime: 1, delivery: 'within lifetime' },
    ];
    expect(options.map((each) => rulesOf(each, true).isPlain)).toEqual(options.map(() => false));
    expect(rulesOf({ loss: true, full: 'loses' }).isPlain).toBe(true);
  });
});

describe('links', () => {
  it('are sessions in the order of their channels, then partitions', () => {
    const { links } = rulesOf({
      channels: {
        ab: { between: ['a', 'b'], session: { breaks: 1, tells: { break: 'GONE' }, starts: 'closed' } },
        bc: { from: 'c', to: 'b', session: { breaks: 0, asks: 'DIAL', whileBroken: 'waits' } },
      },
      partitions: { split: { between: [['a'], ['b', 'c']], most: 2, loses: true, starts: 'down' } },
    });
    expect(links).toEqual([
      {
        kind: 'session',
        name: 'ab',
        ends: ['a', 'b'],
        most: 1,
        startsUp: false,
        tells: { break: 'GONE', open: null, close: 'GONE' },
        asks: null,
        closes: null,
        aborts: null,
        halfClose: false,
        breaksOnCrash: true,
        waits: false,
      },
      {
        kind: 'session',
        name: 'bc',
        ends: ['c', 'b'],
        most: 0,
        startsUp: true,
        tells: { break: null, open: null, close: null },
        asks: 'DIAL',
        closes: null,
        aborts: null,
        halfClose: false,
        breaksOnCrash: true,
        waits: true,
      },
      {
        kind: 'partition',
        name: 'split',
        groups: [['a'], ['b', 'c']],
        most: 2,
        loses: true,
        startsUp: false,
      },
    ]);
  });
});

describe('channels and links that make no sense are refused with what to do', () => {
  const session = { breaks: 1 };
  const refusals: Record<string, [Partial<NetworkOptions>, RegExp]> = {
    'an unknown endpoint': [
      { channels: { x: { from: 'aa' } } },
      /channels\.x\.from names "aa", which is no endpoint; did you mean "a"\?|names "aa", which is no endpoint/,
    ],
    'a session that ends by the same event in two ways': [
      { channels: { x: { between: ['a', 'b'], session: { ...session, closes: 'END', aborts: 'END' } } } },
      /session\.closes and .*session\.aborts are both "END"/,
    ],
    'a session that is closed without a word': [
      { channels: { x: { between: ['a', 'b'], session: { ...session, closes: 'END' } } } },
      /session\.closes needs tells\.close/,
    ],
    'a word for what no end does': [
      { channels: { x: { between: ['a', 'b'], session: { ...session, tells: { close: 'DONE' } } } } },
      /tells\.close says what becomes of a session that an end closes, but no end can/,
    ],
    'a last word behind what stays in flight for ever': [
      {
        channels: {
          x: {
            between: ['a', 'b'],
            duplication: true,
            session: { ...session, closes: 'END', tells: { break: 'GONE' } },
          },
        },
      },
      /session\.closes needs a channel without duplication/,
    ],
    'a session that is closed, and waited for': [
      {
        channels: {
          x: {
            between: ['a', 'b'],
            session: { ...session, closes: 'END', tells: { break: 'GONE' }, whileBroken: 'waits' },
          },
        },
      },
      /has both closes and whileBroken: "waits"/,
    ],
    'an unknown type': [
      { channels: { x: { types: ['Z'] } } },
      /types names "Z", which the network does not carry/,
    ],
    'no types at all': [{ channels: { x: { types: [] } } }, /types is empty; leave it out for all types/],
    'neither ways nor types': [
      { channels: { x: { loss: true } } },
      /does not say which messages are its own; give it from and to, between, or types/,
    ],
    'two ways of saying which': [
      { channels: { x: { from: 'a', between: ['a', 'b'] } } },
      /has both between and from or to/,
    ],
    'a way to itself alone': [{ channels: { x: { between: ['a'] } } }, /must name two endpoints or more/],
    'a message of two channels': [
      { channels: { x: { from: 'a' }, y: { to: 'b', types: ['Y'] } } },
      /a Y from "a" to "b" belongs to both x and y; say by from, to, between or types/,
    ],
    'a lifetime without time': [
      { channels: { x: { from: 'a', lifetime: 1 } } },
      /channels\.x\.lifetime .*the model is untimed/,
    ],
    'a capacity of nothing': [{ channels: { x: { from: 'a', capacity: 0 } } }, /channels\.x\.capacity is 0/],
    'time held without a lifetime': [
      { delivery: 'within lifetime' },
      /"within lifetime", but the lifetime is unbounded; give it a lifetime/,
    ],
    'a session of three': [
      { channels: { x: { between: ['a', 'b', 'c'], session } } },
      /session needs two endpoints, but the channel is of 3/,
    ],
    'half a break': [
      { channels: { x: { between: ['a', 'b'], session: { breaks: 0.5 } } } },
      /session\.breaks is 0\.5; it must be a whole number/,
    ],
    'endless breaks': [
      { channels: { x: { between: ['a', 'b'], session: { breaks: Number.POSITIVE_INFINITY } } } },
      /session\.breaks is Infinity/,
    ],
    'a message that tells of a break': [
      { channels: { x: { between: ['a', 'b'], session: { breaks: 1, tells: { break: 'X' } } } } },
      /tells\.break is "X", which the network carries as a message/,
    ],
    'a partition of one group': [
      { partitions: { p: { between: [['a']], most: 1 } } },
      /between must have two groups or more/,
    ],
    'an endpoint on both sides': [
      { partitions: { p: { between: [['a'], ['b', 'a']], most: 1 } } },
      /has "a" in two groups/,
    ],
    'two links of one name': [
      {
        channels: { x: { between: ['a', 'b'], session } },
        partitions: { x: { between: [['a'], ['b']], most: 1 } },
      },
      /partitions\.x has the name of a session/,
    ],
  };

  for (const [what, [options, message]] of Object.entries(refusals)) {
    it(what, () => {
      expect(() => rulesOf(options)).toThrow(ModelError);
      expect(() => rulesOf(options)).toThrow(message);
    });
  }

  it('copies that hold time for ever', () => {
    const options = { duplication: true, lifetime: 1, delivery: 'within lifetime' as const };
    expect(() => rulesOf(options, true)).toThrow(/would hold time for ever/);
    expect(() => rulesOf({ ...options, channels: { x: { from: 'a', duplication: false } } }, true)).toThrow(
      /network\.delivery is "within lifetime", but there is duplication/,
    );
  });
});
