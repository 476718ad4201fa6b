import { isBuiltin } from 'node:module';
import type { Import, Source } from './source.ts';

/** Whose values a room may import besides its own: the layers, from the lowest to the highest. */
const BELOW = {
  tables: [],
  language: ['tables'],
  model: ['tables', 'language'],
  store: ['tables', 'model'],
  endpoint: ['tables', 'language'],
  network: ['tables', 'language'],
  composition: ['tables', 'language', 'model', 'endpoint', 'network'],
  property: ['tables', 'language', 'model'],
  liveness: ['tables', 'language', 'model', 'store', 'property'],
  reduction: ['tables', 'language', 'model', 'endpoint', 'network', 'composition', 'property'],
  search: ['tables', 'language', 'model', 'store', 'property', 'liveness', 'reduction'],
  codec: ['tables', 'language', 'model', 'endpoint', 'network', 'composition', 'property'],
  levels: ['language', 'model', 'property', 'search', 'codec'],
  trace: ['tables', 'language', 'model', 'property', 'liveness'],
  survey: ['tables', 'language', 'model', 'store', 'endpoint', 'composition', 'property', 'search', 'trace'],
  checkers: ['tables', 'language', 'model', 'store', 'network', 'composition', 'property'],
  paths: ['tables', 'language', 'model', 'endpoint', 'composition', 'property', 'search', 'trace', 'survey'],
  report: ['trace'],
  export: ['trace'],
  stepping: ['tables', 'language', 'model', 'property', 'trace', 'export'],
  drivers: ['tables', 'language', 'model', 'endpoint', 'composition', 'trace', 'report'],
  explorer: [
    'language',
    'model',
    'endpoint',
    'composition',
    'property',
    'liveness',
    'reduction',
    'paths',
    'search',
    'trace',
    'survey',
    'report',
    'export',
    'stepping',
  ],
  vitest: [
    'tables',
    'language',
    'model',
    'composition',
    'property',
    'reduction',
    'search',
    'survey',
    'trace',
    'report',
  ],
  cli: [
    'tables',
    'language',
    'model',
    'composition',
    'property',
    'liveness',
    'reduction',
    'search',
    'codec',
    'levels',
    'trace',
    'survey',
    'checkers',
    'paths',
    'report',
    'export',
    'stepping',
    'drivers',
    'explorer',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Room = keyof typeof BELOW;

/** The rooms of src/, from the lowest to the highest. */
export const ROOMS = Object.keys(BELOW) as readonly Room[];

function mayImport(room: Room, target: Room): boolean {
  const below: readonly Room[] = BELOW[room];
  return room === target || below.includes(target);
}

/** Rooms that render: they may know any type, and compute with next to nothing. */
const RENDERERS: readonly string[] = ['export', 'report'];

/** Files below a renderer's layer that are nothing but text. */
const PLAIN_TEXT: readonly string[] = [
  'src/language/state-text.ts',
  'src/language/children-text.ts',
  'src/model/action-path.ts',
];

/** The files that know XState: the first one its types only. */
const XSTATE_ADAPTERS: readonly string[] = [
  'src/language/machine.ts',
  'src/endpoint/xstate.ts',
  'src/endpoint/xstate-copy.ts',
  'src/endpoint/xstate-actors.ts',
  'src/drivers/actors-endpoint.ts',
];

/** What models may import of this package: all but what a test runner needs. */
const MODEL_ENTRIES: readonly string[] = [
  'allways',
  'allways/consistency',
  'allways/export',
  'allways/testing',
];

/** Packages that read arguments or compile files. */
const CLI_PACKAGES: readonly string[] = ['acorn', 'commander', 'esbuild', 'typescript', 'ts-node'];

/** Why an import breaks a rule, or null. */
type ImportRule = (from: string, imported: Import) => string | null;

export const importRules: Readonly<Record<string, ImportRule>> = {
  'a room of src/ imports only from the rooms below it': (from, { file, typeOnly }) => {
    const room = roomOf(from);
    if (room === null || file === null || !file.startsWith('src/') || RENDERERS.includes(room)) return null;
    const target = roomOf(file);
    if (target !== null && mayImport(room, target)) return null;
    return `${typeOnly ? 'type of ' : ''}${file}`;
  },

  'export and report import values only of their own and of trace': (from, { file, typeOnly }) => {
    const room = roomOf(from);
    if (room === null || !RENDERERS.includes(room) || file === null || PLAIN_TEXT.includes(file)) return null;
    const target = roomOf(file);
    if (target !== null && mayImport(room, target)) return null;
    return typeOnly && target !== null && target !== 'cli' ? null : file;
  },

  'an entry exports nothing of the command line, and no file of src/ imports it': (from, { file }) => {
    if (file === null) return null;
    if (isEntry(from) && roomOf(file) === 'cli') return file;
    return from.startsWith('src/') && isEntry(file) ? file : null;
  },

  'src/ imports nothing outside src/': (from, { file }) =>
    from.startsWith('src/') && file !== null && !file.startsWith('src/') ? file : null,

  'src/ does not import the package by its name': (from, { specifier }) =>
    from.startsWith('src/') && packageOf(specifier) === 'allways' ? specifier : null,

  'only the adapters import xstate, types included': (from, { specifier }) =>
    from.startsWith('src/') && packageOf(specifier) === 'xstate' && !XSTATE_ADAPTERS.includes(from)
      ? specifier
      : null,

  'only the command line imports what needs Node, a terminal or a compiler': (from, { specifier }) => {
    if (!from.startsWith('src/') || roomOf(from) === 'cli' || specifier === null) return null;
    const forbidden = isBuiltin(specifier) || CLI_PACKAGES.includes(packageOf(specifier) ?? '');
    return forbidden ? specifier : null;
  },

  'only the command line imports what is computed at run time': (from, { specifier }) =>
    from.startsWith('src/') && roomOf(from) !== 'cli' && specifier === null ? 'a computed import' : null,

  'machines/ and properties/ import only allways, xstate and one another': (from, { specifier, file }) => {
    if (!isModelCode(from)) return null;
    if (specifier === 'xstate' || MODEL_ENTRIES.includes(specifier ?? '')) return null;
    return file !== null && isModelCode(file) ? null : (specifier ?? 'a computed import');
  },

  'examples/ know the package by its name, models, and one another': (from, { file }) => {
    if (!from.startsWith('examples/') || file === null) return null;
    return file.startsWith('examples/') || isModelCode(file) ? null : file;
  },
};

/** Every import that breaks a rule, as `file imports what`. */
export function brokenImports(rule: ImportRule, sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports.flatMap((imported) => {
      const broken = rule(path, imported);
      return broken === null ? [] : [`${path} imports ${broken}`];
    }),
  );
}

/** Cycles of imports, types included, each as `a -> b -> a`: one for every import that leads back to where one comes from. */
export function importCycles(sources: readonly Source[]): string[] {
  const known = new Map(sources.map((each) => [each.path, each]));
  const finished = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) cycles.push([...trail.slice(start), path].join(' -> '));
    if (start >= 0 || finished.has(path)) return;
    for (const { file } of known.get(path)?.imports ?? []) if (file !== null) walk(file, [...trail, path]);
    finished.add(path);
  };
  for (const { path } of sources) walk(path, []);
  return cycles;
}

function roomOf(path: string): Room | null {
  const name = /^src\/([^/]+)\//.exec(path)?.[1] ?? '';
  return Object.hasOwn(BELOW, name) ? (name as Room) : null;
}

/** The public names stand in files of src/ itself. */
function isEntry(path: string): boolean {
  return /^src\/[^/]+$/.test(path);
}

function isModelCode(path: string): boolean {
  return path.startsWith('machines/') || path.startsWith('properties/');
}

function packageOf(specifier: string | null): string | null {
  if (specifier === null || specifier.startsWith('.') || specifier.startsWith('node:')) return null;
  const [scope = '', name = ''] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
