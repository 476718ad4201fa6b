import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edited, editsBetween } from '../../../../src/explorer/protocol/edits.ts';

const lists = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 24 });

describe('what has changed in a list', () => {
  it('makes the new list of the old one', () => {
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        expect(edited(before, editsBetween(before, after))).toEqual(after);
      }),
    );
  });

  it('is nothing where nothing has changed, and what was added where something was', () => {
    expect(editsBetween(['a', 'b', 'c'], ['a', 'b', 'c'])).toEqual([3]);
    expect(editsBetween(['a', 'b', 'c'], ['a', 'x', 'b', 'c', 'y'])).toEqual([1, 'x', 2, 'y']);
    expect(editsBetween(['a', 'b', 'c'], ['b'])).toEqual([-1, 1, -1]);
    expect(editsBetween([], [])).toEqual([]);
  });

  it('keeps the rest where one element has gone elsewhere', () => {
    const edits = editsBetween(['a', 'b', 'c', 'd', 'e'], ['b', 'c', 'd', 'e', 'a']);
    expect(edits).toEqual([-1, 4, 'a']);
  });
});
