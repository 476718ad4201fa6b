import type { Plugin } from 'esbuild';
import { unresolved } from './unresolved.ts';

/** What a model file may import of this package, and the file that stands for it. */
const OWN_ENTRIES: ReadonlyMap<string, string> = new Map([
  ['allways', 'index'],
  ['allways/consistency', 'consistency'],
  ['allways/export', 'export'],
  ['allways/stepping', 'stepping/index'],
  ['allways/testing', 'testing'],
]);
const OWN = /^(?:allways|xstate)(?:\/.+)?$/;
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
/** Before the names of those packages in what esbuild says of them. */
export const OWN_COPY = 'own-copy';

/** The packages of which a model file gets the running program's own copy, wherever the file lies. */
export const OWN_PACKAGES: readonly string[] = ['allways', 'xstate'];

/**
 * Gives model files the copies of `allways` and `xstate` that the checker itself runs with: machines of another copy of
 * XState behave differently, down to events that are lost. Names that these do not export are told at their import.
 */
export const ownCopies: Plugin = {
  name: 'own copies',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: OWN }, ({ path, importer }) => {
      const url = ownUrl(path);
      return url === null ? unresolved(path, importer) : { path, namespace: OWN_COPY, pluginData: url };
    });
    // What the text below imports is loaded by Node, as the program itself loads it.
    onResolve({ filter: /.*/, namespace: OWN_COPY }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: OWN_COPY }, async ({ pluginData }) => {
      const url = String(pluginData);
      const names = Object.keys((await import(url)) as object).filter((name) => IDENTIFIER.test(name));
      return { contents: `export { ${names.join(', ')} } from ${JSON.stringify(url)};`, loader: 'js' };
    });
  },
};

/** The entry of this package that exports a name; null if none does. */
export async function entryWith(name: string): Promise<string | null> {
  for (const entry of OWN_ENTRIES.keys()) {
    const url = ownUrl(entry);
    if (url !== null && name in ((await import(url)) as object)) return entry;
  }
  return null;
}

/** The file of this program, or of the XState that it runs with, that an import means; null for others. */
export function ownUrl(specifier: string): string | null {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const entry = OWN_ENTRIES.get(specifier);
  if (entry !== undefined) return new URL(`../../${entry}.${ending}`, import.meta.url).href;
  try {
    return specifier.startsWith('xstate') ? import.meta.resolve(specifier) : null;
  } catch {
    return null;
  }
}
