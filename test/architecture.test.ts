import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { brokenCode, codeRules } from './architecture/code.ts';
import { brokenImports, importCycles, importRules, ROOMS } from './architecture/imports.ts';
import { readSources, type Source, source } from './architecture/source.ts';

/** In a folder of src/. */
const MOST_FILES = 16;

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readSources(root, ['src', 'machines', 'properties', 'examples', 'test']);
const project = sources.filter(({ path }) => !path.startsWith('test/'));

describe('imports', () => {
  it('are found in every room that there is', () => {
    const rooms = new Set(project.map(({ path }) => path.split('/').slice(0, 2).join('/')));
    expect([...rooms]).toEqual(expect.arrayContaining(ROOMS.map((room) => `src/${room}`)));
    expect(project.filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(project.length / 2);
  });

  for (const [name, rule] of Object.entries(importRules)) {
    it(name, () => expect(brokenImports(rule, project)).toEqual([]));
  }

  it('make no cycle, types included', () => expect(importCycles(project)).toEqual([]));
});

describe('rooms', () => {
  const folders = new Map<string, number>();
  for (const { path } of project.filter((file) => file.path.startsWith('src/'))) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }

  it('have no more files side by side than a stranger can look through', () => {
    expect([...folders].filter(([, files]) => files > MOST_FILES)).toEqual([]);
  });

  it('have their tests in a folder of the same name', () => {
    const tested = readSources(root, ['test/unit']).map(({ path }) => path.slice(0, path.lastIndexOf('/')));
    const wanted = [...new Set(tested)].map((folder) => folder.replace('test/unit', 'src'));
    expect(wanted.filter((folder) => !folders.has(folder))).toEqual([]);
  });

  it('lie no deeper than a room in a room', () => {
    expect([...folders.keys()].filter((folder) => folder.split('/').length > 3)).toEqual([]);
  });

  it('are each described in ARCHITECTURE.md: what comes in, what goes out, what may be touched', () => {
    const page = readFileSync(new URL('../ARCHITECTURE.md', import.meta.url), 'utf8');
    for (const room of ROOMS) {
      const [, section = ''] = page.split(`\n### ${room}\n`);
      const [own = ''] = section.split(/\n##/);
      for (const sentence of ['**In:**', '**Out:**', '**Yours:**']) {
        expect(own, `what is said of ${room}`).toContain(sentence);
      }
    }
  });
});

describe('code', () => {
  for (const [name, rule] of Object.entries(codeRules)) {
    it(name, () => expect(brokenCode(rule, sources)).toEqual([]));
  }
});

/** Files, as path and text, that break a rule and that do not. */
interface MadeUp {
  readonly broken: readonly (readonly [path: string, text: string])[];
  readonly kept: readonly (readonly [path: string, text: string])[];
}

const madeUpImports: Record<string, MadeUp> = {
  'a room of src/ imports only from the rooms below it': {
    broken: [
      ['src/tables/a.ts', "import { x } from '../store/b.ts';"],
      ['src/language/a.ts', "import type { X } from '../endpoint/b.ts';"],
      ['src/network/a.ts', "import { BLOCKED } from '../endpoint/b.ts';"],
      ['src/model/a.ts', "export { x } from '../search/b.ts';"],
      ['src/property/a.ts', "import { x } from '../composition/b.ts';"],
      ['src/reduction/sleep/a.ts', "import { x } from '../../search/b.ts';"],
      ['src/search/a.ts', "type X = import('../cli/b.ts').X;"],
      ['src/search/a.ts', "import { Composition } from '../composition/b.ts';"],
      ['src/paths/cover/a.ts', "const x = await import('../../export/b.ts');"],
    ],
    kept: [
      ['src/model/a.ts', "import { x } from '../language/b.ts';"],
      ['src/search/a.ts', "import { x } from './b.ts'; import { y } from '../property/c.ts';"],
      ['src/cli/commands/a.ts', "import { x } from '../../report/b.ts';"],
    ],
  },
  'export and report import values only of their own and of trace': {
    broken: [
      ['src/report/a.ts', "import { x } from '../search/b.ts';"],
      ['src/report/a.ts', "import { type X, x } from '../search/b.ts';"],
      ['src/export/a.ts', "import { x } from '../model/b.ts';"],
      ['src/export/a.ts', "import { x } from '../report/b.ts';"],
      ['src/report/a.ts', "import type { X } from '../cli/b.ts';"],
    ],
    kept: [
      ['src/report/a.ts', "import type { X } from '../search/b.ts'; import { y } from '../trace/c.ts';"],
      [
        'src/export/a.ts',
        "import { valueText } from '../language/state-text.ts'; import { x } from './b.ts';",
      ],
    ],
  },
  'an entry exports nothing of the command line, and no file of src/ imports it': {
    broken: [
      ['src/index.ts', "export { main } from './cli/main.ts';"],
      ['src/cli/main.ts', "import { check } from '../index.ts';"],
      ['src/testing.ts', "export { main } from './cli/main.ts';"],
      ['src/vitest/a.ts', "import { testPaths } from '../testing.ts';"],
    ],
    kept: [['src/index.ts', "export { check } from './explore/search.ts';"]],
  },
  'src/ imports nothing outside src/': {
    broken: [['src/cli/a.ts', "import model from '../../machines/tcp/model.ts';"]],
    kept: [['src/cli/a.ts', "import { x } from './b.ts'; import 'ansis';"]],
  },
  'src/ does not import the package by its name': {
    broken: [['src/cli/a.ts', "import { check } from 'allways';"]],
    kept: [['machines/a/model.ts', "import { defineModel } from 'allways';"]],
  },
  'only the adapters import xstate, types included': {
    broken: [
      ['src/search/a.ts', "import { createActor } from 'xstate';"],
      ['src/model/a.ts', "import type { EventObject } from 'xstate';"],
      ['src/cli/a.ts', "import { getShortestPaths } from 'xstate/graph';"],
    ],
    kept: [['src/endpoint/xstate.ts', "import { transition } from 'xstate';"]],
  },
  'only the command line imports what needs Node, a terminal or a compiler': {
    broken: [
      ['src/report/a.ts', "import { styleText } from 'node:util';"],
      ['src/model/a.ts', "import { readFileSync } from 'fs';"],
      ['src/search/a.ts', "import type { Command } from 'commander';"],
    ],
    kept: [['src/cli/a.ts', "import { readFileSync } from 'node:fs'; import { Command } from 'commander';"]],
  },
  'only the command line imports what is computed at run time': {
    broken: [['src/model/a.ts', 'const x = await import(path);']],
    kept: [['src/cli/a.ts', 'const x = await import(path);']],
  },
  'machines/ and properties/ import only allways, xstate and one another': {
    broken: [
      ['machines/a/model.ts', "import { Network } from '../../src/model/network.ts';"],
      ['properties/a/b.ts', "import type { Model } from 'allways/model';"],
      ['machines/a/model.ts', "import { readFileSync } from 'node:fs';"],
    ],
    kept: [
      [
        'machines/a/model.ts',
        "import { defineModel } from 'allways'; import { x } from '../../properties/a/b.ts';",
      ],
      [
        'properties/a/b.ts',
        "import { setup } from 'xstate'; import { y } from '../../machines/a/protocol.ts';",
      ],
    ],
  },
  'examples/ know the package by its name, models, and one another': {
    broken: [
      ['examples/a/a.test.ts', "import { check } from '../../src/index.ts';"],
      ['examples/a/a.test.ts', "import { x } from '../../test/support/actors.ts';"],
    ],
    kept: [
      [
        'examples/a/a.test.ts',
        "import { check } from 'allways'; import model from '../../machines/a/model.ts';",
      ],
      ['examples/a/b.ts', "import { TestModel } from '@xstate/test'; import { x } from '../c/d.ts';"],
    ],
  },
};

const madeUpCode: Record<string, MadeUp> = {
  'only the command line touches the process and the terminal': {
    broken: [
      ['src/model/a.ts', 'export const x = process.argv;'],
      ['src/report/a.ts', "const print = () => console.log('x');"],
      ['src/report/a.ts', 'const { stdout } = globalThis.process;'],
      ['src/report/a.ts', 'const f = (out = console) => out;'],
    ],
    kept: [
      ['src/cli/a.ts', 'process.exitCode = 1;'],
      [
        'src/model/a.ts',
        "const x = { process: 1 }; x.process; interface Y { console: string } // console.log('x')",
      ],
    ],
  },
  'only the search, the explorer and the command line look at a clock': {
    broken: [
      ['src/model/a.ts', 'const t = Date.now();'],
      ['machines/a/model.ts', 'const t = new Date();'],
      ['machines/a/model.ts', 'const t = Date();'],
      ['src/trace/a.ts', 'const t = performance.now();'],
    ],
    kept: [
      ['src/search/a.ts', 'const t = performance.now();'],
      ['src/tables/a.ts', 'const t = value instanceof Date ? new Date(value.getTime()) : [Map, Date];'],
    ],
  },
  'nothing depends on chance that has no seed': {
    broken: [['machines/a/model.ts', 'const n = Math.random();']],
    kept: [['src/search/a.ts', 'const n = Math.floor(random());']],
  },
  'no type is any': {
    broken: [
      ['src/model/a.ts', 'const x: any = 1;'],
      ['src/model/a.ts', 'const x = y as any;'],
      ['test/a.test.ts', 'function f(x: Record<string, any>) {}'],
    ],
    kept: [['src/model/a.ts', "// any\nconst any = 'any: any';"]],
  },
  'no value is asserted to be there': {
    broken: [
      ['src/model/a.ts', 'const x = list[0]!;'],
      ['src/model/a.ts', 'class A { x!: number }'],
      ['src/model/a.ts', 'let x!: number;'],
    ],
    kept: [['src/model/a.ts', 'const x = !list[0] && a !== b;']],
  },
  'no complaint of a tool is silenced': {
    broken: [
      ['src/model/a.ts', '// @ts-ignore\nconst x = 1;'],
      ['src/model/a.ts', 'f(\n  /* biome-ignore lint: so */ x,\n);'],
      ['test/a.test.ts', 'f(); // @ts-expect-error'],
    ],
    kept: [['src/model/a.ts', "const x = '// @ts-ignore';"]],
  },
};

function tryOn(name: string, files: MadeUp | undefined, broken: (file: Source) => readonly string[]): void {
  for (const [path, text] of files?.broken ?? []) {
    it(`${name}: ${path} breaks it by ${JSON.stringify(text)}`, () =>
      expect(broken(source(path, text))).toHaveLength(1));
  }
  for (const [path, text] of files?.kept ?? []) {
    it(`${name}: ${path} keeps it with ${JSON.stringify(text)}`, () =>
      expect(broken(source(path, text))).toEqual([]));
  }
}

describe('every rule can fail', () => {
  it('and is tried on made-up files', () => {
    expect(Object.keys(madeUpImports)).toEqual(Object.keys(importRules));
    expect(Object.keys(madeUpCode)).toEqual(Object.keys(codeRules));
  });

  for (const [name, rule] of Object.entries(importRules)) {
    tryOn(name, madeUpImports[name], (file) => brokenImports(rule, [file]));
  }

  for (const [name, rule] of Object.entries(codeRules)) {
    tryOn(name, madeUpCode[name], (file) => brokenCode(rule, [file]));
  }

  it('a cycle is found, of types too, and each file is named', () => {
    const cyclic = [
      source('src/model/a.ts', "import { b } from './b.ts';"),
      source('src/model/b.ts', "import type { C } from './c.ts';"),
      source('src/model/c.ts', "export { a } from './a.ts';"),
    ];
    expect(importCycles(cyclic)).toEqual([
      'src/model/a.ts -> src/model/b.ts -> src/model/c.ts -> src/model/a.ts',
    ]);
    expect(importCycles(cyclic.slice(0, 2))).toEqual([]);
  });
});
