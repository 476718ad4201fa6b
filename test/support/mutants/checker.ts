import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect } from 'vitest';
import type * as Checker from '../../../src/index.ts';

const SOURCES = fileURLToPath(new URL('../../../src', import.meta.url));
const COPIES = fileURLToPath(new URL('../../failures/mutants', import.meta.url));

/** A change of the checker: a text of a file of src/, and what stands in its place. */
export interface Change {
  readonly file: string;
  readonly text: string;
  readonly instead: string;
}

/** The checker with a change, in one file with a name of its own. */
export async function checkerWith(name: string, change: Change): Promise<typeof Checker> {
  return (await changedModule(name, change, "export * from './index.ts';")) as typeof Checker;
}

/**
 * A module of the sources with a change, in one file with a name of its own.
 *
 * @param entry what it exports, as a file in src/ would say it
 */
export async function changedModule(
  name: string,
  { file, text, instead }: Change,
  entry: string,
): Promise<unknown> {
  const changed = `${SOURCES}/${file}`;
  const source = await readFile(changed, 'utf8');
  expect(source, 'what is changed is there').toContain(text);
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: SOURCES, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    write: false,
    plugins: [
      {
        name: 'change',
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.ts$/ }, ({ path }) =>
            path === changed ? { contents: source.replace(text, () => instead), loader: 'ts' } : undefined,
          ),
      },
    ],
  });
  const copy = `${COPIES}/${name.replaceAll(/\W+/g, '-')}.mjs`;
  await mkdir(COPIES, { recursive: true });
  await writeFile(copy, outputFiles[0]?.text ?? '');
  return import(pathToFileURL(copy).href);
}
