import {
  closeSync,
  fchmodSync,
  lstatSync,
  openSync,
  readlinkSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ModelError, messageOf } from '../../language/errors.ts';
import { runsFromSources } from '../arguments/command-text.ts';

/** Characters that are written at a time. */
const CHUNK = 1 << 20;

/** Links that are followed, one after another. */
const MOST_LINKS = 40;

/**
 * Writes a file as a whole: aside first, then in place. Whatever happens on the way, the file is the old one or the
 * new one. It keeps its mode; a link goes on to lead to it; what is no regular file (a device, a pipe) is written into.
 *
 * @throws ModelError if it cannot be written
 */
export function writeWhole(given: string, chunks: Iterable<string>): void {
  requireWritable(given);
  try {
    const path = targetOf(outputPath(given));
    const old = statOf(path);
    if (old === null || old.isFile()) replace(path, old === null ? null : old.mode & 0o7777, chunks);
    else writeInto(path, 'w', null, chunks);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ModelError(`${given} cannot be written: ${messageOf(error)}`);
  }
}

function replace(path: string, mode: number | null, chunks: Iterable<string>): void {
  // The name is short: that of the file may be as long as names may be.
  const aside = join(dirname(path), `.allways-${process.pid}.part`);
  try {
    writeInto(aside, 'wx', mode, chunks);
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

function writeInto(path: string, flag: 'w' | 'wx', mode: number | null, chunks: Iterable<string>): void {
  const file = openSync(path, flag);
  try {
    if (mode !== null) fchmodSync(file, mode);
    writeChunks(file, chunks);
  } finally {
    closeSync(file);
  }
}

/** The file that a link leads to in the end, be it there or not. */
function targetOf(path: string): string {
  let target = path;
  for (let links = 0; links < MOST_LINKS && isLink(target); links++) {
    target = resolve(dirname(target), readlinkSync(target));
  }
  return target;
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/**
 * Finds out before any work is done whether there is a place for the file.
 *
 * @throws ModelError if there is none
 */
export function requireWritable(given: string): void {
  const path = targetOf(outputPath(given));
  if (kindOf(path) === 'folder') throw new ModelError(`${given} is a folder; name a file in it`);
  if (kindOf(dirname(path)) !== 'folder') {
    throw new ModelError(`${given} cannot be written: there is no folder ${dirname(given)}`);
  }
}

/**
 * Refuses to write over what the output is made of.
 *
 * @param sources absolute paths
 * @throws ModelError if the output is one of them, by whatever name
 */
export function requireNoSource(given: string, sources: readonly string[]): void {
  const output = statOf(outputPath(given));
  const source = output === null ? undefined : sources.find((path) => isSameFile(output, statOf(path)));
  if (source === undefined) return;
  throw new ModelError(
    `${given} would be written over, and the model is made of it; name another file for the output`,
  );
}

function isSameFile(one: Stats, other: Stats | null): boolean {
  return other !== null && one.ino === other.ino && one.dev === other.dev;
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
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
