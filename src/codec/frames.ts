import type { Atom, AtomKind } from './atom.ts';
import { type Batch, COUNTS, type Expanded, type ThrowingAt } from './expander.ts';
import { NAME_WORDS, type Name, nameOfWords, nameWords } from './names.ts';

/** The version of what stands in frames. */
export const PROTOCOL = 2;

/** What a frame is. docs/expand.md tells what stands in each. */
export const FRAME = { hello: 1, expand: 2, expanded: 3, missing: 4, failed: 5 } as const;

const WORD = 4;

/** What a worker says first. */
export interface Hello {
  readonly protocol: number;
  readonly version: string;
  /** What is expanded: workers that say the same here give the same answers. */
  readonly identity: string;
  readonly model: string;
  readonly variant: string | null;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly endpoints: readonly string[];
  /** What is judged, by number: a property, the premise of one, or that machines do not throw. */
  readonly watched: readonly {
    readonly name: string;
    readonly kind: string;
    readonly isPremise: boolean;
  }[];
  /** Where it begins, if there is one initial state. */
  readonly initial?: { readonly state: readonly Name[]; readonly atoms: readonly Atom[] };
  /** The initial states, if there are several: under another name, so that nobody takes one for all. */
  readonly initials?: Beginnings;
}

/** Initial states, in the order of their numbers, and the atoms of which they are composed. */
export interface Beginnings {
  readonly states: readonly (readonly Name[])[];
  readonly atoms: readonly Atom[];
}

/** Where it begins: one initial state, or several. */
export function beginningsIn({ initial, initials }: Pick<Hello, 'initial' | 'initials'>): Beginnings {
  if (initials !== undefined) return initials;
  if (initial !== undefined) return { states: [initial.state], atoms: initial.atoms };
  throw new RangeError('a worker says of no state that it is initial');
}

/** The same as a worker says it. */
export function toldBeginnings({ states, atoms }: Beginnings): Pick<Hello, 'initial' | 'initials'> {
  const [state] = states;
  return states.length === 1 && state !== undefined
    ? { initial: { state, atoms } }
    : { initials: { states, atoms } };
}

/** What is wrong with a state of a batch, or with the batch itself. */
export interface Failed {
  readonly message: string;
  /** Which state of the batch; null if it is none. */
  readonly state: number | null;
}

/** The content of an `expand` frame. */
export function batchContent({ open, atoms, count, states }: Batch): Uint8Array {
  const out = new Writer();
  out.word(open.length);
  for (const number of open) out.word(number);
  out.json(atoms);
  out.word(count);
  out.words(states, states.length);
  return out.content();
}

/** @throws RangeError for what is no such content */
export function batchOf(content: Uint8Array): Batch {
  const reader = new Reader(content);
  const open = Array.from({ length: reader.count() }, () => reader.word());
  const atoms = atomsIn(reader.json());
  const count = reader.word();
  return { open, atoms, count, states: reader.rest() };
}

/** The content of an `expanded` frame. */
export function expandedContent(expanded: Expanded): Uint8Array {
  const { counts, findings, successors, successorCount, atoms, throwing } = expanded;
  const out = new Writer();
  out.word(counts.length / COUNTS);
  out.words(counts.words, counts.length);
  out.word(findings.length / 3);
  out.words(findings.words, findings.length);
  out.word(successorCount);
  out.word(successors.length);
  out.words(successors.words, successors.length);
  out.json({ atoms, throwing });
  return out.content();
}

/** What an `expanded` frame says, read in place. */
export interface ExpandedView {
  readonly counts: Uint32Array;
  readonly findings: Uint32Array;
  readonly successors: Uint32Array;
  readonly successorCount: number;
  readonly atoms: readonly Atom[];
  readonly throwing: readonly ThrowingAt[];
}

/** @throws RangeError for what is no such content */
export function expandedOf(content: Uint8Array): ExpandedView {
  const reader = new Reader(content);
  const counts = reader.take(reader.word() * COUNTS);
  const findings = reader.take(reader.word() * 3);
  const successorCount = reader.word();
  const successors = reader.take(reader.word());
  const { atoms, throwing } = reader.json() as { readonly atoms: unknown; readonly throwing: ThrowingAt[] };
  return { counts, findings, successors, successorCount, atoms: atomsIn(atoms), throwing };
}

/** The content of a `missing` frame. */
export function missingContent(names: readonly Name[]): Uint8Array {
  const out = new Writer();
  out.word(names.length);
  for (const name of names) for (const word of nameWords(name)) out.word(word);
  return out.content();
}

/** @throws RangeError for what is no such content */
export function missingOf(content: Uint8Array): readonly Name[] {
  const reader = new Reader(content);
  const words = reader.take(reader.word() * NAME_WORDS);
  return Array.from({ length: words.length / NAME_WORDS }, (_, i) =>
    nameOfWords(words[i * NAME_WORDS] ?? 0, words[i * NAME_WORDS + 1] ?? 0),
  );
}

/** Atoms as they stand in frames, if they have the form of such. */
function atomsIn(value: unknown): readonly Atom[] {
  if (!Array.isArray(value)) throw new RangeError('atoms are a list');
  for (const atom of value) {
    const { kind, name, text } = atom as { kind: AtomKind; name: unknown; text: unknown };
    const isKind = typeof kind === 'number' || kind === 'packet' || kind === 'history';
    if (!isKind || typeof text !== 'string' || typeof name !== 'string' || !/^[0-9a-f]{16}$/.test(name))
      throw new RangeError('an atom has a kind, a name of 16 hexadecimal digits, and a text');
  }
  return value as readonly Atom[];
}

class Writer {
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  word(word: number): void {
    this.#reserve(WORD);
    this.#view.setUint32(this.#length, word, true);
    this.#length += WORD;
  }

  words(words: Uint32Array, count: number): void {
    this.#reserve(count * WORD);
    for (let i = 0; i < count; i++) this.#view.setUint32(this.#length + i * WORD, words[i] ?? 0, true);
    this.#length += count * WORD;
  }

  /** JSON, after how many bytes it has; then zeros up to a whole word. */
  json(value: unknown): void {
    const text = new TextEncoder().encode(JSON.stringify(value));
    this.word(text.byteLength);
    const padded = Math.ceil(text.byteLength / WORD) * WORD;
    this.#reserve(padded);
    this.#bytes.set(text, this.#length);
    this.#length += padded;
  }

  content(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(content: Uint8Array) {
    this.#bytes = content;
    this.#view = new DataView(content.buffer, content.byteOffset, content.byteLength);
    if (content.byteLength % WORD !== 0) throw new RangeError('a frame consists of whole words');
  }

  word(): number {
    this.#require(WORD);
    this.#at += WORD;
    return this.#view.getUint32(this.#at - WORD, true);
  }

  /** A number of words that follow. */
  count(): number {
    const count = this.word();
    this.#require(count * WORD);
    return count;
  }

  take(count: number): Uint32Array {
    this.#require(count * WORD);
    const words = new Uint32Array(count);
    for (let i = 0; i < count; i++) words[i] = this.#view.getUint32(this.#at + i * WORD, true);
    this.#at += count * WORD;
    return words;
  }

  rest(): Uint32Array {
    return this.take((this.#bytes.byteLength - this.#at) / WORD);
  }

  json(): unknown {
    const bytes = this.word();
    const padded = Math.ceil(bytes / WORD) * WORD;
    this.#require(padded);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      this.#bytes.subarray(this.#at, this.#at + bytes),
    );
    this.#at += padded;
    return JSON.parse(text);
  }

  #require(bytes: number): void {
    if (this.#at + bytes > this.#bytes.byteLength)
      throw new RangeError('a frame ends before its content does');
  }
}
