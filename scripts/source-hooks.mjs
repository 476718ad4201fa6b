// Hooks by which Node runs this project from its sources: TypeScript is compiled file by file, and the package's public
// names stand for its sources. What is compiled is kept under node_modules/, by what it was compiled from.
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';

const own = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
const entries = new Map(
  Object.entries(own.exports)
    .filter(([, target]) => typeof target === 'object')
    .map(([name, target]) => [
      posix.join(own.name, name),
      new URL(posix.join('..', target['@allways/source']), import.meta.url).href,
    ]),
);
const kept = fileURLToPath(new URL('../node_modules/.cache/allways-sources/', import.meta.url));
const hooks = await readFile(new URL(import.meta.url), 'utf8');
const compiler = await readFile(new URL('../node_modules/esbuild/package.json', import.meta.url), 'utf8');
mkdirSync(kept, { recursive: true });

export async function resolve(specifier, context, next) {
  const url = entries.get(specifier);
  return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const path = fileURLToPath(url);
  const text = await readFile(path, 'utf8');
  const name = createHash('sha256').update([hooks, compiler, path, text].join('\0')).digest('hex');
  const file = `${kept}${name}.js`;
  const source = (await readFile(file, 'utf8').catch(() => null)) ?? (await compiled(path, text, file));
  return { format: 'module', source, shortCircuit: true };
}

async function compiled(path, text, file) {
  // Only now: most starts compile nothing.
  const { transform } = await import('esbuild');
  const { code } = await transform(text, {
    loader: 'ts',
    format: 'esm',
    target: 'node20.19',
    sourcemap: 'inline',
    sourcesContent: false,
    sourcefile: path,
    charset: 'utf8',
  });
  // Written aside first: another process may read at the same moment.
  const aside = `${file}.${process.pid}.${threadId}.part`;
  await writeFile(aside, code);
  await rename(aside, file);
  return code;
}
