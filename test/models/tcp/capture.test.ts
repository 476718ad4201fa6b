import { describe, expect, it } from 'vitest';
import model from '../../../machines/tcp/model.ts';
import { type CaptureReading, readCapture, validateLog } from '../../../src/testing.ts';
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

  it('with window updates fits: they are left out, and told', () => {
    const update: WrittenSegment = { ...plain[4], from: 'client', flags: 'A', seq: CLIENT + 1, window: 500 };
    const updated = plain.toSpliced(5, 0, update);
    expect(readingOf(updated).notes).toEqual(['1 window updates were left out: the model has none']);
    expect(validated(updated)).toMatchObject({ verdict: 'fits', explained: 9 });
  });

  it('with the same ACK once more, and the same window, does not fit: that is no update', () => {
    const again: WrittenSegment = { ...plain[4], from: 'client', flags: 'A', seq: CLIENT + 1 };
    expect(validated(plain.toSpliced(5, 0, again))).toMatchObject({ verdict: 'differs', where: 'packet 6' });
  });

  it('with an ACK that may answer something is not taken for a window update', () => {
    const again: WrittenSegment = {
      from: 'server',
      flags: 'PA',
      seq: SERVER + 1,
      ack: CLIENT + 1,
      text: 100,
    };
    const answer: WrittenSegment = { ...plain[4], from: 'client', flags: 'A', seq: CLIENT + 1, window: 500 };
    expect(readingOf(plain.toSpliced(5, 0, again, answer)).notes).toEqual([]);
    expect(validated(plain.toSpliced(5, 0, again, answer)).verdict).toBe('fits');
  });

  it('with selective acknowledgements fits: what is early is answered with an ACK that tells what is missing', () => {
    const late: WrittenSegment = {
      from: 'server',
      flags: 'PA',
      seq: SERVER + 101,
      ack: CLIENT + 1,
      text: 100,
    };
    const sack: WrittenSegment = {
      ...{ from: 'client', flags: 'A', seq: CLIENT + 1, ack: SERVER + 1 },
      sack: [SERVER + 101, SERVER + 201],
    };
    const first: WrittenSegment = { ...late, seq: SERVER + 1 };
    const all: WrittenSegment = { from: 'client', flags: 'A', seq: CLIENT + 1, ack: SERVER + 201 };
    // The first text is lost, and sent again; what came early was kept.
    const lossy = [...plain.slice(0, 3), first, late, sack, first, all];
    const reading = readingOf(lossy);
    const fits = (keepsEarly: boolean) =>
      validateLog(model, reading, { set: { ...reading.parameters, keepsEarly }, maxStates: 100_000 }).verdict;
    expect(fits(true)).toBe('fits');
    expect(fits(false)).toBe('differs');
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
