import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What TLC's rows need and this machine does not have, and the jar if nothing is missing. */
export function tlcTools(): { readonly jar: string; readonly missing: null } | { readonly missing: string } {
  const { TLA2TOOLS: jar } = process.env;
  if (jar === undefined || jar === '') return { missing: 'TLA2TOOLS does not name tla2tools.jar' };
  if (!existsSync(jar)) return { missing: `TLA2TOOLS names ${jar}, which does not exist` };
  const { error } = spawnSync('java', ['-version'], { stdio: 'ignore' });
  return error === undefined ? { jar, missing: null } : { missing: 'java is not installed' };
}
