import type { Batch } from '../codec/expander.ts';
import { COUNTS } from '../codec/expander.ts';
import type { ExpandedView } from '../codec/frames.ts';
import { Firsts } from './firsts.ts';
import { LevelFailure, type LevelFound, type LevelPart, type Levels, type PartProgress } from './levels.ts';
import { type ChunkSums, type Saved, type Sums, type ThrowingAtRank, throwingKey } from './saved.ts';
import { type Chunk, type LevelStore, MOST_STEPS } from './store.ts';
import type { Finding } from './verdicts.ts';

/** Somebody who expands states: another process, mostly. */
export interface Worker {
  /**
   * What comes of a batch.
   *
   * @throws ExpansionError for what is wrong with the model, as a state shows it
   */
  expand(batch: Omit<Batch, 'atoms'>): Promise<ExpandedView>;
}

/** Words of an answer, about: a batch has fewer states where they have more steps, or are larger. */
const WORDS = 1e6;

/** Levels whose states are handed out to workers, each a batch at a time. */
export class HandedOut implements Levels {
  readonly #store: LevelStore;
  readonly #workers: readonly Worker[];
  readonly #batch: number;
  /** The most words that a state of the level before took in an answer, and one of the level at hand: batch by batch, on average. */
  #wordsBefore = 0;
  #words = 0;

  /**
   * @param workers at least one
   * @param batch states of a batch, at most
   */
  constructor(store: LevelStore, workers: readonly Worker[], batch: number) {
    this.#store = store;
    this.#workers = workers;
    this.#batch = batch;
  }

  get saved(): Saved | null {
    return this.#store.saved;
  }

  begin(...given: Parameters<Levels['begin']>): Promise<void> {
    return this.#store.begin(...given);
  }

  endLevel(...given: Parameters<Levels['endLevel']>): Promise<number> {
    return this.#store.endLevel(...given);
  }

  reached(rank: number): ReturnType<Levels['reached']> {
    return this.#store.reached(rank);
  }

  countReachedFrom(rank: number): Promise<number> {
    return this.#store.countReachedFrom(rank);
  }

  countAtoms(): ReturnType<Levels['countAtoms']> {
    return this.#store.countAtoms();
  }

  bytes(): Promise<number> {
    return this.#store.bytes();
  }

  /** States of the next batch. */
  get #size(): number {
    const words = Math.max(1, this.#wordsBefore, this.#words);
    return Math.max(1, Math.min(this.#batch, Math.floor(WORDS / words)));
  }

  async expand(part: LevelPart, progress: PartProgress): Promise<LevelFound> {
    const { from, end, open, keeps } = part;
    const found = new Found();
    const failures: LevelFailure[] = [];
    this.#wordsBefore = this.#words;
    this.#words = 0;
    const chunks = this.#store.states(from, end, () => this.#size)[Symbol.asyncIterator]();
    const nextChunk = inTurn(() => chunks.next());
    let expanded = 0;
    let taken: Promise<unknown> = Promise.resolve();
    const work = async (worker: Worker): Promise<void> => {
      // All that was handed out before a chunk that fails is waited for, so the first failure is the same however fast they are.
      for (let next = await nextChunk(); next.done !== true; next = await nextChunk()) {
        const chunk = next.value;
        const batch = { open, count: chunk.count, states: chunk.words };
        const view = await worker.expand(batch).catch((error: unknown) => {
          failures.push(failureOf(error, chunk));
          return null;
        });
        if (view === null || failures.length > 0) return;
        taken = taken.then(() => (keeps ? this.#store.add(chunk.first, view) : undefined));
        await taken;
        found.take(chunk, view);
        this.#words = Math.max(this.#words, view.successors.length / chunk.count);
        expanded += chunk.count;
        progress(expanded, found.transitions);
      }
    };
    await Promise.all(this.#workers.map(work));
    const [failure] = failures.sort((a, b) => a.rank - b.rank);
    if (failure !== undefined) throw failure;
    return found;
  }
}

/** @throws whatever is not wrong with a state */
function failureOf(error: unknown, chunk: Chunk): LevelFailure {
  const state = error instanceof Error && 'state' in error ? Number(error.state) : Number.NaN;
  if (Number.isNaN(state)) throw error;
  return new LevelFailure(chunk.first + state, error instanceof Error ? error.cause : error);
}

/** What came of some chunks. */
class Found implements LevelFound {
  readonly chunks: ChunkSums[] = [];
  readonly #findings = new Firsts<Finding>();
  readonly #throwing = new Firsts<ThrowingAtRank>();
  mostNames = 0;
  transitions = 0;

  get findings(): readonly Finding[] {
    return this.#findings.all;
  }

  get throwing(): readonly ThrowingAtRank[] {
    return this.#throwing.all;
  }

  take(chunk: Chunk, expanded: ExpandedView): void {
    const { findings, successors, throwing } = expanded;
    const sums = sumsOf(expanded, chunk.count);
    this.transitions += sums.transitions;
    this.chunks.push({ first: chunk.first, sums });
    for (let at = 0; at < findings.length; at += 3) {
      const watch = findings[at] ?? 0;
      const step = (findings[at + 2] ?? 0) - 1;
      const rank = chunk.first + (findings[at + 1] ?? 0);
      this.#findings.note(`${watch} ${step < 0}`, { watch, rank, step });
    }
    for (let at = 0; at < successors.length; at += 3 + (successors[at + 2] ?? 0) * 2) {
      this.mostNames = Math.max(this.mostNames, successors[at + 2] ?? 0);
      if ((successors[at + 1] ?? 0) >= MOST_STEPS)
        throw new RangeError(`a state has more than ${MOST_STEPS} steps`);
    }
    for (const { state, step, ...what } of throwing) {
      const at = { ...what, rank: chunk.first + state, step };
      this.#throwing.note(throwingKey(at), at);
    }
  }
}

function sumsOf({ counts }: ExpandedView, states: number): Sums {
  const sum = (what: number) => {
    let all = 0;
    for (let i = 0; i < states; i++) all += counts[i * COUNTS + what] ?? 0;
    return all;
  };
  return { transitions: sum(0), overflows: sum(1), cuts: sum(2), beyond: sum(3) };
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
