import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlaModule } from '../../../src/checkers/tlaplus/tlaplus.ts';
import type { Opinion } from './opinion.ts';

/** Why TLC cannot be asked here; null if it can. */
export function whyNoTlc(): string | null {
  const { TLA2TOOLS: jar } = process.env;
  if (jar === undefined || jar === '') return 'TLA2TOOLS does not name tla2tools.jar';
  return existsSync(jar) ? null : `TLA2TOOLS names ${jar}, which does not exist`;
}

/** What TLC says where a property is decided, and not where it finds a mistake in the module. */
const FOUND =
  /^Error: (Invariant Undecided is violated|The first argument of Assert evaluated to FALSE; the second argument was:\n<<"decided by")/m;

/** Has TLC search a system, and then look for each of these properties. */
export function askTlc(
  { module, configuration }: TlaModule,
  names: readonly string[],
  initials = 1,
): Opinion {
  const folder = mkdtempSync(join(tmpdir(), 'allways-tlc-'));
  const run = (check: number): string => {
    writeFileSync(join(folder, 'Model.cfg'), configuration.replace('Check = 0', `Check = ${check}`));
    const args = ['-Xss64m', '-cp', process.env.TLA2TOOLS ?? '', 'tlc2.TLC', '-deadlock', '-workers', '1'];
    const call = [...args, '-metadir', `states${check}`, 'Model'];
    try {
      return execFileSync('java', call, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
    } catch (error) {
      // TLC ends with another status where it finds something; in the initial state, it has counted nothing then.
      if (check > 0 && error instanceof Error && 'stdout' in error && FOUND.test(String(error.stdout))) {
        return String(error.stdout);
      }
      throw error;
    }
  };
  try {
    writeFileSync(join(folder, 'Model.tla'), module);
    const sizes = /^(?<generated>\d+) states generated, (?<distinct>\d+) distinct/m.exec(run(0))?.groups;
    const found = names.map((name, i) => [name, FOUND.test(run(i + 1))] as const);
    return {
      distinctStates: Number(sizes?.distinct),
      // Initial states are generated, too.
      transitions: Number(sizes?.generated) - initials,
      errors: 0,
      found: Object.fromEntries(found),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
