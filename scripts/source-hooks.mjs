// Hooks by which Node runs this project from its sources: TypeScript is compiled file by file, and the package's public
// name stands for its sources.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

const self = new URL('../src/index.ts', import.meta.url).href;

export async function resolve(specifier, context, next) {
  return specifier === 'allways' ? { url: self, shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const text = await readFile(new URL(url), 'utf8');
  const { code } = await transform(text, {
    loader: 'ts',
    format: 'esm',
    target: 'node20.19',
    sourcemap: 'inline',
    sourcesContent: false,
    sourcefile: fileURLToPath(url),
    charset: 'utf8',
  });
  return { format: 'module', source: code, shortCircuit: true };
}
