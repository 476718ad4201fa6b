import { ModelError } from '../errors.ts';

/** A bound as a number: infinite if there is none. */
export function bound(value: number | 'unbounded' | undefined): number {
  return value === undefined || value === 'unbounded' ? Number.POSITIVE_INFINITY : value;
}

/** @throws ModelError for what is no whole number, and not infinite, or too small */
export function requireWhole(name: string, value: number, least: number, unit: string): void {
  if ((Number.isInteger(value) || value === Number.POSITIVE_INFINITY) && value >= least) return;
  throw new ModelError(`${name} is ${value}; it must be a whole number of at least ${least} (${unit})`);
}

/** @throws ModelError for what is no whole number, or too small */
export function requireCount(name: string, value: number, least: number, unit: string): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new ModelError(`${name} is ${value}; it must be a whole number of at least ${least} (${unit})`);
}
