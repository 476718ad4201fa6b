import { ModelError } from '../../language/errors.ts';
import { nearest } from '../../language/nearest.ts';
import { variantNames } from '../../language/resolve.ts';
import type { MatrixRow } from '../../report/searches/matrix.ts';
import type { SearchFlags } from '../arguments/options.ts';
import type { LoadedModel } from '../loading/load.ts';
import { type Prepared, prepared } from '../loading/prepare.ts';
import { driveAll } from './drive.ts';

/** What to run. */
export interface MatrixFlags extends Omit<SearchFlags, 'search' | 'seed'> {
  readonly set: readonly string[];
  /** Only these variants; all if there are none. */
  readonly variant: readonly string[];
}

/** A variant that was checked. */
export interface MatrixEntry extends MatrixRow {
  readonly prepared: Prepared;
}

export interface MatrixRun {
  readonly entries: readonly MatrixEntry[];
  /** Variants that an interrupt left out. */
  readonly leftOut: readonly string[];
}

/** Checks every variant of a model, one after the other. */
export async function runMatrix(loaded: LoadedModel, flags: MatrixFlags): Promise<MatrixRun> {
  // All are built before the first is checked, so that a mistake in the last does not come at the end of a long wait.
  const all = chosen(loaded, flags.variant).map((variant) =>
    prepared(loaded, variant === null ? { set: flags.set } : { set: flags.set, variant }),
  );
  const outcomes = await driveAll(all, flags);
  const entries = all.flatMap((each, i): MatrixEntry[] => {
    const outcome = outcomes[i];
    const { instance } = each;
    if (outcome === undefined) return [];
    return [
      {
        prepared: each,
        instance,
        outcome,
        sentence: sentenceOf(loaded, instance.variant),
        size: sizeOf(loaded, instance.variant, flags),
      },
    ];
  });
  const leftOut = all.slice(entries.length).map(({ instance }) => instance.variant ?? instance.name);
  return { entries, leftOut };
}

function chosen(loaded: LoadedModel, wanted: readonly string[]): readonly (string | null)[] {
  const names = variantNames(loaded.model);
  for (const name of wanted) {
    if (!names.includes(name))
      throw new ModelError(`model "${loaded.model.name}" has no variant "${name}"${nearest(name, names)}`);
  }
  if (names.length === 0) return [null];
  return wanted.length === 0 ? names : names.filter((name) => wanted.includes(name));
}

function sentenceOf({ model }: LoadedModel, variant: string | null): string | null {
  return (variant === null ? undefined : model.variants?.[variant]?.sentence) ?? null;
}

/** A size is that of the variant as it stands, searched in full. */
function sizeOf(
  { model }: LoadedModel,
  variant: string | null,
  { set, reduce = [] }: MatrixFlags,
): MatrixRow['size'] {
  if (variant === null || set.length > 0 || reduce.length > 0) return null;
  return model.variants?.[variant]?.size ?? null;
}
