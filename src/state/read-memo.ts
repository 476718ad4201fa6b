import { PairMap } from './pair-map.ts';

const UNEXPLORED = -1;

/**
 * Remembers a pure function of a vector by the places of the vector that it really read.
 *
 * What such a function reads first is always the same place; what it reads next depends only on the values read
 * before. So its runs form a decision tree: an inner node names the place to read, an edge a value found there, and
 * a leaf the result. A property that looks at one endpoint is thus evaluated once per local state of that endpoint,
 * however many global states there are.
 */
export class ReadMemo {
  readonly #evaluate: Evaluate;
  /** Per node: the place to read (≥ 0), or the complement of the result (< -1), or UNEXPLORED. */
  readonly #nodes: number[] = [UNEXPLORED];
  /** The edges from the root, by value: every look-up takes one, and ids are dense. */
  readonly #rootEdges: number[] = [];
  readonly #edges = new PairMap();
  readonly #places = new Set<number>();
  #evaluations = 0;

  constructor(evaluate: Evaluate) {
    this.#evaluate = evaluate;
  }

  /** How often the function was really evaluated. */
  get evaluations(): number {
    return this.#evaluations;
  }

  /** The places that were ever read. */
  get places(): ReadonlySet<number> {
    return this.#places;
  }

  /** The result, at least 0, for the vector that starts at `offset`. */
  get(vector: Uint32Array, offset = 0): number {
    const nodes = this.#nodes;
    const first = nodes[0] ?? UNEXPLORED;
    if (first < 0) return first === UNEXPLORED ? this.#learn(vector, offset) : -first - 2;
    let node = this.#rootEdges[vector[offset + first] ?? 0];
    while (node !== undefined && node >= 0) {
      const place = nodes[node] ?? UNEXPLORED;
      if (place < UNEXPLORED) return -place - 2;
      if (place === UNEXPLORED) break;
      node = this.#edges.get(node, vector[offset + place] ?? 0);
    }
    return this.#learn(vector, offset);
  }

  /** Whether the result for the vector that starts at `offset` follows from places that `covers` accepts. */
  dependsOnlyOn(covers: (place: number) => boolean, vector: Uint32Array, offset = 0): boolean {
    this.get(vector, offset);
    let node = 0;
    for (;;) {
      const place = this.#nodes[node] ?? UNEXPLORED;
      if (place < 0) return true;
      if (!covers(place)) return false;
      node = this.#child(node, vector[offset + place] ?? 0);
    }
  }

  #learn(vector: Uint32Array, offset: number): number {
    const reads: number[] = [];
    this.#evaluations++;
    const result = this.#evaluate(vector, offset, reads);
    let node = 0;
    for (const place of new Set(reads)) {
      this.#nodes[node] = place;
      this.#places.add(place);
      node = this.#child(node, vector[offset + place] ?? 0);
    }
    this.#nodes[node] = -result - 2;
    return result;
  }

  #child(node: number, value: number): number {
    const known = node === 0 ? this.#rootEdges[value] : this.#edges.get(node, value);
    if (known !== undefined && known >= 0) return known;
    const child = this.#nodes.push(UNEXPLORED) - 1;
    if (node === 0) this.#setRootEdge(value, child);
    else this.#edges.set(node, value, child);
    return child;
  }

  /** Fills the gap before `value`, so that the list stays an array of integers without holes. */
  #setRootEdge(value: number, child: number): void {
    while (this.#rootEdges.length <= value) this.#rootEdges.push(UNEXPLORED);
    this.#rootEdges[value] = child;
  }
}

/**
 * The function to remember: computes the result (≥ 0) for the vector that starts at `offset`, and appends to `reads`
 * the places of it that it reads, in order.
 */
export type Evaluate = (vector: Uint32Array, offset: number, reads: number[]) => number;
