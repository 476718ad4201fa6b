// Installs what the harnesses of examples/tcp-stacks are built from, where it may, and says what is there then:
// node examples/tcp-stacks/install.mjs. What cannot be had is told, and no error: tests of that stack are skipped.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const DEBIAN = ['gcc', 'libc6-dev', 'pkg-config', 'liblwip-dev'];

const run = (program, ...args) => {
  console.log(`$ ${program} ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
  // Of what goes well, a line for each package is enough.
  if (status === 0) console.log(stdout.match(/^Setting up .*$/gm)?.join('\n') ?? '');
  else console.log(stdout + stderr);
  return status === 0;
};
/** The first line of what a program says; null if it is not there, or fails. */
const said = (program, ...args) => {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim().split('\n')[0] : null;
};
const isThere = (program, ...args) => said(program, ...args) !== null;

function installFromDebian() {
  if (isThere('pkg-config', '--exists', 'lwip') && isThere('cc', '--version')) return;
  const install = () => run('apt-get', 'install', '-y', '-q', '--no-install-recommends', ...DEBIAN);
  if (!isThere('apt-get', '--version') || process.getuid?.() !== 0)
    console.log(`To be installed by an administrator: ${DEBIAN.join(' ')}`);
  else if (!install() && !(run('apt-get', 'update', '-q') && install()))
    console.log(`The registry of Debian gives no ${DEBIAN.join(', ')}; see above.`);
}

/** Whether the sources of smoltcp are at hand. */
function fetchCrates() {
  if (!isThere('cargo', '--version')) return 'missing, since there is no cargo';
  return run('cargo', 'fetch', '--quiet', '--manifest-path', `${here}smoltcp/Cargo.toml`)
    ? `there, for ${said('rustc', '--version')}`
    : 'missing, since the registry of crates gives nothing; see above';
}

/** The same of netstack, which is only fetched where all is asked for. */
function fetchModules() {
  if (process.env.ALLWAYS_STACKS !== 'all')
    return 'left out, since it takes minutes to build: ALLWAYS_STACKS=all';
  if (!isThere('go', 'version')) return 'missing, since there is no go';
  return run('go', '-C', `${here}netstack`, 'mod', 'download')
    ? `there, for ${said('go', 'version')}`
    : 'missing, since the registry of modules gives nothing; see above';
}

installFromDebian();
const crates = fetchCrates();
const modules = fetchModules();
console.log(
  [
    '',
    `C compiler: ${said('cc', '--version') ?? 'missing: lwIP and Linux are skipped'}`,
    `lwIP:       ${said('pkg-config', '--modversion', 'lwip') ?? 'missing: it is skipped'}`,
    `smoltcp:    ${crates}`,
    `netstack:   ${modules}`,
  ].join('\n'),
);
