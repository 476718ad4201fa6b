import type { PropertyWatch } from '../property/property-watch.ts';
import type { Ending } from '../search/outcome.ts';
import { Firsts, type Place } from './firsts.ts';
import type { Decision } from './saved.ts';

type Watched = PropertyWatch['watched'];

/** Something that decides what is watched for. */
export interface Finding extends Place {
  /** The number of what is decided: see PropertyWatch. */
  readonly watch: number;
}

/**
 * What is decided, and by what. Workers find in any order, and a state is judged when it is expanded, a level after it was found; here that is put
 * into the order in which a search in memory comes to it, so that the same is found, and the search ends at the same place.
 */
export class Verdicts {
  readonly #watched: Watched;
  readonly #first: boolean;
  #decisions: Map<number, Decision>;
  /** Of the level at hand: the first finding of each kind, at states themselves and at steps. */
  readonly #atStates = new Firsts<Finding>();
  readonly #atSteps = new Firsts<Finding>();

  /** @param first whether the first violation ends the search */
  constructor(watched: Watched, first: boolean, decisions: readonly Decision[]) {
    this.#watched = watched;
    this.#first = first;
    this.#decisions = new Map(decisions.map((decision) => [decision.watch, decision]));
  }

  get decisions(): readonly Decision[] {
    return [...this.#decisions.values()];
  }

  /** The numbers of what states may still decide. */
  get open(): readonly number[] {
    return this.#watched.flatMap((_, number) => {
      const decision = this.#decisions.get(number);
      return decision === undefined || decision.isTentative ? [number] : [];
    });
  }

  note(finding: Finding): void {
    const findings = finding.step < 0 ? this.#atStates : this.#atSteps;
    findings.note(`${finding.watch}`, finding);
  }

  /**
   * Settles what the findings of a level decide.
   *
   * @param parentOf the rank of the state from which a state was first reached
   */
  async settle(parentOf: (rank: number) => Promise<number>): Promise<void> {
    for (const [watch, known] of this.#decisions) {
      if (known.isTentative) this.#decisions.set(watch, { ...known, isTentative: false });
    }
    for (const finding of this.#atStates.all) await this.#decideAtState(finding, parentOf);
    for (const finding of this.#atSteps.all) this.#decideAtStep(finding);
    this.#atStates.clear();
    this.#atSteps.clear();
  }

  async #decideAtState(finding: Finding, parentOf: (rank: number) => Promise<number>): Promise<void> {
    const { watch, rank } = finding;
    // A dead end is seen when the state is expanded; anything else of a state, when it is found: of initial ones before all else.
    const isDeadEnd = this.#watched[watch]?.monitor.watches === 'deadlock';
    const end = isDeadEnd || rank === 0 ? rank : await parentOf(rank);
    const known = this.#decisions.get(watch);
    if (known === undefined || end <= known.end)
      this.#decisions.set(watch, { ...finding, end, isTentative: false });
  }

  #decideAtStep(finding: Finding): void {
    if (this.#decisions.has(finding.watch)) return;
    // A state beyond those to which the search is confined: a state of the next level may have been found before.
    const isTentative = this.#watched[finding.watch]?.monitor.watches === 'state';
    this.#decisions.set(finding.watch, { ...finding, end: finding.rank, isTentative });
  }

  /** After the steps of which state a search in memory ends, and why; null while it goes on. */
  ending(): { readonly after: number; readonly ending: Ending } | null {
    const decided = (number: number) => this.#decisions.get(number)?.end ?? Number.POSITIVE_INFINITY;
    const ends = this.#watched.flatMap(({ named, ofPremise }, number) =>
      ofPremise === true ? [] : [{ kind: named.kind, end: decided(number) }],
    );
    const asked = ends.filter(({ kind }) => kind !== 'no-throw').map(({ end }) => end);
    const violated = ends.filter(({ kind }) => kind !== 'reachable').map(({ end }) => end);
    const all = asked.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...asked);
    const first = this.#first ? Math.min(...violated) : Number.POSITIVE_INFINITY;
    const after = Math.min(all, first);
    return Number.isFinite(after) ? { after, ending: first <= all ? 'first' : 'decided' } : null;
  }

  /** Forgets what is decided only by what comes after the steps of a state. */
  keepUntil(after: number): void {
    this.#decisions = new Map([...this.#decisions].filter(([, { end }]) => end <= after));
  }
}
