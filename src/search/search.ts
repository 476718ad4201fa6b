import type { ActionPath } from '../model/action-path.ts';
import type { Instance } from '../model/instance.ts';
import type { Reduction } from '../reduction/reduction.ts';
import type { Outcome, Progress } from './outcome.ts';
import { partsFor, reductionFor } from './parts.ts';
import { Run } from './run.ts';
import { type SearchOptions, type SearchSettings, settingsOf } from './settings.ts';
import { progressOf, statisticsOf } from './statistics.ts';

/** States expanded between two looks at the clock, about. */
const BETWEEN_LOOKS = 256;

/**
 * The search of a model's states. It runs in slices, so that whoever drives it can show progress, look at the memory and
 * stop it in between.
 */
export class Search {
  readonly #instance: Instance;
  readonly #settings: SearchSettings;
  readonly #reduction: Reduction;
  #run: Run;
  #milliseconds = 0;

  /** @throws ModelError for options that do not go together, or a property that does not exist */
  constructor(instance: Instance, options: SearchOptions = {}) {
    this.#instance = instance;
    this.#settings = settingsOf(options);
    this.#reduction = reductionFor(instance, this.#settings);
    this.#run = this.#newRun();
  }

  /** Searches for about this long. Returns true once the search has ended. */
  advance(milliseconds: number): boolean {
    const start = performance.now();
    const deadline = start + milliseconds;
    while (this.#run.ending === null) {
      this.#expandSome();
      const now = performance.now();
      if (this.#milliseconds + now - start >= this.#settings.maxMilliseconds) this.#run.stop('max-seconds');
      if (now >= deadline) break;
    }
    this.#milliseconds += performance.now() - start;
    return this.#run.ending !== null;
  }

  /** Ends the search from outside; what is undecided stays unknown. */
  stop(ending: 'max-memory' | 'interrupted'): void {
    this.#run.stop(ending);
  }

  progress(): Progress {
    return progressOf(this.#run, this.#instance.model, this.#milliseconds);
  }

  /** What is known so far; final once `advance` has returned true. */
  outcome(): Outcome {
    const { model } = this.#instance;
    const { ending, watch } = this.#run;
    const complete = ending === 'exhausted';
    return {
      complete,
      ending: ending ?? 'interrupted',
      properties: watch.outcomes(complete),
      statistics: statisticsOf(this.#run, model, this.#milliseconds, this.#settings),
      bounds: model.bounds,
    };
  }

  /** The path of a random walk; of any other search, the path to the state that it found last. */
  walk(): ActionPath {
    const { wayBack, states } = this.#run.parts;
    return wayBack.to(states.size - 1);
  }

  #expandSome(): void {
    for (let expanded = 0; expanded < BETWEEN_LOOKS && this.#run.ending === null; ) {
      expanded += this.#run.advance();
      if (this.#run.isRefuted) this.#run = this.#newRun();
    }
  }

  #newRun(): Run {
    const parts = partsFor(this.#instance, this.#settings, this.#reduction);
    return new Run(this.#instance, this.#settings, parts);
  }
}

/** Checks a model to the end, or to a limit. */
export function check(instance: Instance, options: SearchOptions = {}): Outcome {
  const search = new Search(instance, options);
  while (!search.advance(1000));
  return search.outcome();
}
