import { messageOf } from '../language/errors.ts';
import type { EventObject } from '../language/machine.ts';
import type { Mismatch } from '../trace/difference.ts';
import type { Trace, TraceStep } from '../trace/trace.ts';
import type { Driver, Outgoing } from './driver.ts';
import { isSame } from './run-same.ts';

/** A message that the model sends. */
interface Expected {
  readonly to: string;
  readonly event: EventObject;
  readonly number: number;
}

/** A message as it is compared and shown; null is one of which nothing is known. */
interface ShownMessage {
  readonly to: string;
  readonly event: EventObject | null;
}

/**
 * The network between the endpoints of an implementation: their own messages, under the numbers that those have in
 * the trace. What becomes of them is for the trace to say.
 */
export class RunMessages<M> {
  readonly #driver: Driver<M>;
  readonly #endpoints: readonly string[];
  readonly #byNumber = new Map<number, M>();

  constructor(driver: Driver<M>, { endpoints }: Trace) {
    this.#driver = driver;
    this.#endpoints = endpoints;
  }

  /** Takes what an endpoint sent when it started. A state has its messages in canonical order, not in that of sending. */
  begin(
    endpoint: string,
    sent: readonly Outgoing<M>[],
    { initial, initialNotices = [] }: Trace,
  ): Mismatch | null {
    const expected = initial.network.filter(({ from, number }) => {
      return from === endpoint && !initialNotices.includes(number);
    });
    const shown = sent.map((outgoing) => this.#shown(endpoint, outgoing));
    const free = [...expected];
    const places = shown.map((each) => {
      const at = free.findIndex((other) => this.#fits(each, other));
      // Where equal messages are one, a second one finds its number taken.
      return free.splice(at, at < 0 ? 0 : 1)[0] ?? expected.find((other) => this.#fits(each, other));
    });
    if (free.length > 0 || places.includes(undefined)) return notSent(expected, shown);
    places.forEach((place, i) => {
      this.#keep(place?.number ?? 0, sent[i]);
    });
    return null;
  }

  /** Takes what an endpoint sent in a step, where the model sends this. */
  take(endpoint: string, sent: readonly Outgoing<M>[], expected: TraceStep['sent']): Mismatch | null {
    const wanted = expected.map(({ message: { to, event }, number }) => ({ to, event, number }));
    const shown = sent.map((outgoing) => this.#shown(endpoint, outgoing));
    const fits = shown.length === wanted.length && wanted.every((each, i) => this.#fits(shown[i], each));
    if (!fits) return notSent(wanted, shown);
    wanted.forEach(({ number }, i) => {
      this.#keep(number, sent[i]);
    });
    return null;
  }

  /**
   * The message with this number: the implementation's, or, if its sender is not implemented, the model's.
   *
   * @throws Error if there is neither
   */
  message(number: number, event: EventObject, from: string): M {
    const kept = this.#byNumber.get(number);
    if (kept !== undefined) return kept;
    if (this.#driver.encode === undefined) {
      throw new Error(
        `message #${number} is to be delivered, but the driver did not report what "${from}" sent; report it as "sent", or give the driver encode() if "${from}" is not part of the implementation`,
      );
    }
    const encoded = this.#driver.encode(event, from);
    this.#byNumber.set(number, encoded);
    return encoded;
  }

  /** A retransmission that finds its equal in flight shares its number, and is the same message. */
  #keep(number: number, outgoing: Outgoing<M> | undefined): void {
    if (outgoing !== undefined && !this.#byNumber.has(number)) this.#byNumber.set(number, outgoing.message);
  }

  #shown(from: string, { to, message }: Outgoing<M>): ShownMessage {
    const [other = '', ...more] = this.#endpoints.filter((name) => name !== from);
    if (to === undefined && more.length > 0) {
      throw new Error(`a message of "${from}" names no receiver; with more than two endpoints it must`);
    }
    return { to: to ?? other, event: this.#decoded(message) };
  }

  /** What cannot be decoded is no message of the model. */
  #decoded(message: M): EventObject | null {
    try {
      return this.#driver.decode?.(message) ?? null;
    } catch (thrown) {
      return { type: `no message (${messageOf(thrown)})` };
    }
  }

  #fits(shown: ShownMessage | undefined, expected: Expected): boolean {
    if (shown?.to !== expected.to) return false;
    return shown.event === null || isSame(shown.event, expected.event);
  }
}

function notSent(expected: readonly Expected[], shown: readonly ShownMessage[]): Mismatch {
  return {
    what: 'sent',
    expected: expected.map(({ to, event }) => ({ to, event })),
    found: shown,
  };
}
