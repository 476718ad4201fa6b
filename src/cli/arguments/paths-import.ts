import { dirname, relative, resolve, sep } from 'node:path';

/** The endings by which TypeScript wants a source file to be imported. */
const IMPORTED_AS: Readonly<Record<string, string>> = { '.ts': '.js', '.mts': '.mjs', '.cts': '.cjs' };

/**
 * How a file that is written imports another one.
 *
 * @param output the file to be written; undefined for one that is meant to stand in the present folder
 * @param path the file to be imported, as an absolute path
 */
export function importedFrom(output: string | undefined, path: string): string {
  const start = process.env.INIT_CWD ?? process.cwd();
  const folder = output === undefined ? start : dirname(resolve(start, output));
  const fromHere = relative(folder, path).split(sep).join('/');
  const local = fromHere.startsWith('.') ? fromHere : `./${fromHere}`;
  return local.replace(/\.[mc]?ts$/, (ending) => IMPORTED_AS[ending] ?? ending);
}
