import type { Verdict } from '../language/definition.ts';
import type { AnyFairness, AnyParameters, AnyProperty } from '../language/forgotten.ts';
import type { Model } from './model.ts';

/** A model for one choice of its parameters: what is checked. */
export interface Instance {
  readonly name: string;
  /** Null if no variant was asked for. */
  readonly variant: string | null;
  readonly parameters: AnyParameters;
  readonly model: Model;
  /** Names of the endpoints that are declared to be alike. */
  readonly symmetry: readonly string[];
  /** The assumptions of fairness on which claims about the long run rest, by name. */
  readonly fairness: readonly (readonly [name: string, fairness: AnyFairness])[];
  readonly properties: readonly AnyProperty[];
  /** Expected verdicts by property name. */
  readonly expect: Readonly<Partial<Record<string, Verdict>>>;
}
