import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { started, whatCounts } from '../../disk/search.ts';
import { type Taken, watched } from '../../support/family.ts';
import { BenchError } from '../bench-error.ts';
import type { Subject } from '../subjects.ts';

/** Where states are kept. */
export type Store = (typeof STORES)[number];

export const STORES = ['in-memory', 'two-workers', 'bitstate', 'on-disk', 'on-spark'] as const;

/** What a search took, all its processes together, from the start of the first to the end of the last. */
export interface StoreMeasurement extends Taken {
  readonly distinctStates: number;
  readonly transitions: number;
  readonly depth: number;
  /** In memory, what the search tells of itself; elsewhere, what its folder holds at the end. */
  readonly bytesPerState: number;
  /** What is the same wherever states are kept. */
  readonly found: unknown;
}

/** Bits of each state with `--bitstate`. */
const BITS = 32;

/** What all processes of a search on disk may take. */
const MEMORY = '680MB';

interface Document {
  readonly stats: {
    readonly distinctStates: number;
    readonly transitions: number;
    readonly depth: number;
    readonly bytesPerState: number;
  };
}

/**
 * Searches in processes that are watched from outside.
 *
 * @throws BenchError if that fails
 */
export async function measuredIn(store: Store, subject: Subject): Promise<StoreMeasurement> {
  const folder = mkdtempSync(join(tmpdir(), 'allways-stores-'));
  try {
    const { child, document } = await begun(store, subject, folder);
    const [text, taken] = await Promise.all([document, watched(child, folder)]);
    const { distinctStates, transitions, depth, bytesPerState } = (JSON.parse(text) as Document).stats;
    return {
      ...taken,
      distinctStates,
      transitions,
      depth,
      bytesPerState: taken.diskBytes > 0 ? taken.diskBytes / distinctStates : bytesPerState,
      found: whatCounts(text),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function begun(store: Store, { file, set }: Subject, folder: string) {
  const model = [file, ...Object.entries(set).flatMap(([name, value]) => ['--set', `${name}=${value}`])];
  if (store === 'on-spark') {
    const { submittedLong } = await import('../../spark/spark.ts');
    const { child, ended } = submittedLong(folder, [...model, '--json']);
    return { child, document: ended.then(({ stdout, said }) => documentOr(stdout, said)) };
  }
  const { child, ended } = started([...model, ...argumentsOf(store, folder)]);
  return { child, document: ended.then((stdout) => documentOr(stdout ?? '', 'it was killed')) };
}

function argumentsOf(store: Exclude<Store, 'on-spark'>, folder: string): readonly string[] {
  switch (store) {
    case 'in-memory':
      return ['--workers', '1'];
    case 'two-workers':
      return ['--workers', '2'];
    case 'bitstate':
      return ['--workers', '1', '--bitstate', String(BITS)];
    case 'on-disk':
      return ['--on-disk', folder, '--max-memory', MEMORY];
  }
}

function documentOr(text: string, why: string): string {
  if (text === '') throw new BenchError(`a search has no report: ${why.trim()}`);
  return text;
}
