import { describe, expect, it } from 'vitest';
import model from '../../../machines/tcp/model.ts';
import { type CaptureReading, readCapture, validateLog } from '../../../src/index.ts';
import { packetOf, pcapOf, type WrittenSegment } from '../../support/captures.ts';

const CLIENT = 0xfffffff0;
const SERVER = 5000;

/** A connection in which the server sends 100 octets, and the client closes first; its numbers go round. */
const plain: readonly WrittenSegment[] = [
  { from: 'client', flags: 'S', seq: CLIENT },
  { from: 'server', flags: 'SA', seq: SERVER, ack: CLIENT + 1 },
  { from: 'client', flags: 'A', seq: CLIENT + 1, ack: SERVER + 1 },
  { from: 'server', flags: 'PA', seq: SERVER + 1, ack: CLIENT + 1, text: 100 },
  { from: 'client', flags: 'A', seq: CLIENT + 1, ack: SERVER + 101 },
  { from: 'client', flags: 'FA', seq: CLIENT + 1, ack: SERVER + 101 },
  { from: 'server', flags: 'A', seq: SERVER + 101, ack: CLIENT + 2 },
  { from: 'server', flags: 'FA', seq: SERVER + 101, ack: CLIENT + 2 },
  { from: 'client', flags: 'A', seq: CLIENT + 2, ack: SERVER + 102 },
];

function readingOf(segments: readonly WrittenSegment[], at: string | null = null): CaptureReading {
  const packets = readCapture(pcapOf(segments.map(packetOf)))?.packets ?? [];
  const reading = model.capture?.(packets, at);
  if (reading === undefined) throw new Error('the model reads no captures');
  return reading;
}

function validated(segments: readonly WrittenSegment[], at: string | null = null) {
  const reading = readingOf(segments, at);
  return validateLog(model, reading, { set: reading.parameters, maxStates: 100_000 });
}

const without = (...numbers: readonly number[]) => plain.filter((_, i) => !numbers.includes(i + 1));

describe('a capture of TCP', () => {
  it('is read in the numbers of the model, and says how much text there was', () => {
    const { sightings, parameters } = readingOf(plain);
    const told = sightings.map(({ endpoint, event }) => `${endpoint} ${Object.values(event).join(' ')}`);
    expect(told).toEqual([
      'client SYN 0 ',
      'server SYN_ACK 0 1',
      'client ACK 1 1',
      'server DATA 1 1',
      'client ACK 1 2',
      'client FIN 1 2',
      'server ACK 2 2',
      'server FIN 2 2',
      'client ACK 2 3',
    ]);
    expect(parameters).toMatchObject({
      clientData: 0,
      serverData: 1,
      incarnations: 1,
      window: 2,
      abort: false,
    });
  });

  it.each([null, 'client', 'server'])('of a plain connection fits, wherever it was made: %s', (at) => {
    expect(validated(plain, at)).toMatchObject({ verdict: 'fits', explained: 9 });
  });

  it('fits with a segment lost and sent again', () => {
    const lossy = [...plain.slice(0, 4), plain[3], ...plain.slice(4)].filter((each) => each !== undefined);
    expect(validated(lossy)).toMatchObject({ verdict: 'fits', explained: 10 });
  });

  it('with a FIN cut out does not fit, at the packet that answers it', () => {
    expect(validated(without(6))).toMatchObject({ verdict: 'differs', where: 'packet 6' });
    expect(validated(without(8))).toMatchObject({ verdict: 'differs', where: 'packet 8' });
  });

  it('made at a host fits also if a segment on its way to it was lost, for nobody saw that there', () => {
    const lost = plain.filter((_, i) => i !== 6);
    expect(validated(lost, 'client')).toMatchObject({ verdict: 'fits' });
  });

  it('with an ACK of what was never sent does not fit, at that packet', () => {
    const wrong = plain.map((each, i) => (i === 4 ? { ...each, ack: SERVER + 500 } : each));
    expect(validated(wrong)).toMatchObject({ verdict: 'differs', where: 'packet 5' });
  });

  it('fits if the server gives up with a RST, which it can do only at the number that is next', () => {
    const rst: WrittenSegment = { from: 'server', flags: 'R', seq: SERVER + 101 };
    expect(validated([...plain.slice(0, 5), rst])).toMatchObject({ verdict: 'fits' });
    const other = { ...rst, seq: SERVER + 1 };
    expect(validated([...plain.slice(0, 5), other])).toMatchObject({ verdict: 'differs', where: 'packet 6' });
  });

  it('leaves out segments of other connections, and says so', () => {
    const bytes = packetOf({ from: 'client', flags: 'S', seq: 1 });
    bytes[21] = 99;
    const packets = readCapture(pcapOf([...plain.map(packetOf), bytes]))?.packets ?? [];
    expect(model.capture?.(packets, null).notes).toEqual(['1 segments of other connections were left out']);
  });

  it('is refused if no connection opens in it', () => {
    expect(() => readingOf(plain.slice(2))).toThrow('it has no SYN');
  });

  it('tells packets of which too little was captured', () => {
    const [first = new Uint8Array(), ...rest] = plain.map(packetOf);
    const second = rest[0]?.subarray(0, 30) ?? new Uint8Array();
    const packets = readCapture(pcapOf([first, second]))?.packets ?? [];
    expect(model.capture?.(packets, null).notes).toEqual([
      'packet 2 is cut off before its text, and was left out',
    ]);
  });
});
