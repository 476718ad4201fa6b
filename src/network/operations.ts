import { Grid } from '../tables/grid.ts';
import { Interner } from '../tables/interner.ts';
import { PairMap } from '../tables/pair-map.ts';
import type { Ledger } from '../tables/threads/ledger.ts';
import type { LinkChange } from './link-change.ts';
import type { Deed, Messages, Sending } from './messages.ts';
import type { Packet, Packets } from './packets.ts';

/** Sends nothing, and changes no mark. */
export const NO_OPERATION = 0;

/** Gives a packet its new mark. */
export type MarkOf = (packet: Packet) => string;

/** A packet is sent; or a link changes, and packets tell of it. */
export interface PacketDeed {
  readonly change: LinkChange | null;
  readonly packets: readonly number[];
}

interface Operation {
  readonly sends: number;
  readonly trigger: number;
  readonly markOf: MarkOf | null;
  /** What is done, in order. */
  readonly deeds: readonly PacketDeed[];
  /** The packets that are sent. */
  readonly sent: readonly number[];
}

const NOTHING: Operation = { sends: 0, trigger: 0, markOf: null, deeds: [], sent: [] };

/** What steps do to the network besides taking a packet out of it: they change links, and marks by triggers, and send. */
export class Operations {
  readonly #messages: Messages;
  readonly #packets: Packets;
  readonly #initialMark: string;
  readonly #operations = new Interner<Operation>();
  readonly #ids = new PairMap();
  /** By operation and packet: the packet with its new mark. */
  readonly #remarked = new Grid();

  constructor(messages: Messages, packets: Packets, initialMark: string) {
    this.#messages = messages;
    this.#packets = packets;
    this.#initialMark = initialMark;
    this.#operations.intern('0 0', () => NOTHING);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#ids.bytes + this.#remarked.bytes;
  }

  /** Id of the operation that changes marks by a trigger (0 for none), and then sends a list of messages. */
  of(sends: number, trigger: number, markOf: MarkOf | null): number {
    if (sends === 0 && markOf === null) return NO_OPERATION;
    const known = this.#ids.get(sends, trigger);
    if (known >= 0) return known;
    const id = this.#operations.intern(`${sends} ${trigger}`, () => {
      const deeds = this.#messages.deeds(sends).map((deed) => this.#packetDeed(deed));
      return { sends, trigger, markOf, deeds, sent: deeds.flatMap(({ packets }) => packets) };
    });
    this.#ids.set(sends, trigger, id);
    return id;
  }

  /** From now on, ids are those that all threads agree on which share this ledger. */
  share(
    ledger: Ledger,
    entry: (sends: number, trigger: number) => string,
    learn: (entry: string) => number,
  ): void {
    this.#operations.share(ledger, ({ sends, trigger }) => entry(sends, trigger), learn);
  }

  /** The packets that an operation sends. */
  sentBy(operation: number): readonly number[] {
    return this.#of(operation).sent;
  }

  /** All that an operation does but for marks, in order. */
  deedsOf(operation: number): readonly PacketDeed[] {
    return this.#of(operation).deeds;
  }

  /** Whether an operation may change marks. */
  changesMarks(operation: number): boolean {
    return this.#of(operation).markOf !== null;
  }

  /** What an operation that may change marks makes of a packet in flight. */
  remarked(operation: number, id: number): number {
    const known = this.#remarked.get(operation, id);
    if (known >= 0) return known;
    const { markOf } = this.#of(operation);
    const packet = this.#packets.get(id);
    const remarked = markOf === null ? id : this.#packets.intern({ ...packet, mark: markOf(packet) });
    this.#remarked.set(operation, id, remarked);
    return remarked;
  }

  /** Whether an operation leaves the mark of this packet as it is. */
  keepsMark(operation: number, id: number): boolean {
    const packet = this.#packets.get(id);
    return this.#markAfter(operation, packet) === packet.mark;
  }

  /** Whether an operation leaves the mark of this packet as it is, and gives it to none that was like it but for its mark. */
  keepsApart(operation: number, id: number): boolean {
    const packet = this.#packets.get(id);
    return this.#packets.marks.every(
      (mark) => (this.#markAfter(operation, { ...packet, mark }) === packet.mark) === (mark === packet.mark),
    );
  }

  /** The mark of a packet that need not be in flight ever: so it may well be that there is none. */
  #markAfter(operation: number, packet: Packet): string | null {
    const { markOf } = this.#of(operation);
    if (markOf === null) return packet.mark;
    try {
      return markOf(packet);
    } catch {
      return null;
    }
  }

  #of(operation: number): Operation {
    return this.#operations.value(operation);
  }

  #packetDeed(deed: Deed): PacketDeed {
    if (!('change' in deed)) return { change: null, packets: [this.#freshPacket(deed)] };
    const { change, notices } = deed;
    return { change, packets: notices.map((message) => this.#freshPacket({ message, owed: false })) };
  }

  /** The packet that a message becomes. */
  #freshPacket({ message, owed }: Sending): number {
    const mark = this.#initialMark;
    return this.#packets.intern({ message: this.#messages.message(message), mark, age: 0, owed });
  }
}
