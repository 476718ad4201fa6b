import { describe, expect, it } from 'vitest';
import checkout from '../../machines/checkout/model.ts';
import fetching from '../../machines/fetch/model.ts';
import upload from '../../machines/pausable-upload/model.ts';
import { type AnyModel, check, instantiate, judge, variantNames } from '../../src/index.ts';
import { actorDriver, runSuiteSync, testPaths } from '../../src/testing.ts';

const models: readonly AnyModel[] = [fetching, upload, checkout];
const variants = models.flatMap((model) =>
  variantNames(model).map((variant) => ({ title: `${model.name}, ${variant}`, model, variant })),
);

/** What the famous mistakes come to, and after how many steps. */
const mistakes = [
  { model: fetching, variant: 'any answer', name: 'what was opened', step: 4 },
  { model: fetching, variant: 'one bit', name: 'what was opened', step: 5 },
  { model: upload, variant: 'remembers', name: 'done means whole', step: 5 },
  { model: checkout, variant: 'no keys', name: 'charged once', step: 8 },
];

describe('applications with machines as children', () => {
  it.each(variants)('$title has the verdicts that are expected', ({ model, variant }) => {
    const instance = instantiate(model, { variant });
    for (const { name, kind, verdict } of check(instance).properties) {
      const usual = kind === 'reachable' ? 'reached' : 'holds';
      expect(verdict, name).toBe(instance.expect[name] ?? usual);
    }
  });

  it.each(mistakes)('$variant: "$name" is violated after $step steps', ({ model, variant, name, step }) => {
    const instance = instantiate(model, { variant });
    const violated = check(instance).properties.find((property) => property.name === name);
    const path = violated !== undefined && 'path' in violated ? violated.path : [];
    expect(judge(instance, path)).toContainEqual(expect.objectContaining({ name, step }));
  });

  it.each(variants)(
    '$title: running actors take every transition as the model does',
    ({ model, variant }) => {
      const suite = testPaths(model, ['transitions', 'states'], { variant });
      expect(suite.goals.unknown).toEqual([]);
      expect(runSuiteSync(actorDriver(model, { variant }), suite)).toMatchObject({ verdict: 'passed' });
    },
  );

  it('has paths for the transitions of children, and says which of them nothing takes', () => {
    const { goals } = testPaths(checkout, ['transitions', 'states'], { variant: 'keyed' });
    const unreachable = goals.unreachable.map(({ name }) => name);
    const reached = goals.all.map(({ name }) => name).filter((name) => !unreachable.includes(name));
    expect(reached).toContain(
      'server charging (charge: asking), error of charge/bank → charging (charge: asking)',
    );
    expect(reached).toContain('shop paying (form: review)');
    expect(unreachable).toContain('shop form: over');
  });
});
