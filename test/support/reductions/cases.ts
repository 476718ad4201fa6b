import type { ReductionCase } from './building.ts';
import { falseClaims } from './claims.ts';
import { partialOrderCases } from './partial-order.ts';
import { sleepCases } from './sleep.ts';
import { subsumptionCases } from './subsumption.ts';
import { wrongOnce } from './symmetry.ts';
import { togetherCases } from './together.ts';

/** Models in each of which a reduction would change a verdict if one of its conditions were dropped. */
export const allCases: readonly ReductionCase[] = [
  ...wrongOnce,
  ...falseClaims,
  ...partialOrderCases,
  ...subsumptionCases,
  ...sleepCases,
  ...togetherCases,
];
