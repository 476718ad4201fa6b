import type { AnyAction, AnyAssumption, AnyParameters } from '../../language/forgotten.ts';
import { answered } from '../../language/form/answer.ts';
import { pureCall } from '../../language/pure.ts';
import type { StepReader } from '../../model/reader.ts';
import { isRefused } from '../restrictions/refusals.ts';

type NamedAssumption = readonly [name: string, assumption: AnyAssumption];

/** Asks each assumption for itself, and remembers nothing: the search asks all at once. */
export class Refusing {
  readonly #assumptions: readonly NamedAssumption[];
  readonly #parameters: AnyParameters;
  readonly #reader: Pick<StepReader, 'state'>;

  constructor(
    assumptions: readonly NamedAssumption[],
    parameters: AnyParameters,
    reader: Pick<StepReader, 'state'>,
  ) {
    this.#assumptions = assumptions;
    this.#parameters = parameters;
    this.#reader = reader;
  }

  /** The name of the first assumption that refuses an action in a state; null if none does. */
  of(action: AnyAction, state: Uint32Array): string | null {
    const found = this.#assumptions.find((assumption) =>
      isRefused(assumption, action, this.#reader.state(state, 0, []), this.#parameters),
    );
    return found?.[0] ?? null;
  }

  /** The names of the assumptions that confine the search to other states than this one. */
  excluding(state: Uint32Array): readonly string[] {
    return this.#assumptions.flatMap(([name, assumption]) => {
      if (assumption.within === undefined) return [];
      const what = `assumption "${name}": within`;
      const isWithin = pureCall(what, () =>
        answered(what, assumption.within?.(this.#reader.state(state, 0, []), this.#parameters)),
      );
      return isWithin ? [] : [name];
    });
  }
}
