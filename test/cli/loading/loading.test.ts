import { afterAll, describe, expect, it } from 'vitest';
import { allways } from '../command.ts';
import { CASES } from './cases.ts';
import { type Files, Project } from './project.ts';

const projects: Project[] = [];

function project(files: Files): string {
  const made = new Project(files);
  projects.push(made);
  return made.path;
}

afterAll(() => {
  for (const each of projects) each.remove();
});

describe('a model is loaded with', () => {
  it.each(Object.entries(CASES))('%s', async (_, { files, model, name }) => {
    const { status, stdout, stderr } = await allways(['check', model, '--json'], { cwd: project(files) });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ model: name, stats: { distinctStates: 2, transitions: 1 } });
  });
});

describe('what cannot be loaded is told with its place:', () => {
  const mistakes: Readonly<Record<string, readonly [text: string, sentence: string]>> = {
    'a column that is counted in characters': ["const größe = 'ä' +;\n", 'model.ts:1:20: Unexpected ";"'],
    'a name that allways does not have': [
      "import { defineModle } from 'allways';\nexport default defineModle({});\n",
      'model.ts:1:10: allways exports no "defineModle"',
    ],
    'a name that another entry of allways has': [
      "import { testPaths } from 'allways';\nexport default testPaths;\n",
      'model.ts:1:10: allways exports no "testPaths"; import it from \'allways/testing\'',
    ],
    'a name that xstate does not have': [
      "import { setpu } from 'xstate';\nexport default setpu({});\n",
      'model.ts:1:10: xstate exports no "setpu"',
    ],
    'an entry that xstate does not have': [
      "import * as all from 'xstate/everything';\nexport default all;\n",
      'model.ts: the import "xstate/everything" cannot be found; check its path, or install it beside the model',
    ],
    'a file that is not there': [
      "import { a } from './a.ts';\nexport default a;\n",
      'model.ts: the import "a.ts" cannot be found; check its path, or install it beside the model',
    ],
    'what is thrown in an imported file': [
      "import { a } from './b.ts';\nexport default a;\n",
      'model.ts threw while it was loaded: TypeError: null has none (at b.ts:3:9)',
    ],
  };

  it.each(Object.entries(mistakes))('%s', async (_, [text, sentence]) => {
    const imported =
      "interface A { a: 1 }\nexport const a: A = { a: 1 };\n  throw new TypeError('null has none');\n";
    const cwd = project({ 'model.ts': text, 'b.ts': imported });
    const { status, stdout, stderr } = await allways(['check', 'model.ts'], { cwd });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `allways: ${sentence}\n` });
  });
});
