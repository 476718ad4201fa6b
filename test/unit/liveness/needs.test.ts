import { describe, expect, it } from 'vitest';
import { Needs } from '../../../src/liveness/needs.ts';

/** Asks until enough is known; a property holds if all of some set are assumed. */
function needsOf(assumptions: readonly string[], sufficient: readonly (readonly string[])[]) {
  const holds = (without: readonly string[]) =>
    sufficient.some((set) => set.every((name) => !without.includes(name)));
  const said = (without: readonly string[]) =>
    ({ name: 'p', kind: 'eventually', verdict: holds(without) ? 'holds' : 'violated' }) as const;
  const needs = new Needs(assumptions, [said([])]);
  let searches = 0;
  for (let next = needs.next(); next !== null; next = needs.next()) {
    searches++;
    needs.tell(next, [said(next)]);
  }
  return { row: needs.rows()[0], searches };
}

describe('what must be assumed', () => {
  it('is the one set that suffices, found with one search for each assumption', () => {
    const { row, searches } = needsOf(['a', 'b', 'c'], [['a', 'c']]);
    expect(row).toMatchObject({ without: ['violated', 'holds', 'violated'], minimal: [['a', 'c']] });
    expect(searches).toBe(3);
  });

  it('is one of several sets, where each assumption alone can be done without', () => {
    expect(needsOf(['a', 'b', 'c'], [['a'], ['b', 'c']]).row).toMatchObject({
      without: ['holds', 'holds', 'holds'],
      minimal: [['a'], ['b', 'c']],
    });
  });

  it('is nothing', () => {
    expect(needsOf(['a', 'b'], [[]]).row).toMatchObject({ minimal: [[]] });
  });

  it('is unknown for more than eight, and where a search was stopped', () => {
    const many = Array.from({ length: 9 }, (_, i) => `a${i}`);
    expect(needsOf(many, [['a0']]).row).toMatchObject({ minimal: null });
    const needs = new Needs(['a'], [{ name: 'p', kind: 'eventually', verdict: 'holds' }]);
    needs.tell(['a'], []);
    expect(needs.next()).toBeNull();
    expect(needs.rows()).toMatchObject([{ without: ['unknown'], minimal: null }]);
  });
});
