import { dirname, resolve } from 'node:path';
import type { Message, OnResolveResult } from 'esbuild';
import { displayedPath } from './displayed-path.ts';

interface Unresolved {
  readonly what: string;
  readonly from: string;
}

/** Ends the loading of a model, for an import that leads nowhere. */
export function unresolved(what: string, from: string): OnResolveResult {
  const detail: Unresolved = { what, from };
  return { errors: [{ text: `Could not resolve "${what}"`, detail }] };
}

/** What is said of an import that leads nowhere; null of any other mistake. */
export function unresolvedText({ detail }: Message): string | null {
  if (!isUnresolved(detail)) return null;
  const { what, from } = detail;
  const name = what.startsWith('.') ? displayedPath(resolve(dirname(from), what)) : what;
  return `${displayedPath(from)}: the import "${name}" cannot be found; check its path, or install it beside the model`;
}

function isUnresolved(detail: unknown): detail is Unresolved {
  return typeof detail === 'object' && detail !== null && 'what' in detail && 'from' in detail;
}
