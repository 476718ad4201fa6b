import { decodePacket, encodePacket, type Packet } from '../link/packet.ts';
import type { Answer, Stack } from '../link/stack.ts';

/** A fault that is put into a stack at its wire, its clock or its user: the stack itself is what it is. */
export interface Fault {
  readonly name: string;
  /** What it does wrong. */
  readonly sentence: string;
  /** The section of RFC 9293 that says how it should be, unless another RFC is named. */
  readonly section: string;
  /** A faulty connection of its own memory, after each reset. */
  begin(): Faulty;
}

/** What a fault changes; what is left out passes as it is. */
interface Faulty {
  /** What the stack is given instead of this packet; null for nothing. */
  arrives?(packet: Packet, state: string): Packet | null;
  /** What is sent instead of this packet. */
  leaves?(packet: Packet, state: string): readonly Packet[];
  /** What the user is told instead. */
  tells?(event: string): readonly string[];
  /** Milliseconds that pass unseen when this state is entered. */
  skips?(state: string): number;
}

const isFin = ({ flags }: Packet) => flags.has('F');
const isBareAck = ({ flags, text }: Packet) => flags.size === 1 && flags.has('A') && text === 0;
const plus = (number: number, count: number) => (number + count) >>> 0;

const fault = (name: string, section: string, sentence: string, begin: () => Faulty): Fault => ({
  name,
  section,
  sentence,
  begin,
});

/** RCV.NXT as the stack has told it last. */
function expects() {
  let next: number | null = null;
  return {
    note: (packet: Packet) => {
      if (packet.flags.has('A') && !packet.flags.has('R')) next = packet.acknowledgment;
      return [packet];
    },
    get: () => next,
  };
}

export const FAULTS: readonly Fault[] = [
  fault('one FIN', '3.10.8', 'It sends its FIN once, and never again.', () => {
    const sent = new Set<number>();
    return {
      leaves: (packet) => (isFin(packet) && sent.size === sent.add(packet.sequence).size ? [] : [packet]),
    };
  }),
  fault('credulous', '3.10.7.4, first check', 'It believes a RST wherever it lies.', () => {
    const next = expects();
    return {
      leaves: next.note,
      arrives: (packet) =>
        packet.flags.has('R') ? { ...packet, sequence: next.get() ?? packet.sequence } : packet,
    };
  }),
  fault('takes old text', '3.10.7.4, first check', 'It takes text that lies before RCV.NXT for new.', () => {
    const next = expects();
    return {
      leaves: next.note,
      arrives: (packet) =>
        packet.text > 0 ? { ...packet, sequence: next.get() ?? packet.sequence } : packet,
    };
  }),
  fault('short TIME-WAIT', '3.6.1, MUST-13', 'Its TIME-WAIT is 4 s too short.', () => ({
    skips: (state) => (state === 'TIME-WAIT' ? 4000 : 0),
  })),
  fault('no restart', '3.10.7.4, eighth check', 'TIME-WAIT does not begin anew with the FIN.', () => {
    const next = expects();
    return {
      leaves: next.note,
      // Text there is answered, too, but restarts nothing.
      arrives: (packet, state) =>
        isFin(packet) && state === 'TIME-WAIT' ? { ...packet, flags: new Set(['A']), text: 1 } : packet,
    };
  }),
  fault('silent TIME-WAIT', '3.10.7.4, first check', 'TIME-WAIT answers nothing.', () => ({
    leaves: (packet, state) => (state === 'TIME-WAIT' && isBareAck(packet) ? [] : [packet]),
  })),
  fault('acknowledges too little', '3.10.7.4', 'Its bare ACKs lack the last octet.', () => ({
    leaves: (packet) => [
      isBareAck(packet) ? { ...packet, acknowledgment: plus(packet.acknowledgment, -1) } : packet,
    ],
  })),
  fault('acknowledges too much', '3.10.7.4', 'Its FIN acknowledges one octet more than it has.', () => ({
    leaves: (packet) => [
      isFin(packet) ? { ...packet, acknowledgment: plus(packet.acknowledgment, 1) } : packet,
    ],
  })),
  fault('no challenge', 'RFC 5961, 3.2 and 4.2', 'It never sends the same ACK twice.', () => {
    let last = '';
    return {
      leaves: (packet) => {
        const same = `${packet.sequence} ${packet.acknowledgment}` === last;
        last = `${packet.sequence} ${packet.acknowledgment}`;
        return isBareAck(packet) && same ? [] : [packet];
      },
    };
  }),
  fault('refuses nothing', '3.10.7.1', 'It sends no RST for what meets no connection.', () => ({
    leaves: (packet) => (packet.flags.has('R') ? [] : [packet]),
  })),
  fault(
    'RST with a wrong number',
    '3.10.7.1',
    'Its RSTs have the number after the one that is expected.',
    () => ({
      leaves: (packet) => [
        packet.flags.has('R') ? { ...packet, sequence: plus(packet.sequence, 1) } : packet,
      ],
    }),
  ),
  fault(
    'loses text',
    '3.10.7.4, seventh check',
    'Text that it acknowledges does not reach the user.',
    () => ({
      tells: (event) => (event.startsWith('data') ? [] : [event]),
    }),
  ),
  fault('doubles text', '3.10.7.4, seventh check', 'Text reaches the user twice.', () => ({
    tells: (event) => (event.startsWith('data') ? [event, event] : [event]),
  })),
  fault('tells no end', '3.10.7.4, eighth check', 'The user is not told that the peer has closed.', () => ({
    tells: (event) => (event === 'fin' ? [] : [event]),
  })),
  fault('FIN with its number', '3.10.4', 'Its FIN has the number of the octet before it.', () => ({
    leaves: (packet) => [isFin(packet) ? { ...packet, sequence: plus(packet.sequence, -1) } : packet],
  })),
  fault('ignores a late FIN', '3.10.7.4, eighth check', 'A FIN that comes again is dropped.', () => {
    const seen = new Set<number>();
    return {
      arrives: (packet) => (isFin(packet) && seen.size === seen.add(packet.sequence).size ? null : packet),
    };
  }),
];

/** A stack with a fault. */
export class FaultyStack implements Stack {
  readonly name: string;
  readonly #stack: Stack;
  readonly #fault: Fault;
  #faulty: Faulty;
  #state = 'CLOSED';
  #skipped = 0;

  constructor(stack: Stack, fault: Fault) {
    this.name = `${stack.name}, ${fault.name}`;
    this.#stack = stack;
    this.#fault = fault;
    this.#faulty = fault.begin();
  }

  async command(text: string): Promise<Answer> {
    if (text.startsWith('reset')) this.#begin();
    const before = this.#state;
    const answer = await this.#stack.command(this.#given(text));
    const changed = this.#changed(answer);
    const skips = answer.state === before ? 0 : (this.#faulty.skips?.(answer.state) ?? 0);
    this.#skipped += skips;
    if (skips > 0) await this.#stack.command(`advance ${skips}`);
    return changed;
  }

  end(): Promise<void> {
    return this.#stack.end();
  }

  #begin(): void {
    this.#faulty = this.#fault.begin();
    this.#state = 'CLOSED';
    this.#skipped = 0;
  }

  #given(text: string): string {
    const hex = /^in (.+)$/.exec(text)?.[1];
    if (hex === undefined || this.#faulty.arrives === undefined) return text;
    const packet = this.#faulty.arrives(decodePacket(Uint8Array.from(Buffer.from(hex, 'hex'))), this.#state);
    return packet === null ? 'advance 0' : `in ${Buffer.from(encodePacket(packet)).toString('hex')}`;
  }

  #changed(answer: Answer): Answer {
    const { leaves, tells } = this.#faulty;
    this.#state = answer.state;
    const packets = answer.sent.map(decodePacket);
    const sent = packets.flatMap((packet) => leaves?.(packet, answer.state) ?? [packet]).map(encodePacket);
    const events = answer.events.flatMap((event) => tells?.(event) ?? [event]);
    return { ...answer, sent, events, now: answer.now - this.#skipped };
  }
}
