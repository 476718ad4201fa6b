import type { Contents } from '../../model/contents.ts';
import type { Layout } from '../../store/layout.ts';
import { type IndexPart, ownerOf } from '../../store/shared/index-part.ts';
import { SLAB } from '../../store/shared/shared-log.ts';
import { KNOWN } from './board.ts';
import { type Common, required } from './common.ts';

/** States that are put into a part of the index in one go. */
const STRETCH = 256;

/** States between two signs of life. */
const PULSE = 2 ** 16 - 1;

/** Packs slabs of states anew. @param take gives the next one that nobody has taken */
export function repackAll(common: Common, layout: Layout, contents: Contents, take: () => number): void {
  const { log, board } = common;
  const known = board.words[KNOWN] ?? 0;
  for (let slab = take(); slab * SLAB < known; slab = take()) {
    log.repack(slab, known, layout, contents);
    common.pulse();
  }
}

/** Hashes a thread's share of the states of a round, for those to whom they belong. */
export function hashShare(common: Common, round: number): void {
  const { log, board, number, hashed } = common;
  const known = board.words[KNOWN] ?? 0;
  const share = Math.ceil(board.round / board.workers);
  const from = round * board.round + number * share;
  const end = Math.min(known, (round + 1) * board.round, from + share);
  const own = required(hashed[number] ?? null);
  for (const each of own) each.clear();
  for (let index = from; index < end; index++) {
    const hash = log.hash(index);
    own[ownerOf(hash, own.length)]?.add(hash, index);
  }
  common.pulse();
}

/** Puts the states of a round that belong to this thread into its part of the index. */
export function putShare(common: Common): void {
  const { own, number, hashed } = common;
  for (const byOwner of hashed) {
    const { hashes, numbers, count } = required(byOwner[number] ?? null);
    for (let from = 0; from < count; from += STRETCH)
      own.putAll(hashes, numbers, from, Math.min(count, from + STRETCH));
  }
  common.pulse();
}

/** Puts all states that belong to these owners into their parts of the index. */
export function fill(common: Common, owners: readonly number[]): void {
  const { log, parts, board } = common;
  const known = board.words[KNOWN] ?? 0;
  const waiting = parts.map((part, owner) => (owners.includes(owner) ? new Waiting(part) : null));
  for (let index = 0; index < known; index++) {
    const hash = log.hash(index);
    waiting[ownerOf(hash, parts.length)]?.add(hash, index);
    if ((index & PULSE) === 0) common.pulse();
  }
  for (const each of waiting) each?.empty();
}

/** States that are put into a part of the index together, so that memory is waited for once. */
class Waiting {
  readonly #part: IndexPart;
  readonly #hashes = new Int32Array(STRETCH);
  readonly #numbers = new Int32Array(STRETCH);
  #count = 0;

  constructor(part: IndexPart) {
    this.#part = part;
  }

  add(hash: number, number: number): void {
    this.#hashes[this.#count] = hash;
    this.#numbers[this.#count++] = number;
    if (this.#count === STRETCH) this.empty();
  }

  empty(): void {
    this.#part.putAll(this.#hashes, this.#numbers, 0, this.#count);
    this.#count = 0;
  }
}
