import { ModelError } from '../language/errors.ts';

/** A place in the state graph: the indices of the actions that lead there from the initial state. */
export type ActionPath = readonly number[];

/** The replay string of a path: the indices of its actions, as in `0/3/1`; `.` for the initial state. */
export function formatPath(path: readonly number[]): string {
  return path.length === 0 ? '.' : path.join('/');
}

/** @throws ModelError if the text is no replay string */
export function parsePath(text: string): readonly number[] {
  if (text === '.') return [];
  if (/^\d+(\/\d+)*$/.test(text)) return text.split('/').map(Number);
  throw new ModelError(`"${text}" is no replay string; one looks like 0/3/1 (or . for the initial state)`);
}
