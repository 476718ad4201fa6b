import { type Assertion, chai, expect } from 'vitest';
import { type AnyModel, isModel, type VariantNameOf } from '../language/definition.ts';
import { CheckedModel, type CheckOptions, checked } from './checked.ts';
import * as matchers from './matchers.ts';

type ModelIn<T> = T extends CheckedModel<infer M> ? M : T extends AnyModel ? T : never;

/** What `expect(model)` can be asked before an expectation. */
export interface VariantChoice<T> {
  /** What follows is expected of this variant of the model. */
  variant(
    name: VariantNameOf<ModelIn<T>>,
    options?: Omit<CheckOptions<ModelIn<T>>, 'variant'>,
  ): Assertion<CheckedModel<ModelIn<T>>>;
}

declare module 'vitest' {
  interface Matchers<T> extends matchers.ModelMatchers<T> {}
  interface Assertion<T> extends VariantChoice<T> {}
}

const { toBeAsExpected, toBeReached, toBeUnreachable, toBeViolated, toHaveSize, toHold } = matchers;
expect.extend({ toBeAsExpected, toBeReached, toBeUnreachable, toBeViolated, toHaveSize, toHold });

// A matcher ends an expectation; what goes on with another subject is a method of chai's assertions.
chai.use(({ Assertion: Assertions }, { addMethod, flag }) => {
  addMethod(
    Assertions.prototype,
    'variant',
    function (this: object, ...[name, options]: [string, CheckOptions?]) {
      flag(this, 'object', variantOf(flag(this, 'object'), name, options));
    },
  );
});

/** @throws TypeError for what is no model */
function variantOf(subject: unknown, variant: string, options: CheckOptions = {}): CheckedModel {
  if (subject instanceof CheckedModel)
    return checked(subject.model, { ...subject.options, ...options, variant });
  if (isModel(subject)) return checked<AnyModel>(subject, { ...options, variant });
  throw new TypeError(
    'variant: expect(…) must be given a model that defineModel has made, or checked(model)',
  );
}
