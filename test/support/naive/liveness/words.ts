import type { Formula } from '../../../../src/language/long-run/formula.ts';
import type { NaiveClaim } from './claims.ts';
import type { Edge } from './graph.ts';

/**
 * Whether a formula is true of a word that ends in what is repeated for ever: of each part of the formula, at each position, by
 * going round until nothing changes.
 */
export function isTrueOf(
  { formula, truth }: NaiveClaim,
  stem: readonly Edge[],
  cycle: readonly Edge[],
): boolean {
  const word = [...stem, ...cycle];
  const next = (i: number) => (i + 1 < word.length ? i + 1 : stem.length);
  const values = (of: Formula<string>): boolean[] => {
    if (typeof of === 'string') return word.map((edge) => truth(of, edge));
    switch (of.op) {
      case 'not':
        return values(of.of).map((value) => !value);
      case 'and':
      case 'or': {
        const parts = of.of.map(values);
        return word.map((_, i) =>
          of.op === 'and' ? parts.every((part) => part[i]) : parts.some((part) => part[i]),
        );
      }
      case 'implies': {
        const [left, right] = [values(of.left), values(of.right)];
        return word.map((_, i) => left[i] === false || right[i] === true);
      }
      case 'eventually':
        return fixpoint(
          word.length,
          false,
          values(of.of),
          word.map(() => true),
          next,
        );
      case 'until':
        return fixpoint(word.length, false, values(of.right), values(of.left), next);
      case 'always':
        return fixpoint(
          word.length,
          true,
          word.map(() => false),
          values(of.of),
          next,
        );
      case 'release': {
        const [left, right] = [values(of.left), values(of.right)];
        return fixpoint(
          word.length,
          true,
          word.map((_, i) => left[i] === true && right[i] === true),
          right,
          next,
        );
      }
    }
  };
  return values(formula)[0] === true;
}

/** The least (`start` false) or greatest solution of: x = now, or going and x at the next position. */
function fixpoint(
  length: number,
  start: boolean,
  now: readonly boolean[],
  going: readonly boolean[],
  next: (i: number) => number,
): boolean[] {
  const x = Array.from({ length }, () => start);
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 0; i < length; i++) {
      const value = now[i] === true || (going[i] === true && x[next(i)] === true);
      changed ||= value !== x[i];
      x[i] = value;
    }
  }
  return x;
}
