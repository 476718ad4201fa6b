import { createHash } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const WEEK = 7 * 24 * 60 * 60 * 1000;

/**
 * The file of a module that is given as text, as a URL from which it can be imported, in other threads, too. It passes through a file that is named by what is in it, so that Node, which
 * keeps what it has compiled by the name of a file, need not compile it anew each time.
 */
export async function urlOfText(code: string): Promise<string> {
  const folder = await ownFolder();
  const file = join(folder, `${createHash('sha256').update(code).digest('hex')}.mjs`);
  if ((await contentOf(file)) !== code) {
    const aside = `${file}.${process.pid}.part`;
    await writeFile(aside, code, { mode: 0o600 });
    await rename(aside, file);
    await removeOld(folder);
  }
  return pathToFileURL(file).href;
}

/** A folder for temporary files into which nobody else can write. */
async function ownFolder(): Promise<string> {
  const user = process.getuid?.() ?? 'files';
  const folder = join(tmpdir(), `allways-${user}`);
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
  const found = await lstat(folder).catch(() => null);
  const isOwn = found?.isDirectory() === true && (user === 'files' || found.uid === user);
  if (isOwn && (user === 'files' || (found.mode & 0o022) === 0)) return folder;
  return mkdtemp(join(tmpdir(), 'allways-'));
}

async function contentOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

/** Removes what has not been written for a week; another process may do the same at the same time. */
async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const stats = await lstat(file).catch(() => null);
    if (stats !== null && stats.mtimeMs < Date.now() - WEEK) await rm(file, { force: true });
  }
}
