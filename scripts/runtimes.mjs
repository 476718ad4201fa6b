// Installs the versions of Node, and Bun, on which test/package.long.ts tries the package, into .runtimes/: they come from
// npm's registry. Without them those tests are skipped.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../.runtimes/', import.meta.url));
const system = process.platform === 'win32' ? 'win' : process.platform;
const bunSystem = process.platform === 'win32' ? 'windows' : process.platform;
const bunArch = process.arch === 'arm64' ? 'aarch64' : process.arch;

const runtimes = {
  'node-20': `npm:node-${system}-${process.arch}@20.19.0`,
  'node-22': `npm:node-${system}-${process.arch}@22.23.5`,
  'node-24': `npm:node-${system}-${process.arch}@24.22.3`,
  bun: `npm:@oven/bun-${bunSystem}-${bunArch}@1.4.5`,
};

mkdirSync(folder, { recursive: true });
writeFileSync(
  `${folder}package.json`,
  `${JSON.stringify({ private: true, dependencies: runtimes }, null, 2)}\n`,
);
const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
  cwd: folder,
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: process.platform === 'win32',
});
if (npm.status === 0) console.log(`Installed in ${folder}: ${Object.values(runtimes).join(', ')}`);
process.exitCode = npm.status === 0 ? 0 : 1;
