import type * as Checker from '../../../src/index.ts';
import { NEVER, type ReductionCase } from './building.ts';

/** Whether a checker says of a case what is right, or may be said instead. */
export function isRight(checker: typeof Checker, each: ReductionCase): boolean {
  try {
    return each.reduce === null ? isTheSameAsleep(checker, each) : isTheVerdict(checker, each);
  } catch (error) {
    return each.refused?.test(String(error)) ?? false;
  }
}

/** Whether the verdict is right, and so is the path; or the claim of symmetry is said not to be proved. */
function isTheVerdict(
  { check, instantiate, judge }: typeof Checker,
  { model, property, reduce, verdict, sampled }: ReductionCase,
): boolean {
  const instance = instantiate(model);
  const { properties, statistics } = check(instance, {
    reduce: [reduce ?? []].flat(),
    properties: [property],
  });
  const found = properties.find(({ name }) => name === property);
  if (found?.verdict !== verdict) {
    return statistics.reductions.some(({ name, why }) => name === 'symmetry' && sampled?.test(why ?? ''));
  }
  if (!('path' in found)) return true;
  return judge(instance, found.path).some((each) => each.name === property && each.verdict === verdict);
}

/** Whether a search in which steps sleep says all that one says in which none does: the same path, too, and the same numbers. */
function isTheSameAsleep(
  { check, instantiate }: typeof Checker,
  { model, property, verdict }: ReductionCase,
): boolean {
  // With hash compaction nothing sleeps, and there is room enough that no state of these is missed.
  const [asleep, awake] = [{}, { bitstate: 16 }].map((options) => {
    const { properties, statistics, bounds } = check(instantiate(model), {
      ...options,
      properties: [property, NEVER],
    });
    const found = properties.find(({ name }) => name === property);
    const path = found !== undefined && 'path' in found ? found.path : null;
    const { distinctStates, transitions, capacityHits, cuts } = statistics;
    const numbers = [distinctStates, transitions, capacityHits, cuts];
    return JSON.stringify({ verdict: found?.verdict, path, numbers, bounds });
  });
  return asleep === awake && (asleep?.includes(`"verdict":"${verdict}"`) ?? false);
}
