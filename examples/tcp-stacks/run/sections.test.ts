import { describe, expect, it } from 'vitest';
import type { Segment, SegmentKind } from '../../../machines/tcp/segment.ts';
import { knowsThePeer } from '../../../machines/tcp/states.ts';
import { place } from '../driver/fixtures.ts';
import { sectionsAt } from './sections.ts';

const segment = (kind: SegmentKind, seq: number, ack: number | null): Segment => ({
  type: 'SEGMENT',
  kind,
  seq,
  ack,
  ts: null,
});
const numbers = { iss: 0, una: 1, nxt: 1, rcv: 1 };

describe('the sections that say what happens', () => {
  it('are those of the row of the table that applies', () => {
    expect(sectionsAt(place('ESTABLISHED', numbers), segment('FIN', 1, 1))).toBe('3.10.7.4, 8th');
    expect(sectionsAt(place('ESTABLISHED', numbers), segment('RST', 2, null))).toBe('RFC 5961, 3.2');
    expect(sectionsAt(place('ESTABLISHED', numbers), segment('DATA', 0, 1))).toBe('3.10.7.4, 1st');
  });

  it('are all of them where several do', () => {
    const withWrongAck = segment('DATA', 1, 3);
    expect(sectionsAt(place('FIN-WAIT-2', numbers), withWrongAck)).toBe('3.10.7.4, 7th; 3.10.7.4, 5th');
  });

  it('are those of calls and timers', () => {
    expect(sectionsAt(place('SYN-RECEIVED', numbers), 'CLOSE')).toBe('3.10.4');
    expect(sectionsAt(place('CLOSING', { ...numbers, nxt: 2, finSent: true }), 'RTO')).toBe('3.10.8');
  });

  it('are those on segments in that state, where nothing is to happen', () => {
    expect(sectionsAt(place('LISTEN', {}), segment('FIN', 1, null))).toBe('3.10.7.2');
    for (const value of knowsThePeer)
      expect(sectionsAt(place(value, numbers), segment('DATA', 1, null))).toMatch(/^3\.10\.7\.4/);
  });
});
