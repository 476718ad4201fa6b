import { beginningsIn, type Hello } from '../codec/frames.ts';
import { onPath } from '../language/errors.ts';
import type { ActionPath } from '../model/action-path.ts';
import { pathToInitial } from '../model/beginnings.ts';
import type { Instance } from '../model/instance.ts';
import { PropertyWatch } from '../property/property-watch.ts';
import type { Ending, Outcome } from '../search/outcome.ts';
import { Firsts } from './firsts.ts';
import { LevelFailure, type LevelFound, type Levels } from './levels.ts';
import { levelOutcome } from './outcome.ts';
import { NOTHING_COUNTED, type Saved, type Sums, sumOf, type ThrowingAtRank, throwingKey } from './saved.ts';
import { Verdicts } from './verdicts.ts';

/** How to search, and when to stop: at the end of a level. */
export interface LevelSettings {
  /** Names of the properties to check; undefined for all. */
  readonly properties: readonly string[] | undefined;
  /** The first violation ends the search. */
  readonly first: boolean;
  /** Infinite if unlimited. */
  readonly maxStates: number;
  readonly maxMilliseconds: number;
}

/** Where a search by levels stands. */
export interface LevelProgress {
  /** The level that is being expanded, and how many of its states are. */
  readonly level: number;
  readonly expanded: number;
  readonly of: number;
  /** States that are known: those of this level, and of all before. */
  readonly states: number;
  readonly transitions: number;
  readonly milliseconds: number;
}

/** What a search by levels needs of its surroundings. */
export interface Surroundings {
  readonly levels: Levels;
  /** What whoever expands states says of the model. */
  readonly hello: Hello;
  /** Is told how it goes on, between two batches. */
  progress(progress: LevelProgress): void;
  /** Milliseconds since the search began, or was resumed. */
  milliseconds(): number;
  /** Why the search is to end after this level; null for no reason. */
  stop(): 'interrupted' | null;
}

/**
 * A breadth-first search whose states are elsewhere, one level after another: on disk, say. The states of a level are expanded in any
 * order; what Levels make of it, and Verdicts, come to what a search in memory comes to.
 */
export class LevelSearch {
  readonly #instance: Instance;
  readonly #settings: LevelSettings;
  readonly #around: Surroundings;
  readonly #watch: PropertyWatch;
  readonly #verdicts: Verdicts;
  readonly #throwing = new Firsts<ThrowingAtRank>();
  #saved: Saved;
  #mostNames: number;
  /** Milliseconds that the search took before, where it goes on. */
  readonly #before: number;

  constructor(instance: Instance, settings: LevelSettings, around: Surroundings) {
    this.#instance = instance;
    this.#settings = settings;
    this.#around = around;
    this.#watch = new PropertyWatch(instance, settings.properties, () => null);
    this.#saved = around.levels.saved ?? beginningOf(around.hello);
    this.#verdicts = new Verdicts(this.#watch.watched, settings.first, this.#saved.decisions);
    for (const step of this.#saved.throwing) this.#throwing.note(throwingKey(step), step);
    this.#mostNames = this.#saved.mostNames;
    this.#before = this.#saved.milliseconds;
  }

  /** Searches to the end, or to a limit. */
  async run(): Promise<Outcome> {
    const { levels, hello } = this.#around;
    const { states, atoms } = beginningsIn(hello);
    if (levels.saved === null) await levels.begin(states, atoms, this.#saved);
    for (;;) {
      const ended = await this.#step();
      if (ended !== null) return ended;
    }
  }

  /** Expands a level; returns the outcome if the search ends with it. */
  async #step(): Promise<Outcome | null> {
    const { levels, known } = this.#saved;
    const from = levels.at(-1) ?? 0;
    const decided = await this.#decided();
    if (decided !== null) return this.#end(decided.ending, decided.after);
    if (from === known) return this.#end('exhausted', null);
    const limit = this.#limit();
    if (limit !== null) return this.#end(limit, null);
    await this.#expandLevel(from, known);
    return null;
  }

  #limit(): Ending | null {
    const { maxStates, maxMilliseconds } = this.#settings;
    if (this.#saved.known > maxStates) return 'max-states';
    if (this.#milliseconds >= maxMilliseconds) return 'max-seconds';
    return this.#around.stop();
  }

  get #milliseconds(): number {
    return this.#before + this.#around.milliseconds();
  }

  async #expandLevel(from: number, end: number): Promise<void> {
    const found = await this.#expand(from, end, true);
    this.#note(found);
    await this.#verdicts.settle((rank) => this.#parentOf(rank));
    const growth = await this.#growth(end);
    const before = this.#saved;
    const chunks = [...found.chunks].sort((a, b) => a.first - b.first);
    const saved =
      (decisions: Saved['decisions']) =>
      (states: number): Saved => ({
        ...before,
        levels: [...before.levels, end],
        known: end + states,
        counted: countedBefore(before),
        recent: [before.recent.at(-1) ?? [], chunks],
        decisions,
        throwing: this.#throwing.all,
        mostNames: this.#mostNames,
        growth,
        milliseconds: this.#milliseconds,
      });
    const next = saved(this.#verdicts.decisions);
    this.#saved = next(await this.#around.levels.endLevel(end, next));
  }

  /**
   * Where a search in memory ends, once enough is decided. If a step of the level that was expanded last decides it, then a search in memory has
   * found states of the next level until then, and judged them: so they are judged first.
   */
  async #decided(): Promise<ReturnType<Verdicts['ending']>> {
    const decided = this.#verdicts.ending();
    const { levels } = this.#saved;
    if (decided !== null && decided.after >= (levels.at(-2) ?? 0))
      await this.#judgeFoundBy(decided.after, levels.at(-1) ?? 0);
    return this.#verdicts.ending();
  }

  async #judgeFoundBy(after: number, from: number): Promise<void> {
    const end = await this.#knownAfter(after);
    const { watched } = this.#watch;
    for (const finding of (await this.#expand(from, end, false)).findings) {
      const isOfState = finding.step < 0 && watched[finding.watch]?.monitor.watches === 'state';
      if (isOfState) this.#verdicts.note(finding);
    }
    await this.#verdicts.settle((rank) => this.#parentOf(rank));
  }

  /** Number of states that a search in memory knows after the steps of the state of this rank. */
  async #knownAfter(rank: number): Promise<number> {
    return this.#instance.model.initials.length + (await this.#around.levels.countReachedFrom(rank));
  }

  async #parentOf(rank: number): Promise<number> {
    return (await this.#around.levels.reached(rank))?.parent ?? 0;
  }

  async #expand(from: number, end: number, keeps: boolean): Promise<LevelFound> {
    const before = countedBy(this.#saved).transitions;
    const part = { from, end, open: this.#verdicts.open, keeps };
    try {
      return await this.#around.levels.expand(part, (expanded, transitions) =>
        this.#tell(expanded, end - from, before + transitions),
      );
    } catch (error) {
      if (!(error instanceof LevelFailure)) throw error;
      const path = await this.#pathTo(error.rank);
      throw onPath(error.cause, () => path);
    }
  }

  #tell(expanded: number, of: number, transitions: number): void {
    const { levels, known } = this.#saved;
    this.#around.progress({
      level: levels.length - 1,
      expanded,
      of,
      states: known,
      transitions,
      milliseconds: this.#milliseconds,
    });
  }

  /** Notes what was found in a level. */
  #note({ findings, throwing, mostNames }: LevelFound): void {
    for (const finding of findings) this.#verdicts.note(finding);
    for (const step of throwing) this.#throwing.note(throwingKey(step), step);
    this.#mostNames = Math.max(this.#mostNames, mostNames);
  }

  /** The path to a state. */
  async #pathTo(rank: number): Promise<ActionPath> {
    const path: number[] = [];
    let from = rank;
    for (
      let at = await this.#around.levels.reached(rank);
      at !== null;
      at = await this.#around.levels.reached(at.parent)
    ) {
      path.push(at.step);
      from = at.parent;
    }
    return [...pathToInitial(this.#instance.model, from), ...path.reverse()];
  }

  async #growth(states: number): Promise<Saved['growth']> {
    const atoms = Object.fromEntries(await this.#around.levels.countAtoms());
    const { growth } = this.#saved;
    const last = growth.at(-1);
    const now = { states, atoms };
    // The one before is kept as long as there are not twice as many states.
    if (last === undefined || states >= last.states * 2) return [...growth, now].slice(-2);
    return growth;
  }

  /** @param after the state after the steps of which a search in memory would have ended; null if all was expanded that is known to be */
  async #end(ending: Ending, after: number | null): Promise<Outcome> {
    if (after !== null) this.#verdicts.keepUntil(after);
    for (const { watch, rank, step } of this.#verdicts.decisions) {
      const path = await this.#pathTo(rank);
      this.#watch.decide(watch, step < 0 ? path : [...path, step]);
    }
    const { levels: kept } = this.#around;
    const { known, levels } = this.#saved;
    const distinctStates = after === null ? known : await this.#knownAfter(after);
    const expanded = after === null ? (levels.at(-1) ?? 0) : after + 1;
    const throwing = this.#throwing.all
      .filter(({ rank }) => after === null || rank <= after)
      .sort((a, b) => a.rank - b.rank || a.step - b.step);
    return levelOutcome(this.#instance, this.#watch, {
      ending,
      distinctStates,
      frontier: distinctStates - expanded,
      depth: levels.findLastIndex((first) => first < distinctStates),
      sums: after === null ? countedBy(this.#saved) : await this.#countedUntil(after),
      throwing: throwing.map(({ rank: _, step: __, ...what }) => what),
      atoms: await kept.countAtoms(),
      growth: this.#saved.growth,
      mostNames: this.#mostNames,
      bytes: await kept.bytes(),
      milliseconds: this.#milliseconds,
    });
  }

  /** What was counted of the steps of all states up to this one. */
  async #countedUntil(after: number): Promise<Sums> {
    const chunks = this.#saved.recent.flat();
    const last = chunks.findLastIndex(({ first }) => first <= after);
    let sums = this.#saved.counted;
    for (const chunk of chunks.slice(0, last)) sums = sumOf(sums, chunk.sums);
    const first = chunks[last]?.first ?? 0;
    const part = { from: first, end: after + 1, open: [], keeps: false };
    const found = await this.#around.levels.expand(part, () => undefined);
    return found.chunks.reduce((all, chunk) => sumOf(all, chunk.sums), sums);
  }
}

function beginningOf(hello: Hello): Saved {
  const { states } = beginningsIn(hello);
  return {
    identity: hello.identity,
    levels: [0],
    known: states.length,
    counted: NOTHING_COUNTED,
    recent: [],
    decisions: [],
    throwing: [],
    mostNames: Math.max(...states.map(({ length }) => length)),
    growth: [],
    milliseconds: 0,
  };
}

function countedBy({ counted, recent }: Saved): Sums {
  return recent.flat().reduce((all, { sums }) => sumOf(all, sums), counted);
}

/** What was counted before the level that was expanded last. */
function countedBefore({ counted, recent }: Saved): Sums {
  return recent
    .slice(0, -1)
    .flat()
    .reduce((all, { sums }) => sumOf(all, sums), counted);
}
