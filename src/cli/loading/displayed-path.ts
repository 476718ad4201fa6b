import { isAbsolute, relative } from 'node:path';

/** A path as its reader would write it: from the present folder, if it lies below that. */
export function displayedPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? path : fromHere;
}
