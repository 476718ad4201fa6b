import { ModelError } from '../language/errors.ts';

/**
 * A place in the state graph: the indices of the actions that lead there from the initial state. Below zero, it is the
 * complement of the index of a step that changes and shows nothing; only behaviours that last for ever have such.
 */
export type ActionPath = readonly number[];

/** A behaviour that lasts for ever: a path, and what is repeated without end after it. */
export interface LassoPath {
  readonly stem: ActionPath;
  /** If it is empty, nothing happens any more. */
  readonly cycle: ActionPath;
}

/** Stands between a path and what is repeated. No shell reads it where it stands inside a word. */
const AGAIN = '~';

const STEP = '(?:\\d+|s\\d*)';
const STEPS = `${STEP}(?:/${STEP})*`;
const PATH = new RegExp(`^(?:\\.|${STEPS})$`);

/** The replay string of a path: the indices of its actions, as in `0/3/1`; `.` for the initial state. */
export function formatPath(path: readonly number[]): string {
  return path.length === 0 ? '.' : path.map(formatStep).join('/');
}

/** The replay string of a lasso, as in `0/3/1~2/0/4`: what stands behind the `~` is repeated; nothing, if it stops there. */
export function formatLasso({ stem, cycle }: LassoPath): string {
  return `${formatPath(stem)}${AGAIN}${cycle.map(formatStep).join('/')}`;
}

/**
 * The path that a replay string names.
 *
 * @throws ModelError if the text is no replay string of a path
 */
export function parsePath(text: string): readonly number[] {
  if (text === '.') return [];
  if (PATH.test(text)) return text.split('/').map(parseStep);
  throw new ModelError(
    `"${text}" is no replay string; one looks like 0/3/1 (or . for the initial state), or, with a part that is repeated, 0/3/1~2/0`,
  );
}

/**
 * The path, or the lasso, of a replay string.
 *
 * @throws ModelError if the text is none
 */
export function parseReplay(text: string): LassoPath | { readonly stem: ActionPath; readonly cycle: null } {
  const at = text.indexOf(AGAIN);
  if (at < 0) return { stem: parsePath(text), cycle: null };
  const cycle = text.slice(at + 1);
  return { stem: parsePath(text.slice(0, at)), cycle: cycle === '' ? [] : parsePath(cycle) };
}

/** A step that changes nothing is `s`, with its number among several such. */
function formatStep(step: number): string {
  if (step >= 0) return String(step);
  return step === -1 ? 's' : `s${~step}`;
}

function parseStep(text: string): number {
  return text.startsWith('s') ? ~Number(text.slice(1)) : Number(text);
}
