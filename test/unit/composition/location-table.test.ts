import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocationTable, NO_LOCATION } from '../../../src/composition/location-table.ts';
import { BITS } from '../../../src/tables/bits.ts';

describe('LocationTable', () => {
  it('gives each endpoint, local state and history a location of its own, however many there come to be', () => {
    const triple = fc.tuple(fc.nat(2), fc.nat(150), fc.nat(40));
    fc.assert(
      fc.property(fc.array(triple, { maxLength: 200 }), (triples) => {
        const table = new LocationTable(3);
        const locations = new Map<string, number>();
        for (const [endpoint, local, history] of triples) {
          const location = table.of(endpoint, local, history);
          const key = [endpoint, local, history].join();
          expect(location).toBe(locations.get(key) ?? location);
          locations.set(key, location);
        }
        for (const [key, location] of locations) {
          const [endpoint = 0, local = 0, history = 0] = key.split(',').map(Number);
          expect(table.of(endpoint, local, history)).toBe(location);
        }
        expect(new Set(locations.values()).size).toBe(locations.size);
        expect([...locations.values()]).not.toContain(NO_LOCATION);
      }),
    );
  });

  it('keeps the label of each delivery while rows grow and move', () => {
    const entry = fc.tuple(fc.nat(5), fc.nat(120), fc.nat(1000));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 150 }), (entries) => {
        const table = new LocationTable(1);
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

  it('has room for all that is kept of a location, whatever the number of locations', () => {
    const table = new LocationTable(1);
    for (let local = 0; local < 5000; local++) {
      const location = table.of(0, local, 0);
      table.setStutteringPacket(location, 1);
      expect(table.stutteringPackets(location), `of location ${location}`).toBe(2);
    }
  });

  it('keeps lists and stuttering packets apart, for hundreds of locations', () => {
    const table = new LocationTable(1);
    for (let local = 0; local < 300; local++) {
      const location = table.of(0, local, 0);
      expect([table.events(location), table.expiries(location), table.stutteringPackets(location)]).toEqual([
        0, 0, 0,
      ]);
      table.setEvents(location, local + 1);
      table.setExpiries(location, local + 1001);
      table.setStutteringPacket(location, local % BITS);
    }
    for (let local = 0; local < 300; local++) {
      const location = table.of(0, local, 0);
      const kept = [table.events(location), table.expiries(location), table.stutteringPackets(location)];
      expect(kept).toEqual([local + 1, local + 1001, 1 << (local % BITS)]);
    }
  });

  it('has no bit for packets from the 32nd on', () => {
    const table = new LocationTable(1);
    const location = table.of(0, 0, 0);
    table.setStutteringPacket(location, 0);
    table.setStutteringPacket(location, BITS);
    table.setStutteringPacket(location, 32);
    expect(table.stutteringPackets(location)).toBe(1);
    table.setStutteringPacket(location, BITS - 1);
    expect(table.stutteringPackets(location)).toBe(1 | (1 << (BITS - 1)));
  });
});
