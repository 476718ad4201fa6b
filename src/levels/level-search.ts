import type { Batch } from '../codec/expander.ts';
import { COUNTS } from '../codec/expander.ts';
import type { ExpandedView, Hello } from '../codec/frames.ts';
import { onPath } from '../language/errors.ts';
import type { ActionPath } from '../model/action-path.ts';
import type { Instance } from '../model/instance.ts';
import { PropertyWatch } from '../property/property-watch.ts';
import type { Ending, Outcome } from '../search/outcome.ts';
import { levelOutcome } from './outcome.ts';
import {
  type ChunkSums,
  NOTHING_COUNTED,
  type Saved,
  type Sums,
  sumOf,
  type ThrowingAtRank,
} from './saved.ts';
import { type Chunk, type LevelStore, MOST_STEPS } from './store.ts';
import { Verdicts } from './verdicts.ts';

/** Somebody who expands states: another process, mostly. */
export interface Worker {
  /**
   * What comes of a batch.
   *
   * @throws ExpansionError for what is wrong with the model, as a state shows it
   */
  expand(batch: Omit<Batch, 'atoms'>): Promise<ExpandedView>;
}

/** How to search, and when to stop: at the end of a level. */
export interface LevelSettings {
  /** Names of the properties to check; undefined for all. */
  readonly properties: readonly string[] | undefined;
  /** The first violation ends the search. */
  readonly first: boolean;
  /** Infinite if unlimited. */
  readonly maxStates: number;
  readonly maxMilliseconds: number;
  /** States of a batch. */
  readonly batch: number;
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
  readonly store: LevelStore;
  /** At least one; all say the same when they begin. */
  readonly workers: readonly Worker[];
  readonly hello: Hello;
  /** Is told how it goes on, between two batches. */
  progress(progress: LevelProgress): void;
  /** Milliseconds since the search began, or was resumed. */
  milliseconds(): number;
  /** Why the search is to end after this level; null for no reason. */
  stop(): 'interrupted' | null;
}

/**
 * A breadth-first search whose states are elsewhere, one level after another: on disk, say. Workers expand the states of a level in any order;
 * what the store makes of it, and Verdicts, come to what a search in memory comes to.
 */
export class LevelSearch {
  readonly #instance: Instance;
  readonly #settings: LevelSettings;
  readonly #around: Surroundings;
  readonly #watch: PropertyWatch;
  readonly #verdicts: Verdicts;
  readonly #throwing: Map<string, ThrowingAtRank>;
  #saved: Saved;
  #mostNames: number;
  /** Milliseconds that the search took before, where it goes on. */
  readonly #before: number;
  /** Of the level at hand. */
  #chunks: ChunkSums[] = [];

  constructor(instance: Instance, settings: LevelSettings, around: Surroundings) {
    this.#instance = instance;
    this.#settings = settings;
    this.#around = around;
    this.#watch = new PropertyWatch(instance, settings.properties, () => null);
    this.#saved = around.store.saved ?? beginningOf(around.hello);
    this.#verdicts = new Verdicts(this.#watch.watched, settings.first, this.#saved.decisions);
    this.#throwing = new Map(this.#saved.throwing.map((step) => [keyOf(step), step]));
    this.#mostNames = this.#saved.mostNames;
    this.#before = this.#saved.milliseconds;
  }

  /** Searches to the end, or to a limit. */
  async run(): Promise<Outcome> {
    const { store, hello } = this.#around;
    if (store.saved === null) await store.begin(hello.initial.state, hello.initial.atoms, this.#saved);
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
    const { store } = this.#around;
    this.#chunks = [];
    await this.#each(from, end, async (chunk, expanded) => {
      await store.add(chunk.first, expanded);
      this.#note(chunk, expanded);
    });
    await this.#verdicts.settle((rank) => this.#parentOf(rank));
    const growth = await this.#growth(end);
    const before = this.#saved;
    const chunks = [...this.#chunks].sort((a, b) => a.first - b.first);
    const saved =
      (decisions: Saved['decisions']) =>
      (found: number): Saved => ({
        ...before,
        levels: [...before.levels, end],
        known: end + found,
        counted: countedBefore(before),
        recent: [before.recent.at(-1) ?? [], chunks],
        decisions,
        throwing: [...this.#throwing.values()],
        mostNames: this.#mostNames,
        growth,
        milliseconds: this.#milliseconds,
      });
    const found = await store.endLevel(end, saved(this.#verdicts.decisions));
    this.#saved = saved(this.#verdicts.decisions)(found);
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
    const end = 1 + (await this.#around.store.countReachedFrom(after));
    await this.#each(from, end, async (chunk, { findings }) => {
      const { watched } = this.#watch;
      for (let at = 0; at < findings.length; at += 3) {
        const watch = findings[at] ?? 0;
        const isOfState = findings[at + 2] === 0 && watched[watch]?.monitor.watches === 'state';
        if (isOfState) this.#verdicts.note({ watch, rank: chunk.first + (findings[at + 1] ?? 0), step: -1 });
      }
    });
    await this.#verdicts.settle((rank) => this.#parentOf(rank));
  }

  async #parentOf(rank: number): Promise<number> {
    return (await this.#around.store.reached(rank))?.parent ?? 0;
  }

  /** Has the workers expand states, each one batch at a time, and hands on what comes of it, one after another. */
  async #each(
    from: number,
    end: number,
    take: (chunk: Chunk, expanded: ExpandedView) => Promise<void>,
  ): Promise<void> {
    const { store, workers } = this.#around;
    const chunks = store.states(from, end, this.#settings.batch)[Symbol.asyncIterator]();
    const open = this.#verdicts.open;
    let done = 0;
    let taken: Promise<unknown> = Promise.resolve();
    const nextChunk = inTurn(() => chunks.next());
    const work = async (worker: Worker): Promise<void> => {
      for (let next = await nextChunk(); next.done !== true; next = await nextChunk()) {
        const chunk = next.value;
        const expanded = await this.#expand(worker, chunk, open);
        taken = taken.then(() => take(chunk, expanded));
        await taken;
        done += chunk.count;
        this.#tell(done, end - from);
      }
    };
    await Promise.all(workers.map(work));
  }

  async #expand(worker: Worker, chunk: Chunk, open: readonly number[]): Promise<ExpandedView> {
    try {
      return await worker.expand({ open, count: chunk.count, states: chunk.words });
    } catch (error) {
      const state = error instanceof Error && 'state' in error ? Number(error.state) : Number.NaN;
      if (Number.isNaN(state)) throw error;
      const path = await this.#pathTo(chunk.first + state);
      throw onPath(error instanceof Error ? error.cause : error, () => path);
    }
  }

  #tell(expanded: number, of: number): void {
    const { levels, known } = this.#saved;
    const sums = this.#chunks.reduce((all, { sums: some }) => sumOf(all, some), countedBy(this.#saved));
    this.#around.progress({
      level: levels.length - 1,
      expanded,
      of,
      states: known,
      transitions: sums.transitions,
      milliseconds: this.#milliseconds,
    });
  }

  /** Notes what was counted and found in a chunk. */
  #note(chunk: Chunk, expanded: ExpandedView): void {
    const { findings, successors, throwing } = expanded;
    this.#chunks.push({ first: chunk.first, sums: sumsOf(expanded, chunk.count) });
    for (let at = 0; at < findings.length; at += 3) {
      const rank = chunk.first + (findings[at + 1] ?? 0);
      this.#verdicts.note({ watch: findings[at] ?? 0, rank, step: (findings[at + 2] ?? 0) - 1 });
    }
    for (let at = 0; at < successors.length; at += 3 + (successors[at + 2] ?? 0) * 2) {
      this.#mostNames = Math.max(this.#mostNames, successors[at + 2] ?? 0);
      if ((successors[at + 1] ?? 0) >= MOST_STEPS)
        throw new RangeError(`a state has more than ${MOST_STEPS} steps`);
    }
    for (const { state, step, ...what } of throwing) {
      const at = { ...what, rank: chunk.first + state, step };
      const known = this.#throwing.get(keyOf(at));
      if (known === undefined || at.rank < known.rank || (at.rank === known.rank && at.step < known.step))
        this.#throwing.set(keyOf(at), at);
    }
  }

  /** The path to a state. */
  async #pathTo(rank: number): Promise<ActionPath> {
    const path: number[] = [];
    for (
      let at = await this.#around.store.reached(rank);
      at !== null;
      at = await this.#around.store.reached(at.parent)
    )
      path.push(at.step);
    return path.reverse();
  }

  async #growth(states: number): Promise<Saved['growth']> {
    const atoms = Object.fromEntries(await this.#around.store.countAtoms());
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
    const { store } = this.#around;
    const { known, levels } = this.#saved;
    const distinctStates = after === null ? known : 1 + (await store.countReachedFrom(after));
    const expanded = after === null ? (levels.at(-1) ?? 0) : after + 1;
    const throwing = [...this.#throwing.values()]
      .filter(({ rank }) => after === null || rank <= after)
      .sort((a, b) => a.rank - b.rank || a.step - b.step);
    return levelOutcome(this.#instance, this.#watch, {
      ending,
      distinctStates,
      frontier: distinctStates - expanded,
      depth: levels.findLastIndex((first) => first < distinctStates),
      sums: after === null ? countedBy(this.#saved) : await this.#countedUntil(after),
      throwing: throwing.map(({ rank: _, step: __, ...what }) => what),
      atoms: await store.countAtoms(),
      growth: this.#saved.growth,
      mostNames: this.#mostNames,
      bytes: await store.bytes(),
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
    const [worker] = this.#around.workers;
    for await (const chunk of this.#around.store.states(first, after + 1, this.#settings.batch)) {
      const expanded = await worker?.expand({ open: [], count: chunk.count, states: chunk.words });
      if (expanded !== undefined) sums = sumOf(sums, sumsOf(expanded, chunk.count));
    }
    return sums;
  }
}

function beginningOf({ identity, initial }: Hello): Saved {
  return {
    identity,
    levels: [0],
    known: 1,
    counted: NOTHING_COUNTED,
    recent: [],
    decisions: [],
    throwing: [],
    mostNames: initial.state.length,
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

function sumsOf({ counts }: ExpandedView, states: number): Sums {
  const sum = (what: number) => {
    let all = 0;
    for (let i = 0; i < states; i++) all += counts[i * COUNTS + what] ?? 0;
    return all;
  };
  return { transitions: sum(0), overflows: sum(1), cuts: sum(2), beyond: sum(3) };
}

function keyOf({ endpoint, on, thrown }: Pick<ThrowingAtRank, 'endpoint' | 'on' | 'thrown'>): string {
  return JSON.stringify([endpoint, on, thrown]);
}

/** The same function, which is called again only when the call before has ended. */
function inTurn<T>(call: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const next = last.then(call);
    last = next;
    return next;
  };
}
