import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BenchError } from '../bench-error.ts';
import { type Measurement, NOT_TOLD } from '../measurement.ts';
import type { Subject } from '../subjects.ts';
import { childSeconds } from '../times.ts';

const run = promisify(execFile);

const folder = fileURLToPath(new URL('.', import.meta.url));
const program = join(folder, 'target', 'release', 'allways-bench-stateright');

/** What Stateright's rows need and this machine does not have, after it was tried to make the program; null if nothing. */
export function whyNoStateright(note: (text: string) => void): string | null {
  if (spawnSync('cargo', ['--version'], { stdio: 'ignore' }).error !== undefined)
    return 'cargo is not installed';
  note('compile: stateright');
  const { status, stderr } = spawnSync('cargo', ['build', '--release'], { cwd: folder, encoding: 'utf8' });
  if (status === 0 && existsSync(program)) return null;
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return `cargo cannot make the program (${last.trim()})`;
}

/** What the program prints. */
interface Printed {
  readonly distinctStates: number;
  readonly transitions: number;
  readonly violated: boolean;
  readonly wallSeconds: number;
  readonly peakMemoryBytes: number;
}

/** Measures Stateright on a subject: breadth first, with one thread. */
export async function measuredByStateright({ name, stateright }: Subject): Promise<Measurement> {
  if (stateright === null) throw new BenchError(`stateright cannot run ${name}`);
  // The shell's `times` is the only portable way to learn the user time of a child.
  const { stdout } = await run('sh', ['-c', `'${program}' ${stateright.join(' ')}; times`]);
  const { violated, ...found } = JSON.parse(stdout.slice(0, stdout.indexOf('\n'))) as Printed;
  if (violated) throw new BenchError(`${name}: stateright finds an error where all properties hold`);
  return {
    ...NOT_TOLD,
    ...found,
    cpuSeconds: childSeconds(stdout),
  };
}
