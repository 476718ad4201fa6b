import { ModelError } from '../language/errors.ts';
import type { AnyLivenessProperty } from '../language/forgotten.ts';
import { LivenessSearch, livenessOf } from '../liveness/liveness-search.ts';
import type { ActionPath } from '../model/action-path.ts';
import type { Instance } from '../model/instance.ts';
import type { PropertyOutcome } from '../property/outcome.ts';
import { namedOf } from '../property/property-watch.ts';
import type { Reduction } from '../reduction/reduction.ts';
import { BreadthFirst } from './breadth-first.ts';
import { CoreSearch } from './core/core-search.ts';
import type { Outcome, Progress } from './outcome.ts';
import { Joining } from './parallel/joining.ts';
import { partsFor, reductionFor } from './parts.ts';
import { Run } from './run.ts';
import { type SearchOptions, type SearchSettings, settingsOf } from './settings.ts';
import { progressOf, statisticsOf } from './statistics.ts';

/** States expanded between two looks at the clock, about. */
const BETWEEN_LOOKS = 256;

/** Looks around that a search for claims about the long run offers, and that are not taken. */
const LOOKS = 16;

/**
 * The search of a model's states. It runs in slices, so that whoever drives it can show progress, look at the memory and
 * stop it in between.
 */
export class Search {
  readonly #instance: Instance;
  readonly #settings: SearchSettings;
  readonly #reduction: Reduction;
  /** The claims about the long run that are asked for: they are searched for when all states are known. */
  readonly #claims: readonly AnyLivenessProperty[];
  #run: Run;
  readonly #joining: Joining | null;
  #core: CoreSearch | null = null;
  #isInCore = false;
  #mayUseCore: boolean;
  #liveness: LivenessRun | null = null;
  #milliseconds = 0;

  /** @throws ModelError for options that do not go together, or a property that does not exist */
  constructor(instance: Instance, options: SearchOptions = {}) {
    this.#instance = instance;
    this.#settings = settingsOf(options);
    this.#claims = livenessOf(instance, options.properties);
    requireExact(this.#claims, this.#settings);
    this.#reduction = reductionFor(instance, this.#settings);
    this.#run = this.#newRun();
    // Claims about the long run ask for all states again, one by one.
    this.#mayUseCore = this.#claims.length === 0;
    this.#joining =
      this.#settings.hiring === null ? null : new Joining(instance, this.#settings, this.#settings.hiring);
  }

  /** Searches for about this long. Returns true once the search has ended. */
  advance(milliseconds: number): boolean {
    const start = performance.now();
    const deadline = start + milliseconds;
    while (!this.#hasEnded) {
      if (this.#run.ending === null) this.#expandSome();
      else this.#goOn();
      const now = performance.now();
      if (this.#milliseconds + now - start >= this.#settings.maxMilliseconds) this.#stop('max-seconds');
      if (now >= deadline) break;
    }
    this.#milliseconds += performance.now() - start;
    if (this.#run.ending !== null) this.#sendAway();
    return this.#hasEnded;
  }

  /** Ends the search from outside; what is undecided stays unknown. */
  stop(ending: 'max-memory' | 'interrupted'): void {
    this.#stop(ending);
  }

  /** Why the search has gone on without other threads that had joined it; null if it has not. */
  get failure(): string | null {
    return this.#joining?.failure ?? null;
  }

  /** Of a breadth-first search: number of states at each depth, down to the one whose states are being expanded; else none. */
  get levels(): readonly number[] {
    const { frontier } = this.#run.parts;
    return frontier instanceof BreadthFirst ? frontier.levels : [];
  }

  /** States that the core has expanded. */
  get expandedByCore(): number {
    return this.#core?.expanded ?? 0;
  }

  /** How many threads search. */
  get workers(): number {
    return Math.max(this.#joining?.workers ?? 1, this.#core?.workers ?? 1);
  }

  progress(): Progress {
    const progress = progressOf(this.#run, this.#instance.model, this.#milliseconds);
    if (this.#liveness === null) return progress;
    const { bytes, progress: liveness } = this.#liveness.search;
    return { ...progress, bytes: progress.bytes + bytes, liveness };
  }

  /** What is known so far; final once `advance` has returned true. */
  outcome(): Outcome {
    const { model } = this.#instance;
    const { ending, watch } = this.#run;
    const complete = ending === 'exhausted';
    const fairness = this.#liveness?.search.fairness();
    return {
      complete,
      ending: this.#liveness?.ending ?? ending ?? 'interrupted',
      properties: this.#inOrder(watch.outcomes(complete)),
      statistics: statisticsOf(this.#run, model, this.#milliseconds, this.#settings),
      bounds: model.bounds,
      ...(fairness === undefined ? {} : { fairness }),
    };
  }

  /** The path of a random walk; of any other search, the path to the state that it found last. */
  walk(): ActionPath {
    const { wayBack, states } = this.#run.parts;
    return wayBack.to(states.size - 1);
  }

  /** Whether all that is asked for has been searched for, or a limit came before. */
  get #hasEnded(): boolean {
    const { ending } = this.#run;
    if (ending !== 'exhausted' || this.#claims.length === 0) return ending !== null;
    return this.#liveness !== null && (this.#liveness.ending !== null || this.#liveness.isDone);
  }

  #stop(ending: 'max-memory' | 'max-seconds' | 'interrupted'): void {
    if (this.#hasEnded) return;
    this.#run.stop(ending);
    this.#sendAway();
    if (this.#run.ending !== 'exhausted') return;
    this.#liveness ??= this.#beginLiveness();
    this.#liveness.ending = ending;
  }

  /** Goes on with the claims about the long run, now that all states are known. */
  #goOn(): void {
    this.#liveness ??= this.#beginLiveness();
    for (let looks = 0; looks < LOOKS && !this.#liveness.isDone; looks++) {
      this.#liveness.isDone = this.#liveness.going.next().done === true;
    }
  }

  #beginLiveness(): LivenessRun {
    const { parts, cuts, throwing } = this.#run;
    const search = new LivenessSearch(this.#instance, this.#claims, {
      states: parts.states,
      isCut: cuts > 0 || throwing.list().length > 0,
      pathTo: (state) => parts.wayBack.to(state),
    });
    return { search, going: search.run(), isDone: false, ending: null };
  }

  /** The outcomes of all properties in the order of the model; that machines do not throw comes last. */
  #inOrder(watched: readonly PropertyOutcome[]): readonly PropertyOutcome[] {
    if (this.#claims.length === 0) return watched;
    const claims =
      this.#liveness?.search.outcomes() ??
      this.#claims.map((claim) => ({ ...namedOf(claim), verdict: 'unknown' as const }));
    const order = this.#instance.properties.map(({ name }) => name);
    const place = ({ name, kind }: PropertyOutcome) =>
      kind === 'no-throw' ? order.length : order.indexOf(name);
    return [...watched, ...claims].sort((a, b) => place(a) - place(b));
  }

  #expandSome(): void {
    try {
      for (let expanded = 0; expanded < BETWEEN_LOOKS && this.#run.ending === null; ) {
        if (this.#mayUseCore && this.#run.parts.states.size >= this.#settings.coreFrom) this.#enterCore();
        if (this.#isInCore) {
          this.#isInCore = this.#core?.advance() ?? false;
          return;
        }
        if (this.#joining?.isTogether(this.#run)) {
          this.#joining.advance();
          return;
        }
        expanded += this.#run.advance();
        if (this.#run.isRefuted) this.#run = this.#newRun();
      }
    } catch (error) {
      this.#sendAway();
      throw error;
    }
  }

  /** Other threads have nothing to do any more. */
  #sendAway(): void {
    this.#core?.sendAway();
    this.#joining?.end();
  }

  /** Has the core take over, if it can: between two batches only. */
  #enterCore(): void {
    const run = this.#run;
    if (run.waiting !== run.parts.frontier.waiting) return;
    this.#mayUseCore = false;
    this.#core = CoreSearch.takeOver(this.#instance, this.#settings, run);
    this.#isInCore = this.#core !== null;
  }

  #newRun(): Run {
    const parts = partsFor(this.#instance, this.#settings, this.#reduction);
    return new Run(this.#instance, this.#settings, parts);
  }
}

/** A search for claims about the long run that has begun. */
interface LivenessRun {
  readonly search: LivenessSearch;
  readonly going: Generator<void, void>;
  isDone: boolean;
  /** What ended it before its end. */
  ending: 'max-memory' | 'max-seconds' | 'interrupted' | null;
}

/** @throws ModelError for a search that does not keep and follow all states */
function requireExact(claims: readonly AnyLivenessProperty[], { reduce, bitstate }: SearchSettings): void {
  const [claim] = claims;
  if (claim === undefined || (reduce.length === 0 && bitstate === null)) return;
  const what = bitstate !== null ? 'hash compaction (--bitstate)' : 'reductions (--reduce)';
  throw new ModelError(
    `property "${claim.name}" is about whole behaviours, and is searched for in all states and steps: ${what} would leave some out; do without, or name the other properties (--property)`,
  );
}

/**
 * Checks a model to the end, or to a limit.
 *
 * @throws ModelError for options that do not go together, a property that does not exist, or a function of the model that makes no sense
 */
export function check(instance: Instance, options: SearchOptions = {}): Outcome {
  const search = new Search(instance, options);
  while (!search.advance(1000));
  return search.outcome();
}

/** Something that searches in slices. */
interface Advancing {
  advance(milliseconds: number): boolean;
  stop(ending: 'max-memory'): void;
}

/** Searches for a while; true at the end. An allocation that fails is a limit of memory like any other. */
export function advance(search: Advancing, milliseconds: number): boolean {
  try {
    return search.advance(milliseconds);
  } catch (error) {
    const isLimit =
      error instanceof RangeError && /allocation failed|maximum size exceeded/i.test(error.message);
    if (!isLimit) throw error;
    search.stop('max-memory');
    return true;
  }
}
