import { ModelError } from '../language/errors.ts';
import type { ReductionName } from '../reduction/report.ts';
import type { SearchLog } from './log.ts';
import type { Hiring } from './parallel/crew.ts';

/** States that are found sooner without the core than with it. */
const CORE_FROM = 2048;

/** How to search, and when to stop. */
export interface SearchOptions {
  /** `bfs` finds shortest counterexamples; `dfs` and `random` do not. Default: bfs. */
  readonly order?: 'bfs' | 'dfs' | 'random' | undefined;
  /** Of the random walk. Default: 1. */
  readonly seed?: number | undefined;
  /** Steps of the random walk. Default: 1000. */
  readonly walkLength?: number | undefined;
  /** The search ends when there are more states than this. Default: unlimited. */
  readonly maxStates?: number | undefined;
  /** Default: unlimited. */
  readonly maxSeconds?: number | undefined;
  /** Stop at the first violation. Default: false. */
  readonly first?: boolean | undefined;
  /**
   * Keep only so many bits of each state (16 to 64), by hash compaction: then some states may be missed. Only breadth
   * first. Default: whole states, none is missed.
   */
  readonly bitstate?: number | undefined;
  /** Names of the properties to check. Default: all. */
  readonly properties?: readonly string[] | undefined;
  /** Reductions to make use of where they apply. A random walk does without. Default: none. */
  readonly reduce?: readonly ReductionName[] | undefined;
  /**
   * States from which on the core takes over: the innermost loop in WebAssembly, for models whose network is a set without bounds. It finds the same, faster.
   * Default: 2048; infinite: never.
   */
  readonly coreFrom?: number | undefined;
  /** Where other threads come from, to search together with this one once the search is large. Default: nowhere. */
  readonly hiring?: Hiring | undefined;
  /** Is told of every state that is expanded, and of where its steps lead. Default: nobody is. */
  readonly log?: SearchLog | undefined;
}

/** The same, resolved: the search never sees an option that is left out. */
export interface SearchSettings {
  readonly order: 'bfs' | 'dfs' | 'random';
  readonly seed: number;
  readonly walkLength: number;
  /** Infinite if unlimited. */
  readonly maxStates: number;
  readonly maxMilliseconds: number;
  readonly first: boolean;
  /** Null if states are kept whole. */
  readonly bitstate: number | null;
  /** Null for all. */
  readonly properties: readonly string[] | null;
  readonly reduce: readonly ReductionName[];
  readonly coreFrom: number;
  readonly hiring: Hiring | null;
  readonly log: SearchLog | null;
}

/** @throws ModelError for hash compaction with so many bits, in this order, or with reductions */
export function settingsOf(options: SearchOptions): SearchSettings {
  const { order = 'bfs', bitstate = null, reduce = [] } = options;
  if (bitstate !== null) requireCompaction(bitstate, order, reduce);
  return {
    order,
    seed: options.seed ?? 1,
    walkLength: options.walkLength ?? 1000,
    maxStates: options.maxStates ?? Number.POSITIVE_INFINITY,
    maxMilliseconds: (options.maxSeconds ?? Number.POSITIVE_INFINITY) * 1000,
    first: options.first ?? false,
    bitstate,
    properties: options.properties ?? null,
    reduce: order === 'random' ? [] : reduce,
    coreFrom: options.coreFrom ?? CORE_FROM,
    hiring: options.hiring ?? null,
    log: options.log ?? null,
  };
}

function requireCompaction(bits: number, order: string, reduce: readonly ReductionName[]): void {
  if (!Number.isInteger(bits) || bits < 16 || bits > 64) {
    throw new ModelError(`hash compaction keeps 16 to 64 bits of a state, not ${bits}`);
  }
  if (reduce.length > 0) throw new ModelError('hash compaction does without reductions');
  if (order !== 'bfs') throw new ModelError('hash compaction needs a breadth-first search');
}
