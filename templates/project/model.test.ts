import { actorDriver, assertTrace, testPaths } from 'allways/testing';
import { describeMatrix } from 'allways/vitest';
import { describe, expect, it } from 'vitest';
import model from './model.ts';

it('takes one answer, whatever the network does', () => {
  expect(model).variant('careful').toHold('one answer');
});

it('needs to be careful for that', () => {
  expect(model).variant('hasty').toBeViolated('one answer', { steps: 4 });
});

// A test for each variant and property, against what the variant expects.
describeMatrix(model);

// Few, short paths that take each endpoint through all that it can meet. Here, the machines themselves follow them, as running
// actors; a driver of your implementation in place of `driver` tests that.
describe('the implementation', () => {
  const driver = actorDriver(model, { variant: 'careful' });
  const suite = testPaths(model, 'reactions', { variant: 'careful' });
  for (const path of suite.paths) {
    it(`follows path ${path.replay}`, () => assertTrace(driver, path.trace()));
  }
});
