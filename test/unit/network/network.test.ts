import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkOptions } from '../../../src/language/network/options.ts';
import { networkRules } from '../../../src/language/network/rules.ts';
import type { InFlight } from '../../../src/network/in-flight.ts';
import { Messages } from '../../../src/network/messages.ts';
import { Network } from '../../../src/network/network.ts';
import { NO_OPERATION } from '../../../src/network/operations.ts';
import type { Packet } from '../../../src/network/packets.ts';
import { BLOCKED } from '../../../src/tables/ids.ts';

const NAMES = ['a', 'b'];

const NOTHING_IN_FLIGHT = 0;

/**
 * A network whose operations take and give messages as texts such as `a>b HELLO`. What follows on them is worked out of ids
 * and of drafts, and must be the same.
 */
class Fixture {
  readonly network: Network;
  readonly #messages = new Messages(NAMES);

  constructor(options: Omit<NetworkOptions, 'carries'> = {}) {
    this.network = new Network(networkRules({ carries: [], ...options }, true), this.#messages, '');
  }

  /** Hands messages over in one step; a message that ends in `!` is promised to be delivered. */
  send(network: number, ...texts: string[]) {
    const sendings = texts.map((text) => {
      const [way = '', type = ''] = text.replace('!', '').split(' ');
      const [from, to] = way.split('>').map((name) => NAMES.indexOf(name));
      return {
        message: this.#messages.internMessage(from ?? 0, to ?? 0, { type }),
        owed: text.endsWith('!'),
      };
    });
    const operation = this.network.operation(this.#messages.internList(sendings), 0, null);
    return this.follow(network, (inFlight) => {
      const after = inFlight.after(operation);
      return { after: this.idOf(after), overflow: inFlight.overflow };
    });
  }

  /** What happens to contents, given as an id and as a draft. */
  follow<T>(network: number, happen: (inFlight: InFlight) => T): T {
    const happened = happen(this.network.enter(network));
    const drafted = this.network.contents.draft(network);
    expect(happen(this.network.enter(drafted))).toEqual(happened);
    return happened;
  }

  idOf(after: number): number {
    return after === BLOCKED ? after : this.network.contents.idOf(after);
  }

  /** What is in flight after these messages were sent one after another. */
  holding(...texts: string[]): number {
    return texts.reduce((network, text) => this.send(network, text).after, NOTHING_IN_FLIGHT);
  }

  /** What is in flight after a trigger to change marks. */
  remark(network: number, trigger: number, markOf: (packet: Packet) => string): number {
    const operation = this.network.operation(0, trigger, markOf);
    return this.follow(network, (inFlight) => this.idOf(inFlight.after(operation)));
  }

  contents(network: number): string[] {
    return this.network.packets(network).map((id) => this.text(id));
  }

  text(id: number): string {
    const { message, age, mark, owed } = this.network.packet(id);
    const more = `${age > 0 ? ` aged ${age}` : ''}${mark === '' ? '' : ` ${mark}`}${owed ? '!' : ''}`;
    return `${NAMES[message.from]}>${NAMES[message.to]} ${message.event.type}${more}`;
  }

  /** `what is delivered -> what is in flight afterwards`. */
  deliveries(network: number): string[] {
    return this.outcomesOfDelivery(network).map(({ packet, after }) => this.change(packet, after));
  }

  /** What may be delivered, and what is in flight afterwards: first without a copy, then with one. */
  outcomesOfDelivery(network: number): { packet: number; after: number }[] {
    return this.follow(network, (net) =>
      placesOf(net)
        .filter((place) => net.mayDeliver(place))
        .flatMap((place) => [
          ...(this.network.takes(net.packetAt(place))
            ? [{ packet: net.packetAt(place), after: this.idOf(net.without(place)) }]
            : []),
          ...(this.network.leaves(net.packetAt(place))
            ? [{ packet: net.packetAt(place), after: this.idOf(net.settled(place)) }]
            : []),
        ]),
    );
  }

  losses(network: number): string[] {
    return this.follow(network, (net) =>
      placesOf(net)
        .filter((place) => net.mayLose(place))
        .map((place) => this.change(net.packetAt(place), this.idOf(net.without(place)))),
    );
  }

  change(packet: number, after: number): string {
    return `${this.text(packet)} -> ${this.contents(after).join(', ') || 'nothing'}`;
  }

  afterTick(network: number): number {
    return this.follow(network, (net) => (net.tick() ? this.idOf(net.afterTick(NO_OPERATION)) : BLOCKED));
  }

  afterTicks(network: number, ticks: number): number {
    return ticks === 0 ? network : this.afterTicks(this.afterTick(network), ticks - 1);
  }
}

/** Where all packets stand. */
function placesOf(inFlight: InFlight): number[] {
  const count = inFlight.list(-1);
  return [...inFlight.places.subarray(0, count)];
}

describe('without order', () => {
  it('any message may come first, and takes its one copy away', () => {
    const net = new Fixture();
    expect(net.deliveries(net.holding('a>b X', 'a>b Y'))).toEqual(['a>b X -> a>b Y', 'a>b Y -> a>b X']);
  });

  it('the order of sending leaves no trace', () => {
    const net = new Fixture();
    const texts = ['a>b X', 'b>a X', 'a>b Y', 'a>b X'];
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: 4 }), (shuffled) => {
        expect(net.holding(...shuffled)).toBe(net.holding(...texts));
      }),
    );
  });

  it('two equal messages are two, but give one delivery and one loss', () => {
    const net = new Fixture({ loss: true });
    const two = net.holding('a>b X', 'a>b X');
    expect(net.contents(two)).toEqual(['a>b X', 'a>b X']);
    expect(net.deliveries(two)).toEqual(['a>b X -> a>b X']);
    expect(net.losses(two)).toEqual(['a>b X -> a>b X']);
  });
});

describe('with FIFO order', () => {
  it('only the oldest of each way may be delivered', () => {
    const net = new Fixture({ order: 'fifo' });
    expect(net.deliveries(net.holding('a>b Y', 'b>a Z', 'a>b X'))).toEqual([
      'a>b Y -> a>b X, b>a Z',
      'b>a Z -> a>b Y, a>b X',
    ]);
  });

  it('messages of one way are delivered as they were sent, those of different ways in any order', () => {
    const way = fc.constantFrom('a>b', 'b>a');
    const message = fc.tuple(way, fc.constantFrom('X', 'Y', 'Z')).map(([w, type]) => `${w} ${type}`);
    fc.assert(
      fc.property(fc.array(message, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (texts, choices) => {
        const net = new Fixture({ order: 'fifo' });
        const delivered: string[] = [];
        for (let now = net.holding(...texts); net.network.packets(now).length > 0; ) {
          const options = net.outcomesOfDelivery(now);
          const chosen = options[(choices.next().value ?? 0) % options.length];
          if (chosen === undefined) throw new Error('messages in flight, and none can be delivered');
          delivered.push(net.text(chosen.packet));
          now = chosen.after;
        }
        const ofWay = (all: readonly string[], w: string) => all.filter((text) => text.startsWith(w));
        for (const w of ['a>b', 'b>a']) expect(ofWay(delivered, w)).toEqual(ofWay(texts, w));
      }),
    );
  });

  it('any message may be lost, also one in the middle', () => {
    const net = new Fixture({ order: 'fifo', loss: true });
    expect(net.losses(net.holding('a>b X', 'a>b Y', 'a>b Z'))).toEqual([
      'a>b X -> a>b Y, a>b Z',
      'a>b Y -> a>b X, a>b Z',
      'a>b Z -> a>b X, a>b Y',
    ]);
  });

  it('a duplicate stays in its place: it is delivered again before what follows, or not at all', () => {
    const net = new Fixture({ order: 'fifo', duplication: true });
    expect(net.deliveries(net.holding('a>b X', 'a>b Y'))).toEqual([
      'a>b X -> a>b Y',
      'a>b X -> a>b X, a>b Y',
    ]);
  });
});

describe('with duplication', () => {
  it('a delivery leaves the message in place', () => {
    const net = new Fixture({ duplication: true });
    expect(net.deliveries(net.holding('a>b X'))).toEqual(['a>b X -> a>b X']);
  });

  it('equal messages are one', () => {
    const net = new Fixture({ duplication: true });
    expect(net.holding('a>b X', 'a>b X')).toBe(net.holding('a>b X'));
    expect(net.send(NOTHING_IN_FLIGHT, 'a>b X', 'a>b X').after).toBe(net.holding('a>b X'));
  });

  it('messages of different age are two until their age no longer matters', () => {
    const mortal = new Fixture({ duplication: true, lifetime: 3 });
    const old = mortal.afterTicks(mortal.holding('a>b X'), 1);
    expect(mortal.contents(mortal.send(old, 'a>b X').after)).toEqual(['a>b X', 'a>b X aged 1']);

    const immortal = new Fixture({ duplication: true, minimumDelay: 1 });
    const two = immortal.send(immortal.afterTicks(immortal.holding('a>b X'), 1), 'a>b X').after;
    expect(immortal.contents(immortal.afterTicks(two, 1))).toEqual(['a>b X aged 1']);
  });

  it('only loss takes a message away', () => {
    const net = new Fixture({ duplication: true, loss: true });
    expect(net.losses(net.holding('a>b X', 'a>b Y'))).toEqual(['a>b X -> a>b Y', 'a>b Y -> a>b X']);
  });
});

describe('loss', () => {
  it('does not happen where it is not allowed', () => {
    const net = new Fixture();
    expect(net.losses(net.holding('a>b X'))).toEqual([]);
  });
});

describe('age', () => {
  it('a message arrives in the ticks 0 … lifetime after its sending, both included, and dies then', () => {
    const net = new Fixture({ lifetime: 2 });
    const sent = net.holding('a>b X');
    const arrivals = [0, 1, 2, 3].map((ticks) => net.deliveries(net.afterTicks(sent, ticks)));
    expect(arrivals).toEqual([
      ['a>b X -> nothing'],
      ['a>b X aged 1 -> nothing'],
      ['a>b X aged 2 -> nothing'],
      [],
    ]);
    expect(net.afterTicks(sent, 3)).toBe(NOTHING_IN_FLIGHT);
  });

  it('with lifetime 0 a message dies at the next tick', () => {
    const net = new Fixture({ lifetime: 0 });
    expect(net.deliveries(net.holding('a>b X'))).toHaveLength(1);
    expect(net.afterTicks(net.holding('a>b X'), 1)).toBe(NOTHING_IN_FLIGHT);
  });

  it('a message does not arrive before the minimum delay, and holds up its followers if there is an order', () => {
    const net = new Fixture({ minimumDelay: 2, order: 'fifo' });
    const one = net.holding('a>b X');
    expect(net.deliveries(one)).toEqual([]);
    expect(net.deliveries(net.afterTicks(one, 1))).toEqual([]);
    const both = net.send(net.afterTicks(one, 2), 'a>b Y').after;
    expect(net.deliveries(both)).toEqual(['a>b X aged 2 -> a>b Y']);
  });

  it('is not counted where it does not matter, so that immortal messages make finitely many states', () => {
    const net = new Fixture();
    const sent = net.holding('a>b X');
    expect(net.afterTicks(sent, 1)).toBe(sent);
  });
});

describe('capacity', () => {
  it('with loss, a message that finds no room is lost at once, and counted', () => {
    const net = new Fixture({ capacity: 1, loss: true });
    expect(net.send(NOTHING_IN_FLIGHT, 'a>b X', 'a>b Y', 'a>b Z')).toEqual({
      after: net.holding('a>b X'),
      overflow: 2,
    });
  });

  it('without loss, the step is cut off', () => {
    const net = new Fixture({ capacity: 1 });
    expect(net.send(net.holding('a>b X'), 'a>b Y')).toEqual({ after: BLOCKED, overflow: 1 });
  });

  it('a promised message is never lost for want of room: the step is cut off', () => {
    const net = new Fixture({ capacity: 1, loss: true });
    expect(net.send(net.holding('a>b X'), 'a>b Y!').after).toBe(BLOCKED);
  });

  it('is not hit by a message that merges with its equal', () => {
    const net = new Fixture({ capacity: 1, duplication: true });
    const one = net.holding('a>b X');
    expect(net.send(one, 'a>b X')).toEqual({ after: one, overflow: 0 });
  });

  it('is never exceeded', () => {
    const types = fc.array(fc.constantFrom('a>b X', 'b>a X', 'a>b Y', 'b>a Y'), { maxLength: 8 });
    fc.assert(
      fc.property(types, fc.integer({ min: 1, max: 3 }), fc.boolean(), (texts, capacity, duplication) => {
        const net = new Fixture({ capacity, duplication, loss: true });
        const distinct = duplication ? new Set(texts).size : texts.length;
        expect(net.contents(net.holding(...texts))).toHaveLength(Math.min(distinct, capacity));
      }),
    );
  });
});

describe('a message whose delivery is promised', () => {
  it('cannot be lost, and no tick passes over its death', () => {
    const net = new Fixture({ loss: true, lifetime: 1 });
    const promised = net.holding('a>b X!');
    expect(net.losses(promised)).toEqual([]);
    const old = net.afterTicks(promised, 1);
    expect(net.contents(old)).toEqual(['a>b X aged 1!']);
    expect(net.afterTick(old)).toBe(BLOCKED);
  });

  it('is like any other once it has been delivered', () => {
    const net = new Fixture({ loss: true, lifetime: 0, duplication: true });
    const promised = net.holding('a>b X!');
    expect(net.deliveries(promised)).toEqual(['a>b X! -> a>b X']);
    const [delivery] = net.outcomesOfDelivery(promised);
    const after = delivery?.after ?? NOTHING_IN_FLIGHT;
    expect(net.losses(after)).toEqual(['a>b X -> nothing']);
    expect(net.afterTick(after)).toBe(NOTHING_IN_FLIGHT);
  });
});

describe('marks', () => {
  it('are changed on every message in flight, not on those sent afterwards', () => {
    const net = new Fixture();
    const marked = net.remark(net.holding('a>b X', 'b>a Y'), 1, ({ message }) =>
      message.to === 1 ? 'stale' : '',
    );
    expect(net.contents(net.send(marked, 'a>b X').after)).toEqual(['a>b X', 'a>b X stale', 'b>a Y']);
  });

  it('merge messages that they make equal, if the network duplicates', () => {
    const net = new Fixture({ duplication: true });
    const stale = net.remark(net.holding('a>b X'), 1, () => 'stale');
    const both = net.send(stale, 'a>b X').after;
    expect(net.contents(both)).toEqual(['a>b X', 'a>b X stale']);
    expect(net.contents(net.remark(both, 1, () => 'stale'))).toEqual(['a>b X stale']);
  });

  it('are kept by ageing and by FIFO order', () => {
    const net = new Fixture({ order: 'fifo', lifetime: 5 });
    const marked = net.remark(net.holding('a>b Y', 'a>b X'), 1, () => 'stale');
    expect(net.contents(net.afterTicks(marked, 1))).toEqual(['a>b Y aged 1 stale', 'a>b X aged 1 stale']);
  });
});
