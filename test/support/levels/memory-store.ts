import type { Atom, AtomKind } from '../../../src/codec/atom.ts';
import type { ExpandedView } from '../../../src/codec/frames.ts';
import { type Name, nameWords } from '../../../src/codec/names.ts';
import type { Reached } from '../../../src/levels/levels.ts';
import type { Saved } from '../../../src/levels/saved.ts';
import type { Chunk, LevelStore } from '../../../src/levels/store.ts';

interface Kept {
  readonly words: readonly number[];
  readonly reached: Reached | null;
}

/** A store that is nothing but lists: what a database must come to. */
export class MemoryStore implements LevelStore {
  saved: Saved | null = null;
  readonly #states: Kept[] = [];
  readonly #ranks = new Map<string, number>();
  readonly #found = new Map<string, Kept>();
  readonly #atoms = new Map<string, Atom>();
  #told: Atom[] = [];

  async begin(states: readonly (readonly Name[])[], atoms: readonly Atom[], saved: Saved): Promise<void> {
    states.forEach((state, rank) => {
      const words = state.flatMap((name) => nameWords(name));
      this.#ranks.set(words.join(), rank);
      this.#states.push({ words, reached: null });
    });
    this.#told = [...atoms];
    this.#keepAtoms();
    this.saved = saved;
  }

  async *states(from: number, end: number, size: () => number): AsyncIterable<Chunk> {
    for (let at = from; at < end; ) {
      const some = this.#states.slice(at, Math.min(end, at + size()));
      const words = some.flatMap((state) => [state.words.length / 2, ...state.words]);
      yield { first: at, count: some.length, words: Uint32Array.from(words) };
      at += some.length;
    }
  }

  async add(first: number, { successors, atoms }: ExpandedView): Promise<void> {
    for (let at = 0; at < successors.length; ) {
      const end = at + 3 + (successors[at + 2] ?? 0) * 2;
      const words = [...successors.subarray(at + 3, end)];
      const reached = { parent: first + (successors[at] ?? 0), step: successors[at + 1] ?? 0 };
      const known = this.#found.get(words.join())?.reached ?? null;
      if (known === null || isBefore(reached, known)) this.#found.set(words.join(), { words, reached });
      at = end;
    }
    this.#told.push(...atoms);
  }

  async endLevel(known: number, saved: (found: number) => Saved): Promise<number> {
    const fresh = [...this.#found].filter(([key]) => !this.#ranks.has(key));
    fresh.sort(([, a], [, b]) => (isBefore(a.reached ?? ORIGIN, b.reached ?? ORIGIN) ? -1 : 1));
    fresh.forEach(([key, state], i) => {
      this.#ranks.set(key, known + i);
      this.#states.push(state);
    });
    this.#found.clear();
    this.#keepAtoms();
    this.saved = saved(fresh.length);
    return fresh.length;
  }

  /** Forgets what was added since the last level ended, as if the process had been killed. */
  breakOff(): void {
    this.#found.clear();
    this.#told = [];
  }

  async reached(rank: number): Promise<Reached | null> {
    const state = this.#states[rank];
    if (state === undefined) throw new Error(`there is no state ${rank}`);
    return state.reached;
  }

  async countReachedFrom(rank: number): Promise<number> {
    return this.#states.filter(({ reached }) => reached !== null && reached.parent <= rank).length;
  }

  async atoms(names: readonly Name[]): Promise<readonly Atom[]> {
    const found = new Set<Atom>();
    const open = [...this.#atoms.values()].filter(({ name }) => names.includes(name));
    for (let atom = open.pop(); atom !== undefined; atom = open.pop()) {
      found.add(atom);
      const { way } = atom;
      const from =
        way === undefined || way.kind === 'start' ? undefined : this.#atoms.get(`${atom.kind} ${way.from}`);
      if (from !== undefined && !found.has(from)) open.push(from);
    }
    return [...found];
  }

  async countAtoms(): Promise<ReadonlyMap<AtomKind, number>> {
    const counts = new Map<AtomKind, number>();
    for (const { kind } of this.#atoms.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return counts;
  }

  async bytes(): Promise<number> {
    return this.#states.length;
  }

  #keepAtoms(): void {
    for (const atom of this.#told) {
      const key = `${atom.kind} ${atom.name}`;
      const known = this.#atoms.get(key);
      if (known !== undefined && known.text !== atom.text)
        throw new Error(`two values have one name: ${key}`);
      if (known === undefined) this.#atoms.set(key, atom);
    }
    this.#told = [];
  }
}

const ORIGIN: Reached = { parent: -1, step: 0 };

function isBefore(a: Reached, b: Reached): boolean {
  return a.parent < b.parent || (a.parent === b.parent && a.step < b.step);
}
