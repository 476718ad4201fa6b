import { describe, expect, it } from 'vitest';
import { ALWAYS, GROUPS, NEVER } from '../../../../src/reduction/sleep/groups.ts';
import { SleepingPackets } from '../../../../src/reduction/sleep/sleeping-packets.ts';
import { BITS } from '../../../../src/tables/bits.ts';

const [HERE, THERE] = [3, 900];
const [GROUP, OTHER] = [1, 2];
const INCOMING = 7;
const ALL = (1 << BITS) - 1;

describe('packets that may sleep', () => {
  it('are known by place', () => {
    const packets = new SleepingPackets();
    packets.note(HERE, 0, 40);
    packets.note(HERE, 5, 41);
    packets.note(THERE, 5, 41);
    expect([HERE, THERE, 4, 5000].map((place) => packets.at(place))).toEqual([0b100001, 0b100000, 0, 0]);
  });

  it('sleep if the group of their move does', () => {
    const packets = new SleepingPackets();
    packets.note(HERE, 0, 40);
    packets.note(HERE, 5, 41);
    const groupOf = (move: number) => (move === 40 ? GROUP : OTHER);
    expect(packets.asleep(ALL, INCOMING, GROUP, groupOf)).toBe(0b1);
    expect(packets.asleep(ALL, INCOMING, OTHER, groupOf)).toBe(0b100000);
    expect(packets.asleep(ALL, INCOMING, GROUP | OTHER, groupOf)).toBe(0b100001);
  });

  it('sleep always, or never, whatever group sleeps', () => {
    const packets = new SleepingPackets();
    packets.note(HERE, 0, 40);
    packets.note(HERE, 5, 41);
    const groupOf = (move: number) => (move === 40 ? ALWAYS : NEVER);
    for (const groups of [0, GROUP, GROUPS])
      expect(packets.asleep(0b100001, INCOMING, groups, groupOf)).toBe(0b1);
  });

  it('sleep otherwise after another move, and after what was known has changed', () => {
    const packets = new SleepingPackets();
    packets.note(HERE, 0, 40);
    expect(packets.asleep(1, INCOMING, GROUP, () => GROUP)).toBe(1);
    expect(packets.asleep(1, 5000, GROUP, () => NEVER)).toBe(0);
    expect(packets.asleep(1, INCOMING, GROUP, () => NEVER)).toBe(1);
    packets.forget();
    expect(packets.asleep(1, INCOMING, GROUP, () => NEVER)).toBe(0);
  });

  it('are asked for after they were noted, though others were asked for before', () => {
    const packets = new SleepingPackets();
    packets.note(HERE, 0, 40);
    expect(packets.asleep(0b1, INCOMING, GROUP, () => GROUP)).toBe(0b1);
    packets.note(HERE, 1, 41);
    expect(packets.asleep(0b11, INCOMING, GROUP, () => GROUP)).toBe(0b11);
  });

  it('are not noted where they make another move than the first one known', () => {
    const packets = new SleepingPackets();
    packets.note(HERE, 0, 40);
    packets.note(THERE, 0, 41);
    expect([packets.at(HERE), packets.at(THERE)]).toEqual([1, 0]);
  });

  it('sleep only if they are asked for', () => {
    const packets = new SleepingPackets();
    for (const packet of [0, 5, BITS - 1]) packets.note(HERE, packet, 40);
    expect(packets.asleep(0b100010, INCOMING, GROUP, () => GROUP)).toBe(0b100000);
    expect(packets.asleep(1 << (BITS - 1), INCOMING, GROUP, () => GROUP)).toBe(1 << (BITS - 1));
  });

  it('are only those that have a bit', () => {
    const packets = new SleepingPackets();
    packets.note(HERE, BITS, 40);
    packets.note(HERE, BITS - 1, 40);
    expect(packets.at(HERE)).toBe(1 << (BITS - 1));
  });
});
