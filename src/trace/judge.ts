import { ModelError } from '../language/errors.ts';
import { isLiveness } from '../language/property.ts';
import { LassoJudge } from '../liveness/lasso-judge.ts';
import { type ActionPath, type LassoPath, stepsOf } from '../model/action-path.ts';
import { beginningIn } from '../model/beginnings.ts';
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
  /** Of a claim about whole behaviours: what is repeated without end after the step decides it. */
  readonly lasts?: true;
}

/**
 * Says which properties a path decides, and where first.
 *
 * @throws ModelError if the path does not fit the model
 */
export function judge(instance: Instance, path: ActionPath): readonly Judgement[] {
  const { model } = instance;
  const { width } = model;
  const { state, steps } = beginningIn(model, path);
  const first = path.length - steps.length;
  const watch = new PropertyWatch(instance, undefined, (step, action) =>
    path.slice(0, first + (action === NO_ACTION ? step : step + 1)),
  );
  watch.at('state', state, 0, 0, NO_ACTION);
  let last: Uint32Array = state;
  const goesOn = walkPath(model, path, (vector, at, index) => {
    // What changes nothing is none of the steps that safety speaks of.
    if (index < 0) return;
    if (vector[width * 2 + THROWN] !== 0) watch.at('throw', vector, 0, at, 0);
    else {
      last = vector.slice(width, width * 2);
      watch.at('step', vector, 0, at, 0);
      watch.at('state', last, 0, at, 0);
    }
  });
  if (isDeadEnd(goesOn)) watch.at('deadlock', last, 0, steps.length, NO_ACTION);
  return watch.outcomes(false).flatMap((outcome) => {
    if (!('path' in outcome)) return [];
    const { path: prefix, ...rest } = outcome;
    return [{ ...rest, step: stepsOf(prefix).length }];
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

/**
 * Says which properties a behaviour that lasts for ever decides: those that its path does, and, if it is fair, the claims about
 * the long run that it violates.
 *
 * @throws ModelError if the path does not fit the model, or what is repeated does not lead back to where it begins
 */
export function judgeLasso(instance: Instance, lasso: LassoPath): LassoJudgement {
  const { stem, cycle } = lasso;
  const lassoJudge = new LassoJudge(instance, lasso);
  const unmet = lassoJudge.unmet();
  const violated = instance.properties.filter(isLiveness).flatMap((property): readonly Judgement[] => {
    if (unmet.length > 0 || lassoJudge.violates(property) !== true) return [];
    const { name, kind, sentence, source = null } = property;
    const reason = lastingReason(instance, cycle.length === 0);
    return [
      { name, kind, sentence, source, verdict: 'violated', step: stepsOf(stem).length, reason, lasts: true },
    ];
  });
  return { unmet, findings: [...judge(instance, [...stem, ...cycle]), ...violated] };
}

/** What is said of a behaviour that lasts for ever. */
export interface LassoJudgement {
  /** The assumptions of fairness that it does not meet: then it is none of those that claims about the long run speak of. */
  readonly unmet: readonly string[];
  readonly findings: readonly Judgement[];
}

function lastingReason({ fairness }: Instance, stops: boolean): string {
  const what = stops ? 'nothing happens any more after this' : 'what follows is repeated without end';
  const names = fairness.map(([name]) => name).join(', ');
  return `${what}${names === '' ? '' : `, and that is fair (${names})`}.`;
}
