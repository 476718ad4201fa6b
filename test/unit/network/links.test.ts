import { describe, expect, it } from 'vitest';
import type { SessionOptions } from '../../../src/language/network/options.ts';
import { networkRules } from '../../../src/language/network/rules.ts';
import { Messages } from '../../../src/network/messages.ts';
import { Network } from '../../../src/network/network.ts';

/** A session between a and b, each of which is told of it. */
class Line {
  readonly network: Network;
  readonly #messages = new Messages(['a', 'b']);
  now: number;

  constructor(session: Partial<SessionOptions>) {
    const rules = networkRules(
      {
        carries: ['X'],
        channels: {
          line: {
            between: ['a', 'b'],
            session: { breaks: 2, tells: { break: 'GONE', open: 'HERE' }, ...session },
          },
        },
      },
      false,
      ['a', 'b'],
    );
    this.network = new Network(rules, this.#messages, '');
    this.now = this.network.initial;
  }

  breaks(): this {
    return this.#change('break', 'GONE');
  }

  opens(): this {
    return this.#change('open', 'HERE');
  }

  sends(from: 'a' | 'b'): this {
    const message = this.#message(from === 'a' ? 0 : 1, { type: 'X' });
    return this.#operate(this.#messages.internList([{ message, owed: false }]));
  }

  /** Whoever has something to be told is told all of it. */
  tells(end: 'a' | 'b'): this {
    for (let place = this.#notice(end); place >= 0; place = this.#notice(end)) {
      this.now = this.network.enter(this.now).without(place);
    }
    return this;
  }

  /** What is in flight, and whether it may arrive. */
  get flight(): string[] {
    const inFlight = this.network.enter(this.now);
    const count = inFlight.list(-1);
    return [...inFlight.places.slice(0, count)].flatMap((place) => {
      if (place < 1) return [];
      const { message } = this.network.packet(inFlight.packetAt(place));
      const way = message.to === 0 ? 'to a' : 'to b';
      return [`${message.event.type} ${way}${inFlight.mayDeliver(place) ? '' : ' waits'}`];
    });
  }

  #notice(end: 'a' | 'b'): number {
    const inFlight = this.network.enter(this.now);
    const places = [...inFlight.places.slice(0, inFlight.list(-1))];
    const to = end === 'a' ? 0 : 1;
    return (
      places.find((place) => {
        if (place < 1 || !inFlight.mayDeliver(place)) return false;
        const { message } = this.network.packet(inFlight.packetAt(place));
        return message.to === to && message.event.type !== 'X';
      }) ?? -1
    );
  }

  #change(kind: 'break' | 'open', type: string): this {
    const change = { link: 0, kind } as const;
    expect(this.network.enter(this.now).mayChange(change), `may ${kind}`).toBe(true);
    const notices = [1, 0].map((from) => {
      return { message: this.#message(from, { type, channel: 'line' }), owed: false };
    });
    return this.#operate(this.#messages.internList(notices, [change]));
  }

  #operate(list: number): this {
    this.now = this.network.enter(this.now).after(this.network.operation(list, 0, null));
    return this;
  }

  #message(from: number, event: { readonly type: string; readonly channel?: string }): number {
    return this.#messages.internMessage(from, 1 - from, event);
  }
}

describe('a session', () => {
  it('loses with a break what is in it, and tells both ends', () => {
    const line = new Line({}).sends('a').sends('b');
    expect(line.flight).toEqual(['X to b', 'X to a']);
    expect(line.breaks().flight).toEqual(['GONE to b', 'GONE to a']);
  });

  it('takes nothing from an end that has not been told, and gives it nothing', () => {
    const line = new Line({}).breaks().opens().tells('a');
    expect(line.sends('b').flight).toEqual(['GONE to b', 'HERE to b waits']);
    expect(line.sends('a').flight).toEqual(['X to b waits', 'GONE to b', 'HERE to b waits']);
    expect(line.tells('b').flight).toEqual(['X to b']);
  });

  it('keeps what waits for it, until both ends are in it', () => {
    const line = new Line({ whileBroken: 'waits' }).breaks().tells('a').tells('b').sends('a');
    expect(line.flight).toEqual(['X to b waits']);
    expect(line.opens().tells('b').flight).toEqual(['X to b waits', 'HERE to a']);
    expect(line.tells('a').flight).toEqual(['X to b']);
  });

  it('does not lose with the next break what was never in it', () => {
    const line = new Line({ whileBroken: 'waits' }).breaks().opens().sends('a').tells('b');
    expect(line.breaks().tells('a').tells('b').flight).toEqual(['X to b waits']);
  });

  it('breaks no more often than it may', () => {
    const line = new Line({ breaks: 1 }).breaks().opens();
    expect(line.network.enter(line.now).mayChange({ link: 0, kind: 'break' })).toBe(false);
  });
});
