import type { ReductionCase } from './building.ts';
import { partialOrderCases } from './partial-order.ts';
import { sleepCases } from './sleep.ts';
import { subsumptionCases } from './subsumption.ts';
import { wrongOnce } from './symmetry.ts';

/** Models in each of which a reduction would change a verdict if one of its conditions were dropped. */
export const allCases: readonly ReductionCase[] = [
  ...wrongOnce,
  ...partialOrderCases,
  ...subsumptionCases,
  ...sleepCases,
];
