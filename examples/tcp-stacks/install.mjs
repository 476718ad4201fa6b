// Installs what the harnesses of examples/tcp-stacks are built from, where it may: node examples/tcp-stacks/install.mjs
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const DEBIAN = ['gcc', 'libc6-dev', 'pkg-config', 'liblwip-dev'];

const run = (program, ...args) => {
  console.log(`$ ${program} ${args.join(' ')}`);
  return (
    spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  );
};
const isThere = (program, ...args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;

if (isThere('pkg-config', '--exists', 'lwip') && isThere('cc', '--version')) {
  console.log('A C compiler and lwIP are there.');
} else if (isThere('apt-get', '--version') && process.getuid?.() === 0) {
  if (!run('apt-get', 'install', '-y', '-q', ...DEBIAN)) {
    run('apt-get', 'update', '-q');
    run('apt-get', 'install', '-y', '-q', ...DEBIAN);
  }
} else {
  console.log(`Missing, and to be installed by an administrator: ${DEBIAN.join(' ')}`);
}

if (isThere('cargo', '--version'))
  run('cargo', 'fetch', '--quiet', '--manifest-path', `${here}smoltcp/Cargo.toml`);
else console.log('cargo is missing: the harnesses of smoltcp will be skipped.');
