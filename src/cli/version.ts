import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** This package, XState and what runs them: all that a report of a mistake needs. */
export function versionText(): string {
  const own = versionIn(new URL('../../package.json', import.meta.url));
  const xstate = versionIn(createRequire(import.meta.url).resolve('xstate/package.json'));
  const { node, bun } = process.versions as NodeJS.ProcessVersions & { readonly bun?: string };
  return `allways ${own}, xstate ${xstate}, ${bun === undefined ? `node ${node}` : `bun ${bun}`}`;
}

function versionIn(file: string | URL): string {
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: unknown };
  return String(version);
}
