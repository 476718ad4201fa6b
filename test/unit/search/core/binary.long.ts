import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BINARY } from '../../../../src/search/core/binary.ts';

const core = fileURLToPath(new URL('../../../../core', import.meta.url));

describe('the module of the core', () => {
  it('is what its source is compiled to', ({ skip }) => {
    skip(
      !existsSync(`${core}/node_modules/assemblyscript`),
      'the core is not compiled anew: there is no AssemblyScript (npm ci in core/)',
    );
    const { stdout, stderr } = spawnSync(process.execPath, [`${core}/build.mjs`, '--print'], {
      cwd: core,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe(BINARY);
  });
});
