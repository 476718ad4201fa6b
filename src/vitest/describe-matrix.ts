import { describe, expect, it } from 'vitest';
import type { AnyModel, PropertyNameOf, VariantNameOf, Verdict } from '../language/definition.ts';
import { ModelError } from '../language/errors.ts';
import { nearest } from '../language/nearest.ts';
import { variantNames } from '../language/resolve.ts';
import { expectedOf } from '../report/searches/verdict.ts';
import { type CheckedModel, type CheckOptions, checked } from './checked.ts';

/** Expected verdicts, by variant and property; they take the place of what the variants themselves expect. */
export type ExpectedMatrix<M extends AnyModel> = {
  readonly [V in VariantNameOf<M>]?: { readonly [P in PropertyNameOf<M>]?: Verdict };
};

/** What of a matrix becomes test cases. */
export interface MatrixOptions<M extends AnyModel> extends Omit<CheckOptions<M>, 'variant'> {
  /** Only these variants. Default: all; of a model without variants, its parameters as they are. */
  readonly variants?: readonly VariantNameOf<M>[];
}

type Expected = Readonly<Record<string, Readonly<Record<string, Verdict | undefined>> | undefined>>;

/** Seconds that a test may search, if nothing is said. */
const DEFAULT_SECONDS = 60;

/**
 * Makes test cases of a model's variants: one for each property, and one for the size where the variant knows it. The
 * tests of a variant share one search. Each may search for `maxSeconds` (default: 60), whatever vitest's own timeout is.
 *
 * @param expected verdicts; default: what the variants expect
 * @throws ModelError for a variant or a property that does not exist, or a model that cannot be built
 */
export function describeMatrix<M extends AnyModel>(
  model: M,
  expected: ExpectedMatrix<M> = {},
  options: MatrixOptions<M> = {},
): void {
  const { variants, maxSeconds = DEFAULT_SECONDS, ...rest } = options;
  const timeout = Number.isFinite(maxSeconds) ? maxSeconds * 2000 : 0;
  requireVariants(model, Object.keys(expected));
  describe(model.name, { timeout }, () => {
    const names: readonly string[] = variants ?? variantNames(model);
    if (names.length === 0) describeVariant(checked<AnyModel>(model, { ...rest, maxSeconds }), {});
    for (const variant of names) {
      const verdicts = (expected as Expected)[variant] ?? {};
      describe(variant, () =>
        describeVariant(checked<AnyModel>(model, { ...rest, maxSeconds, variant }), verdicts),
      );
    }
  });
}

function describeVariant(model: CheckedModel, verdicts: NonNullable<Expected[string]>): void {
  const { properties, expect: own } = model.instance;
  const names = properties.map(({ name }) => name);
  const unknown = Object.keys(verdicts).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new ModelError(
      `model "${model.model.name}" has no property "${unknown}"${nearest(unknown, names)}`,
    );
  }
  for (const property of properties) {
    const verdict = verdicts[property.name] ?? expectedOf(property, own);
    it(`${property.name} ${verdict === 'holds' ? 'holds' : `is ${verdict}`}`, () =>
      expectVerdict(model, property.name, verdict));
  }
  const size = model.expectedSize;
  if (size === null) return;
  it(`has ${size.distinctStates} states and ${size.transitions} transitions`, () =>
    expect(model).toHaveSize(size));
}

function expectVerdict(model: CheckedModel, name: string, verdict: Verdict): void {
  switch (verdict) {
    case 'holds':
      expect(model).toHold(name);
      break;
    case 'violated':
      expect(model).toBeViolated(name);
      break;
    case 'reached':
      expect(model).toBeReached(name);
      break;
    case 'unreachable':
      expect(model).toBeUnreachable(name);
      break;
    case 'unknown':
      throw new ModelError(`no test can expect that "${name}" is unknown: that is no verdict of the model`);
  }
}

function requireVariants(model: AnyModel, wanted: readonly string[]): void {
  const names = variantNames(model);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new ModelError(`model "${model.name}" has no variant "${unknown}"${nearest(unknown, names)}`);
}
