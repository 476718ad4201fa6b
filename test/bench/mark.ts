/** Where a large run stood at some number of distinct states. */
export interface Mark {
  readonly distinctStates: number;
  readonly transitions: number;
  /** Of the search. */
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Store, trace information and frontier. */
  readonly bytes: number;
  /** The most memory that the process held so far. */
  readonly peakMemoryBytes: number;
  /** Every state was seen. */
  readonly complete: boolean;
}
