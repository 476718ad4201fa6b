import { ModelError } from '../language/errors.ts';
import type { ActionPath } from '../model/action-path.ts';
import type { Instance } from '../model/instance.ts';
import { THROWN } from '../model/steps.ts';
import { NO_ACTION, PropertyWatch } from '../property/property-watch.ts';
import { walkPath } from './walk.ts';

/** A property that a path decides: violated, or, for a reachability property, reached. */
export interface Judgement {
  readonly name: string;
  readonly kind: string;
  readonly sentence: string;
  readonly source: string | null;
  readonly verdict: 'violated' | 'reached';
  /** Number of the step (from 1) that decides it; 0 if the initial state does. */
  readonly step: number;
  readonly reason: string | null;
}

/**
 * Says which properties a path decides, and where first.
 *
 * @throws ModelError if the path does not fit the model
 */
export function judge(instance: Instance, path: ActionPath): readonly Judgement[] {
  const { model } = instance;
  const { width } = model;
  const watch = new PropertyWatch(instance, undefined, (step, action) =>
    path.slice(0, action === NO_ACTION ? step : step + 1),
  );
  watch.at('state', model.initial, 0, 0, NO_ACTION);
  let last: Uint32Array = model.initial;
  const goesOn = walkPath(model, path, (vector, at) => {
    if (vector[width * 2 + THROWN] !== 0) watch.at('throw', vector, 0, at, 0);
    else {
      last = vector.slice(width, width * 2);
      watch.at('step', vector, 0, at, 0);
      watch.at('state', last, 0, at, 0);
    }
  });
  if (isDeadEnd(goesOn)) watch.at('deadlock', last, 0, path.length, NO_ACTION);
  return watch.outcomes(false).flatMap((outcome) => {
    if (!('path' in outcome)) return [];
    const { path: prefix, ...rest } = outcome;
    return [{ ...rest, step: prefix.length }];
  });
}

/** A state in which the model itself makes no sense is none: that is told when the model is checked. */
function isDeadEnd(goesOn: () => boolean): boolean {
  try {
    return !goesOn();
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}
