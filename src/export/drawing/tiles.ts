import type { Box } from './geometry.ts';

/** Width and height of a tile, in pixels. */
const SIZE = 64;
/** More tiles than any picture has in a row. */
const ROW = 2 ** 24;

/** Things by the tiles of the picture in which they stand, so that what is near can be found. */
export class Tiles<T> {
  readonly #tiles = new Map<number, Set<T>>();

  add(item: T, box: Box): void {
    for (const key of keysOf(box)) {
      const tile = this.#tiles.get(key);
      if (tile === undefined) this.#tiles.set(key, new Set([item]));
      else tile.add(item);
    }
  }

  /** @param box the one with which it was added */
  remove(item: T, box: Box): void {
    for (const key of keysOf(box)) this.#tiles.get(key)?.delete(item);
  }

  /** All that may meet the box, each once. */
  near(box: Box): Iterable<T> {
    const [first = 0, ...others] = keysOf(box);
    if (others.length === 0) return this.#tiles.get(first) ?? [];
    const found = new Set<T>();
    for (const key of [first, ...others]) for (const item of this.#tiles.get(key) ?? []) found.add(item);
    return found;
  }
}

function keysOf({ left, top, right, bottom }: Box): readonly number[] {
  const keys: number[] = [];
  for (let y = Math.floor(top / SIZE); y <= Math.floor(bottom / SIZE); y++)
    for (let x = Math.floor(left / SIZE); x <= Math.floor(right / SIZE); x++) keys.push(y * ROW + x);
  return keys;
}
