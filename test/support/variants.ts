import { type AnyModel, check, type Instance, instantiate, type Outcome, type ParameterValue } from 'allways';
import { expect } from 'vitest';

export interface Checked {
  readonly instance: Instance;
  readonly outcome: Outcome;
}

export type Parameters = Readonly<Record<string, ParameterValue>>;

/** Checks variants of a model. */
export function variantsOf(model: AnyModel) {
  const known = new Map<string, Checked>();

  /** Checks a variant; the same one is checked once. */
  function checked(variant: string, set: Parameters = {}): Checked {
    const key = JSON.stringify([variant, set]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const instance = instantiate(model, { variant, set });
    const result = { instance, outcome: check(instance) };
    known.set(key, result);
    return result;
  }

  /** The properties of a variant that are violated, by a search of all its states. */
  function violatedIn(variant: string, set: Parameters = {}): string[] {
    const { outcome } = checked(variant, set);
    expect(outcome.ending).toBe('exhausted');
    return outcome.properties.filter(({ verdict }) => verdict === 'violated').map(({ name }) => name);
  }

  return { checked, violatedIn };
}
