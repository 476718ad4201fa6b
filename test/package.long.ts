import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CASES } from './cli/loading/cases.ts';
import { Project } from './cli/loading/project.ts';
import { linksOf } from './docs/markdown.ts';
import { install, type Packed, pack, type Result, root, run, sizeOf } from './package/npm.ts';
import { missing as missingRuntime, RUNTIMES } from './package/runtimes.ts';

/** Bytes: the package, and all that is installed with it. */
const MOST_PACKED = 1.25e6;
const MOST_INSTALLED = 27e6;

/** The oldest XState that the package says it runs with. */
const OLDEST_XSTATE = '5.19.0';

const TSC = join(root, 'node_modules/typescript/bin/tsc');
const TS_NODE = dirname(fileURLToPath(import.meta.resolve('ts-node/package.json')));

/** No limit: how long npm takes depends on the machine. */
const UNLIMITED = 0;

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

/** A value and a type of each entry; and a mistake, which says that neither is `any`. */
const ENTRIES = `import { check, type Outcome } from 'allways';
import { type RegisterOperation, register } from 'allways/consistency';
import { type StateSpace, stateSpace } from 'allways/export';
import { type Driver, testPaths } from 'allways/testing';
export const values = [check, register, stateSpace, testPaths];
export type Types = Outcome | RegisterOperation<number> | StateSpace | Driver;
export const wrong: Types = testPaths;
`;

/** What a user's own program does with the model. */
const DRIVER = `import { check, instantiate, replay } from 'allways';
import { actorDriver, assertTrace } from 'allways/testing';
import model from './call.ts';

enum Words { Arrow = '->' }
const instance = instantiate(model);
const [rings] = check(instance).properties.filter(({ name }) => name === 'it rings');
if (rings === undefined || !('path' in rings)) throw new Error('it never rings');
const trace = replay(instance.model, rings.path);
await assertTrace(actorDriver(model), trace);
console.log(rings.verdict, Words.Arrow, trace.steps.length);
`;

describe('the package, installed into an empty folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'allways-package-'));
  let packed: Packed = { filename: '', size: 0, files: [] };
  let missing: string | null = null;

  const main = () => join(folder, 'node_modules/allways/dist/cli/main.js');

  beforeAll(async () => {
    packed = await pack(folder);
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    missing = await install(folder, `./${packed.filename}`);
    writeFileSync(join(folder, 'call.ts'), SPEC);
  }, UNLIMITED);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is made of the compiled sources, the texts with their pictures, a project to begin with, the driver for Spark, and of nothing else', () => {
    const outside = packed.files
      .map(({ path }) => path)
      .filter(
        (path) =>
          !/^(dist|spark|templates\/project)\/|\.md$|^docs\/(map|pictures\/[\w-]+)\.(mmd|svg|webp)$/.test(
            path,
          ),
      );
    expect(outside.sort()).toEqual(['LICENSE', 'package.json']);
    const compiled = packed.files.map(({ path }) => path).filter((path) => path.startsWith('dist/'));
    // The explorer's page is made ready when the package is.
    expect(compiled.filter((path) => !/(\.d\.ts|\.js)$/.test(path))).toEqual(['dist/explorer/page/page.css']);
    expect(packed.size).toBeLessThanOrEqual(MOST_PACKED);
  });

  it('has all that its README links to', () => {
    const files = new Set(packed.files.map(({ path }) => path));
    const text = readFileSync(join(root, 'README.md'), 'utf8');
    const pictures = [...text.matchAll(/src="([^"]+)"/g)].map(([, address = '']) => address);
    const links = [...linksOf(text), ...pictures].filter((address) => !/^([a-z]+:|#)/.test(address));
    expect(links.length).toBeGreaterThan(20);
    expect(links.map((address) => address.replace(/#.*/, '')).filter((path) => !files.has(path))).toEqual([]);
  });

  it('has all that its texts link to, but for code and examples, which are no part of it', () => {
    const files = new Set(packed.files.map(({ path }) => path));
    const texts = [...files].filter((path) => path.endsWith('.md') && path !== 'docs/map.md');
    const lost = texts.flatMap((text) =>
      linksOf(readFileSync(join(root, text), 'utf8'))
        .filter((address) => !/^([a-z]+:|#)/.test(address))
        .map((address) => posix.join(posix.dirname(text), address.replace(/#.*/, '')))
        .filter((path) => !files.has(path) && !/^examples\/|\.(ts|mjs|py|pml|tla)$|stateright/.test(path))
        .map((path) => `${text}: ${path}`),
    );
    expect(lost).toEqual([]);
  });

  describe('where npm finds what it depends on', () => {
    beforeEach((context) => {
      if (missing !== null) context.skip(missing);
    });

    it('takes no more than 27 MB with all that it needs, of which TypeScript is no part', () => {
      expect(sizeOf(join(folder, 'node_modules'))).toBeLessThanOrEqual(MOST_INSTALLED);
    });

    it('has a command that says how it is used', async () => {
      const { status, stdout } = await run(folder, 'npx', '--no-install', 'allways', '--help');
      expect(status).toBe(0);
      expect(stdout).toContain('Usage: allways');
    });

    it('checks a model in TypeScript in a folder without a configuration', async () => {
      const { status, stdout } = await run(folder, process.execPath, main(), 'check', 'call.ts', '--json');
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
      const args = ['check', 'call.ts', '--set', 'loss=true'];
      expect(await run(folder, process.execPath, main(), ...args)).toMatchObject({ status: 1 });
    });

    it('can be imported by plain Node, and required by CommonJS', async () => {
      const text = 'console.log(typeof allways.defineModel, typeof allways.check);';
      writeFileSync(join(folder, 'names.mjs'), `import * as allways from 'allways'; ${text}`);
      writeFileSync(join(folder, 'names.cjs'), `const allways = require('allways'); ${text}`);
      for (const file of ['names.mjs', 'names.cjs']) {
        expect(await run(folder, process.execPath, file)).toMatchObject({
          status: 0,
          stdout: 'function function\n',
        });
      }
    });

    it('exports what stands in each of its entries, and no other name', async () => {
      const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        readonly exports: Readonly<Record<string, string | { readonly '@allways/source': string }>>;
      };
      for (const [entry, target] of Object.entries(manifest.exports)) {
        if (typeof target === 'string' || entry === './vitest') continue;
        const source: object = await import(pathToFileURL(join(root, target['@allways/source'])).href);
        const specifier = JSON.stringify(posix.join('allways', entry));
        const text = 'console.log(Object.keys(names).sort().join());';
        writeFileSync(join(folder, 'all.mjs'), `import * as names from ${specifier}; ${text}`);
        writeFileSync(join(folder, 'all.cjs'), `const names = require(${specifier}); ${text}`);
        for (const file of ['all.mjs', 'all.cjs']) {
          const { stdout } = await run(folder, process.execPath, file);
          expect(stdout.trim(), `${file}: ${entry}`).toBe(Object.keys(source).sort().join());
        }
      }
    });

    it('exports no file but its entries and its package.json', async () => {
      writeFileSync(join(folder, 'inside.mjs'), "import 'allways/dist/model/network.js';");
      const { status, stderr } = await run(folder, process.execPath, 'inside.mjs');
      expect(status).toBe(1);
      expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
    });

    it.each([
      ['node16', 'node16'],
      ['nodenext', 'nodenext'],
      ['es2022', 'bundler'],
    ])(
      'brings its types, all checked, for module %s and moduleResolution %s',
      async (module, resolution) => {
        const mistake = SPEC.replace(
          'final: ({ endpoints }) => endpoints.phone',
          'final: ({ endpoints }) => endpoints.fone',
        );
        writeFileSync(join(folder, 'mistake.ts'), mistake);
        writeFileSync(join(folder, 'entries.ts'), ENTRIES);
        const options = [
          '--ignoreConfig',
          '--noEmit',
          '--strict',
          '--skipLibCheck',
          'false',
          '--target',
          'es2022',
        ];
        const kind = ['--module', module, '--moduleResolution', resolution];
        const { stdout } = await run(
          folder,
          process.execPath,
          TSC,
          ...options,
          ...kind,
          'call.ts',
          'mistake.ts',
          'entries.ts',
        );
        const errors = stdout.split('\n').filter((line) => line.includes('error TS'));
        expect(errors).toEqual([
          expect.stringMatching(/^entries\.ts\(7,.*is not assignable to type/),
          expect.stringMatching(/^mistake\.ts\(23,.*Property 'fone' does not exist/),
        ]);
      },
      UNLIMITED,
    );

    it(
      'lets a user run a model and a driver by ts-node',
      async () => {
        writeFileSync(join(folder, 'driver.ts'), DRIVER);
        writeFileSync(
          join(folder, 'tsconfig.json'),
          '{ "compilerOptions": { "module": "nodenext", "target": "es2022", "allowImportingTsExtensions": true, "noEmit": true } }',
        );
        symlinkSync(TS_NODE, join(folder, 'node_modules/ts-node'), 'junction');
        const hooks =
          "import { register } from 'node:module'; register('ts-node/esm/transpile-only', import.meta.url);";
        writeFileSync(join(folder, 'hooks.mjs'), hooks);
        const { status, stdout, stderr } = await run(
          folder,
          process.execPath,
          '--import',
          './hooks.mjs',
          'driver.ts',
        );
        expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'reached -> 2\n', stderr: '' });
      },
      UNLIMITED,
    );

    it(
      'begins a project, in an empty folder, whose types are right and whose tests pass',
      async (context) => {
        const project = mkdtempSync(join(tmpdir(), 'allways-init-'));
        try {
          const tarball = join(folder, packed.filename);
          expect(await run(project, process.execPath, main(), 'init', 'mine')).toMatchObject({ status: 0 });
          const mine = join(project, 'mine');
          const reason = await install(mine, tarball);
          if (reason !== null) context.skip(reason);
          for (const script of ['types', 'check', 'paths', 'test']) {
            expect(await run(mine, 'npm', 'run', '-s', script), script).toMatchObject({ status: 0 });
          }
          const { stdout } = await run(mine, 'npm', 'test');
          expect(stdout).toContain('model.paths.test.ts');
        } finally {
          rmSync(project, { recursive: true, force: true });
        }
      },
      UNLIMITED,
    );

    const titled = RUNTIMES.map((runtime) => {
      const reason = missingRuntime(runtime);
      return { runtime, title: reason === null ? runtime.name : `${runtime.name} (skipped: ${reason})` };
    });

    describe.each(titled)('run by $title', ({ runtime }) => {
      beforeEach((context) => {
        const reason = missingRuntime(runtime);
        if (reason !== null) context.skip(reason);
      });

      it(
        'loads models of every kind, outside of any project',
        async () => {
          const loaded: Record<string, string> = {};
          for (const [what, { files, model, name }] of Object.entries(CASES)) {
            const project = new Project(files);
            const result = await run(project.path, runtime.executable, main(), 'check', model, '--json');
            project.remove();
            loaded[what] = nameIn(result) === name ? 'loaded' : `${result.status}: ${result.stderr}`;
          }
          expect(loaded).toEqual(Object.fromEntries(Object.keys(CASES).map((what) => [what, 'loaded'])));
        },
        UNLIMITED,
      );

      it('loads a model beside it', async () => {
        expect(nameIn(await run(folder, runtime.executable, main(), 'check', 'call.ts', '--json'))).toBe(
          'a call',
        );
      });
    });

    it(
      `says the same with xstate ${OLDEST_XSTATE}, the oldest that it takes`,
      async (context) => {
        const old = mkdtempSync(join(tmpdir(), 'allways-oldest-'));
        try {
          writeFileSync(join(old, 'package.json'), '{ "private": true }');
          const reason = await install(old, `xstate@${OLDEST_XSTATE}`, join(folder, packed.filename));
          if (reason !== null) context.skip(reason);
          for (const model of ['machines/toys/lossy-ping/model.ts', 'machines/tcp-close/model.ts']) {
            const args = ['check', join(root, model), '--json'];
            const oldMain = join(old, 'node_modules/allways/dist/cli/main.js');
            const [theirs, ours] = [
              await run(old, process.execPath, oldMain, ...args),
              await run(folder, process.execPath, main(), ...args),
            ];
            expect(verdictsIn(theirs)).toEqual(verdictsIn(ours));
          }
        } finally {
          rmSync(old, { recursive: true, force: true });
        }
      },
      UNLIMITED,
    );
  });
});

function nameIn({ status, stdout }: Result): string | null {
  return status === 0 ? (JSON.parse(stdout) as { model: string }).model : null;
}

interface Document {
  readonly properties: unknown;
  readonly bounds: unknown;
  readonly stats: { readonly distinctStates: number; readonly transitions: number };
}

function verdictsIn({ stdout }: Result) {
  const { properties, bounds, stats } = JSON.parse(stdout) as Document;
  return { properties, bounds, states: stats.distinctStates, transitions: stats.transitions };
}
