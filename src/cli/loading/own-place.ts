import { readFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Loader, Plugin } from 'esbuild';

const ASKS = /\bimport\.meta\b|\b__(?:file|dir)name\b/;

const URL_NAME = '__allwaysUrl';
const FILE_NAME = '__allwaysFile';
const FOLDER_NAME = '__allwaysFolder';

/** What the ways to ask for a file's own place are replaced with. */
export const PLACES: Readonly<Record<string, string>> = {
  'import.meta.url': URL_NAME,
  'import.meta.filename': FILE_NAME,
  'import.meta.dirname': FOLDER_NAME,
  __filename: FILE_NAME,
  __dirname: FOLDER_NAME,
};

/** Tells the files of a model where they lie, so that they find what lies beside them. */
export const ownPlace: Plugin = {
  name: 'own place',
  setup({ onLoad }) {
    onLoad({ filter: /\.[mc]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!ASKS.test(text)) return undefined;
      // On the first line, so that the others keep their numbers.
      const values = [pathToFileURL(path).href, path, dirname(path)].map((value) => JSON.stringify(value));
      const names = [URL_NAME, FILE_NAME, FOLDER_NAME];
      const own = `const ${names.map((name, i) => `${name} = ${values[i]}`).join(', ')};`;
      const [, shebang = '', rest = ''] = /^(#![^\n]*\n)?(.*)$/s.exec(text) ?? [];
      return { contents: `${shebang}${own}${rest}`, loader: loaderOf(path) };
    });
  },
};

function loaderOf(path: string): Loader {
  const [, isTypeScript, isJsx] = /\.[mc]?(t)?j?s(x)?$/.exec(extname(path)) ?? [];
  return `${isTypeScript === undefined ? 'js' : 'ts'}${isJsx ?? ''}` as Loader;
}
