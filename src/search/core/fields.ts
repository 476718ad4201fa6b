/** Bits of a word, and of a byte. */
const WORD = 64;
const BYTE = 8;

/** Words of a state, at most. */
const MOST_WORDS = 8;

/** Where a field stands in the words of a state. */
export interface Field {
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
}

export interface Fields {
  readonly fields: readonly Field[];
  readonly bytes: number;
  readonly words: number;
}

/** The fields of these widths, in as few bytes as possible; bits that are left over go to those that may grow. Null if there are too many. */
export function fieldsOf(needed: readonly number[], mayGrow: readonly number[]): Fields | null {
  const bits = needed.reduce((sum, each) => sum + each, 0);
  for (let bytes = Math.max(1, Math.ceil(bits / BYTE)); bytes * BYTE <= MOST_WORDS * WORD; bytes++) {
    const fields = placed(needed, bytes, mayGrow);
    if (fields !== null) return { fields, bytes, words: Math.ceil((bytes * BYTE) / WORD) };
  }
  return null;
}

/** Widest first, each where most is left; null if one finds no room. */
function placed(needed: readonly number[], bytes: number, mayGrow: readonly number[]): Field[] | null {
  const left = Array.from({ length: Math.ceil((bytes * BYTE) / WORD) }, (_, i) =>
    Math.min(WORD, bytes * BYTE - i * WORD),
  );
  const words: number[] = [];
  const order = needed.map((_, i) => i).sort((a, b) => (needed[b] ?? 0) - (needed[a] ?? 0));
  for (const i of order) {
    const word = left.indexOf(Math.max(...left));
    left[word] = (left[word] ?? 0) - (needed[i] ?? 0);
    if ((left[word] ?? 0) < 0) return null;
    words[i] = word;
  }
  const bits = needed.map((each) => each);
  for (let word = 0; word < left.length; word++) {
    const growing = mayGrow.filter((i) => words[i] === word);
    for (let i = 0; i < (left[word] ?? 0) && growing.length > 0; i++) {
      const field = growing[i % growing.length] ?? 0;
      if ((bits[field] ?? 0) < 31) bits[field] = (bits[field] ?? 0) + 1;
    }
  }
  const used = left.map(() => 0);
  return bits.map((each, i) => {
    const word = words[i] ?? 0;
    const shift = used[word] ?? 0;
    used[word] = shift + each;
    return { word, shift, bits: each };
  });
}
