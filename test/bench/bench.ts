import { disagreements } from './agreement.ts';
import { BenchError } from './bench-error.ts';
import type { Measurement } from './measurement.ts';
import type { Task } from './plan.ts';
import { inRounds, type Rounds } from './rounds.ts';
import { type Row, rowOf } from './row.ts';
import { measuredApart } from './runs/process.ts';
import { measuredWithWorkers } from './runs/workers.ts';
import { Pans } from './spin/pans.ts';
import { measuredByStateright } from './stateright/stateright.ts';
import { measuredByTlc } from './tlc/measure.ts';

export interface BenchOptions extends Rounds {
  /** Whether to find out, in a run of its own, how much of the time is spent inside XState. */
  readonly profile: boolean;
  /** Told what happens next. */
  note(text: string): void;
}

/**
 * Measures how fast models are searched.
 *
 * @throws BenchError if a run fails, or if two engines do not agree on the number of states
 */
export async function bench(tasks: readonly Task[], options: BenchOptions): Promise<readonly Row[]> {
  const pans = new Pans(options.note);
  try {
    await pans.build(tasks);
    const series = await inRounds(tasks, options, (task, round) => {
      options.note(`run ${round}: ${task.subject.name}, ${task.engine}`);
      return measure(task, pans);
    });
    const rows = series.map(({ task, measurements }) => rowOf(task.subject.name, task.engine, measurements));
    requireAgreement(tasks, rows);
    return options.profile ? await profiled(tasks, rows, options) : rows;
  } finally {
    pans.close();
  }
}

async function measure({ subject, engine }: Task, pans: Pans): Promise<Measurement> {
  switch (engine) {
    case 'spin':
    case 'spin-por':
      return pans.run(subject, engine);
    case 'stateright':
      return measuredByStateright(subject);
    case 'tlc':
      return measuredByTlc(subject);
    case 'allways-workers-1':
    case 'allways-workers-2':
    case 'allways-workers-4':
      return measuredWithWorkers(subject, engine);
    case 'allways':
    case 'xstate-graph':
      return measuredApart({ engine, subject, profile: false });
  }
}

/** Profiling slows a run down, so what it finds out is added to the figures of the others. */
async function profiled(
  tasks: readonly Task[],
  rows: readonly Row[],
  { note }: BenchOptions,
): Promise<Row[]> {
  const result: Row[] = [];
  for (const row of rows) {
    const task = tasks.find(({ subject }) => subject.name === row.model);
    if (row.engine !== 'allways' || task === undefined) {
      result.push(row);
      continue;
    }
    note(`profile: ${row.model}`);
    const { xstateShare } = await measuredApart<Measurement>({
      engine: 'allways',
      subject: task.subject,
      profile: true,
    });
    result.push({ ...row, xstateShare });
  }
  return result;
}

function requireAgreement(tasks: readonly Task[], rows: readonly Row[]): void {
  const subjects = new Set(tasks.map(({ subject }) => subject));
  const found = [...subjects].flatMap((subject) =>
    disagreements(
      subject,
      rows.filter(({ model }) => model === subject.name),
    ),
  );
  if (found.length > 0) throw new BenchError(found.join('\n'));
}
