import type { AnyParameters, AnyPredicate } from '../../language/forgotten.ts';
import { answered } from '../../language/form/answer.ts';
import { pureCall } from '../../language/pure.ts';
import type { Model } from '../../model/model.ts';
import { ReadMemo } from '../../tables/read-memo.ts';

/** A predicate that a claim speaks of, and what it is, for messages. */
export interface Atom {
  readonly what: string;
  readonly predicate: AnyPredicate;
}

/** Most predicates of one claim: each is a bit of a word, and one more bit says that nothing happens any more. */
export const MOST_ATOMS = 29;

/** The bit of words that stand for no step: the behaviour has stopped. */
export const STOPPED = 1 << MOST_ATOMS;

/**
 * The predicates that a claim speaks of, as bits: bit `i` says whether the atom `i` is true. Each is remembered by what it
 * reads.
 */
export class Atoms {
  readonly #ofStates: readonly (readonly [bit: number, memo: ReadMemo])[];
  readonly #ofSteps: readonly (readonly [bit: number, memo: ReadMemo])[];
  /** The bits of predicates of states. */
  readonly stateBits: number;

  constructor(atoms: readonly Atom[], { reader }: Model, parameters: AnyParameters) {
    const memos = atoms.map(({ what, predicate }, i) => {
      const { state, step } = predicate;
      const evaluate = (vector: Uint32Array, offset: number, reads: number[]): boolean =>
        answered(
          what,
          state !== undefined
            ? state(reader.state(vector, offset, reads), parameters)
            : step?.(reader.step(vector, offset, reads), parameters),
        );
      const memo = new ReadMemo(
        (vector, offset, reads) => Number(pureCall(what, () => evaluate(vector, offset, reads))),
        reader.sourceOf,
      );
      return { isOfStates: state !== undefined, entry: [1 << i, memo] as const };
    });
    this.#ofStates = memos.filter(({ isOfStates }) => isOfStates).map(({ entry }) => entry);
    this.#ofSteps = memos.filter(({ isOfStates }) => !isOfStates).map(({ entry }) => entry);
    this.stateBits = this.#ofStates.reduce((bits, [bit]) => bits | bit, 0);
  }

  /** Whether some predicate is about states. */
  get readsStates(): boolean {
    return this.#ofStates.length > 0;
  }

  /** Whether some predicate is about steps. */
  get readsSteps(): boolean {
    return this.#ofSteps.length > 0;
  }

  /** What is true of the state whose ids stand from `offset` on. */
  ofState(vector: Uint32Array, offset: number): number {
    return bitsOf(this.#ofStates, vector, offset);
  }

  /** Whether what is true of the step with this vector follows from slots that `covers` accepts. */
  dependsOnlyOn(covers: (slot: number) => boolean, vector: Uint32Array): boolean {
    return this.#ofSteps.every(([, memo]) => memo.dependsOnlyOn(covers, vector));
  }

  /** What is true of the step with this vector. */
  ofStep(vector: Uint32Array): number {
    return bitsOf(this.#ofSteps, vector, 0);
  }
}

function bitsOf(
  atoms: readonly (readonly [bit: number, memo: ReadMemo])[],
  vector: Uint32Array,
  offset: number,
): number {
  let bits = 0;
  for (const [bit, memo] of atoms) if (memo.get(vector, offset) === 1) bits |= bit;
  return bits;
}
