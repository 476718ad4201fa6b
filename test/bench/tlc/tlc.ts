import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { BenchError } from '../bench-error.ts';
import type { Tla } from '../subjects.ts';
import { childSeconds } from '../times.ts';

/** What one run of TLC took and found. */
export interface TlcRun {
  readonly distinctStates: number;
  readonly transitions: number;
  /** Whether the claim, or an invariant, is violated. */
  readonly violated: boolean;
  /** Of the process, from its start to its end: Java starts within it. */
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** The most that the process was seen to hold; 0 where the system does not tell. */
  readonly peakMemoryBytes: number;
}

/** Milliseconds between two looks at how much memory a process holds. */
const LOOK = 50;

/**
 * Runs TLC on a module beside this folder, with one worker and without looking for deadlocks.
 *
 * @param jar path of tla2tools.jar
 * @param claim name of a claim about the long run, to be decided under the module's fairness; null for its invariant
 */
export async function runTlc(jar: string, { module, constants }: Tla, claim: string | null): Promise<TlcRun> {
  const folder = mkdtempSync(join(tmpdir(), 'allways-tlc-'));
  try {
    copyFileSync(fileURLToPath(new URL(`../${module}.tla`, import.meta.url)), join(folder, `${module}.tla`));
    writeFileSync(join(folder, `${module}.cfg`), configuration(constants, claim));
    const args = `-XX:+UseParallelGC -cp '${jar}' tlc2.TLC -deadlock -workers 1 -metadir states ${module}`;
    const began = performance.now();
    const child = spawn('sh', ['-c', `java ${args}; times`], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let peakMemoryBytes = 0;
    const looks = setInterval(() => {
      peakMemoryBytes = Math.max(peakMemoryBytes, memoryOfChild(child.pid));
    }, LOOK);
    const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
    clearInterval(looks);
    const wallSeconds = (performance.now() - began) / 1000;
    return { ...readTlc(output, module), wallSeconds, cpuSeconds: childSeconds(output), peakMemoryBytes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function configuration(constants: Tla['constants'], claim: string | null): string {
  const values = Object.entries(constants).map(([name, value]) => `${name} = ${value}`);
  const goal =
    claim === null ? 'SPECIFICATION Spec\nINVARIANT Consistency' : `SPECIFICATION Fair\nPROPERTY ${claim}`;
  return `CONSTANTS ${values.join(' ')}\n${goal}\n`;
}

/** @throws BenchError if TLC did not come to an end that it can tell of */
export function readTlc(
  output: string,
  module: string,
): Pick<TlcRun, 'distinctStates' | 'transitions' | 'violated'> {
  const sizes = /^(?<generated>\d+) states generated, (?<distinct>\d+) distinct states found/m.exec(
    output,
  )?.groups;
  const violated = /^Error: (Temporal properties were violated|Invariant \S+ is violated)/m.test(output);
  if (sizes === undefined || (!violated && !/No error has been found/.test(output))) {
    throw new BenchError(`TLC did not decide ${module}:\n${output.trim()}`);
  }
  // The initial state is generated, too.
  return { distinctStates: Number(sizes.distinct), transitions: Number(sizes.generated) - 1, violated };
}

/** The most bytes that the first child of a process ever held, as far as Linux tells. */
function memoryOfChild(pid: number | undefined): number {
  try {
    const child = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0] ?? '';
    const status = readFileSync(`/proc/${child}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
