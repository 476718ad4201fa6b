import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeSystem } from '../../../src/checkers/close.ts';
import { promelaOf } from '../../../src/checkers/promela/promela.ts';
import { instantiate } from '../../../src/index.ts';
import { BenchError } from '../bench-error.ts';
import { type Measurement, NOT_TOLD } from '../measurement.ts';
import type { Task } from '../plan.ts';
import { loadModel } from '../runs/load.ts';
import type { Subject } from '../subjects.ts';
import { Pan } from './pan.ts';

/** States that a table has room for where their number is not known beforehand. */
const UNKNOWN_SIZE = 2 ** 21;

/** The verifiers of a bench, each made once. */
export class Pans {
  readonly #pans = new Map<string, Pan>();
  readonly #note: (text: string) => void;

  constructor(note: (text: string) => void) {
    this.#note = note;
    // Also when the bench is interrupted.
    process.once('exit', () => this.close());
  }

  /** Makes those that the tasks need. */
  async build(tasks: readonly Task[]): Promise<void> {
    for (const { subject, engine } of tasks) {
      if (subject.promela === null || !isSpin(engine)) continue;
      this.#note(`compile: ${subject.name}, ${engine}`);
      const { promela } = subject;
      const options = { reduced: engine === 'spin-por' };
      this.#pans.set(
        keyOf(subject, engine),
        await (promela === 'exported' ? exportedPan(subject) : Pan.build(promela, options)),
      );
    }
  }

  /** Runs one of them. */
  async run(subject: Subject, engine: 'spin' | 'spin-por'): Promise<Measurement> {
    const pan = this.#pans.get(keyOf(subject, engine));
    if (pan === undefined) throw new RangeError(`no verifier was made for ${subject.name}`);
    const found = await pan.run(subject.distinctStates ?? UNKNOWN_SIZE);
    if (found.errors > 0)
      throw new BenchError(`${subject.name}: ${engine} finds an error where all properties hold`);
    return {
      ...NOT_TOLD,
      distinctStates: found.states,
      // Spin counts the initial state as a transition.
      transitions: found.transitions - 1,
      wallSeconds: found.wallSeconds,
      cpuSeconds: found.cpuSeconds,
      bytesPerState: found.stateBytes / found.states,
      peakMemoryBytes: found.totalBytes,
      buildSeconds: pan.buildSeconds,
    };
  }

  /** Removes their files. */
  close(): void {
    for (const pan of this.#pans.values()) pan.close();
    this.#pans.clear();
  }
}

/** A verifier of what `export` writes of a model. Writing is no part of what is measured, nor of compiling. */
async function exportedPan({ file, set }: Subject): Promise<Pan> {
  const system = closeSystem(instantiate(await loadModel(file), { set }));
  const folder = mkdtempSync(join(tmpdir(), 'allways-promela-'));
  try {
    const source = join(folder, 'model.pml');
    writeFileSync(source, promelaOf(system));
    return await Pan.build({ file: source, define: {} }, { reduced: false });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function isSpin(engine: Task['engine']): engine is 'spin' | 'spin-por' {
  return engine === 'spin' || engine === 'spin-por';
}

function keyOf({ name }: Subject, engine: string): string {
  return `${name} ${engine}`;
}
