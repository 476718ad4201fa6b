import { Sequences } from '../../tables/sequences.ts';

/** Where each endpoint goes, by number. */
export type Permutation = ArrayLike<number>;

/** The permutation that moves nothing. */
export const IDENTITY = 0;

/**
 * Permutations of the endpoints that are alike, under small integers. The others stay where they are.
 *
 * In what follows endpoints that are alike go by their position among themselves, from 0.
 */
export class Permutations {
  readonly #alike: readonly number[];
  readonly #endpoints: number;
  readonly #sequences = new Sequences();
  readonly #images: Int32Array[] = [];

  /**
   * @param alike numbers of the endpoints that are alike
   * @param endpoints number of all endpoints
   */
  constructor(alike: readonly number[], endpoints: number) {
    this.#alike = alike;
    this.#endpoints = endpoints;
    this.intern(Int32Array.from(alike, (_, position) => position));
  }

  /** Where each endpoint goes, by number. */
  images(id: number): Int32Array {
    const images = this.#images[id];
    if (images === undefined) throw new RangeError(`no permutation has the id ${id}`);
    return images;
  }

  /** Id of the permutation that moves each position to the one that `positions` has for it. */
  intern(positions: Int32Array): number {
    const id = this.#sequences.intern(positions, positions.length);
    if (id === this.#images.length) this.#images.push(this.#imagesOf(positions));
    return id;
  }

  /** The permutation that undoes another one. */
  inverse(id: number): number {
    const images = this.images(id);
    const positions = Int32Array.from(this.#alike, (_, position) => {
      const endpoint = this.#alike[position] ?? 0;
      return this.#alike.findIndex((other) => images[other] === endpoint);
    });
    return this.intern(positions);
  }

  /** The permutation that does `first`, then `second`. */
  product(first: number, second: number): number {
    const [one, two] = [this.images(first), this.images(second)];
    const positionOf = (endpoint: number) => this.#alike.indexOf(two[one[endpoint] ?? 0] ?? 0);
    return this.intern(Int32Array.from(this.#alike, positionOf));
  }

  #imagesOf(positions: Int32Array): Int32Array {
    const images = Int32Array.from({ length: this.#endpoints }, (_, endpoint) => endpoint);
    this.#alike.forEach((endpoint, position) => {
      images[endpoint] = this.#alike[positions[position] ?? position] ?? endpoint;
    });
    return images;
  }
}
