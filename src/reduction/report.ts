/** The reductions that a search may be asked to make use of, in the order in which they are reported. */
export const REDUCTIONS = ['symmetry', 'subsumption', 'partial-order'] as const;

export type ReductionName = (typeof REDUCTIONS)[number];

/** What became of a reduction that was asked for. */
export interface ReductionReport {
  readonly name: ReductionName;
  /** Whether it was used. */
  readonly on: boolean;
  /** Why it was not; null if it was. */
  readonly why: string | null;
  /** What it did, by name. */
  readonly counts: Readonly<Record<string, number>>;
}
