import type { Segment, SegmentKind } from '../../../machines/tcp/segment.ts';
import { lengthOf } from '../../../machines/tcp/segment.ts';
import { plus } from '../../../machines/tcp/sequence.ts';
import { knowsThePeer } from '../../../machines/tcp/states.ts';
import type { Tcb } from '../../../machines/tcp/tcb.ts';
import { encodePacket, type Flag, type Packet } from '../link/packet.ts';
import { otherOf, type Side, SOCKETS } from './hosts.ts';
import { type Anchor, signedDistance, toModel, toWire, unsigned } from './numbers.ts';

/** A local state of the model, as far as the translation needs it. */
export interface Place {
  readonly value: unknown;
  readonly context: Tcb;
}

/** A segment that was given to a stack: as the model has it, and as the wire did. */
export interface Given {
  readonly segment: Segment;
  readonly packet: Packet;
}

const FLAGS: Readonly<Record<SegmentKind, readonly Flag[]>> = {
  SYN: ['S'],
  SYN_ACK: ['S', 'A'],
  ACK: ['A'],
  DATA: ['A'],
  FIN: ['F', 'A'],
  RST: ['R'],
};

const KNOWS_THE_PEER: ReadonlySet<unknown> = new Set(knowsThePeer);

/** Beyond the right edge of the window by so much, since Linux takes what begins at the edge itself. */
const MARGIN = 1024;
/** Numbers of segments that meet no connection begin here, and this far apart. */
const APART = 1_000_000;
/** What is acknowledged where nothing was ever sent. */
const NOTHING_SENT = 0x20000000;
/** What the other side, the model, has room for. */
const WINDOW = 60_000;

/**
 * Translates the numbers of one stack's connection: each is read by its distance from the initial sequence numbers that
 * were seen, and written by its distance from RCV.NXT and SND.NXT. So the model's small numbers can be those of any
 * connection, and two connections can have the same ones (isn=fixed) whatever the stack chooses.
 */
export class Translation {
  readonly #side: Side;
  /** ISS and IRS of the connection. */
  #own: Anchor = { wire: NOTHING_SENT, model: 0 };
  #peer: Anchor = { wire: 0, model: 0 };
  /** The last window that the stack has advertised, in octets. */
  #window = 0;
  #strangers = 0;

  constructor(side: Side) {
    this.#side = side;
  }

  /** The packet that stands for a segment of the model at this place. */
  given(segment: Segment, place: Place): Given {
    const { seq, ack, kind } = segment;
    const flags = new Set([...FLAGS[kind], ...(kind === 'RST' && ack !== null ? (['A'] as const) : [])]);
    const packet = {
      from: SOCKETS[otherOf[this.#side]],
      to: SOCKETS[this.#side],
      sequence: this.#sequence(seq, place),
      acknowledgment: ack === null ? 0 : this.#acknowledgment(ack, place),
      flags,
      window: WINDOW,
      text: kind === 'DATA' ? 1 : 0,
    };
    return { segment, packet };
  }

  #sequence(seq: number, { value, context }: Place): number {
    // Where there is no connection, there is nothing to compare with; but each such number is larger than those before.
    if (!KNOWS_THE_PEER.has(value)) return unsigned(APART * ++this.#strangers + seq);
    const ahead = signedDistance(context, context.rcv, seq);
    const beyond = ahead < context.window ? ahead : this.#window + MARGIN + ahead - context.window;
    return unsigned(toWire(context, this.#peer, context.rcv) + beyond);
  }

  #acknowledgment(ack: number, { value, context }: Place): number {
    if (!KNOWS_THE_PEER.has(value) && value !== 'SYN-SENT') return unsigned(NOTHING_SENT + ack);
    const next = toWire(context, this.#own, context.nxt);
    return unsigned(next + signedDistance(context, context.nxt, ack));
  }

  /** The stack has sent its SYN, or SYN,ACK. */
  beginOwn(packet: Packet, after: Place): void {
    this.#own = { wire: packet.sequence, model: after.context.iss };
  }

  /** The stack has taken this SYN. */
  beginPeer({ packet, segment }: Given): void {
    this.#peer = { wire: packet.sequence, model: segment.seq };
  }

  /** A window is advertised with every ACK. */
  noteWindow({ flags, window }: Packet): void {
    if (!flags.has('R')) this.#window = window;
  }

  /**
   * The segments of the model for a packet that the stack has sent: one, or text and FIN, which the model never sends
   * together.
   *
   * @param cause what the stack was given in this step, to which a RST may be the answer
   * @throws Error if its numbers belong to no connection
   */
  read(packet: Packet, space: Tcb, cause: Given | null): readonly Segment[] {
    const { flags, text } = packet;
    if (flags.has('R')) return [this.#reset(packet, space, cause)];
    const seq = toModel(space, this.#own, packet.sequence);
    const ack = flags.has('A') ? toModel(space, this.#peer, packet.acknowledgment) : null;
    const segment = (kind: SegmentKind, number = seq): Segment => ({
      type: 'SEGMENT',
      kind,
      seq: number,
      ack,
      ts: null,
    });
    if (flags.has('S')) return [segment(flags.has('A') ? 'SYN_ACK' : 'SYN')];
    if (text > 1) throw new Error(`${text} octets of text in one segment, where the model has one`);
    const fin = flags.has('F') ? [segment('FIN', plus(space, seq, text))] : [];
    if (text === 1) return [segment('DATA'), ...fin];
    return fin.length > 0 ? fin : [segment('ACK')];
  }

  /** A RST bears the numbers of what it answers [3.10.7.1], or those of the connection that it ends. */
  #reset({ flags, sequence, acknowledgment }: Packet, space: Tcb, cause: Given | null): Segment {
    const seq = this.#resetNumber(sequence, space, cause);
    const ack = flags.has('A') ? this.#resetAck(acknowledgment, space, cause) : null;
    return { type: 'SEGMENT', kind: 'RST', seq, ack, ts: null };
  }

  #resetNumber(sequence: number, space: Tcb, cause: Given | null): number {
    const answered = cause?.segment.ack ?? null;
    if (cause !== null && answered !== null && sequence === cause.packet.acknowledgment) return answered;
    if (cause !== null && answered === null && sequence === 0) return 0;
    return toModel(space, this.#own, sequence);
  }

  #resetAck(acknowledgment: number, space: Tcb, cause: Given | null): number {
    const length = cause === null ? 0 : lengthOf(cause.segment);
    if (cause !== null && acknowledgment === unsigned(cause.packet.sequence + length))
      return plus(space, cause.segment.seq, length);
    // Nobody looks at it but in SYN-SENT, where it must be right; so what has no meaning is told as 0.
    return acknowledgment === 0 ? 0 : toModel(space, this.#peer, acknowledgment);
  }
}

export const bytesOf = ({ packet }: Given): Uint8Array => encodePacket(packet);
