import type { SweepRow } from '../../report/searches/sweep.ts';
import type { ModelFlags, SearchFlags } from '../arguments/options.ts';
import { parseOver } from '../arguments/over.ts';
import type { LoadedModel } from '../loading/load.ts';
import { prepared, specsOf } from '../loading/prepare.ts';
import { driveAll } from './drive.ts';

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
    prepared: prepared(loaded, { ...flags, set: [...flags.set, `${parameter}=${value}`] }),
  }));
  const outcomes = await driveAll(
    all.map((each) => each.prepared),
    flags,
  );
  const rows = all.flatMap(({ value, prepared: { instance } }, i): SweepRow[] => {
    const outcome = outcomes[i];
    return outcome === undefined ? [] : [{ value, instance, outcome }];
  });
  return { parameter, rows, leftOut: values.slice(rows.length).map(String) };
}
