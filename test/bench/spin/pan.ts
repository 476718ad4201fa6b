import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BenchError } from '../bench-error.ts';
import type { Promela } from '../subjects.ts';
import { childSeconds } from '../times.ts';
import { type PanOutput, readPan } from './pan-output.ts';

const run = promisify(execFile);

/** Megabytes that a verifier may take. */
const MEMORY_LIMIT = 16_000;

/** Longest path that the search may follow. */
const DEPTH = 100_000;

/** Of 32 bits each, with one for each process and two more, in which a search with fairness notes who has moved. */
const FAIR_SETS = 3;

/** A claim about the long run, and whether Spin takes it to be about runs that are fair to each process, or about all. */
export interface SpinClaim {
  readonly claim: string;
  readonly fair: boolean;
}

export interface PanOptions {
  /** Partial-order reduction is on, and the system is told in the form that gives it something to work with. */
  readonly reduced: boolean;
  /** For claims about the long run, which the Promela has with the macro `LTL`; else for safety alone. */
  readonly longRun?: boolean;
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
    { reduced, longRun = false, macros = [], optimization = '-O2' }: PanOptions,
  ): Promise<Pan> {
    const folder = mkdtempSync(join(tmpdir(), 'allways-pan-'));
    const values = Object.entries(define).map(([name, value]) => `-D${name}=${value}`);
    const forms = [...(reduced ? ['REDUCED'] : []), ...(longRun ? ['LTL'] : []), ...macros].map(
      (name) => `-D${name}`,
    );
    const source = isAbsolute(file) ? file : fileURLToPath(new URL(`../${file}`, import.meta.url));
    const reduction = reduced ? [] : ['-DNOREDUCE'];
    const began = performance.now();
    try {
      await run('spin', [...values, ...forms, '-a', source], { cwd: folder });
      const search = longRun ? `-DNFAIR=${FAIR_SETS}` : '-DSAFETY';
      const flags = [optimization, search, ...reduction, `-DMEMLIM=${MEMORY_LIMIT}`];
      await run('gcc', [...flags, '-o', 'pan', 'pan.c'], { cwd: folder });
    } catch (error) {
      throw new BenchError(`Spin or gcc cannot make a verifier of ${file}: ${String(error)}`);
    }
    return new Pan(folder, (performance.now() - began) / 1000);
  }

  /**
   * @param distinctStates as many as there are, or more: the hash table gets room for twice as many
   * @param long what to search for, if it was made for the long run: then assertions and deadlocks are no errors
   */
  async run(distinctStates: number, long?: SpinClaim): Promise<PanRun> {
    const claim = long === undefined ? '' : `-a ${long.fair ? '-f ' : ''}-A -E -N ${long.claim} `;
    const tableBits = Math.max(18, Math.ceil(Math.log2(distinctStates)) + 1);
    const began = performance.now();
    // The shell's `times` is the only portable way to learn the user time of a child.
    const { stdout } = await run('sh', ['-c', `./pan ${claim}-m${DEPTH} -w${tableBits}; times`], {
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
