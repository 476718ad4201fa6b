import { Worker } from 'node:worker_threads';
import type { Instance } from '../../../src/index.ts';
import type { HelpStart, Pace } from '../../../src/search/parallel/crew.ts';
import { LocalCrew } from './local-crew.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Milliseconds for which those who help are waited for. */
const PATIENCE = 60_000;

/** So small that small models are shared, too. */
const SMALL: Pace = { alone: 1, chunk: 2, leavesAll: true };

const sleeping = new Int32Array(new SharedArrayBuffer(4));

/** Threads that help one core after another. */
export class HelpingThreads {
  readonly #workers: readonly Worker[];

  constructor(count: number) {
    const register = new URL('../../../scripts/register-sources.mjs', import.meta.url);
    const script = new URL('./helping-thread.ts', import.meta.url);
    this.#workers = Array.from({ length: count }, () => {
      const worker = new Worker(script, { execArgv: ['--import', register.href] });
      worker.unref();
      return worker;
    });
  }

  get count(): number {
    return this.#workers.length;
  }

  /** Has all of them help, and waits until they do. */
  help({ memory, board, joined }: HelpStart): void {
    for (const [i, worker] of this.#workers.entries()) worker.postMessage({ memory, board, thread: i + 1 });
    const began = performance.now();
    while (joined() < this.#workers.length) {
      if (performance.now() - began > PATIENCE) throw new Error('nobody helps');
      Atomics.wait(sleeping, 0, 0, 1);
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

/** Others who only help a core, as soon as there is one. */
export class HelpingCrew extends LocalCrew {
  override readonly pace: Pace;
  override readonly helpFrom = 0;
  override readonly others: number;
  readonly #threads: HelpingThreads;
  hasHelped = false;

  constructor(threads: HelpingThreads, pace: Pace = SMALL) {
    const nobody: readonly Instance[] = [];
    super(nobody, 'after', NEVER);
    this.#threads = threads;
    this.others = threads.count;
    this.pace = pace;
  }

  override help(start: HelpStart): void {
    this.hasHelped = true;
    this.#threads.help(start);
  }
}
