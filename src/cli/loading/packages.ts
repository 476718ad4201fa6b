import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild, ResolveResult } from 'esbuild';
import { OWN_PACKAGES } from './own-copies.ts';
import { unresolved } from './unresolved.ts';

const ASKED_ALREADY = 'packages';
const HOME = dirname(fileURLToPath(import.meta.url));

/**
 * Finds what a model file imports: files near it, packages of its own folder, else those that this package brings. Node
 * loads the packages, but for those that use `allways` or `xstate` themselves: they belong to the model.
 */
export const packages: Plugin = {
  name: 'packages',
  setup(build) {
    build.onResolve({ filter: /.*/, namespace: 'file' }, async (args) => {
      if (args.pluginData === ASKED_ALREADY || args.kind === 'entry-point') return undefined;
      if (isBuiltin(args.path) || /^(?:data|https?):/.test(args.path)) {
        return { path: args.path, external: true };
      }
      const found = await find(build, args);
      if (found === null) return unresolved(args.path, args.importer);
      return (await isLoadedByNode(args.path, found.path)) ? external(found.path, args) : found;
    });
  },
};

async function find(build: PluginBuild, args: OnResolveArgs): Promise<ResolveResult | null> {
  for (const { path, resolveDir } of attempts(args)) {
    const { importer, kind, namespace } = args;
    const options = { importer, kind, namespace, resolveDir, pluginData: ASKED_ALREADY };
    const result = await build.resolve(path, options);
    if (result.errors.length === 0) return result;
  }
  return null;
}

function attempts({ path, resolveDir }: OnResolveArgs): readonly { path: string; resolveDir: string }[] {
  if (path.startsWith('file:')) return [{ path: fileURLToPath(path), resolveDir }];
  if (/^[\w@]/.test(path)) return [resolveDir, HOME].map((folder) => ({ path, resolveDir: folder }));
  // TypeScript is also imported by the ending that its output would have, from JavaScript too.
  const asTypeScript = path.replace(/\.([mc]?)js$/, '.$1ts');
  return [...new Set([path, asTypeScript])].map((each) => ({ path: each, resolveDir }));
}

async function isLoadedByNode(specifier: string, path: string): Promise<boolean> {
  if (!/^[\w@#]/.test(specifier) || !path.includes(`${sep}node_modules${sep}`)) return false;
  return extname(path) !== '.json' && !(await usesOwnPackages(dirname(path)));
}

function external(path: string, { kind }: OnResolveArgs): OnResolveResult {
  const isRequired = kind === 'require-call' || kind === 'require-resolve';
  return { path: isRequired ? path : pathToFileURL(path).href, external: true };
}

/** Whether the package that a file belongs to depends on one of which there must be a single copy. */
async function usesOwnPackages(folder: string): Promise<boolean> {
  const manifest = await manifestOf(folder);
  if (manifest === null) {
    const above = dirname(folder);
    return above !== folder && usesOwnPackages(above);
  }
  const all = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies };
  return OWN_PACKAGES.some((name) => name in all);
}

interface Manifest {
  readonly name?: string;
  readonly dependencies?: object;
  readonly peerDependencies?: object;
  readonly optionalDependencies?: object;
}

/** The package.json of a folder, if it names a package: those in `dist/cjs` and the like only say what kind files are of. */
async function manifestOf(folder: string): Promise<Manifest | null> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
    return manifest.name === undefined ? null : manifest;
  } catch {
    return null;
  }
}
