import { describe, expect, it } from 'vitest';
import type { Segment } from '../../../machines/tcp/segment.ts';
import { place } from '../driver/fixtures.ts';
import type { Occasion } from '../driver/tolerance.ts';
import {
  abortWithRst,
  answersTwice,
  challengeLimit,
  finWaitsForWindow,
  ignoresEarlyFin,
  ignoresFinInSynSent,
  rstWithAck,
} from './tolerances.ts';

const segment = (kind: Segment['kind'], seq: number, ack: number | null = 1): Segment => ({
  type: 'SEGMENT',
  kind,
  seq,
  ack,
  ts: null,
});
const ack = segment('ACK', 1);
const at = (value: string) => place(value, { iss: 0, una: 1, nxt: 2, rcv: 1 });
const occasion = (rest: Partial<Occasion>): Occasion => ({
  what: 'deliver',
  segment: null,
  before: at('ESTABLISHED'),
  after: at('ESTABLISHED'),
  expected: [],
  found: [],
  sinceChallenge: null,
  isRecovering: false,
  ...rest,
});

describe('a tolerance excuses its cause, and nothing else:', () => {
  it('a RST with ACK, but not with another number', () => {
    const expected = [segment('RST', 2, null)];
    expect(rstWithAck.excuses(occasion({ expected, found: [segment('RST', 2, 5)] }))).toBe(true);
    expect(rstWithAck.excuses(occasion({ expected, found: [segment('RST', 3, 5)] }))).toBe(false);
    expect(rstWithAck.excuses(occasion({ expected, found: [] }))).toBe(false);
  });

  it('a missing challenge ACK, but only where the limit is known to be reached, and only for what moved nothing', () => {
    const limit = challengeLimit(1000);
    const missing = { expected: [ack], found: [] };
    expect(limit.excuses(occasion({ ...missing, sinceChallenge: 999 }))).toBe(true);
    expect(limit.excuses(occasion({ ...missing, sinceChallenge: 1000 }))).toBe(false);
    expect(limit.excuses(occasion({ ...missing, sinceChallenge: null }))).toBe(false);
    expect(limit.excuses(occasion({ ...missing, sinceChallenge: 1, after: at('CLOSE-WAIT') }))).toBe(false);
  });

  it('a RST for ABORT, but only where nobody is left to be told', () => {
    const rst = { what: 'ABORT', found: [segment('RST', 2, null)] };
    expect(abortWithRst.excuses(occasion({ ...rst, before: at('CLOSING') }))).toBe(true);
    expect(abortWithRst.excuses(occasion({ ...rst, before: at('FIN-WAIT-2') }))).toBe(false);
    expect(
      abortWithRst.excuses(occasion({ ...rst, before: at('CLOSING'), found: [segment('RST', 1)] })),
    ).toBe(false);
  });

  it('two equal ACKs, but only for what acknowledges the unsent', () => {
    const twice = { expected: [ack], found: [ack, ack] };
    expect(answersTwice.excuses(occasion({ ...twice, segment: segment('DATA', 0, 3) }))).toBe(true);
    expect(answersTwice.excuses(occasion({ ...twice, segment: segment('DATA', 0, 2) }))).toBe(false);
  });

  it('no answer to a FIN that is early, but not to one in order', () => {
    const silence = { expected: [ack], found: [] };
    expect(ignoresEarlyFin.excuses(occasion({ ...silence, segment: segment('FIN', 2) }))).toBe(true);
    expect(ignoresEarlyFin.excuses(occasion({ ...silence, segment: segment('FIN', 1) }))).toBe(false);
  });

  it('no RST for a FIN in SYN-SENT, but not for text', () => {
    const silence = { expected: [segment('RST', 3, null)], found: [], before: at('SYN-SENT') };
    expect(ignoresFinInSynSent.excuses(occasion({ ...silence, segment: segment('FIN', 2) }))).toBe(true);
    expect(ignoresFinInSynSent.excuses(occasion({ ...silence, segment: segment('DATA', 2) }))).toBe(false);
  });

  it('a FIN that is not sent yet, but only after a retransmission that is not acknowledged', () => {
    const waits = { what: 'CLOSE', expected: [segment('FIN', 2)], found: [] };
    expect(finWaitsForWindow.excuses(occasion({ ...waits, isRecovering: true }))).toBe(true);
    expect(finWaitsForWindow.excuses(occasion({ ...waits, isRecovering: false }))).toBe(false);
  });
});
