import { describe, expect, it } from 'vitest';
import { CalmPackets } from '../../../../src/reduction/sleep/calm-packets.ts';
import { BITS } from '../../../../src/tables/bits.ts';

const [HERE, THERE] = [3, 900];
const [ARRIVAL, GROUP, OTHER] = [7, 1, 2];

describe('calm packets', () => {
  it('are known by place', () => {
    const calm = new CalmPackets();
    calm.note(HERE, 0, 40);
    calm.note(HERE, 5, 41);
    calm.note(THERE, 5, 41);
    expect([HERE, THERE, 4, 5000].map((place) => calm.at(place))).toEqual([0b100001, 0b100000, 0, 0]);
  });

  it('sleep if the group of their move does', () => {
    const calm = new CalmPackets();
    calm.note(HERE, 0, 40);
    calm.note(HERE, 5, 41);
    const groupOf = (move: number) => (move === 40 ? GROUP : OTHER);
    expect(calm.asleep(ARRIVAL, GROUP, groupOf)).toBe(0b1);
    expect(calm.asleep(ARRIVAL, OTHER, groupOf)).toBe(0b100000);
    expect(calm.asleep(ARRIVAL, GROUP | OTHER, groupOf)).toBe(0b100001);
  });

  it('are not calm where they make another move than the first one known', () => {
    const calm = new CalmPackets();
    calm.note(HERE, 0, 40);
    calm.note(THERE, 0, 41);
    expect([calm.at(HERE), calm.at(THERE)]).toEqual([1, 0]);
  });

  it('are asked about again once it is known of another packet, or all is forgotten', () => {
    const calm = new CalmPackets();
    let group = GROUP;
    const asleep = () => calm.asleep(ARRIVAL, GROUP, () => group);
    calm.note(HERE, 0, 40);
    expect(asleep()).toBe(1);
    group = OTHER;
    expect(asleep()).toBe(1);
    calm.forget();
    expect(asleep()).toBe(0);
    group = GROUP;
    calm.note(HERE, 1, 41);
    expect(asleep()).toBe(3);
  });

  it('are only those that have a bit', () => {
    const calm = new CalmPackets();
    calm.note(HERE, BITS, 40);
    calm.note(HERE, BITS - 1, 40);
    expect(calm.at(HERE)).toBe(1 << (BITS - 1));
  });
});
