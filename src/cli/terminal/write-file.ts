import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ModelError, messageOf } from '../../language/errors.ts';
import { runsFromSources } from '../arguments/command-text.ts';

/** Characters that are written at a time. */
const CHUNK = 1 << 20;

/**
 * Writes a file as a whole: aside first, then in place. Whatever happens on the way, the file is the old one or the
 * new one.
 *
 * @throws ModelError if it cannot be written
 */
export function writeWhole(given: string, chunks: Iterable<string>): void {
  const path = outputPath(given);
  requireWritable(given);
  const aside = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    const file = openSync(aside, 'wx');
    try {
      writeChunks(file, chunks);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    if (!isSystemError(error)) throw error;
    throw new ModelError(`${given} cannot be written: ${messageOf(error)}`);
  }
}

/**
 * Finds out before any work is done whether there is a place for the file.
 *
 * @throws ModelError if there is none
 */
export function requireWritable(given: string): void {
  const path = outputPath(given);
  if (kindOf(path) === 'folder') throw new ModelError(`${given} is a folder; name a file in it`);
  if (kindOf(dirname(path)) !== 'folder') {
    throw new ModelError(`${given} cannot be written: there is no folder ${dirname(given)}`);
  }
}

/** `npm run` changes to the folder of the package; INIT_CWD says where it was started. */
function outputPath(given: string): string {
  const { INIT_CWD: start } = process.env;
  return runsFromSources && start !== undefined ? resolve(start, given) : resolve(given);
}

function writeChunks(file: number, chunks: Iterable<string>): void {
  let waiting: string[] = [];
  let length = 0;
  const flush = () => {
    const bytes = Buffer.from(waiting.join(''));
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    waiting = [];
    length = 0;
  };
  for (const chunk of chunks) {
    waiting.push(chunk);
    length += chunk.length;
    if (length >= CHUNK) flush();
  }
  flush();
}

function kindOf(path: string): 'folder' | 'file' | 'nothing' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing';
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
