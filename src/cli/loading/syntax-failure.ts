import { resolve } from 'node:path';
import type { Message } from 'esbuild';
import { displayedPath } from './displayed-path.ts';
import { entryWith, OWN_COPY } from './own-copies.ts';
import { unresolvedText } from './unresolved.ts';

const NO_EXPORT = new RegExp(`^No matching export in "${OWN_COPY}:([^"]*)" for import "([^"]*)"`);

/** Says in one sentence why a file could not be compiled; null if an error is about something else. */
export async function syntaxFailure(error: unknown, folder: string): Promise<string | null> {
  const [first, ...others] = messagesOf(error);
  if (first === undefined) return null;
  const missing = unresolvedText(first);
  if (missing !== null) return missing;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return `${placeOf(first, folder)}${await sentenceOf(first)}${more}`;
}

function messagesOf(error: unknown): readonly Message[] {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
    ? (error.errors as Message[])
    : [];
}

/** `file:line:column: ` */
function placeOf({ location }: Message, folder: string): string {
  if (location === null) return '';
  const { file, line, column, lineText } = location;
  // esbuild counts bytes, and from 0; editors count characters, and from 1.
  const before = Buffer.from(lineText).subarray(0, column).toString();
  return `${displayedPath(resolve(folder, file))}:${line}:${before.length + 1}: `;
}

async function sentenceOf({ text }: Message): Promise<string> {
  const [, own, name = ''] = NO_EXPORT.exec(text) ?? [];
  if (own === undefined) return text;
  const entry = own.startsWith('allways') ? await entryWith(name) : null;
  return `${own} exports no "${name}"${entry === null ? '' : `; import it from '${entry}'`}`;
}
