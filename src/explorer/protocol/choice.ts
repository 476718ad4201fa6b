import type { ParameterValue } from '../../language/parameters.ts';

/** For which choice of its parameters a model is looked at. */
export interface Choice {
  /** Null for the parameters as the model has them. */
  readonly variant: string | null;
  /** Values that override those of the variant. */
  readonly set: Readonly<Record<string, ParameterValue>>;
  /** Names of assumptions that are not made. */
  readonly without: readonly string[];
}
