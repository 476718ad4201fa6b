import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type AnyModel, check, instantiate } from '../../src/index.ts';
import { assertLaw } from '../support/law.ts';
import { modelSketch } from '../support/random-models/arbitrary.ts';
import { choiceOf, modelOf } from '../support/random-models/model.ts';
import type { ModelSketch } from '../support/random-models/sketch.ts';

const folder = mkdtempSync(fileURLToPath(new URL('../generated-failures-', import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const subjectOf = (sketch: ModelSketch) => ({ model: modelOf(sketch), options: choiceOf(sketch) });

describe('a law that does not hold', () => {
  it('leaves its smallest model behind as a file that can be checked', async () => {
    const untrue = fc.property(modelSketch, (sketch) => sketch.machines.length === 0);
    const law = () => assertLaw(untrue, 5, (sketch) => [subjectOf(sketch)], folder);
    expect(law).toThrow(/To look into it:\n {2}npm run -s allways -- check .*checked\.ts/);
    const [file = ''] = readdirSync(folder);
    const { default: model } = (await import(pathToFileURL(join(folder, file)).href)) as {
      default: AnyModel;
    };
    expect(check(instantiate(model)).complete).toBe(true);
  });

  it('says nothing of files where it is not known where a model comes from', () => {
    const untrue = fc.property(fc.nat(), (n) => n < 0);
    expect(() => assertLaw(untrue, 5, () => [], folder)).toThrow(/^(?![\s\S]*To look into it)/);
  });
});
