import type { Extension } from './extension.ts';

/** A way of writing what is in flight as bits. */
export interface ContentsForm {
  /** Bits that it takes, and 32-bit words that hold them: the first ones are full. */
  readonly bits: number;
  readonly words: number;
  /** Whether what was written in an earlier form is the same in this one, with zeros behind. */
  continues(earlier: ContentsForm): boolean;
}

/**
 * What is in flight, for a store that writes it into the states themselves, as bits, once ids of it would be too many. The form of the bits is another one as soon as it no
 * longer does for all that was met.
 *
 * In vectors, it then stands as a *draft*: a number that is valid until `cut`. Vectors with the ids of the model's own tables
 * are drawn up by `draft`, and drafts become such ids by `keep`.
 */
export interface Contents {
  /** Whether there is so much that it pays to write it into the states. */
  readonly isLarge: boolean;
  readonly form: ContentsForm;
  /** Sees to it that the form does for all that was met so far. */
  open(): void;
  /** The most packets that were ever in flight at once. */
  readonly most: number;
  /** Number of packets that there are. */
  readonly packets: number;
  /** Takes the form that does for so many packets, and for at least so many at once: it follows from these two. */
  adopt(packets: number, most: number): void;
  /** The bits of all drafts: `form.words` words each. */
  readonly words: Int32Array;
  /** Where in `words` a draft begins. */
  place(draft: number): number;
  /** A draft of what an id, or a draft, stands for. */
  draft(id: number): number;
  /** A draft of the bits that stand from `at` on, in this form. Bits behind them are zero. */
  read(form: ContentsForm, words: Int32Array, at: number): number;
  /** An id, which stays, of the bits that stand from `at` on, in this form. */
  keep(form: ContentsForm, words: Int32Array, at: number): number;
  /** Number of drafts. */
  readonly size: number;
  /** Of the drafts only the first ones, so many, are needed any longer. */
  cut(size: number): void;
}

/** Models whose states can hold what is in flight themselves offer it by this name. */
export const CONTENTS: Extension<Contents> = { name: 'contents' };
