import { describe, expect, it } from 'vitest';
import { connectives, type Formula } from '../../../../src/language/long-run/formula.ts';
import { acceptingForEver } from '../../../../src/liveness/claims/automaton.ts';
import { violationsOf } from '../../../../src/liveness/claims/tableau.ts';

const { always, eventually, until, release, implies, not, and, or } = connectives<'p' | 'q'>();
const P = 1;
const Q = 2;

/** Whether a formula is violated by a word that is the same at each position. */
function isViolatedBy(formula: Formula<'p' | 'q'>, bits: number): boolean {
  const automaton = violationsOf(formula, ['p', 'q']);
  const accepting = acceptingForEver(automaton, bits);
  return automaton.initial.some((node) => accepting.has(node));
}

describe('the automaton of what violates a formula', () => {
  it.each<[string, Formula<'p' | 'q'>, readonly number[]]>([
    ['p', 'p', [0, Q]],
    ['not p', not('p'), [P, P | Q]],
    ['p and q', and('p', 'q'), [0, P, Q]],
    ['p or q', or('p', 'q'), [0]],
    ['nothing at all', and(), []],
    ['p implies q', implies('p', 'q'), [P]],
    ['always p', always('p'), [0, Q]],
    ['eventually p', eventually('p'), [0, Q]],
    ['p until q', until('p', 'q'), [0, P]],
    ['p release q', release('p', 'q'), [0, P]],
    ['not (p until q)', not(until('p', 'q')), [Q, P | Q]],
    ['always (p implies eventually q)', always(implies('p', eventually('q'))), [P]],
    ['eventually always p', eventually(always('p')), [0, Q]],
  ])('%s', (_, formula, violating) => {
    expect([0, P, Q, P | Q].filter((bits) => isViolatedBy(formula, bits))).toEqual(violating);
  });

  it('is small for what is often claimed', () => {
    expect(violationsOf(always(eventually('p')), ['p']).nodes.length).toBeLessThanOrEqual(3);
    expect(violationsOf(always(implies('p', eventually('q'))), ['p', 'q']).nodes.length).toBeLessThanOrEqual(
      4,
    );
  });
});
