import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the tests' own npm tells its children must not reach the npm of another project. */
function environment(): NodeJS.ProcessEnv {
  const inherited =
    /^(npm_(package|lifecycle|command|execpath|node_execpath|config_local_prefix)|INIT_CWD|NODE_OPTIONS|VITEST)/;
  const kept = Object.entries(process.env).filter(([name]) => !inherited.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: '1' };
}

export async function run(cwd: string, command: string, ...args: string[]): Promise<Result> {
  const child = spawn(command, args, {
    cwd,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const ended = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = (await ended) as [number | null];
  return { status, stdout, stderr };
}

export interface Packed {
  readonly filename: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

export async function pack(into: string): Promise<Packed> {
  const options = ['--json', '--silent', '--pack-destination', into];
  const { status, stdout, stderr } = await run(root, 'npm', 'pack', ...options);
  if (status !== 0) throw new Error(`npm pack failed: ${stdout}${stderr}`);
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('['))) as Packed[];
  if (packed === undefined) throw new Error(`npm pack packed nothing: ${stdout}`);
  return packed;
}

/** Installs from npm's cache if it can; null, or why nothing could be installed. */
export async function install(folder: string, ...packages: string[]): Promise<string | null> {
  const options = ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages];
  const offline = await run(folder, 'npm', ...options, '--offline');
  if (offline.status === 0) return null;
  const online = await run(folder, 'npm', ...options, '--prefer-offline', '--fetch-retries=0');
  if (online.status === 0) return null;
  if (/E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH)|ENOTCACHED/.test(online.stderr)) {
    return `${packages.join(' and ')} need packages that are neither in the cache of npm nor to be had from its registry`;
  }
  throw new Error(`npm install failed: ${online.stderr}`);
}

/** Bytes that the files in a folder take: what has two names, as a program that is linked into its package, counts once. */
export function sizeOf(folder: string): number {
  const sizes = new Map<string, number>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const { dev, ino, size } = lstatSync(join(entry.parentPath, entry.name));
    sizes.set(`${dev}:${ino}`, size);
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
