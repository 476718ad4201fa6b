import { ModelError } from '../language/errors.ts';

/**
 * A place in the state graph: the indices of the actions that lead there from the initial state. Below zero, it is the
 * complement of the index of a step that changes and shows nothing; only behaviours that last for ever have such.
 *
 * Where a model has several initial states, the first element says at which of them the path begins (`beginningAt`), and is no step:
 * `stepsOf` leaves it out.
 */
export type ActionPath = readonly number[];

/** No state has so many actions: from here on, an element of a path is the number of an initial state. */
const BEGINNING = 2 ** 32;

/** The first element of a path that begins at the initial state of this number. */
export function beginningAt(initial: number): number {
  return BEGINNING + initial;
}

/** The number of the initial state at which a path says that it begins; null if it does not say so. */
export function beginningOf([first = 0]: ActionPath): number | null {
  return first >= BEGINNING ? first - BEGINNING : null;
}

/** How many steps a path has. */
export function stepCount(path: ActionPath): number {
  return beginningOf(path) === null ? path.length : path.length - 1;
}

/** The steps of a path, without that which says where it begins. */
export function stepsOf(path: ActionPath): ActionPath {
  return beginningOf(path) === null ? path : path.slice(1);
}

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
const PATH = new RegExp(`^(?:\\d{1,9}:)?(?:\\.|${STEPS})$`);
const CYCLE = new RegExp(`^${STEPS}$`);

/**
 * The replay string of a path: the indices of its actions, as in `0/3/1`; `.` for the initial state. Where there are several of those, its
 * number stands before it, as in `2:0/3/1` and `2:.`.
 */
export function formatPath(path: ActionPath): string {
  const beginning = beginningOf(path);
  const steps = stepsOf(path);
  const text = steps.length === 0 ? '.' : formatSteps(steps);
  return beginning === null ? text : `${beginning}:${text}`;
}

/** Steps alone, from wherever they begin. */
export function formatSteps(steps: readonly number[]): string {
  return steps.map(formatStep).join('/');
}

/** The replay string of a lasso, as in `0/3/1~2/0/4`: what stands behind the `~` is repeated; nothing, if it stops there. */
export function formatLasso({ stem, cycle }: LassoPath): string {
  return `${formatPath(stem)}${AGAIN}${formatSteps(cycle)}`;
}

/**
 * The path that a replay string names.
 *
 * @throws ModelError if the text is no replay string of a path
 */
export function parsePath(text: string): readonly number[] {
  if (!PATH.test(text)) throw noReplayString(text);
  const colon = text.indexOf(':');
  const steps = text.slice(colon + 1);
  const path = steps === '.' ? [] : parseSteps(steps);
  return colon < 0 ? path : [beginningAt(Number(text.slice(0, colon))), ...path];
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
  const stem = parsePath(text.slice(0, at));
  if (cycle === '' || cycle === '.') return { stem, cycle: [] };
  if (!CYCLE.test(cycle)) throw noReplayString(text);
  return { stem, cycle: parseSteps(cycle) };
}

function noReplayString(text: string): ModelError {
  return new ModelError(
    `"${text}" is no replay string; one looks like 0/3/1 (or . for the initial state), or, with a part that is repeated, 0/3/1~2/0; where there are several initial states, the number of one stands before it, as in 2:0/3/1`,
  );
}

function parseSteps(text: string): readonly number[] {
  return text.split('/').map(parseStep);
}

/** A step that changes nothing is `s`, with its number among several such. */
function formatStep(step: number): string {
  if (step >= 0) return String(step);
  return step === -1 ? 's' : `s${~step}`;
}

function parseStep(text: string): number {
  return text.startsWith('s') ? ~Number(text.slice(1)) : Number(text);
}
