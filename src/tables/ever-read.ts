import type { Source } from './tuples/source.ts';

type Table = readonly number[];

/** What functions of a vector ever read of it: whole ids, or no more than what a table has under them. */
export class EverRead {
  /** Per slot: whether the id itself was read. */
  readonly #whole: Uint8Array;
  /** Per slot: the tables in which the id was looked up. */
  readonly #tables: Table[][];
  /** All that was read, by number (see SourceOf), in order of first sight. */
  readonly reads: number[] = [];

  constructor(width: number) {
    this.#whole = new Uint8Array(width);
    this.#tables = Array.from({ length: width }, () => []);
  }

  note(read: number, { slot, table }: Source): void {
    if (this.reads.includes(read)) return;
    this.reads.push(read);
    const tables = this.#tables[slot];
    if (tables === undefined) return;
    if (table === null) this.#whole[slot] = 1;
    else if (!tables.includes(table)) tables.push(table);
  }

  /** Whether anything was ever read at a slot. */
  isRead(slot: number): boolean {
    return this.#whole[slot] === 1 || (this.#tables[slot] ?? []).length > 0;
  }

  /** What is told apart of an id at a slot, by what was ever read there: equal for ids that are not. */
  classOf(slot: number, id: number): string {
    if (this.#whole[slot] === 1) return String(id);
    return (this.#tables[slot] ?? []).map((table) => table[id]).join();
  }

  /** Whether two ids at a slot can be told apart by what was ever read there. */
  tellsApart(slot: number, a: number, b: number): boolean {
    if (a === b) return false;
    if (this.#whole[slot] === 1) return true;
    const tables = this.#tables[slot] ?? [];
    for (let i = 0; i < tables.length; i++) {
      const table = tables[i] ?? [];
      if (table[a] !== table[b]) return true;
    }
    return false;
  }
}
