import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import twoPhaseCommit from '../../../../machines/toys/two-phase-commit/model.ts';
import { compositionOf } from '../../../../src/composition/composition.ts';
import { instantiate } from '../../../../src/index.ts';
import { Renaming } from '../../../../src/reduction/symmetry/renaming.ts';
import { canonicalText, PlainDataError } from '../../../../src/tables/plain-data.ts';

const model = compositionOf(instantiate(twoPhaseCommit, { set: { managers: 3 } }).model);
const { names } = model.values;
const managers = names.flatMap((name, i) => (/\d/.test(name) ? [i] : []));

const renamings = (['sequences', 'sets'] as const).flatMap((lists) =>
  (['sequences', 'sets'] as const).map((keys) => new Renaming(model, managers, { lists, keys })),
);

const name = fc.constantFrom(...managers.map((number) => names[number] ?? ''), 'nobody');
const leaf = fc.oneof(
  name,
  name,
  fc.constantFrom<unknown>(undefined, 1n, Number.NaN),
  fc.constant(0).map((at) => new Date(at)),
);
const data = fc
  .letrec((tie) => ({
    data: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      leaf,
      fc.array(tie('data'), { maxLength: 3 }),
      fc.dictionary(name, tie('data'), { maxKeys: 3, noNullPrototype: true }),
      fc.array(fc.tuple(tie('key'), tie('data')), { maxLength: 3 }).map((entries) => new Map(entries)),
      fc.array(tie('key'), { maxLength: 3 }).map((items) => new Set(items)),
      fc.tuple(name, tie('data')).map(([message, cause]) => new Error(message, { cause })),
    ),
    key: fc.oneof(
      leaf,
      name.map((of) => ({ of })),
    ),
  }))
  .data.filter(isData);

function isData(value: unknown): boolean {
  try {
    return canonicalText(value) !== '';
  } catch (error) {
    if (error instanceof PlainDataError) return false;
    throw error;
  }
}

/** A permutation of the managers, as where each endpoint goes. */
const permutation = fc.shuffledSubarray(managers, { minLength: managers.length }).map((images) => {
  const goes = names.map((_, i) => i);
  for (const [i, number] of managers.entries()) goes[number] = images[i] ?? number;
  return goes;
});

describe('renaming', () => {
  it('is an action of the group on data of all kinds, whatever lists and keys mean', () => {
    const law = fc.property(permutation, permutation, data, (p, q, value) => {
      for (const renaming of renamings) {
        const product = names.map((_, i) => p[q[i] ?? i] ?? i);
        const twice = renaming.data(p, renaming.data(q, value));
        expect(canonicalText(twice)).toBe(canonicalText(renaming.data(product, value)));
        expect(
          canonicalText(
            renaming.data(
              names.map((_, i) => i),
              value,
            ),
          ),
        ).toBe(canonicalText(value));
      }
    });
    fc.assert(law, { numRuns: 400 });
  });

  it('leaves what each of them sees of the data as it is', () => {
    const law = fc.property(permutation, data, (p, value) => {
      for (const renaming of renamings) {
        const image = renaming.data(p, value);
        for (const number of managers) {
          expect(renaming.seenBy(p[number] ?? number, image)).toBe(renaming.seenBy(number, value));
        }
      }
    });
    fc.assert(law, { numRuns: 400 });
  });

  it('reaches keys and items of maps and sets', () => {
    const [one = '', two = ''] = managers.map((number) => names[number] ?? '');
    const swap = names.map((each, i) =>
      names.indexOf(each === one ? two : each === two ? one : (names[i] ?? '')),
    );
    const value = new Map<unknown, unknown>([
      [one, new Set([two, 1])],
      [{ of: two }, new Error(one)],
    ]);
    const [renaming] = renamings;
    const expected = new Map<unknown, unknown>([
      [two, new Set([one, 1])],
      [{ of: one }, new Error(two)],
    ]);
    expect(canonicalText(renaming?.data(swap, value))).toBe(canonicalText(expected));
  });
});
