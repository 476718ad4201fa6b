import { BenchError } from '../bench-error.ts';
import type { Measurement } from '../measurement.ts';
import type { Task } from '../plan.ts';
import type { Subject } from '../subjects.ts';
import { Pan } from './pan.ts';

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
      this.#pans.set(
        keyOf(subject, engine),
        await Pan.build(subject.promela, { reduced: engine === 'spin-por' }),
      );
    }
  }

  /** Runs one of them. */
  async run(subject: Subject, engine: 'spin' | 'spin-por'): Promise<Measurement> {
    const pan = this.#pans.get(keyOf(subject, engine));
    if (pan === undefined) throw new RangeError(`no verifier was made for ${subject.name}`);
    const found = await pan.run(subject.distinctStates ?? 0);
    if (found.errors > 0)
      throw new BenchError(`${subject.name}: ${engine} finds an error where all properties hold`);
    return {
      distinctStates: found.states,
      // Spin counts the initial state as a transition.
      transitions: found.transitions - 1,
      wallSeconds: found.wallSeconds,
      cpuSeconds: found.cpuSeconds,
      bytesPerState: found.stateBytes / found.states,
      peakMemoryBytes: found.totalBytes,
      startSeconds: null,
      buildSeconds: pan.buildSeconds,
      memory: null,
      asleep: null,
      xstateCalls: null,
      xstateShare: null,
    };
  }

  /** Removes their files. */
  close(): void {
    for (const pan of this.#pans.values()) pan.close();
    this.#pans.clear();
  }
}

export function isSpin(engine: Task['engine']): engine is 'spin' | 'spin-por' {
  return engine === 'spin' || engine === 'spin-por';
}

function keyOf({ name }: Subject, engine: string): string {
  return `${name} ${engine}`;
}
