import { describe, expect, it } from 'vitest';
import type { SessionOptions } from '../../../src/language/network/options.ts';
import { networkRules } from '../../../src/language/network/rules.ts';
import { Messages } from '../../../src/network/messages.ts';
import { Network } from '../../../src/network/network.ts';

interface Notice {
  readonly type: string;
  readonly channel?: string;
  readonly clean?: boolean;
}

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

  closes(end: 'a' | 'b'): this {
    return this.#ends('close', end, { type: 'DONE', channel: 'line', clean: true });
  }

  aborts(end: 'a' | 'b'): this {
    return this.#ends('abort', end, { type: 'GONE', channel: 'line' });
  }

  /** An end takes what may arrive first. */
  takes(end: 'a' | 'b'): this {
    const inFlight = this.network.enter(this.now);
    const places = [...inFlight.places.slice(0, inFlight.list(-1))];
    const to = end === 'a' ? 0 : 1;
    const isOwn = (place: number) => this.network.packet(inFlight.packetAt(place)).message.to === to;
    const place = places.find((each) => each > 0 && inFlight.mayDeliver(each) && isOwn(each)) ?? -1;
    expect(place, `something to ${end}`).toBeGreaterThan(0);
    this.now = inFlight.without(place);
    return this;
  }

  get isUp(): boolean {
    return this.network.conditions(this.now)[0]?.up ?? false;
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
    const notices = [1, 0].map((from) => this.#message(from, { type, channel: 'line' }));
    return this.#operate(this.#messages.internList([{ change, notices }]));
  }

  #ends(kind: 'close' | 'abort', name: 'a' | 'b', event: Notice): this {
    const end = name === 'a' ? 0 : 1;
    const notices = [this.#message(end, event)];
    return this.#operate(this.#messages.internList([{ change: { link: 0, kind, end }, notices }]));
  }

  #operate(list: number): this {
    this.now = this.network.enter(this.now).after(this.network.operation(list, 0, null));
    return this;
  }

  #message(from: number, event: Notice): number {
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

describe('a session that an end closes', () => {
  const closing = { closes: 'CLOSE', aborts: 'ABORT', tells: { break: 'GONE', open: 'HERE', close: 'DONE' } };

  it('delivers first what was sent, and takes no more', () => {
    const line = new Line(closing).sends('a').closes('a').sends('a');
    expect(line.flight).toEqual(['X to b', 'DONE to b waits']);
    expect(line.sends('b').takes('b').flight).toEqual(['DONE to b', 'X to a']);
  });

  it('is over once both ends have closed it and know', () => {
    const line = new Line(closing).closes('a').sends('b').takes('b');
    expect([line.isUp, line.flight]).toEqual([true, ['X to a']]);
    line.closes('b');
    expect([line.isUp, line.flight]).toEqual([true, ['X to a', 'DONE to a waits']]);
    line.takes('a');
    expect([line.isUp, line.flight]).toEqual([true, ['DONE to a']]);
    line.takes('a');
    expect([line.isUp, line.flight]).toEqual([false, []]);
  });

  it('is over once both have crossed', () => {
    const line = new Line(closing).closes('a').closes('b').takes('a');
    expect([line.isUp, line.flight]).toEqual([true, ['DONE to b']]);
    expect(line.takes('b').isUp).toBe(false);
  });

  it('is closed once by each end, and not by one that has not heard of it', () => {
    expect(new Line(closing).closes('a').closes('a').flight).toEqual(['DONE to b']);
    const line = new Line(closing).breaks().tells('b').opens().tells('b').closes('a');
    expect(line.flight).toEqual(['GONE to a', 'HERE to a waits']);
  });

  it('loses the last word with a break, and does not tell of that an end for which it is over', () => {
    const line = new Line(closing).closes('a').takes('b').closes('b');
    expect(line.flight).toEqual(['DONE to a']);
    expect(line.breaks().flight).toEqual(['GONE to a']);
  });

  it('is aborted with all that is in flight, and the other end is told', () => {
    const line = new Line(closing).sends('a').sends('b').closes('b').aborts('a');
    expect([line.isUp, line.flight]).toEqual([false, ['GONE to b']]);
    expect(line.tells('b').opens().flight).toEqual(['HERE to b', 'HERE to a']);
  });

  it('is aborted by no end for which it is over already', () => {
    const line = new Line(closing).closes('a').takes('b').closes('b').aborts('b');
    expect([line.isUp, line.flight]).toEqual([true, ['DONE to a']]);
  });
});
