import type { CapturedPacket, CaptureReading, Sight, Sighting } from 'allways/testing';
import { type CapturedSegment, readSegment } from './captured-segment.ts';
import { Units } from './captured-units.ts';

type Side = 'client' | 'server';

/** A segment of the connection that is looked at, or of one after it between the same sockets. */
interface Own extends CapturedSegment {
  readonly from: Side;
  /** Which of the connections, from 0. */
  readonly incarnation: number;
}

/**
 * The segments of a capture in the numbers of the model: those of the first connection that opens in it, and of later ones
 * between the same pair of sockets. Every number at which a segment begins or ends, or that is acknowledged, is one of the
 * model's, counted from the initial one.
 *
 * @throws Error if no connection opens in it
 */
export function capture(packets: readonly CapturedPacket[], at: string | null): CaptureReading {
  const notes: string[] = [];
  const segments = packets.flatMap((packet) => {
    const segment = readSegment(packet);
    if (segment === 'cut') notes.push(`packet ${packet.number} is cut off before its text, and was left out`);
    return typeof segment === 'string' ? [] : [segment];
  });
  const all = ownOf(segments);
  if (all.length < segments.length)
    notes.push(`${segments.length - all.length} segments of other connections were left out`);
  const own = all.filter((_, i) => !isWindowUpdate(all, i));
  if (own.length < all.length)
    notes.push(`${all.length - own.length} window updates were left out: the model has none`);
  const incarnations = Math.max(...own.map(({ incarnation }) => incarnation)) + 1;
  const units = Array.from({ length: incarnations }, (_, i) => unitsOf(own, i));
  const text = (side: Side) => Math.max(...units.map((each) => each[side].text));
  const window = Math.max(
    2,
    ...units.flatMap(({ client, server }) => [client.outstanding, server.outstanding]),
  );
  const size = 2 ** Math.ceil(Math.log2(2 * (Math.max(text('client'), text('server')) + window + 1)));
  const sightings = own.flatMap((segment) => sightingsOf(segment, units, Math.max(8, size), at));
  return {
    sees: seesOf(at),
    sightings,
    notes,
    parameters: {
      clientData: text('client'),
      serverData: text('server'),
      sequenceSpace: Math.max(8, size),
      window,
      incarnations,
      capacity: 8,
      duplication: false,
      closes: 'either',
      abort: own.some(({ flags }) => flags.includes('R')),
      lastAckArrives: false,
      oldSynOpensNothing: false,
    },
  };
}

const seesOf = (at: string | null): readonly Sight[] =>
  at === null
    ? [{ kind: 'sent' }]
    : [
        { kind: 'sent', endpoint: at },
        { kind: 'delivered', endpoint: at },
      ];

/** The segments of the pair of sockets whose SYN is the first. */
function ownOf(segments: readonly CapturedSegment[]): readonly Own[] {
  const first = segments.findIndex(({ flags }) => flags.includes('S') && !flags.includes('A'));
  const syn = segments[first];
  if (syn === undefined)
    throw new Error(
      'no connection opens in this capture: it has no SYN; a capture must begin before the connection does',
    );
  let incarnation = 0;
  let iss = syn.sequence;
  return segments.slice(first).flatMap((segment): readonly Own[] => {
    const isForth = segment.source === syn.source && segment.destination === syn.destination;
    const isBack = segment.source === syn.destination && segment.destination === syn.source;
    if (!isForth && !isBack) return [];
    if (isForth && segment.flags.includes('S') && segment.sequence !== iss) {
      incarnation++;
      iss = segment.sequence;
    }
    return [{ ...segment, from: isForth ? 'client' : 'server', incarnation }];
  });
}

/**
 * Whether a segment does nothing but advertise another window [RFC 9293, 3.8.6]: it repeats the numbers of the one before it,
 * and nothing came from the peer in between that it could answer.
 */
function isWindowUpdate(segments: readonly Own[], i: number): boolean {
  const [last, segment] = [segments[i - 1], segments[i]];
  if (last === undefined || segment === undefined) return false;
  const isBareAck = segment.flags === 'A' && segment.text === 0;
  const next = last.sequence + last.text + (last.flags.includes('F') ? 1 : 0);
  return (
    isBareAck &&
    last.from === segment.from &&
    last.acknowledgment === segment.acknowledgment &&
    ((next - segment.sequence) | 0) === 0 &&
    !/[SR]/.test(last.flags) &&
    last.window !== segment.window
  );
}

type BothUnits = Readonly<Record<Side, Units>>;

const peerOf = { client: 'server', server: 'client' } as const;

function unitsOf(own: readonly Own[], incarnation: number): BothUnits {
  const segments = own.filter((segment) => segment.incarnation === incarnation);
  const of = (side: Side) =>
    new Units(
      segments.filter(({ from }) => from === side),
      segments.filter(({ from }) => from === peerOf[side]),
    );
  return { client: of('client'), server: of('server') };
}

/** A segment as the model would have sent it: text and FIN each as one of their own, text once for each number. */
function sightingsOf(
  segment: Own,
  units: readonly BothUnits[],
  size: number,
  at: string | null,
): readonly Sighting[] {
  const { from, flags, sequence, acknowledgment, text, number, incarnation } = segment;
  const both = units[incarnation];
  if (both === undefined) return [];
  const place = (unit: number) => ((unit % size) + size) % size;
  const ack = flags.includes('A') ? place(both[peerOf[from]].unitOf(acknowledgment)) : null;
  const start = both[from].unitOf(sequence);
  const end = both[from].unitOf(sequence + text);
  const sighting = (kind: string, unit: number): Sighting => ({
    kind: at === null || at === from ? 'sent' : 'delivered',
    endpoint: at ?? from,
    // Stacks put the ACK bit on a RST, or do not; nobody looks at it but in SYN-SENT.
    event: kind === 'RST' ? { kind, seq: place(unit) } : { kind, seq: place(unit), ack },
    after: null,
    where: `packet ${number}`,
  });
  if (flags.includes('R')) return [sighting('RST', start)];
  if (flags.includes('S')) return [sighting(flags.includes('A') ? 'SYN_ACK' : 'SYN', start)];
  const texts = Array.from({ length: end - start }, (_, i) => sighting('DATA', start + i));
  const fin = flags.includes('F') ? [sighting('FIN', end)] : [];
  return texts.length + fin.length > 0 ? [...texts, ...fin] : [sighting('ACK', start)];
}
