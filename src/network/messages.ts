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

/** What is done to a link, and the messages by which ends of a session are told of it, if it comes about. */
export interface LinkDeed {
  readonly change: LinkChange;
  readonly notices: readonly number[];
}

/** What a step hands to the network. */
export type Deed = Sending | LinkDeed;

interface Deeds {
  readonly deeds: readonly Deed[];
  readonly sendings: readonly Sending[];
}

/** All messages, and all lists of messages sent in one step, under small integers. */
export class Messages {
  /** Names of the endpoints. */
  readonly names: readonly string[];
  readonly #messages = new Interner<Message>();
  readonly #lists = new Interner<Deeds>();

  constructor(names: readonly string[]) {
    this.names = names;
    this.#lists.intern('', () => ({ deeds: [], sendings: [] }));
  }

  message(id: number): Message {
    return this.#messages.value(id);
  }

  /** The messages of the list with this id, those among them that tell of links; 0 is the empty one. */
  sendings(id: number): readonly Sending[] {
    return this.#lists.value(id).sendings;
  }

  /** All that is in the list with this id. */
  deeds(id: number): readonly Deed[] {
    return this.#lists.value(id).deeds;
  }

  /** Id of a list of what a step hands to the network, in order. */
  internList(deeds: readonly Deed[]): number {
    return this.#lists.intern(deeds.map(deedText).join(), () => ({
      deeds,
      sendings: deeds.flatMap((deed) =>
        'change' in deed ? deed.notices.map((message) => ({ message, owed: false })) : [deed],
      ),
    }));
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

function deedText(deed: Deed): string {
  if (!('change' in deed)) return `${deed.message}${deed.owed ? '!' : ''}`;
  const { change, notices } = deed;
  const end = 'end' in change ? ` ${change.end}` : '';
  return `${change.kind} ${change.link}${end}: ${notices.join(' ')}`;
}
