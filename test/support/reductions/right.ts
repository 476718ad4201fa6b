import type * as Checker from '../../../src/index.ts';
import { NEVER, type ReductionCase } from './building.ts';

/** Whether a checker says of a case what is right. */
export function isRight(checker: typeof Checker, each: ReductionCase): boolean {
  try {
    const isSaid = each.reduce === null ? isTheSameAsleep(checker, each) : isTheVerdict(checker, each);
    return isSaid && each.refused === null;
  } catch (error) {
    return each.refused?.test(String(error)) ?? false;
  }
}

function isTheVerdict(
  { check, instantiate }: typeof Checker,
  { model, property, reduce, verdict }: ReductionCase,
): boolean {
  const { properties } = check(instantiate(model), {
    reduce: reduce === null ? [] : [reduce],
    properties: [property],
  });
  return properties.find(({ name }) => name === property)?.verdict === verdict;
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
