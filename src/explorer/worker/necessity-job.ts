import { Needs, type Subset } from '../../liveness/needs.ts';
import type { Instance } from '../../model/instance.ts';
import { minimalText, needOf } from '../../report/searches/needs.ts';
import { shown } from '../../report/searches/verdict.ts';
import type { Outcome } from '../../search/outcome.ts';
import { Search } from '../../search/search.ts';
import type { SearchLimits, SearchProgress } from '../protocol/messages.ts';
import type { NecessityView } from '../protocol/views.ts';
import { SLICE, searchOptions } from './search-job.ts';

/** Says what verdicts need to be assumed: searches again and again, each time with fewer assumptions, in slices. */
export class NecessityJob {
  readonly #without: (names: readonly string[]) => Instance;
  readonly #limits: SearchLimits;
  readonly #names: readonly string[];
  readonly #assumptions: readonly string[];
  readonly #needs: Needs;
  #now: { readonly without: Subset; readonly search: Search } | null = null;
  #isComplete = false;
  #isStopped = false;

  /** @param without gives an instance without these assumptions, besides those that are not made anyway */
  constructor(outcome: Outcome, without: (names: readonly string[]) => Instance, limits: SearchLimits) {
    this.#without = without;
    this.#limits = limits;
    this.#assumptions = [
      ...outcome.bounds.assumptions.map(({ name }) => name),
      ...(outcome.fairness?.assumptions ?? []).map(({ name }) => name),
    ];
    const properties = shown(outcome.properties).filter(({ kind }) => kind !== 'no-throw');
    this.#names = properties.map(({ name }) => name);
    this.#needs = new Needs(this.#assumptions, properties);
  }

  /** Goes on for a slice. Returns true at the end. */
  advance(): boolean {
    if (this.#isStopped) return true;
    if (this.#now === null) {
      const without = this.#needs.next();
      this.#isComplete = without === null;
      if (without === null) return true;
      const options = { ...searchOptions(this.#limits), properties: this.#names };
      this.#now = { without, search: new Search(this.#without(without), options) };
    }
    const { without, search } = this.#now;
    if (!search.advance(SLICE)) return false;
    this.#needs.tell(without, search.outcome().properties);
    this.#now = null;
    return false;
  }

  stop(): void {
    this.#isStopped = true;
  }

  progress(): SearchProgress {
    const without = this.#now?.without ?? [];
    const now = this.#now?.search.progress();
    return {
      phase: 'necessity',
      without,
      states: now?.distinctStates ?? 0,
      transitions: now?.transitions ?? 0,
      depth: now?.depth ?? 0,
      frontier: now?.frontier ?? 0,
      seconds: now?.seconds ?? 0,
    };
  }

  result(): NecessityView {
    return {
      assumptions: this.#assumptions,
      rows: this.#needs.rows().map((need) => ({
        property: need.property,
        needs: this.#assumptions.map((_, i) => needOf(need, i)),
        text: minimalText(need, this.#assumptions),
      })),
      complete: this.#isComplete,
    };
  }
}
