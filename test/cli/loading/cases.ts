import type { Files } from './project.ts';

/** A project with a model in it that must load. */
export interface Case {
  readonly files: Files;
  /** The model's file. */
  readonly model: string;
  /** The name that the model gives itself, by what is tried. */
  readonly name: string;
}

const IMPORTS = `import { defineModel, endpoint } from 'allways';
import { setup } from 'xstate';
`;

/** The expression of a model with two states; what it is called, and the event that it takes, are expressions. */
function model(name: string, event = "'GO'"): string {
  return `defineModel({
  name: ${name},
  parameters: {},
  build: () => {
    const machine = setup({}).createMachine({
      id: 'm', initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} },
    });
    return {
      endpoints: { one: endpoint(machine, { events: [{ type: ${event} }] }), two: endpoint(machine) },
      network: { carries: [] },
    };
  },
  properties: [],
})`;
}

const exporting = (name: string, event?: string) => `export default ${model(name, event)};\n`;

/** An xstate that nobody may load: the checker has its own. */
const OTHER_XSTATE: Files = {
  'node_modules/xstate/package.json': '{ "name": "xstate", "version": "5.11.0", "main": "index.js" }',
  'node_modules/xstate/index.js': "throw new Error('this is another copy of xstate');",
};

export const CASES: Readonly<Record<string, Case>> = {
  'enums, also constant ones of another file': {
    files: {
      'model.ts': `${IMPORTS}import { Event } from './events.ts';\nenum Name { Own = 'with enums' }\n${exporting('Name.Own', 'Event.Go')}`,
      'events.ts': "export const enum Event { Go = 'GO' }\n",
    },
    model: 'model.ts',
    name: 'with enums',
  },
  'standard decorators': {
    files: {
      'model.ts': `${IMPORTS}
const kinds: string[] = [];
const note = (_: unknown, context: { kind: string }) => void kinds.push(context.kind);
@note class Names { @note accessor own = 1; @note get() { return this.own; } }
${exporting('kinds.join() + new Names().get()')}`,
    },
    model: 'model.ts',
    name: 'accessor,method,class1',
  },
  'legacy decorators, where the tsconfig.json of the model says so': {
    files: {
      'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
      'model.ts': `${IMPORTS}
const seen: string[] = [];
const note = (_: object, key: string, descriptor: PropertyDescriptor) => void seen.push(key, typeof descriptor.value);
class Names { @note get() {} }
${exporting('new Names() && seen.join()')}`,
    },
    model: 'model.ts',
    name: 'get,function',
  },
  'JSON, with and without an attribute': {
    files: {
      'model.ts': `${IMPORTS}import one from './data.json' with { type: 'json' };\nimport two from './data.json';\n${exporting('one.name + two.name')}`,
      'data.json': '{ "name": "data" }',
    },
    model: 'model.ts',
    name: 'datadata',
  },
  'ES modules in a folder of CommonJS': {
    files: {
      'package.json': '{ "type": "commonjs" }',
      'model.ts': `${IMPORTS}import { name } from './name.js';\n${exporting('name')}`,
      'name.ts': "export const name = 'in a folder of CommonJS';\n",
    },
    model: 'model.ts',
    name: 'in a folder of CommonJS',
  },
  'JavaScript modules in a folder of CommonJS': {
    files: {
      'package.json': '{ "type": "commonjs" }',
      'model.js': `${IMPORTS}import { name } from './name.cjs';\n${exporting('name')}`,
      'name.cjs': "exports.name = 'from CommonJS';\n",
    },
    model: 'model.js',
    name: 'from CommonJS',
  },
  '.cts with import = require and export =': {
    files: {
      'model.cts': `import allways = require('allways');
import xstate = require('xstate');
import path = require('node:path');
import names = require('./names.cts');
const { defineModel, endpoint } = allways;
const { setup } = xstate;
export = ${model("path.basename(__filename) + ' ' + names.own")};
`,
      'names.cts': "export = { own: 'in CommonJS' };\n",
    },
    model: 'model.cts',
    name: 'model.cts in CommonJS',
  },
  'all entries of the package that a model may import': {
    files: {
      'model.ts': `${IMPORTS}import { register } from 'allways/consistency';
import { stateSpace } from 'allways/export';
import { testPaths } from 'allways/testing';
${exporting('[register, stateSpace, testPaths].map((each) => typeof each).join()')}`,
    },
    model: 'model.ts',
    name: 'function,function,function',
  },
  '.cts with export default': {
    files: { 'model.cts': `${IMPORTS}${exporting("'by default'")}` },
    model: 'model.cts',
    name: 'by default',
  },
  '.cjs with require and module.exports': {
    files: {
      'model.cjs': `const { defineModel, endpoint } = require('allways');
const { setup } = require('xstate');
module.exports = ${model("require('./name.json').own")};
`,
      'name.json': '{ "own": "required" }',
    },
    model: 'model.cjs',
    name: 'required',
  },
  'what a compiler makes of TypeScript: exports.default': {
    files: {
      'model.cjs': `Object.defineProperty(exports, '__esModule', { value: true });
const { defineModel, endpoint } = require('allways');
const { setup } = require('xstate');
exports.default = ${model("'compiled'")};
`,
    },
    model: 'model.cjs',
    name: 'compiled',
  },
  'import = require in an ES module': {
    files: {
      'model.ts': `${IMPORTS}import path = require('node:path');\n${exporting("path.basename('/a/of a module')")}`,
    },
    model: 'model.ts',
    name: 'of a module',
  },
  '.mts, .mjs, and endings as TypeScript would write them': {
    files: {
      'model.mts': `${IMPORTS}import { a } from './a.mjs';\nimport { b } from './b.mjs';\nimport { c } from './c';\n${exporting('a + b + c')}`,
      'a.mts': "export const a = 'a';\n",
      'b.mjs': "export { b } from './d.js';\n",
      'c.ts': "export const c = 'c';\n",
      'd.ts': "export const b: string = 'b';\n",
    },
    model: 'model.mts',
    name: 'abc',
  },
  'folders with an index': {
    files: {
      'machines/model.ts': `${IMPORTS}import { name } from '.';\nimport { more } from '..';\nimport { other } from './other';\n${exporting('name + more + other')}`,
      'machines/index.ts': "export const name = 'here';\n",
      'machines/other/index.ts': "export const other = ', beside';\n",
      'index.ts': "export const more = ', above';\n",
    },
    model: 'machines/model.ts',
    name: 'here, above, beside',
  },
  'aliases of tsconfig.json, inherited too': {
    files: {
      'base.json': '{ "compilerOptions": { "paths": { "@names/*": ["./names/*"] } } }',
      'tsconfig.json': '{ "extends": "./base.json" }',
      'machines/model.ts': `${IMPORTS}import { name } from '@names/own';\n${exporting('name')}`,
      'names/own.ts': "export const name = 'by an alias';\n",
    },
    model: 'machines/model.ts',
    name: 'by an alias',
  },
  'paths with blanks, #, % and letters of any language': {
    files: {
      'a folder #1 at 100%/ein Größe.ts': `${IMPORTS}import { name } from './näch ste#.ts';\n${exporting('name')}`,
      'a folder #1 at 100%/näch ste#.ts': "export const name = 'found';\n",
    },
    model: 'a folder #1 at 100%/ein Größe.ts',
    name: 'found',
  },
  'its own place': {
    files: {
      'inner/model.ts': `import { readFileSync } from 'node:fs';\n${IMPORTS}import { folder } from './deep/folder.ts';
const beside = readFileSync(new URL('name.txt', import.meta.url), 'utf8');
${exporting("beside + ' ' + folder.endsWith('deep') + ' ' + import.meta.dirname.endsWith('inner')")}`,
      'inner/name.txt': 'read',
      'inner/deep/folder.ts': 'export const folder = import.meta.dirname;\n',
    },
    model: 'inner/model.ts',
    name: 'read true true',
  },
  'packages beside it, ES modules and CommonJS': {
    files: {
      'model.ts': `${IMPORTS}import { first } from 'first';\nimport { second } from 'second/inner';\n${exporting('first + second')}`,
      'node_modules/first/package.json': '{ "name": "first", "main": "index.js" }',
      'node_modules/first/index.js': "exports.first = 'first' + require('./more.js');\n",
      'node_modules/first/more.js': "module.exports = ', ';\n",
      'node_modules/second/package.json':
        '{ "name": "second", "type": "module", "exports": { "./inner": { "require": "./no.js", "import": "./i.js" } } }',
      'node_modules/second/i.js': "export const second = 'second';\n",
    },
    model: 'model.ts',
    name: 'first, second',
  },
  'the xstate of the checker, although there is another': {
    files: { ...OTHER_XSTATE, 'model.ts': `${IMPORTS}${exporting("'not that copy'")}` },
    model: 'model.ts',
    name: 'not that copy',
  },
  'the xstate of the checker in CommonJS, although there is another': {
    files: {
      ...OTHER_XSTATE,
      'model.cjs': `const { defineModel, endpoint } = require('allways');
const { setup } = require('xstate');
module.exports = ${model("'nor in CommonJS'")};
`,
    },
    model: 'model.cjs',
    name: 'nor in CommonJS',
  },
  'the xstate of the checker in packages of the model, although there is another': {
    files: {
      ...OTHER_XSTATE,
      'model.ts': `${IMPORTS}import { isSame } from 'machines';\nimport { same } from 'old-machines';\n${exporting('String([isSame(setup), same(setup)])')}`,
      'node_modules/machines/package.json':
        '{ "name": "machines", "type": "module", "exports": "./index.js", "peerDependencies": { "xstate": "5" } }',
      'node_modules/machines/index.js':
        "import { setup } from 'xstate';\nexport const isSame = (other) => other === setup;\n",
      'node_modules/old-machines/package.json':
        '{ "name": "old-machines", "main": "./lib/index.js", "dependencies": { "xstate": "5" } }',
      'node_modules/old-machines/lib/index.js':
        "const { setup } = require('xstate');\nexports.same = (other) => other === setup;\n",
    },
    model: 'model.ts',
    name: 'true,true',
  },
  'other entries of xstate': {
    files: {
      ...OTHER_XSTATE,
      'model.ts': `${IMPORTS}import { assign } from 'xstate';\nimport { assign as same } from 'xstate/actions';\n${exporting('String(assign === same)')}`,
    },
    model: 'model.ts',
    name: 'true',
  },
};
