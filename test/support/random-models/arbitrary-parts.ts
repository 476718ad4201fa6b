import fc from 'fast-check';
import { MODULUS } from './context.ts';

/* What the arbitraries of machines, claims and models have in common. */

export const STATES = 3;
export const messages = ['m0', 'm1'] as const;
export const messageType = fc.constantFrom(...messages);
export const count = fc.nat({ max: MODULUS - 1 });
/** Machines start at 0; one that throws at once is no model. */
export const later = fc.integer({ min: 1, max: MODULUS - 1 });
export const endpoint = fc.nat({ max: 2 });

export function mostly<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(arbitrary, { freq: 5 });
}

export function sometimes<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(arbitrary, { freq: 2 });
}

export function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}
