import type { Mutant } from './mutants/mutant.ts';
import { ofPartialOrder } from './mutants/partial-order.ts';
import { ofSleepSets } from './mutants/sleep.ts';
import { ofSubsumption } from './mutants/subsumption.ts';
import { ofSymmetry } from './mutants/symmetry.ts';

/** The checker, each time without one condition of a reduction. */
export const mutants: readonly Mutant[] = [
  ...ofSymmetry,
  ...ofSleepSets,
  ...ofSubsumption,
  ...ofPartialOrder,
];
