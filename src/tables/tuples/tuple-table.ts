import { ABSENT, TupleMap } from './tuple-map.ts';

/** Numbers for tuples of unsigned 32-bit integers, from 0 on, in the order in which they are met. */
export class TupleTable {
  readonly #length: number;
  readonly #numbers: TupleMap;
  readonly #members: number[] = [];

  /** @param length members of each tuple, at least one */
  constructor(length: number) {
    this.#length = length;
    this.#numbers = new TupleMap(Array.from({ length }, (_, slot) => ({ slot, table: null })));
  }

  /** Bytes held, about. */
  get bytes(): number {
    return this.#numbers.bytes + this.#members.length * 8;
  }

  /** The number of a tuple. */
  number(tuple: Uint32Array): number {
    const known = this.#numbers.get(tuple, 0);
    if (known !== ABSENT) return known - 1;
    const number = this.#members.length / this.#length;
    for (let i = 0; i < this.#length; i++) this.#members.push(tuple[i] ?? 0);
    this.#numbers.set(tuple, 0, number + 1);
    return number;
  }

  /** A member of the tuple with a number. */
  member(number: number, at: number): number {
    return this.#members[number * this.#length + at] ?? 0;
  }
}
