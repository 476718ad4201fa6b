import { check, instantiate } from 'allways';
import { describe, expect, it } from 'vitest';
import model, { circumstances } from '../../../machines/tcp/table.ts';

/** Names of the states and rows that no circumstance takes. */
function neverTaken(): readonly string[] {
  let left: readonly string[] | undefined;
  for (const set of circumstances) {
    const { properties } = check(instantiate(model, { set }), { maxStates: 160_000, properties: left });
    left = properties
      .filter(({ kind, verdict }) => kind === 'reachable' && verdict !== 'reached')
      .map(({ name }) => name);
    if (left.length === 0) break;
  }
  return left ?? [];
}

describe('the table of connection states', () => {
  it('is taken row by row, and every state is entered', () => {
    expect(neverTaken()).toEqual([]);
  });
});
