import type { Composition } from '../../composition/composition.ts';
import {
  HISTORY_AFTER,
  NETWORK_AFTER,
  SLOT,
  SUCCESSOR,
  Successors,
  VALUE,
  WHOLE,
} from '../../model/successors.ts';
import { IDENTITY, Permutations } from './permutations.ts';
import { RenamedStates } from './renamed-states.ts';
import type { Renaming } from './renaming.ts';
import { Signatures } from './signatures.ts';

/**
 * Symmetry of endpoints that are alike (Emerson and Sistla 1996; Ip and Dill 1996): of the states that differ only in
 * which of these endpoints is which, one stands for all. It is the one in which their signatures ascend, and is found by
 * sorting; all else in the state is renamed along.
 *
 * Why no verdict changes: renaming maps steps onto steps and keeps what properties say (`SymmetryCheck` looks after
 * that), so a path can be renamed as a whole. Whatever can be reached from a state can, renamed, be reached from the one
 * that stands for it. It makes no difference which one that is: where signatures do not tell two endpoints apart, their
 * order stays as it was, and at worst two mirror images are both searched.
 */
export class Symmetry {
  readonly permutations: Permutations;
  readonly renaming: Renaming;
  /** Numbers of the endpoints that are alike. */
  readonly alike: readonly number[];
  readonly #model: Composition;
  readonly #signatures: Signatures;
  readonly #out: Successors;
  readonly #renamed: RenamedStates;
  /**
   * Sums of signatures: of the state from which the successors follow, and of the state at hand. Those of the endpoints
   * that are like no others come first, and count most: so these endpoints get into fewer local states.
   */
  readonly #baseSums: Int32Array;
  readonly #sums: Int32Array;
  /** Per slot of the state vector: where its signatures are added. */
  readonly #offsets: Int32Array;
  /** Positions of the endpoints that are alike, sorted by their sums; and where each position goes. */
  readonly #order: Int32Array;
  readonly #images: Int32Array;
  readonly #vector: Uint32Array;
  readonly #whole: Uint32Array;
  /** Per successor: how many states it stands for, at the least. */
  #weights = new Float64Array(64);

  constructor(model: Composition, renaming: Renaming, alike: readonly number[]) {
    const { width } = model;
    this.#model = model;
    this.renaming = renaming;
    this.alike = alike;
    this.permutations = new Permutations(alike, width - 2);
    this.#signatures = new Signatures(model, renaming, alike);
    this.#out = new Successors(width);
    this.#renamed = new RenamedStates(model, renaming, this.permutations);
    this.#baseSums = new Int32Array(alike.length * 2);
    this.#sums = new Int32Array(alike.length * 2);
    this.#offsets = Int32Array.from({ length: width }, (_, slot) =>
      slot >= width - 2 || alike.includes(slot) ? alike.length : 0,
    );
    this.#order = new Int32Array(alike.length);
    this.#images = new Int32Array(alike.length);
    this.#vector = new Uint32Array(width);
    this.#whole = new Uint32Array(width);
  }

  /** The states that stand for the successors. */
  represent(successors: Successors): Successors {
    const out = this.#out;
    const { count, base } = successors;
    out.start(base);
    if (count > this.#weights.length) this.#weights = new Float64Array(count * 2);
    this.#sumOf(base, 0, this.#baseSums);
    for (let k = 0; k < count; k++) {
      this.#sumSuccessor(successors, k);
      const moves = this.#sort();
      this.#weights[k] = this.#weight();
      if (!moves) {
        out.addFrom(successors, k);
        continue;
      }
      successors.write(k, this.#vector, 0);
      this.rename(this.permutations.intern(this.#images), this.#vector, this.#whole);
      out.addWhole(this.#whole, successors.label(k));
    }
    return out;
  }

  /** How many states successor `k` of those represented last stands for, at the least. */
  weight(k: number): number {
    return this.#weights[k] ?? 0;
  }

  /** The permutation that turns the state into the one that stands for it. */
  canonical(state: Uint32Array): number {
    this.#sumOf(state, 0, this.#sums);
    return this.#sort() ? this.permutations.intern(this.#images) : IDENTITY;
  }

  /** The state that stands for this one. */
  representative(state: Uint32Array): Uint32Array {
    const permutation = this.canonical(state);
    if (permutation === IDENTITY) return state;
    const out = new Uint32Array(state.length);
    this.rename(permutation, state, out);
    return out;
  }

  /** Writes the renamed state into `out`. */
  rename(permutation: number, state: Uint32Array, out: Uint32Array): void {
    this.#renamed.write(permutation, state, out);
  }

  #sumOf(vectors: Uint32Array, offset: number, sums: Int32Array): void {
    sums.fill(0);
    for (let slot = 0; slot < this.#model.width; slot++) {
      this.#add(sums, slot, vectors[offset + slot] ?? 0, 1);
    }
  }

  /** A successor differs from its base in few slots: only their rows are looked at. */
  #sumSuccessor({ rows, base, wholes, width }: Successors, k: number): void {
    const sums = this.#sums;
    const row = k * SUCCESSOR;
    const slot = rows[row + SLOT] ?? 0;
    const value = rows[row + VALUE] ?? 0;
    if (slot === WHOLE) {
      this.#sumOf(wholes, value, sums);
      return;
    }
    for (let i = 0; i < sums.length; i++) sums[i] = this.#baseSums[i] ?? 0;
    if (slot < width) this.#exchange(sums, slot, base[slot] ?? 0, value);
    this.#exchange(sums, width - 2, base[width - 2] ?? 0, rows[row + NETWORK_AFTER] ?? 0);
    this.#exchange(sums, width - 1, base[width - 1] ?? 0, rows[row + HISTORY_AFTER] ?? 0);
  }

  #exchange(sums: Int32Array, slot: number, before: number, after: number): void {
    if (before === after) return;
    this.#add(sums, slot, before, -1);
    this.#add(sums, slot, after, 1);
  }

  #add(sums: Int32Array, slot: number, id: number, sign: number): void {
    const start = this.#signatures.start(slot, id);
    const { rows } = this.#signatures;
    const offset = this.#offsets[slot] ?? 0;
    const count = this.alike.length;
    for (let i = 0; i < count; i++)
      sums[offset + i] = (sums[offset + i] ?? 0) + sign * (rows[start + i] ?? 0);
  }

  /** Sorts the positions by their sums. Returns whether one of them moves. */
  #sort(): boolean {
    const order = this.#order;
    let moves = false;
    for (let i = 0; i < order.length; i++) {
      let at = i;
      for (; at > 0 && this.#compare(order[at - 1] ?? 0, i) > 0; at--) order[at] = order[at - 1] ?? 0;
      if (at < i) moves = true;
      order[at] = i;
    }
    if (moves) for (let i = 0; i < order.length; i++) this.#images[order[i] ?? 0] = i;
    return moves;
  }

  #compare(a: number, b: number): number {
    const sums = this.#sums;
    const count = this.#order.length;
    return (sums[a] ?? 0) - (sums[b] ?? 0) || (sums[count + a] ?? 0) - (sums[count + b] ?? 0);
  }

  /**
   * How many mirror images the state that was just sorted has, at the least: only permutations among endpoints with
   * the same sum may leave it as it is.
   */
  #weight(): number {
    const order = this.#order;
    let weight = 1;
    let equal = 1;
    for (let i = 1; i < order.length; i++) {
      equal = this.#compare(order[i] ?? 0, order[i - 1] ?? 0) === 0 ? equal + 1 : 1;
      weight = (weight * (i + 1)) / equal;
    }
    return weight;
  }
}
