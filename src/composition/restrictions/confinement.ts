import type { AnyAssumption, AnyParameters } from '../../language/forgotten.ts';
import { answered } from '../../language/form/answer.ts';
import { pureCall } from '../../language/pure.ts';
import type { StepReader } from '../../model/reader.ts';
import type { Steps } from '../../model/steps.ts';
import { ReadMemo } from '../../tables/read-memo.ts';

/** The states to which assumptions confine the search. Those beyond are judged, and not followed. */
export class Confinement {
  readonly #memo: ReadMemo;
  readonly #vector: Uint32Array;

  /** @param assumptions those that say which states are within, by name */
  constructor(
    assumptions: readonly (readonly [name: string, assumption: AnyAssumption])[],
    parameters: AnyParameters,
    reader: StepReader,
  ) {
    this.#vector = new Uint32Array(reader.endpoints.length + 2);
    this.#memo = new ReadMemo((vector, offset, reads) => {
      const state = reader.state(vector, offset, reads);
      const isWithin = assumptions.every(([name, assumption]) => {
        const what = `assumption "${name}": within`;
        return pureCall(what, () => answered(what, assumption.within?.(state, parameters)));
      });
      return Number(!isWithin);
    }, reader.sourceOf);
  }

  /** Whether a state is beyond. */
  excludes(state: Uint32Array): boolean {
    return this.#memo.get(state, 0) !== 0;
  }

  /** Sets aside the steps that lead beyond. */
  apply(steps: Steps): void {
    steps.setAside((k) => {
      steps.write(k, this.#vector, 0);
      return this.#memo.get(this.#vector, 0) !== 0;
    });
  }

  /** The answers, as they are remembered. */
  get memo(): ReadMemo {
    return this.#memo;
  }
}
