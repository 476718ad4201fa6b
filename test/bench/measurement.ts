/** Bytes that a search holds at its end, by what they are for. */
export interface Memory {
  /** The visited states themselves. */
  readonly store: number;
  /** What is kept to tell the path to a state. */
  readonly trace: number;
  /** States that wait to be expanded. */
  readonly frontier: number;
  /** The tables of the model. */
  readonly components: number;
  /** What is remembered of predicates. */
  readonly properties: number;
}

/** The figures of one run. Null is what this engine does not tell. */
export interface Measurement {
  readonly distinctStates: number;
  /** Steps from every state, those that lead to known states included. */
  readonly transitions: number;
  /** From the model to the verdict: without the start of the process and without compiling anything. */
  readonly wallSeconds: number;
  /** User time of all threads of the process during that time. */
  readonly cpuSeconds: number;
  readonly bytesPerState: number | null;
  /** The most memory that the process held. */
  readonly peakMemoryBytes: number;
  /** From the start of the process until it had loaded its code. */
  readonly startSeconds: number | null;
  /** `spin -a` and the C compiler. */
  readonly buildSeconds: number | null;
  readonly memory: Memory | null;
  /** Transitions that were counted but not followed, since where they lead was known to be visited. */
  readonly asleep: number | null;
  readonly xstateCalls: number | null;
  /** Share of the time that was spent inside XState, if the run was profiled. */
  readonly xstateShare: number | null;
}

/** What checkers in other languages do not tell. */
export const NOT_TOLD = {
  bytesPerState: null,
  startSeconds: null,
  buildSeconds: null,
  memory: null,
  asleep: null,
  xstateCalls: null,
  xstateShare: null,
} as const satisfies Partial<Measurement>;
