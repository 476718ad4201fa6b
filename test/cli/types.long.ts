import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { allways, folderOf } from './command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const model = (holds: string) => `import { defineModel, endpoint } from 'allways';
import { setup } from 'xstate';

const idle = setup({ types: { context: {} as { count: number } } }).createMachine({ context: { count: 0 } });

export default defineModel({
  name: 'two idlers',
  parameters: {},
  build: () => ({ endpoints: { left: endpoint(idle), right: endpoint(idle) }, network: { carries: [] } }),
  final: () => true,
  properties: (kit) => [
    kit.invariant({ name: 'rest', sentence: 'They rest.', holds: ({ endpoints }) => ${holds} }),
  ],
});
`;

let folder = folderOf({});
/** A project with the compiler, or without. Its options name the sources of the package, which stand here for its declarations. */
function project(holds: string, packages: readonly string[]): void {
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2023'],
    strict: true,
    skipLibCheck: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    customConditions: ['@allways/source'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  };
  folder = folderOf({ 'model.ts': model(holds), 'tsconfig.json': JSON.stringify({ compilerOptions }) });
  mkdirSync(join(folder.path, 'node_modules'));
  symlinkSync(root, join(folder.path, 'node_modules/allways'), 'dir');
  for (const name of packages)
    symlinkSync(join(root, 'node_modules', name), join(folder.path, 'node_modules', name), 'dir');
}

afterEach(() => folder.remove());

describe('check --types', () => {
  it('refuses a model whose types are wrong, by the words of the compiler beside it', async () => {
    project('endpoints.left.context.cuont === undefined', ['xstate', 'typescript']);
    expect(await allways(['check', 'model.ts'], { cwd: folder.path })).toMatchObject({ status: 0 });
    const { status, stderr } = await allways(['check', 'model.ts', '--types'], { cwd: folder.path });
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /the types of model\.ts are wrong, says tsc \d[\d.]+:\n +model\.ts\(12,\d+\): error TS\d+: Property 'cuont' does not exist/,
    );
  });

  it('goes on with a model whose types are right', async () => {
    project('endpoints.left.context.count === 0', ['xstate', 'typescript']);
    const { status, stdout, stderr } = await allways(['check', 'model.ts', '--types'], { cwd: folder.path });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('✓ holds');
  });

  it('says what is missing where there is no compiler', async () => {
    project('true', ['xstate']);
    const { status, stderr } = await allways(['check', 'model.ts', '--types'], { cwd: folder.path });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('npm install --save-dev typescript'),
    });
  });
});

describe('a model that is refused for what types catch', () => {
  it('is told what the compiler says of it', async () => {
    project('endpoints.left.context.cuont', ['xstate', 'typescript']);
    const { status, stderr } = await allways(['check', 'model.ts'], { cwd: folder.path });
    expect(status).toBe(2);
    expect(stderr).toContain('answers with undefined');
    expect(stderr).toMatch(/The types of the file are wrong, too, says tsc .*:\n.*'cuont' does not exist/);
  });
});
