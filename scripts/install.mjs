// Installs the packages of the lock file if that has not been done, so that `npm start` and `npm test` need no set-up.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const lock = `${root}package-lock.json`;
const installed = `${root}node_modules/.package-lock.json`;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`allways needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(2);
}

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error('Installing the packages of package-lock.json (once) …');
  const began = Date.now();
  const patience = setInterval(() => {
    console.error(`… still installing, after ${Math.round((Date.now() - began) / 1000)} s`);
  }, 5000);
  const npm = spawn('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const [status] = await Promise.race([once(npm, 'close'), once(npm, 'error').then(() => [1])]);
  clearInterval(patience);
  if (status !== 0) {
    console.error('The packages could not be installed: run `npm ci` to see why.');
    process.exit(2);
  }
}
