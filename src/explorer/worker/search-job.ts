import { formatLasso, formatPath } from '../../model/action-path.ts';
import type { Instance } from '../../model/instance.ts';
import type { PropertyOutcome } from '../../property/outcome.ts';
import { boundsOf, capacityUse, fairnessOf, unsearchedOf } from '../../report/searches/bounds.ts';
import { depthOf, shown } from '../../report/searches/verdict.ts';
import type { Outcome } from '../../search/outcome.ts';
import { Search } from '../../search/search.ts';
import type { SearchOptions } from '../../search/settings.ts';
import { Overview } from '../../survey/overview.ts';
import type { SearchLimits, SearchProgress } from '../protocol/messages.ts';
import type { OverviewView, SearchResult, VerdictView } from '../protocol/views.ts';

/** Milliseconds that a slice takes: what is asked meanwhile is answered after it. */
export const SLICE = 40;

/** States whose distance to the nearest violation is told, at most. */
const MOST_MEASURED = 200_000;

/** States of the overview that are looked at between two looks at the clock. */
const BETWEEN_LOOKS = 256;

/** A search of all states, in slices, and then the overview of the state space. */
export class SearchJob {
  readonly #instance: Instance;
  readonly #search: Search;
  #outcome: Outcome | null = null;
  #overview: Overview | null = null;
  #isOver = false;

  /**
   * @param instance one that nobody else has: searching, and walking, both lead a model
   */
  constructor(instance: Instance, limits: SearchLimits) {
    this.#instance = instance;
    this.#search = new Search(instance, searchOptions(limits));
  }

  /** What the search has come to; null as long as it goes on. */
  get outcome(): Outcome | null {
    return this.#outcome;
  }

  /** Goes on for a slice. Returns true at the end. */
  advance(): boolean {
    if (this.#isOver) return true;
    if (this.#outcome === null) {
      if (!this.#search.advance(SLICE)) return false;
      this.#outcome = this.#search.outcome();
      const isSmall = this.#outcome.statistics.distinctStates <= MOST_MEASURED;
      if (isSmall && this.#outcome.ending !== 'interrupted')
        this.#overview = new Overview(this.#instance, MOST_MEASURED);
      return this.#overview === null;
    }
    const end = performance.now() + SLICE;
    while (performance.now() < end) if (this.#overview?.advance(BETWEEN_LOOKS) !== false) return true;
    return false;
  }

  stop(): void {
    this.#search.stop('interrupted');
    this.#outcome ??= this.#search.outcome();
    this.#isOver = true;
  }

  progress(): SearchProgress {
    const { distinctStates, transitions, depth, frontier, seconds, liveness } = this.#search.progress();
    const phase = this.#overview !== null ? 'overview' : liveness !== undefined ? 'long run' : 'states';
    return { phase, without: [], states: distinctStates, transitions, depth, frontier, seconds };
  }

  /** What knows distances; null if nothing does. */
  get overview(): Overview | null {
    return this.#isOver || this.#overview?.complete !== true ? null : this.#overview;
  }

  result(): SearchResult {
    const outcome = this.#outcome ?? this.#search.outcome();
    const { statistics, bounds } = outcome;
    const use = capacityUse(bounds, statistics);
    return {
      ending: outcome.ending,
      complete: outcome.complete,
      states: statistics.distinctStates,
      transitions: statistics.transitions,
      depth: statistics.depth,
      seconds: statistics.seconds,
      verdicts: shown(outcome.properties).map(verdictView),
      notes: [
        ...(use === '' ? [] : [`capacity: ${use}`]),
        ...[...fairnessOf(outcome), ...unsearchedOf(statistics)].map(
          ({ label, text }) => `${label}: ${text}`,
        ),
      ],
      overview: this.#overviewView(),
    };
  }

  #overviewView(): OverviewView | null {
    const overview = this.#overview;
    if (overview === null) return null;
    return {
      cells: overview.cells.map(({ values, states, first, begins, violating }) => ({
        values,
        states,
        begins,
        violating,
        replay: formatPath(overview.pathTo(first)),
      })),
      states: overview.states,
      complete: overview.complete,
    };
  }
}

/** The options of a search within these limits. */
export function searchOptions({ maxStates, maxSeconds, reduce }: SearchLimits): SearchOptions {
  return { maxStates, maxSeconds: maxSeconds ?? undefined, reduce };
}

/** The bounds of an instance, as lines. */
export function boundsView({ model }: Instance) {
  return boundsOf(model.bounds).map(({ label, text }) => ({ label, text }));
}

function verdictView(property: PropertyOutcome): VerdictView {
  const { name, kind, verdict } = property;
  const base = { name, kind, verdict, depth: depthOf(property) };
  if (!('path' in property))
    return { ...base, replay: null, reason: property.because ?? property.vacuous ?? null };
  const { path, cycle, reason } = property;
  const replay = cycle === undefined ? formatPath(path) : formatLasso({ stem: path, cycle });
  return { ...base, replay, reason };
}
