import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HereTable, NOWHERE } from '../../../src/composition/here-table.ts';
import { BITS } from '../../../src/tables/bits.ts';

describe('HereTable', () => {
  it('gives each endpoint, local state and history a here of its own, however many there come to be', () => {
    const triple = fc.tuple(fc.nat(2), fc.nat(150), fc.nat(40));
    fc.assert(
      fc.property(fc.array(triple, { maxLength: 200 }), (triples) => {
        const table = new HereTable(3);
        const heres = new Map<string, number>();
        for (const [endpoint, local, history] of triples) {
          const here = table.of(endpoint, local, history);
          const key = [endpoint, local, history].join();
          expect(here).toBe(heres.get(key) ?? here);
          heres.set(key, here);
        }
        for (const [key, here] of heres) {
          const [endpoint = 0, local = 0, history = 0] = key.split(',').map(Number);
          expect(table.of(endpoint, local, history)).toBe(here);
        }
        expect(new Set(heres.values()).size).toBe(heres.size);
        expect([...heres.values()]).not.toContain(NOWHERE);
      }),
    );
  });

  it('keeps the label of each delivery while rows grow and move', () => {
    const entry = fc.tuple(fc.nat(5), fc.nat(120), fc.nat(1000));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 150 }), (entries) => {
        const table = new HereTable(1);
        const labels = new Map<string, number>();
        for (const [local, key, label] of entries) {
          table.setDelivery(table.of(0, local, 0), key, label);
          labels.set(`${local} ${key}`, label);
        }
        for (let local = 0; local <= 5; local++) {
          for (let key = 0; key <= 250; key++) {
            const expected = labels.get(`${local} ${key}`) ?? -1;
            expect(table.delivery(table.of(0, local, 0), key)).toBe(expected);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps lists and idle packets apart, for hundreds of heres', () => {
    const table = new HereTable(1);
    for (let local = 0; local < 300; local++) {
      const here = table.of(0, local, 0);
      expect([table.events(here), table.expiries(here), table.idlePackets(here)]).toEqual([0, 0, 0]);
      table.setEvents(here, local + 1);
      table.setExpiries(here, local + 1001);
      table.setIdlePacket(here, local % BITS);
    }
    for (let local = 0; local < 300; local++) {
      const here = table.of(0, local, 0);
      const kept = [table.events(here), table.expiries(here), table.idlePackets(here)];
      expect(kept).toEqual([local + 1, local + 1001, 1 << (local % BITS)]);
    }
  });

  it('has no bit for packets from the 32nd on', () => {
    const table = new HereTable(1);
    const here = table.of(0, 0, 0);
    table.setIdlePacket(here, 0);
    table.setIdlePacket(here, BITS);
    table.setIdlePacket(here, 32);
    expect(table.idlePackets(here)).toBe(1);
    table.setIdlePacket(here, BITS - 1);
    expect(table.idlePackets(here)).toBe(1 | (1 << (BITS - 1)));
  });
});
