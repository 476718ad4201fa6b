import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { allways } from './cli/command.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

it('the generated tests of tcp-close are what the command makes of the model', async () => {
  const kept = 'examples/generated-tests/tcp-close.test.ts';
  const again = 'examples/generated-tests/tcp-close.again.txt';
  const cover = ['--cover', 'transitions', '--format', 'vitest'];
  try {
    const { status, stderr } = await allways(['paths', 'machines/tcp-close/model.ts', ...cover, '-o', again]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const withoutCommand = (path: string) =>
      readFileSync(join(root, path), 'utf8').replace(/^\/\/ npm run .*$/m, '');
    expect(withoutCommand(again)).toBe(withoutCommand(kept));
  } finally {
    rmSync(join(root, again), { force: true });
  }
});
