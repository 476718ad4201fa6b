import type { Edits } from './views.ts';

/**
 * How a list became another one. As many elements as possible stay, as long as equal ones stand in the same order: of several that are equal, the first
 * stand for the first.
 */
export function editsBetween(before: readonly string[], after: readonly string[]): Edits {
  const edits: (number | string)[] = [];
  const count = (by: number) => {
    const last = edits.at(-1);
    if (typeof last === 'number' && last > 0 === by > 0) edits[edits.length - 1] = last + by;
    else if (by !== 0) edits.push(by);
  };
  let at = 0;
  const stays = new Map(stayingPairs(before, after));
  for (const [i, element] of after.entries()) {
    const from = stays.get(i);
    if (from === undefined) edits.push(element);
    else {
      count(at - from);
      count(1);
      at = from + 1;
    }
  }
  count(at - before.length);
  return edits;
}

/** The list that edits make of another one. */
export function edited(before: readonly string[], edits: Edits): readonly string[] {
  let at = 0;
  return edits.flatMap((edit) => {
    if (typeof edit === 'string') return [edit];
    const from = at;
    at += Math.abs(edit);
    return edit > 0 ? before.slice(from, at) : [];
  });
}

/** Pairs of equal elements, in the order of both lists: the place in the second, and in the first. */
function stayingPairs(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number])[] {
  const places = new Map<string, number[]>();
  for (const [i, element] of before.entries()) {
    const known = places.get(element);
    if (known === undefined) places.set(element, [i]);
    else known.push(i);
  }
  for (const list of places.values()) list.reverse();
  const pairs = [...after.entries()].flatMap(([i, element]) => {
    const from = places.get(element)?.pop();
    return from === undefined ? [] : [[i, from] as const];
  });
  return longestRising(pairs);
}

/** The longest selection whose second numbers rise (patience sorting). */
function longestRising(
  pairs: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  const before = new Int32Array(pairs.length);
  /** By length less one: which pair ends a rising selection of this length, with the least number. */
  const ends: number[] = [];
  for (const [k, [, value]] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[k] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = k;
  }
  const found: (readonly [number, number])[] = [];
  for (let k = ends.at(-1) ?? -1; k >= 0; k = before[k] ?? -1) {
    const pair = pairs[k];
    if (pair !== undefined) found.push(pair);
  }
  return found.reverse();
}
