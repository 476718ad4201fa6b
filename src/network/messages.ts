import { ModelError } from '../language/errors.ts';
import type { EventObject } from '../language/machine.ts';
import { Interner } from '../tables/interner.ts';
import { canonicalText, PlainDataError } from '../tables/plain-data.ts';

/** A message without its mark: what an endpoint says to another one. Endpoints are numbered in order of definition. */
export interface Message {
  readonly from: number;
  readonly to: number;
  readonly event: EventObject;
  readonly text: string;
}

/** A message handed to the network; `owed` if an assumption promises its delivery. */
export interface Sending {
  readonly message: number;
  readonly owed: boolean;
}

/** All messages, and all lists of messages sent in one step, under small integers. */
export class Messages {
  readonly #names: readonly string[];
  readonly #messages = new Interner<Message>();
  readonly #lists = new Interner<readonly Sending[]>();

  constructor(names: readonly string[]) {
    this.#names = names;
    this.#lists.intern('', () => []);
  }

  message(id: number): Message {
    return this.#messages.value(id);
  }

  /** The list with this id; 0 is the empty one. */
  sendings(id: number): readonly Sending[] {
    return this.#lists.value(id);
  }

  internList(sendings: readonly Sending[]): number {
    return this.#lists.intern(
      sendings.map(({ message, owed }) => `${message}${owed ? '!' : ''}`).join(),
      () => sendings,
    );
  }

  internMessage(from: number, to: number, event: EventObject): number {
    const text = this.#textOf(event, from);
    return this.#messages.intern(`${from}>${to} ${text}`, () => ({ from, to, event, text }));
  }

  /**
   * The endpoints that an emitted event goes to: with two endpoints the other one, with more those named in
   * `event.to`.
   *
   * @throws ModelError if there is no such endpoint
   */
  receivers(from: number, event: EventObject): readonly number[] {
    if (this.#names.length === 2) return [1 - from];
    const to: unknown = (event as { to?: unknown }).to;
    const named = Array.isArray(to) && to.length > 0 ? to : [to];
    return named.map((name) => {
      const receiver = this.#names.indexOf(name);
      if (receiver >= 0) return receiver;
      const names = this.#names.map((known) => `"${known}"`).join(', ');
      throw new ModelError(
        `endpoint "${this.#names[from]}" emits ${event.type} for ${name === undefined || Array.isArray(name) ? 'no endpoint' : `the endpoint ${JSON.stringify(name)}, which does not exist`}; with ${this.#names.length} endpoints, event.to must name one or several of ${names}`,
      );
    });
  }

  #textOf(event: EventObject, from: number): string {
    try {
      return canonicalText(event, 'event');
    } catch (error) {
      if (!(error instanceof PlainDataError)) throw error;
      throw new ModelError(
        `endpoint "${this.#names[from]}" emits ${event.type}: ${error.message}; messages must be plain data (JSON values)`,
      );
    }
  }
}
