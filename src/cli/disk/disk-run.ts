import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError } from '../../language/errors.ts';
import { HandedOut } from '../../levels/handed-out.ts';
import { bytes } from '../../report/text.ts';
import type { Outcome } from '../../search/outcome.ts';
import type { SearchFlags } from '../arguments/options.ts';
import { endBundling } from '../loading/bundle.ts';
import type { Prepared } from '../loading/prepare.ts';
import type { Interrupt } from '../running/interrupt.ts';
import { defaultMemory } from '../running/memory.ts';
import { DiskStore } from './disk-store.ts';
import { databaseFailure } from './duckdb.ts';
import { identityOf } from './expanding.ts';
import { requireSafety, requireSame } from './requirements.ts';
import { searchLevels } from './search-levels.ts';
import { WorkerProcess } from './worker-process.ts';

/** States that a worker expands at once. */
const BATCH = 1000;

/** Bytes that this process takes beside what the database is allowed, and a worker beside its heap: measured, as docs/large.md tells. */
const OWN = 330e6;
const WORKER = 90e6;

/** The least that a database, and a worker's heap, can do with. */
const LEAST_DATABASE = 100e6;
const LEAST_HEAP = 110e6;

/** The share of what is left that the database gets. DuckDB takes somewhat more than it is allowed. */
const DATABASE_SHARE = 0.5;
const OVERSHOOT = 1.1;

/** What of a worker's heap may be full of what it has met, before it forgets it. */
const KEPT_SHARE = 0.4;

export interface DiskFlags extends SearchFlags {
  readonly onDisk: string;
  readonly resume?: true;
}

/** How the memory is shared out. */
interface Shares {
  readonly database: number;
  readonly heap: number;
}

/**
 * Searches with states on disk, level by level.
 *
 * @throws ModelError for what cannot be searched so, or a folder with another search in it
 */
export async function runOnDisk(
  prepared: Prepared,
  flags: DiskFlags,
  interrupt: Interrupt,
): Promise<Outcome> {
  requireSafety(prepared, flags.property, '--on-disk');
  const workers = flags.workers ?? 1;
  const shares = sharesOf(flags.maxMemory ?? defaultMemory(), workers);
  await endBundling();
  const store = await openStore(prepared, flags, shares, workers);
  const args = argumentsOf(prepared, flags, shares);
  const processes = Array.from(
    { length: workers },
    () => new WorkerProcess(args, Math.floor(shares.heap / 1e6), (names) => store.atoms(names)),
  );
  try {
    return await searchLevels(prepared, flags, interrupt, async () => {
      const [hello] = await Promise.all(processes.map((each) => each.start()));
      if (hello === undefined) throw new ModelError('a search needs a worker');
      return { levels: new HandedOut(store, processes, BATCH), hello };
    });
  } catch (error) {
    throw databaseFailure(error, flags.onDisk);
  } finally {
    for (const each of processes) each.end();
    store.close();
  }
}

async function openStore(
  prepared: Prepared,
  { onDisk, resume, property }: DiskFlags,
  { database }: Shares,
  threads: number,
): Promise<DiskStore> {
  await mkdir(onDisk, { recursive: true });
  const temporary = join(onDisk, 'temporary');
  const store = await DiskStore.open(join(onDisk, 'states.duckdb'), { memory: database, threads, temporary });
  try {
    if (store.saved !== null) requireSame(store.saved, identityOf(prepared, property), resume, onDisk);
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}

/** @throws ModelError if that is too little */
function sharesOf(memory: number, workers: number): Shares {
  const fixed = OWN + workers * WORKER;
  const least =
    fixed +
    Math.max((LEAST_DATABASE * OVERSHOOT) / DATABASE_SHARE, (LEAST_HEAP * workers) / (1 - DATABASE_SHARE));
  const told = Math.ceil(least / 1e7) * 1e7;
  if (memory < told) {
    throw new ModelError(
      `--max-memory ${bytes(memory)} is too little for a search on disk with ${workers === 1 ? 'one worker' : `${workers} workers`}: it takes ${bytes(told)} at least`,
    );
  }
  const rest = memory - fixed;
  return { database: (rest * DATABASE_SHARE) / OVERSHOOT, heap: (rest * (1 - DATABASE_SHARE)) / workers };
}

/** What a worker is asked for: the same model. */
function argumentsOf({ asked }: Prepared, { property }: DiskFlags, { heap }: Shares): readonly string[] {
  return [
    asked.path,
    ...(asked.variant === null ? [] : ['--variant', asked.variant]),
    ...asked.set.flatMap((text) => ['--set', text]),
    ...(asked.without ?? []).flatMap((name) => ['--without', name]),
    ...property.flatMap((name) => ['--property', name]),
    '--max-kept',
    `${Math.floor((heap * KEPT_SHARE) / 1e6)}MB`,
  ];
}
