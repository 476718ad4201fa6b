import type { FairnessOutcome, LivenessProgress } from '../liveness/liveness-search.ts';
import type { Bounds } from '../model/bounds.ts';
import type { ComponentSize } from '../model/model.ts';
import type { PropertyOutcome } from '../property/outcome.ts';
import type { ThrowingStep } from '../property/throwing.ts';
import type { ReductionReport } from '../reduction/report.ts';

/** Why a search ended. Only `exhausted` has seen every state. */
export type Ending =
  | 'exhausted'
  /** Every state that hash compaction could tell apart was seen; some may have been missed. */
  | 'compacted'
  /** Every property was decided before all states were seen. */
  | 'decided'
  /** The first violation was found, and no more was asked for. */
  | 'first'
  | 'max-states'
  | 'max-seconds'
  | 'max-memory'
  | 'interrupted'
  /** A random walk took all its steps. */
  | 'walked';

/** Where a search stands. */
export interface Progress {
  readonly distinctStates: number;
  /** Steps generated, from every state that was expanded. */
  readonly transitions: number;
  /** Steps of the longest of the paths by which states were first reached. */
  readonly depth: number;
  /** States that were seen and wait to be expanded. */
  readonly frontier: number;
  readonly seconds: number;
  readonly statesPerSecond: number;
  /** Bytes of store, trace information and frontier, and of the tables of components. */
  readonly bytes: number;
  /** The share of the tables of components in that. */
  readonly componentBytes: number;
  /** Where the search for claims about the long run stands, once all states are known. */
  readonly liveness?: LivenessProgress;
}

/** What a search was, once it has ended. */
export interface SearchStatistics extends Omit<Progress, 'bytes' | 'componentBytes'> {
  /** How many of the distinct states are initial ones. */
  readonly initialStates: number;
  /** Bytes per distinct state, of all that `memory` tells. */
  readonly bytesPerState: number;
  /** Bytes, at the end of the search: what makes up `bytesPerState`. */
  readonly memory: {
    /** The visited states, those that wait among them. */
    readonly store: number;
    /** What leads back from a state to the initial one. */
    readonly trace: number;
    /** What the frontier needs besides. */
    readonly frontier: number;
    /** The tables of the model: what is in flight by id, labels, steps of single endpoints. XState's own objects are not counted. */
    readonly components: number;
    /** What is remembered of predicates. */
    readonly properties: number;
  };
  /** Of hash compaction: bits kept of a state, and how likely, at most, some state was missed; null if states are kept whole. */
  readonly fingerprint: { readonly bits: number; readonly missProbability: number } | null;
  /** Transitions that were counted, but not followed: they were known to lead to a visited state (see Sleep). */
  readonly asleep: number;
  /** Distinct pairs of local state and event: how often XState was called; null if others have called it. */
  readonly localTransitions: number | null;
  /** Messages that found no room in the network, over all transitions. */
  readonly capacityHits: number;
  /** Steps cut off because such a message may not be lost. */
  readonly cuts: number;
  /** Steps that lead beyond the states to which an assumption confines the search: these were judged, not counted nor followed. */
  readonly beyond: number;
  /** Steps in which a machine threw: what would follow on them was not searched. */
  readonly throwing: readonly ThrowingStep[];
  readonly sizes: readonly ComponentSize[];
  /** The component with the most new values in the second half of the search. */
  readonly growing: ComponentSize;
  /** The reductions that were asked for, and what became of them. */
  readonly reductions: readonly ReductionReport[];
}

/** Result of a search. */
export interface Outcome {
  /** Whether every reachable state was seen. */
  readonly complete: boolean;
  readonly ending: Ending;
  readonly properties: readonly PropertyOutcome[];
  readonly statistics: SearchStatistics;
  readonly bounds: Bounds;
  /** What claims about the long run rest on; absent if none was searched for. */
  readonly fairness?: FairnessOutcome;
}
