import { describe, expect, it } from 'vitest';
import { bench } from './command.ts';
import { storesText } from './report/stores.ts';
import type { StoreRow } from './stores/bench.ts';

const row: StoreRow = {
  model: 'm',
  engine: 'on-disk',
  distinctStates: 1_000_000,
  transitions: 3_000_000,
  depth: 20,
  missed: 0,
  wallSeconds: 40,
  cpuSeconds: 30,
  bytesPerState: 90,
  peakMemoryBytes: 5e8,
  diskBytes: 9e7,
  peakDiskBytes: 2e8,
  runs: 1,
  spread: { wallSeconds: [40, 40], cpuSeconds: [30, 30] },
};

describe('bench --stores', () => {
  // What a family of processes takes is told by Linux.
  it.skipIf(process.platform !== 'linux')(
    'tells what a search takes, all its processes together, wherever its states are',
    async () => {
      const stores = ['in-memory', 'bitstate', 'on-disk'];
      const engines = stores.flatMap((store) => ['--engine', store]);
      const args = ['--stores', '--json', '--runs', '1', '--model', 'two-phase-commit-5', ...engines];
      const { status, stdout } = await bench(args);
      expect(status).toBe(0);
      const rows = JSON.parse(stdout) as readonly StoreRow[];
      expect(rows.map(({ engine }) => engine)).toEqual(stores);
      for (const each of rows) {
        expect(each).toMatchObject({
          distinctStates: 8832,
          transitions: 37_345,
          depth: 16,
          missed: 0,
          runs: 1,
        });
        expect(each.cpuSeconds).toBeGreaterThan(0.1);
        // A search of half a second may be looked at when it has hardly begun.
        expect(each.peakMemoryBytes).toBeGreaterThan(1e6);
      }
      const [inMemory, , onDisk] = rows;
      expect(inMemory?.diskBytes).toBe(0);
      expect(onDisk?.diskBytes).toBeGreaterThan(8832 * 50);
      expect(onDisk?.peakDiskBytes).toBeGreaterThanOrEqual(onDisk?.diskBytes ?? 0);
      // The database and a worker are processes, too.
      expect(onDisk?.peakMemoryBytes).toBeGreaterThan(1.2e8);
    },
  );

  it('prints what a state takes', () => {
    const text = storesText([row]);
    expect(text).toContain('m: 3,000,000 transitions, depth 20');
    expect(text).toMatch(/^on-disk +1,000,000 +0 +40\.0 +30\.0 +30\.0 +90\.0 +500 +90 +200 +1$/m);
  });

  it('refuses models that there are not, and is no other measurement', async () => {
    expect(await bench(['--stores', '--model', 'nobody'])).toMatchObject({ status: 2 });
    expect(await bench(['--stores', '--large'])).toMatchObject({ status: 2 });
    expect(await bench(['--stores', '--engine', 'spin'])).toMatchObject({ status: 2 });
  });
});
