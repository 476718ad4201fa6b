import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { requireNoSource, requireWritable } from './write-file.ts';

const IMPORTED = /(?:\bfrom|\bimport)\s*\(?\s*(['"])(\.{1,2}\/[^'"]+)\1/g;

/** What TypeScript may call a file that it imports, and what it is. */
const ENDINGS: readonly (readonly [named: RegExp, is: string])[] = [
  [/$/, ''],
  [/\.js$/, '.ts'],
  [/\.mjs$/, '.mts'],
  [/$/, '.ts'],
  [/$/, '.js'],
];

/**
 * Says before any work is done whether there is a place for an output, and that it is not written over what it is made of.
 *
 * @param models files, as they were given
 * @throws ModelError if there is none, or if it is
 */
export function requireOutput(output: string, ...models: readonly string[]): void {
  requireWritable(output);
  const start = process.env.INIT_CWD ?? '.';
  const files = models.flatMap((given) => [resolve(given), resolve(start, given)]).filter(isFile);
  requireNoSource(output, files.flatMap(modelSources));
}

/** A model's file, and all that it imports by relative paths: absolute paths. Comments may add some that it does not. */
export function modelSources(path: string): readonly string[] {
  const found = new Set([path]);
  for (const file of found) {
    for (const [, , name = ''] of textOf(file).matchAll(IMPORTED)) {
      const imported = ENDINGS.map(([named, is]) => resolve(dirname(file), name.replace(named, is))).find(
        isFile,
      );
      if (imported !== undefined) found.add(imported);
    }
  }
  return [...found];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
