import type { Sharing } from '../model/sharing.ts';
import type { LinkChange } from '../network/link-change.ts';
import type { Deed } from '../network/messages.ts';
import type { MarkOf } from '../network/operations.ts';
import type { Ledger } from '../tables/threads/ledger.ts';
import { NO_TRIGGER } from './history.ts';
import { type MessageEntry, messageEntry, messageOf, packetOfText, packetText } from './packet-text.ts';
import type { StepIndependence } from './step-independence.ts';
import type { ValueTables } from './table-reader.ts';

/** A message that is sent; or what is done to a link, and the messages by which its ends are told. */
type DeedEntry =
  | { readonly message: MessageEntry; readonly owed: boolean }
  | { readonly change: LinkChange; readonly notices: readonly MessageEntry[] };

type OperationEntry = readonly [sends: readonly DeedEntry[], trigger: string | null];

/**
 * Has the ids of a composition agreed on with other threads: those that stand in the vectors of states, which are local states,
 * histories and packets; and those by which steps sleep, which are moves, and the operations that these are told by. Whatever
 * else has an id stays in its thread: messages, labels, actions.
 */
export class SharedIds implements Sharing {
  readonly #tables: ValueTables;
  readonly #independence: StepIndependence;
  readonly #marking: (trigger: number) => MarkOf;

  constructor(tables: ValueTables, independence: StepIndependence, marking: (trigger: number) => MarkOf) {
    this.#tables = tables;
    this.#independence = independence;
    this.#marking = marking;
  }

  share(ledger: Ledger): void {
    const { locals, network } = this.#tables;
    for (const each of locals) each.share(ledger);
    this.#tables.history().share(ledger);
    const { messages } = this.#tables;
    network.sharePackets(ledger, packetText, (text) => packetOfText(text, messages));
    network.operations.share(
      ledger,
      (sends, trigger) => JSON.stringify(this.#operationEntry(sends, trigger)),
      (text) => this.#learnOperation(JSON.parse(text)),
    );
    this.#independence.share(ledger);
  }

  #operationEntry(sends: number, trigger: number): OperationEntry {
    const deeds = this.#tables.messages.deeds(sends).map((deed) => this.#deedEntry(deed));
    return [deeds, this.#tables.history().triggerText(trigger)];
  }

  #deedEntry(deed: Deed): DeedEntry {
    const { messages } = this.#tables;
    const entryOf = (message: number) => messageEntry(messages.message(message));
    return 'change' in deed
      ? { change: deed.change, notices: deed.notices.map(entryOf) }
      : { message: entryOf(deed.message), owed: deed.owed };
  }

  #learnOperation([sends, text]: OperationEntry): number {
    const { messages, network } = this.#tables;
    const list = sends.map(
      (entry): Deed =>
        'change' in entry
          ? { change: entry.change, notices: entry.notices.map((notice) => messageOf(messages, notice)) }
          : { message: messageOf(messages, entry.message), owed: entry.owed },
    );
    const trigger = this.#tables.history().triggerOf(text);
    const markOf = trigger === NO_TRIGGER ? null : this.#marking(trigger);
    return network.operation(list.length === 0 ? 0 : messages.internList(list), trigger, markOf);
  }
}
