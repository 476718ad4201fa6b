import type { Sharing } from '../model/sharing.ts';
import type { MarkOf } from '../network/operations.ts';
import type { Ledger } from '../tables/threads/ledger.ts';
import { NO_TRIGGER } from './history.ts';
import { type MessageEntry, messageEntry, messageOf, packetOfText, packetText } from './packet-text.ts';
import type { StepIndependence } from './step-independence.ts';
import type { ValueTables } from './table-reader.ts';

type OperationEntry = readonly [
  sends: readonly (readonly [MessageEntry, owed: boolean])[],
  trigger: string | null,
];

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
    const { messages } = this.#tables;
    return [
      messages
        .sendings(sends)
        .map(({ message, owed }) => [messageEntry(messages.message(message)), owed] as const),
      this.#tables.history().triggerText(trigger),
    ];
  }

  #learnOperation([sends, text]: OperationEntry): number {
    const { messages, network } = this.#tables;
    const list = sends.map(([message, owed]) => ({ message: messageOf(messages, message), owed }));
    const trigger = this.#tables.history().triggerOf(text);
    const markOf = trigger === NO_TRIGGER ? null : this.#marking(trigger);
    return network.operation(list.length === 0 ? 0 : messages.internList(list), trigger, markOf);
  }
}
