import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BenchError } from '../bench-error.ts';
import type { Promela } from '../subjects.ts';
import { type PanOutput, readPan } from './pan-output.ts';

const run = promisify(execFile);

/** Megabytes that a verifier may take. */
const MEMORY_LIMIT = 16_000;

/** Longest path that the search may follow. */
const DEPTH = 100_000;

export interface PanOptions {
  /** Partial-order reduction is on, and the system is told in the form that gives it something to work with. */
  readonly reduced: boolean;
  /** Of the C compiler. Default: `-O2`. Less is compiled sooner. */
  readonly optimization?: '-O0' | '-O2';
  /** Macros without a value. */
  readonly macros?: readonly string[];
}

/** What one run of a verifier took. */
export interface PanRun extends PanOutput {
  /** Of the process, from its start to its end. */
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

/** A verifier that Spin has made of a Promela file, and the C compiler of that. */
export class Pan {
  readonly #folder: string;
  /** What making it took. */
  readonly buildSeconds: number;

  private constructor(folder: string, buildSeconds: number) {
    this.#folder = folder;
    this.buildSeconds = buildSeconds;
  }

  static async build(
    { file, define }: Promela,
    { reduced, macros = [], optimization = '-O2' }: PanOptions,
  ): Promise<Pan> {
    const folder = mkdtempSync(join(tmpdir(), 'allways-pan-'));
    const values = Object.entries(define).map(([name, value]) => `-D${name}=${value}`);
    const forms = [...(reduced ? ['REDUCED'] : []), ...macros].map((name) => `-D${name}`);
    const source = fileURLToPath(new URL(`../${file}`, import.meta.url));
    const reduction = reduced ? [] : ['-DNOREDUCE'];
    const began = performance.now();
    try {
      await run('spin', [...values, ...forms, '-a', source], { cwd: folder });
      const flags = [optimization, '-DSAFETY', ...reduction, `-DMEMLIM=${MEMORY_LIMIT}`];
      await run('gcc', [...flags, '-o', 'pan', 'pan.c'], { cwd: folder });
    } catch (error) {
      throw new BenchError(`Spin or gcc cannot make a verifier of ${file}: ${String(error)}`);
    }
    return new Pan(folder, (performance.now() - began) / 1000);
  }

  /** @param distinctStates as many as there are, or more: the hash table gets room for twice as many */
  async run(distinctStates: number): Promise<PanRun> {
    const tableBits = Math.max(18, Math.ceil(Math.log2(distinctStates)) + 1);
    const began = performance.now();
    // The shell's `times` is the only portable way to learn the user time of a child.
    const { stdout } = await run('sh', ['-c', `./pan -m${DEPTH} -w${tableBits}; times`], {
      cwd: this.#folder,
    });
    const wallSeconds = (performance.now() - began) / 1000;
    return { ...readPan(stdout), wallSeconds, cpuSeconds: childSeconds(stdout) };
  }

  /** Removes its files. */
  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The user time of the children, in the second line of what `times` prints: `0m1.230000s 0m0.040000s`. */
function childSeconds(output: string): number {
  const lines = [...output.matchAll(/^(?<minutes>\d+)m(?<seconds>[\d.]+)s \S+$/gm)];
  const { minutes = '0', seconds = '0' } = lines.at(-1)?.groups ?? {};
  return Number(minutes) * 60 + Number(seconds);
}
