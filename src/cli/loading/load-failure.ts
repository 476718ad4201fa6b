import { dirname } from 'node:path';
import { ModelError, messageOf } from '../../language/errors.ts';
import { displayedPath } from './displayed-path.ts';
import { syntaxFailure } from './syntax-failure.ts';

/** Says in one sentence why a model's file could not be loaded. */
export async function loadFailure(error: unknown, path: string): Promise<ModelError> {
  const message = messageOf(error);
  const file = displayedPath(path);
  const syntax = await syntaxFailure(error, dirname(path));
  if (syntax !== null) return new ModelError(syntax);
  const missing = missingImport(message);
  if (missing !== null) return new ModelError(missing);
  if (nameOf(error) === 'ModelError') return new ModelError(`${file}: ${message}`);
  const place = placeOf(error, path);
  if (error instanceof SyntaxError) return new ModelError(`${place ?? file}: ${message}${adviceOn(message)}`);
  const where = place === null ? '' : ` (at ${place})`;
  return new ModelError(`${file} threw while it was loaded: ${nameOf(error)}: ${message}${where}`);
}

/** Node's own sentence, with a way out; null if it is about something else. */
function missingImport(message: string): string | null {
  const [, what, from] = /^Cannot find (?:package|module) '([^']*)' imported from (\S+)/.exec(message) ?? [];
  if (what === undefined || from === undefined) return null;
  return `${displayed(from)}: the import "${displayed(what)}" cannot be found; check its path, or install it beside the model`;
}

function adviceOn(message: string): string {
  return /outside a module|Unexpected token 'export'/.test(message)
    ? '; the package.json of its folder makes it CommonJS, so give the file the ending .mjs or .ts'
    : '';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** Where in the model's own files something went wrong: `file:line:column`. */
function placeOf(error: unknown, path: string): string | null {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const places = [...stack.matchAll(/(?:file:\/\/)?(\/[^\s():]+(?::\d+){1,2})/g)].map(
    ([, place = '']) => place,
  );
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const own =
    places.find((place) => place.startsWith(path)) ?? places.find((place) => place.startsWith(folder));
  return own === undefined ? null : located(own);
}

/** A text that begins with a path, with that path as its reader would write it. */
function located(text: string): string {
  return text.replace(/^\/[^:]*/, displayedPath);
}

function displayed(pathOrName: string): string {
  const path = pathOrName.replace(/^file:\/\//, '');
  return path.startsWith('/') ? displayedPath(path) : pathOrName;
}
