// Installs the browser in which the explorer is tried, where that may be: node test/browser/install.mjs. Where it cannot be had, that is told, and no
// error: its tests are skipped.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const succeeds = (program, ...args) => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { env, stdio: 'ignore' }).status === 0;
};
const there = () => PLACES.find((place) => place !== undefined && existsSync(place));
const install = () => succeeds('apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium');

if (there() === undefined) {
  if (process.getuid?.() !== 0 || !succeeds('apt-get', '--version'))
    console.log('To be installed by an administrator: chromium');
  else if (!install() && !(succeeds('apt-get', 'update', '-q') && install()))
    console.log('The registry of Debian gives no chromium.');
}
console.log(
  there() === undefined ? 'There is no Chromium: tests in it are skipped.' : `Chromium: ${there()}`,
);
