import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { allways, fixture, folderOf } from './command.ts';

const COURIER = fixture('courier.ts');

/** A folder without package.json, tsconfig.json or node_modules. */
const folder = folderOf({
  'good.ts': readFileSync(new URL('../fixtures/courier.ts', import.meta.url), 'utf8'),
  'plain.js': `import { defineModel, endpoint } from 'allways';
    import { setup } from 'xstate';
    const machine = setup({}).createMachine({ id: 'm', initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} } });
    export default defineModel({
      name: 'plain', parameters: {},
      build: () => ({
        endpoints: { one: endpoint(machine, { events: [{ type: 'GO' }] }), two: endpoint(machine) },
        network: { carries: [] },
      }),
      properties: [],
    });`,
  'syntax.ts': `export const fine = 1;\nconst broken: number = ;\n`,
  'named.ts': `import { defineModel } from 'allways';\nexport const other = 1, mine = defineModel({} as never);\n`,
  'machine.ts': `import { setup } from 'xstate';\nexport default setup({}).createMachine({ id: 'm' });\n`,
  'imports.ts': `import nothing from 'no-such-package';\nexport default nothing;\n`,
  'throws.ts': `const nothing: any = undefined;\n\nexport default nothing.at.all;\n`,
});

afterAll(() => folder.remove());

/** Runs what must go wrong: a sentence on stderr, nothing on stdout, status 2. */
async function complaint(args: readonly string[], cwd?: string): Promise<string> {
  const { status, stdout, stderr } = await allways(args, cwd === undefined ? {} : { cwd });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).not.toMatch(/^ {4}at /m);
  return stderr.trim();
}

describe.concurrent('a model file anywhere on disk', () => {
  it('loads from a folder without package.json, tsconfig.json and node_modules', async () => {
    const { status, stdout, stderr } = await allways(['check', 'good.ts', '--set', 'rounds=1'], {
      cwd: folder.path,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Model "courier"');
  });

  it('may be plain JavaScript', async () => {
    const { status, stdout, stderr } = await allways(['check', 'plain.js'], { cwd: folder.path });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('2 distinct states');
  });
});

describe.concurrent('bad input', () => {
  it.each([
    [
      'a missing file, with the nearest name',
      ['check', 'goood.ts'],
      'there is no file goood.ts; did you mean "good.ts"?',
    ],
    ['TypeScript that does not compile', ['check', 'syntax.ts', '--json'], 'syntax.ts:2:24: Unexpected ";"'],
    [
      'no default export',
      ['check', 'named.ts'],
      'named.ts has no default export, but "mine" is a model: add `export default mine`',
    ],
    [
      'an export that is no model',
      ['matrix', 'machine.ts'],
      'machine.ts: its default export is a state machine',
    ],
    [
      'an import that is not there',
      ['check', 'imports.ts'],
      'imports.ts: the import "no-such-package" cannot be found',
    ],
    [
      'a file that throws',
      ['simulate', 'throws.ts'],
      "throws.ts threw while it was loaded: TypeError: Cannot read properties of undefined (reading 'at') (at throws.ts:3:24)",
    ],
  ])('%s', async (_, args, sentence) => {
    expect(await complaint(args, folder.path)).toContain(`allways: ${sentence}`);
  });

  it.each([
    [
      ['check', COURIER, '--variant', 'lastin'],
      'model "courier" has no variant "lastin"; did you mean "lasting"?',
    ],
    [
      ['check', COURIER, '--property', 'no stale dat'],
      'there is no property "no stale dat"; did you mean "no stale data"?',
    ],
    [['replay', COURIER, '--path', '0/99'], 'the path 0/99 does not fit: at its step 2 it takes action 99'],
    [['check', COURIER, '--varaint', 'x'], "unknown option '--varaint'\n(Did you mean --variant?)"],
  ])('%j', async (args, sentence) => {
    expect(await complaint(args)).toContain(sentence);
  });
});
