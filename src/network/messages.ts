import { inOrder } from '../language/address.ts';
import { ModelError } from '../language/errors.ts';
import type { EventObject } from '../language/machine.ts';
import { Interner } from '../tables/interner.ts';
import { canonicalText, PlainDataError } from '../tables/plain-data.ts';
import type { LinkChange } from './link-change.ts';

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

/** What a step hands to the network: first it changes links, then it sends. */
interface Sendings {
  readonly sendings: readonly Sending[];
  readonly changes: readonly LinkChange[];
}

/** All messages, and all lists of messages sent in one step, under small integers. */
export class Messages {
  /** Names of the endpoints. */
  readonly names: readonly string[];
  readonly #messages = new Interner<Message>();
  readonly #lists = new Interner<Sendings>();

  constructor(names: readonly string[]) {
    this.names = names;
    this.#lists.intern('', () => ({ sendings: [], changes: [] }));
  }

  message(id: number): Message {
    return this.#messages.value(id);
  }

  /** The list with this id; 0 is the empty one. */
  sendings(id: number): readonly Sending[] {
    return this.#lists.value(id).sendings;
  }

  /** What a step does to links that sends the list with this id. */
  changes(id: number): readonly LinkChange[] {
    return this.#lists.value(id).changes;
  }

  internList(sendings: readonly Sending[], changes: readonly LinkChange[] = []): number {
    const sent = sendings.map(({ message, owed }) => `${message}${owed ? '!' : ''}`).join();
    const changed = changes.map(({ link, kind }) => ` ${kind} ${link}`).join('');
    return this.#lists.intern(sent + changed, () => ({ sendings, changes }));
  }

  internMessage(from: number, to: number, given: EventObject): number {
    const event = inOrder(this.names, given);
    const text = this.#textOf(event, from);
    return this.#messages.intern(`${from}>${to} ${text}`, () => ({ from, to, event, text }));
  }

  #textOf(event: EventObject, from: number): string {
    try {
      return canonicalText(event, 'event');
    } catch (error) {
      if (!(error instanceof PlainDataError)) throw error;
      throw new ModelError(
        `endpoint "${this.names[from]}" emits ${event.type}: ${error.message}; messages must be plain data`,
      );
    }
  }
}
