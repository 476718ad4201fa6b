import { describe, expect, it } from 'vitest';
import ping from '../../../machines/ping/model.ts';
import { describeMatrix } from '../../../src/vitest/index.ts';
import courier from '../../fixtures/courier.ts';

describe('test cases of a matrix', () => {
  describeMatrix(ping);
  describeMatrix(
    courier,
    { lasting: { 'no stale data': 'violated' } },
    { variants: ['lasting'], set: { rounds: 2 } },
  );
  describeMatrix({ ...courier, name: 'a model without variants', variants: {} }, {}, { set: { rounds: 1 } });
});

describe('a matrix with names that do not exist', () => {
  it('is refused before any test', () => {
    const misspelt = { lastin: { 'no stale data': 'violated' } } as never;
    expect(() => describeMatrix(courier, misspelt)).toThrow(
      'has no variant "lastin"; did you mean "lasting"?',
    );
  });
});
