import { check, type Instance, instantiate, type Outcome, type ParameterValue } from 'allways';
import { expect } from 'vitest';
import model from '../../machines/tcp-close/model.ts';

interface Checked {
  readonly instance: Instance;
  readonly outcome: Outcome;
}

export type Parameters = Readonly<Record<string, ParameterValue>>;

const known = new Map<string, Checked>();

/** Checks a variant; the same one is checked once. */
export function checked(variant: string, set: Parameters = {}): Checked {
  const key = JSON.stringify([variant, set]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const instance = instantiate(model, { variant, set });
  const result = { instance, outcome: check(instance) };
  known.set(key, result);
  return result;
}

/** The properties of a variant that are violated, by a search of all its states. */
export function violatedIn(variant: string, set: Parameters = {}): string[] {
  const { outcome } = checked(variant, set);
  expect(outcome.ending).toBe('exhausted');
  return outcome.properties.filter(({ verdict }) => verdict === 'violated').map(({ name }) => name);
}

/** The properties of stale segments. */
export const stale = ['no stale data', 'no stale FIN', 'no stale segment'];

/** Those of them that are violated. */
export function staleIn(variant: string, set: Parameters = {}): string[] {
  return violatedIn(variant, set).filter((name) => stale.includes(name));
}
