import type { Atom, AtomKind } from '../../codec/atom.ts';
import type { Hello } from '../../codec/frames.ts';
import type { Name } from '../../codec/names.ts';
import { ModelError } from '../../language/errors.ts';
import {
  LevelFailure,
  type LevelFound,
  type LevelPart,
  type Levels,
  type PartProgress,
  type Reached,
} from '../../levels/levels.ts';
import type { ChunkSums, Saved, ThrowingAtRank } from '../../levels/saved.ts';
import type { Finding } from '../../levels/verdicts.ts';
import type { LineSocket } from './line-socket.ts';

/** What the other program says: where it stands, or in the end its answer, or what is wrong. */
interface Said {
  readonly progress?: unknown;
  readonly answer?: unknown;
  /** The model is wrong, as the state of this rank shows it. */
  readonly failed?: { readonly rank: number; readonly message: string };
  readonly error?: string;
}

/**
 * Levels that another program keeps, and has expanded: a cluster, say. It is asked one thing after another, and answers: see docs/expand.md.
 * What is wrong with its answers is told, so that no verdict rests on them.
 */
export class AskedLevels implements Levels {
  readonly #socket: LineSocket;
  #saved: Saved | null = null;
  #where = '';

  private constructor(socket: LineSocket) {
    this.#socket = socket;
  }

  /** Says what is searched, and learns where such a search stands. */
  static async opened(socket: LineSocket, hello: Hello): Promise<AskedLevels> {
    const levels = new AskedLevels(socket);
    const { saved, where } = fields(await levels.#ask({ ask: 'saved', hello }));
    levels.#saved = saved as Saved | null;
    levels.#where = String(where);
    return levels;
  }

  /** Where states are kept, in the words of the other program. */
  get where(): string {
    return this.#where;
  }

  get saved(): Saved | null {
    return this.#saved;
  }

  async begin(states: readonly (readonly Name[])[], atoms: readonly Atom[], saved: Saved): Promise<void> {
    await this.#ask({ ask: 'begin', states, atoms, saved });
    this.#saved = saved;
  }

  async expand(part: LevelPart, progress: PartProgress): Promise<LevelFound> {
    const answer = await this.#ask({ ask: 'expand', ...part }, progress);
    return foundIn(answer, part);
  }

  async endLevel(known: number, saved: (found: number) => Saved): Promise<number> {
    const found = whole(await this.#ask({ ask: 'endLevel', known }));
    const next = saved(found);
    await this.#ask({ ask: 'save', saved: next });
    this.#saved = next;
    return found;
  }

  async reached(rank: number): Promise<Reached | null> {
    const answer = await this.#ask({ ask: 'reached', rank });
    if (answer === null) return null;
    const { parent, step } = fields(answer);
    return { parent: whole(parent), step: whole(step) };
  }

  async countReachedFrom(rank: number): Promise<number> {
    return whole(await this.#ask({ ask: 'countReachedFrom', rank }));
  }

  async countAtoms(): Promise<ReadonlyMap<AtomKind, number>> {
    const counts = list(await this.#ask({ ask: 'countAtoms' }));
    return new Map(
      counts.map((each) => {
        const { kind, count } = fields(each);
        return [kind === 'packet' || kind === 'history' ? kind : whole(kind), whole(count)];
      }),
    );
  }

  async bytes(): Promise<number> {
    return whole(await this.#ask({ ask: 'bytes' }));
  }

  async #ask(question: object, progress: PartProgress = () => undefined): Promise<unknown> {
    this.#socket.write(question);
    for (;;) {
      const said = fields(await this.#socket.read()) as Said;
      if (said.error !== undefined) throw new ModelError(said.error);
      if (said.failed !== undefined)
        throw new LevelFailure(whole(said.failed.rank), new ModelError(said.failed.message));
      if (said.answer !== undefined) return said.answer;
      const { expanded, transitions } = fields(said.progress);
      progress(whole(expanded), whole(transitions));
    }
  }
}

/** @throws ModelError for what does not have the form of it, or leaves states of the part out */
function foundIn(answer: unknown, { from, end }: LevelPart): LevelFound {
  const { chunks, findings, throwing, mostNames, states } = fields(answer);
  if (whole(states) !== end - from)
    throw new ModelError(`${end - from} states were to be expanded, and ${String(states)} are`);
  return {
    chunks: list(chunks).map((each): ChunkSums => {
      const { first, sums } = fields(each);
      const { transitions, overflows, cuts, beyond } = fields(sums);
      return {
        first: rankIn(first, from, end),
        sums: {
          transitions: whole(transitions),
          overflows: whole(overflows),
          cuts: whole(cuts),
          beyond: whole(beyond),
        },
      };
    }),
    findings: list(findings).map((each): Finding => {
      const { watch, rank, step } = fields(each);
      return { watch: whole(watch), rank: rankIn(rank, from, end), step: step === -1 ? -1 : whole(step) };
    }),
    throwing: list(throwing).map((each) => {
      const { rank, step, ...what } = fields(each);
      return { ...what, rank: rankIn(rank, from, end), step: whole(step) } as ThrowingAtRank;
    }),
    mostNames: whole(mostNames),
  };
}

function wrong(): ModelError {
  return new ModelError('the program that keeps the states has answered something else than it was asked');
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong();
  return value as Readonly<Record<string, unknown>>;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong();
  return value;
}

function whole(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw wrong();
  return value;
}

function rankIn(value: unknown, from: number, end: number): number {
  const rank = whole(value);
  if (rank < from || rank >= end) throw wrong();
  return rank;
}
