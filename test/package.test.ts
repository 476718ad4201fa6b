import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const MINUTES = 60_000;

interface Result {
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

async function run(cwd: string, command: string, ...args: string[]): Promise<Result> {
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

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

async function pack(into: string): Promise<Packed> {
  const { status, stdout, stderr } = await run(
    root,
    'npm',
    'pack',
    '--json',
    '--silent',
    '--pack-destination',
    into,
  );
  if (status !== 0) throw new Error(`npm pack failed: ${stdout}${stderr}`);
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('['))) as Packed[];
  if (packed === undefined) throw new Error(`npm pack packed nothing: ${stdout}`);
  return packed;
}

/** Installs from npm's cache if it can; null, or why nothing could be installed. */
async function install(folder: string, tarball: string): Promise<string | null> {
  const options = ['install', '--no-audit', '--no-fund', '--loglevel=error', tarball];
  const offline = await run(folder, 'npm', ...options, '--offline');
  if (offline.status === 0) return null;
  const online = await run(folder, 'npm', ...options, '--prefer-offline', '--fetch-retries=0');
  if (online.status === 0) return null;
  if (/E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH)|ENOTCACHED/.test(online.stderr)) {
    return 'the packages that allways depends on are neither in the cache of npm nor to be had from its registry';
  }
  throw new Error(`npm install failed: ${online.stderr}`);
}

const SPEC = `import { defineModel, endpoint } from 'allways';
import { emit, setup } from 'xstate';

const caller = setup({
  types: { events: {} as { type: 'CALL' }, emitted: {} as { type: 'RING' } },
}).createMachine({
  initial: 'idle',
  states: { idle: { on: { CALL: { target: 'called', actions: emit({ type: 'RING' }) } } }, called: {} },
});

const phone = setup({ types: { events: {} as { type: 'RING' } } }).createMachine({
  initial: 'quiet',
  states: { quiet: { on: { RING: 'ringing' } }, ringing: {} },
});

export default defineModel({
  name: 'a call',
  parameters: { loss: false },
  build: (p) => ({
    endpoints: { caller: endpoint(caller, { events: [{ type: 'CALL' }] }), phone: endpoint(phone) },
    network: { carries: ['RING'], loss: p.loss },
  }),
  final: ({ endpoints }) => endpoints.phone.matches('ringing'),
  properties: ({ deadlockFree, reachable }) => [
    deadlockFree(),
    reachable({
      name: 'it rings',
      sentence: 'The phone rings.',
      state: ({ endpoints }) => endpoints.phone.matches('ringing'),
    }),
  ],
});
`;

describe('the package, installed into an empty folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'allways-package-'));
  let packed: Packed = { filename: '', files: [] };
  let missing: string | null = null;

  beforeAll(async () => {
    packed = await pack(folder);
    missing = await install(folder, `./${packed.filename}`);
    writeFileSync(join(folder, 'call.ts'), SPEC);
  }, 6 * MINUTES);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is made of the compiled sources, the text and the licence, and of nothing else', () => {
    const outside = packed.files.map(({ path }) => path).filter((path) => !path.startsWith('dist/'));
    expect(outside.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
    const kinds = new Set(packed.files.map(({ path }) => /(\.d\.ts|\.[a-z]+)$/.exec(path)?.[0] ?? path));
    expect([...kinds].sort()).toEqual(['.d.ts', '.js', '.json', '.md', 'LICENSE']);
  });

  describe('where npm finds what it depends on', () => {
    beforeEach((context) => {
      if (missing !== null) context.skip(missing);
    });

    it('has a command that says how it is used', async () => {
      const { status, stdout } = await run(folder, 'npx', '--no-install', 'allways', '--help');
      expect(status).toBe(0);
      expect(stdout).toContain('Usage: allways');
    });

    it('checks a model in TypeScript in a folder without a configuration', async () => {
      const { status, stdout } = await run(
        folder,
        'npx',
        '--no-install',
        'allways',
        'check',
        'call.ts',
        '--json',
      );
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        model: 'a call',
        complete: true,
        properties: [
          { name: 'no deadlock', verdict: 'holds' },
          { name: 'it rings', verdict: 'reached' },
        ],
        stats: { distinctStates: 3, transitions: 2 },
      });
    });

    it('says by its exit status that a property is violated', async () => {
      const args = ['--no-install', 'allways', 'check', 'call.ts', '--set', 'loss=true'];
      expect(await run(folder, 'npx', ...args)).toMatchObject({ status: 1 });
    });

    it('can be imported by plain Node', async () => {
      writeFileSync(
        join(folder, 'names.mjs'),
        "import * as allways from 'allways'; console.log(typeof allways.defineModel, typeof allways.check);",
      );
      expect(await run(folder, process.execPath, 'names.mjs')).toMatchObject({
        status: 0,
        stdout: 'function function\n',
      });
    });

    it('exports no file but its entry and its package.json', async () => {
      writeFileSync(join(folder, 'inside.mjs'), "import 'allways/dist/model/network.js';");
      const { status, stderr } = await run(folder, process.execPath, 'inside.mjs');
      expect(status).toBe(1);
      expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
    });

    it('brings its types: what compiles in the project compiles there, and a mistake does not', async () => {
      const mistake = SPEC.replace(
        'final: ({ endpoints }) => endpoints.phone',
        'final: ({ endpoints }) => endpoints.fone',
      );
      writeFileSync(join(folder, 'mistake.ts'), mistake);
      writeFileSync(join(folder, 'package.json'), packageJsonOf(folder));
      const tsc = ['node_modules/typescript/bin/tsc', '--ignoreConfig', '--noEmit', '--strict'];
      const modern = ['--module', 'nodenext', '--target', 'es2022'];
      const { stdout } = await run(folder, process.execPath, ...tsc, ...modern, 'call.ts', 'mistake.ts');
      const errors = stdout.split('\n').filter((line) => line.includes('): error TS'));
      expect(errors).toEqual([expect.stringMatching(/^mistake\.ts\(23,.*Property 'fone' does not exist/)]);
    }, 120_000);
  });
});

/** The package.json of the folder, whose files are ES modules. */
function packageJsonOf(folder: string): string {
  const content: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return JSON.stringify({ ...(content as object), type: 'module' });
}
