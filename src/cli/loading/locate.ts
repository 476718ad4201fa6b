import { readdir, readlink, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { ModelError } from '../../language/errors.ts';
import { nearest } from '../../language/nearest.ts';

const ENDINGS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/** How many names of files a message can hold. */
const MOST_NAMES = 12;

/**
 * The absolute path of a model's file.
 *
 * @throws ModelError if there is no such file
 */
export async function locate(given: string): Promise<string> {
  for (const path of candidates(given)) {
    const kind = await kindOf(path);
    if (kind === 'folder') throw new ModelError(await folderMessage(given, path));
    if (kind === 'file') return checkedEnding(given, path);
  }
  throw new ModelError(await missingMessage(given, resolve(given)));
}

/** `npm run` changes to the folder of the package; INIT_CWD says where it was started. */
function candidates(given: string): readonly string[] {
  const { INIT_CWD: start } = process.env;
  return start === undefined ? [resolve(given)] : [resolve(given), resolve(start, given)];
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing';
  }
}

function checkedEnding(given: string, path: string): string {
  if (ENDINGS.includes(extname(path))) return path;
  throw new ModelError(`${given} is no model: a model is a file with the ending ${ENDINGS.join(', ')}`);
}

async function folderMessage(given: string, path: string): Promise<string> {
  const names = await sources(path);
  const model = names.find((name) => name.startsWith('model.')) ?? names[0];
  const advice =
    model === undefined ? ', and has no model in it' : `; name a file in it, as ${join(given, model)}`;
  return `${given} is a folder${advice}`;
}

async function missingMessage(given: string, path: string): Promise<string> {
  const folder = dirname(path);
  if ((await kindOf(folder)) !== 'folder') {
    return `there is no file ${given}: its folder ${dirname(given)} does not exist either`;
  }
  const target = await readlink(path).catch(() => null);
  if (target !== null) return `${given} is a link to ${target}, and there is no such file`;
  const names = await sources(folder);
  const name = basename(path);
  const sameStem = names.filter((other) => other.startsWith(`${name}.`));
  const known = sameStem.length > 0 ? sameStem : names;
  const hint = nearest(name, known);
  const isList = !hint.includes('did you mean');
  return `there is no file ${given}${isList && known.length > MOST_NAMES ? '' : hint}`;
}

async function sources(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => ENDINGS.includes(extname(name))).sort();
  } catch {
    return [];
  }
}
