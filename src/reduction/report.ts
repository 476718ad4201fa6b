/** The reductions that a search may be asked to make use of, in the order in which they are reported. */
export const REDUCTIONS = ['symmetry', 'subsumption', 'partial-order'] as const;

/** The name of a reduction. */
export type ReductionName = (typeof REDUCTIONS)[number];

/** What became of a reduction that was asked for. */
export interface ReductionReport {
  readonly name: ReductionName;
  /** Whether it was used. */
  readonly on: boolean;
  /** Why it was not; of a symmetry that was used, why it is not proved; else null. */
  readonly why: string | null;
  /** What it did, by name. Of a symmetry, `proved` is 1 if it was proved for all that the search made use of, else 0. */
  readonly counts: Readonly<Record<string, number>>;
}
