import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ChildStack } from '../link/child-stack.ts';
import type { Stack } from '../link/stack.ts';
import { profiles, type SubjectName } from '../profiles/profile.ts';

/** A harness that can be started, or a sentence that says what is missing. */
export type Harness = { readonly file: string } | { readonly missing: string };

const here = fileURLToPath(new URL('..', import.meta.url));
const built = `${here}.built`;
const INSTALL = 'node examples/tcp-stacks/install.mjs';
/** Below it, smoltcp 0.14 does not compile. */
const LEAST_RUST = [1, 91] as const;

/** Builds the harness if it is not built yet, or older than its source. */
export function harness(name: SubjectName): Harness {
  const known = harnesses.get(name) ?? make(name);
  harnesses.set(name, known);
  return known;
}

const harnesses = new Map<SubjectName, Harness>();

/**
 * Starts the harness.
 *
 * @throws Error with the sentence that says what is missing
 */
export function start(name: SubjectName): Stack {
  const found = harness(name);
  if ('missing' in found) throw new Error(found.missing);
  return new ChildStack(profiles[name].title, found.file);
}

function make(name: SubjectName): Harness {
  mkdirSync(built, { recursive: true });
  switch (name) {
    case 'lwip':
      return compileLwip();
    case 'smoltcp':
      return compileRust('0-14');
    case 'smoltcp-0.12':
      return compileRust('0-12');
    case 'linux':
      return startable(compileC('linux/linuxd.c', []));
    case 'netstack':
      return compileGo();
  }
}

function compileLwip(): Harness {
  const flags = run('pkg-config', ['--cflags', '--libs', 'lwip']);
  if (flags === null) return { missing: `lwIP is not installed: ${INSTALL}` };
  return compileC('lwip/lwipd.c', flags.trim().split(/\s+/));
}

function compileC(source: string, flags: readonly string[]): Harness {
  const file = `${built}/${source.replace(/^.*\/|\.c$/g, '')}`;
  if (isNewer(file, here + source)) return { file };
  const draft = `${file}.${process.pid}`;
  if (run('cc', ['-O1', here + source, '-o', draft, ...flags]) === null)
    return { missing: `${source} could not be compiled: ${INSTALL}` };
  // Put in place as a whole: another process may be about to start it, or may be compiling it, too.
  renameSync(draft, file);
  return { file };
}

function compileRust(version: '0-12' | '0-14'): Harness {
  const name = `smoltcp ${version.replace('-', '.')}`;
  const rust = run('rustc', ['--version']);
  if (rust === null) return { missing: `${name} needs Rust and cargo, which are not there` };
  if (version === '0-14' && isOld(rust)) return { missing: `${name} needs Rust ${LEAST_RUST.join('.')}` };
  const target = `${built}/smoltcp-${version}`;
  const manifest = ['--manifest-path', `${here}smoltcp/Cargo.toml`, '--target-dir', target];
  const output = run('cargo', [
    'build',
    '--quiet',
    '--release',
    '--features',
    `smoltcp-${version}`,
    ...manifest,
  ]);
  if (output === null) return { missing: `${name} could not be built by cargo: ${INSTALL}` };
  return { file: `${target}/release/smoltcpd` };
}

/** The first time, that takes minutes. */
function compileGo(): Harness {
  const [file, sources] = [`${built}/netstackd`, `${here}netstack`];
  if (['main.go', 'host.go', 'go.mod'].every((name) => isNewer(file, `${sources}/${name}`))) return { file };
  if (run('go', ['version']) === null) return { missing: 'netstack needs Go, which is not there' };
  const draft = `${file}.${process.pid}`;
  if (run('go', ['build', '-C', sources, '-o', draft, '.']) === null)
    return { missing: `netstack could not be built by go: ALLWAYS_STACKS=all ${INSTALL}` };
  renameSync(draft, file);
  return { file };
}

function isOld(rust: string): boolean {
  const [, major = '0', minor = '0'] = /rustc (\d+)\.(\d+)/.exec(rust) ?? [];
  const [least, leastMinor] = LEAST_RUST;
  return Number(major) < least || (Number(major) === least && Number(minor) < leastMinor);
}

/** Whether it starts: that takes a network namespace and a TUN device. */
function startable(found: Harness): Harness {
  if ('missing' in found) return found;
  const { status, stderr } = spawnSync(found.file, { input: '', encoding: 'utf8' });
  return status === 0 ? found : { missing: stderr.trim() || 'the harness of Linux does not start' };
}

function isNewer(file: string, source: string): boolean {
  return existsSync(file) && statSync(file).mtimeMs > statSync(source).mtimeMs;
}

/** What a program prints; null if it is not there, or fails. */
function run(program: string, args: readonly string[]): string | null {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0 && stderr) process.stderr.write(stderr);
  return status === 0 ? stdout : null;
}
