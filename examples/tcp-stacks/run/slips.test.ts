import { describe, expect, it } from 'vitest';
import { SOCKETS } from '../driver/hosts.ts';
import type { Exchange } from '../driver/real-end.ts';
import type { Flag, Packet } from '../link/packet.ts';
import { mayHaveSlipped } from './slips.ts';

const packet = (...flags: readonly Flag[]): Packet => ({
  from: SOCKETS.server,
  to: SOCKETS.client,
  sequence: 1,
  acknowledgment: 77,
  flags: new Set(flags),
  window: 60_000,
  text: 0,
});

/** An exchange with a stack in SYN-SENT, in real time unless `late` is null. */
const at = (now: number, command: string, late: number | null, given: Packet | null = null): Exchange => {
  const sent = given === null ? [] : [packet('R')];
  return {
    command,
    given,
    sent,
    answer: { sent: [], events: [], errors: [], state: 'SYN-SENT', now, late },
  };
};
const open = at(0, 'open', 0);
const refusal = (late: number | null = 0) => at(1, 'in', late, packet('A'));

describe('a timer may have fired by itself', () => {
  it('where none was waited for longer than Linux waits at least', () => {
    expect(mayHaveSlipped([open, at(100, 'close', 100)])).toBe(false);
    expect(mayHaveSlipped([open, at(101, 'close', 101)])).toBe(true);
  });

  it('much sooner after an ACK was refused in SYN-SENT', () => {
    expect(mayHaveSlipped([open, refusal(), at(2, 'in', 1)])).toBe(false);
    expect(mayHaveSlipped([open, refusal(), at(3, 'in', 1)])).toBe(true);
    expect(mayHaveSlipped([open, refusal(), at(2, 'in', 1, packet('A')), at(3, 'in', 1)])).toBe(true);
  });

  it('but not once it was waited for', () => {
    expect(mayHaveSlipped([open, refusal(), at(9, 'next', 0), at(12, 'in', 3)])).toBe(false);
  });

  it('and never where time is virtual', () => {
    expect(mayHaveSlipped([at(0, 'open', null), refusal(null), at(5000, 'advance 4999', null)])).toBe(false);
  });
});
