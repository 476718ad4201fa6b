/**
 * Matchers for vitest: `import 'allways/vitest'` lets `expect` be given models.
 *
 * ```ts
 * import { expect, it } from 'vitest';
 * import 'allways/vitest';
 * import model from './model.ts';
 *
 * it('keeps old data out', () => expect(model).variant('graceful').toHold('no stale data'));
 * ```
 *
 * @module allways/vitest
 */
import './register.ts';

export {
  type CheckedModel,
  type CheckOptions,
  checked,
  type SearchLimits,
} from './checked.ts';
export { describeMatrix, type ExpectedMatrix, type MatrixOptions } from './describe-matrix.ts';
export {
  type MatcherAnswer,
  type ModelMatchers,
  type PathExpectation,
  type PropertyNameIn,
  type SizeExpectation,
  toBeAsExpected,
  toBeReached,
  toBeUnreachable,
  toBeViolated,
  toHaveSize,
  toHold,
} from './matchers.ts';
export type { VariantChoice } from './register.ts';
