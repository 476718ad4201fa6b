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
  readonly #evaluate: (vector: Uint32Array, reads: number[]) => number;
  /** Per node: the place to read (≥ 0), or the complement of the result (< -1), or UNEXPLORED. */
  readonly #nodes: number[] = [UNEXPLORED];
  readonly #edges = new PairMap();
  #evaluations = 0;

  /** @param evaluate computes the result (≥ 0) and appends to `reads` the places that it reads, in order */
  constructor(evaluate: (vector: Uint32Array, reads: number[]) => number) {
    this.#evaluate = evaluate;
  }

  /** How often the function was really evaluated. */
  get evaluations(): number {
    return this.#evaluations;
  }

  /** The result for this vector, at least 0. */
  get(vector: Uint32Array): number {
    let node = 0;
    for (;;) {
      const place = this.#nodes[node] ?? UNEXPLORED;
      if (place < UNEXPLORED) return -place - 2;
      if (place === UNEXPLORED) return this.#learn(vector);
      const next = this.#edges.get(node, vector[place] ?? 0);
      if (next < 0) return this.#learn(vector);
      node = next;
    }
  }

  #learn(vector: Uint32Array): number {
    const reads: number[] = [];
    this.#evaluations++;
    const result = this.#evaluate(vector, reads);
    let node = 0;
    for (const place of new Set(reads)) {
      this.#nodes[node] = place;
      node = this.#child(node, vector[place] ?? 0);
    }
    this.#nodes[node] = -result - 2;
    return result;
  }

  #child(node: number, value: number): number {
    const known = this.#edges.get(node, value);
    if (known >= 0) return known;
    const child = this.#nodes.push(UNEXPLORED) - 1;
    this.#edges.set(node, value, child);
    return child;
  }
}
