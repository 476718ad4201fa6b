import { formatPath, parseReplay } from '../../model/action-path.ts';

/** The replay string of a path. */
export function pathText(path: readonly number[]): string {
  return formatPath(path);
}

/** The path in a replay string, and behind how many of its steps the rest is repeated. */
export function loopsAt(replay: string): { readonly path: readonly number[]; readonly again: number | null } {
  try {
    const { stem, cycle } = parseReplay(replay);
    return { path: [...stem, ...(cycle ?? [])], again: cycle === null ? null : stem.length };
  } catch {
    return { path: [], again: null };
  }
}
