import type { SweepRow } from '../report/sweep.ts';
import { drive } from './drive.ts';
import { Interrupt } from './interrupt.ts';
import type { LoadedModel } from './load.ts';
import { MemoryLimit } from './memory.ts';
import { type ModelFlags, type SearchFlags, searchOf } from './options.ts';
import { parseOver } from './over.ts';
import { prepared, specsOf } from './prepare.ts';

/** What to run. */
export interface SweepFlags extends ModelFlags, Omit<SearchFlags, 'search' | 'seed'> {
  readonly over: string;
}

export interface SweepRun {
  readonly parameter: string;
  readonly rows: readonly SweepRow[];
  /** Values that an interrupt left out. */
  readonly leftOut: readonly string[];
}

/** Checks a model for one value of a parameter after the other. */
export async function runSweep(loaded: LoadedModel, flags: SweepFlags): Promise<SweepRun> {
  const { parameter, values } = parseOver(specsOf(loaded), flags.over);
  // All are built before the first is checked, so that a mistake in the last does not come at the end of a long wait.
  const all = values.map((value) => ({
    value,
    instance: prepared(loaded, { ...flags, set: [...flags.set, `${parameter}=${value}`] }).instance,
  }));
  const memory = new MemoryLimit(flags.maxMemory);
  const interrupt = new Interrupt().listen();
  const rows: SweepRow[] = [];
  for (const { value, instance } of all) {
    if (interrupt.requested) break;
    const options = searchOf({ ...flags, search: 'bfs' });
    const search = await drive(instance, { options, memory, interrupt });
    rows.push({ value, instance, outcome: search.outcome() });
  }
  interrupt.release();
  return { parameter, rows, leftOut: values.slice(rows.length).map(String) };
}
