import { ModelError } from '../language/errors.ts';
import { type ActionPath, beginningAt, beginningOf, formatPath, stepsOf } from './action-path.ts';
import type { Extension } from './extension.ts';
import type { Model } from './model.ts';

/** Where a path begins, and its steps. */
export interface Beginning {
  /** The number of the initial state, and its vector. */
  readonly initial: number;
  readonly state: Uint32Array;
  readonly steps: ActionPath;
}

/** The path to an initial state, by its number. Only where there are several does it have to say which. */
export function pathToInitial({ initials }: Pick<Model, 'initials'>, initial: number): ActionPath {
  return initials.length === 1 ? [] : [beginningAt(initial)];
}

/**
 * Where a path begins in a model.
 *
 * @throws ModelError if it does not say that, and there are several initial states; or names one that there is not
 */
export function beginningIn({ initials }: Pick<Model, 'initials'>, path: ActionPath): Beginning {
  const named = beginningOf(path);
  const initial = named ?? 0;
  const state = initials[initial];
  if (state !== undefined && (named === null) === (initials.length === 1))
    return { initial, state, steps: stepsOf(path) };
  const last = initials.length - 1;
  const why =
    last === 0
      ? 'there is only one initial state, so it begins without a number'
      : named === null
        ? `there are ${last + 1} initial states, so it must say at which it begins, by a number from 0 to ${last} before it: ${formatPath([beginningAt(0), ...path])}, say`
        : `the initial states have the numbers 0 to ${last}`;
  throw new ModelError(
    `the path ${formatPath(path)} does not fit: ${why}; was it recorded with another variant, other parameters, or before the model changed?`,
  );
}

/** What was chosen at the start, of a model in which that is left open. */
export interface Starts {
  /**
   * The inputs with which machines start, by name of the endpoint: of those only to which more than one may be given. Where several
   * choices come to the same initial state, the first of them.
   */
  inputs(initial: number): Readonly<Record<string, unknown>>;
  /** Whether it is left open what the history is at the start. */
  readonly opensHistory: boolean;
}

/** Models in which something is left open at the start say by this name what was chosen. */
export const STARTS: Extension<Starts> = { name: 'starts' };
