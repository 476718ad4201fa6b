import { disagreements } from './agreement.ts';
import { BenchError } from './bench-error.ts';
import type { Measurement } from './measurement.ts';
import type { Task } from './plan.ts';
import { type Row, rowOf } from './row.ts';
import { runJob } from './runs/process.ts';
import { Pans } from './spin/pans.ts';

export interface BenchOptions {
  /** Most runs of each row. */
  readonly runs: number;
  /** No further round begins if it would probably end after this many seconds. */
  readonly seconds: number;
  /** Whether to find out, in a run of its own, how much of the time is spent inside XState. */
  readonly profile: boolean;
  /** Told what happens next. */
  note(text: string): void;
}

/**
 * Measures rows, in rounds: each round runs every row once, so that whatever else the machine does meets all of them.
 *
 * @throws BenchError if a run fails, or if two engines do not agree on the number of states
 */
export async function bench(tasks: readonly Task[], options: BenchOptions): Promise<readonly Row[]> {
  const pans = new Pans(options.note);
  const series = tasks.map((task) => ({ task, measurements: [] as Measurement[] }));
  try {
    await pans.build(tasks);
    await inRounds(options, async (round) => {
      for (const { task, measurements } of series) {
        options.note(`run ${round}: ${task.subject.name}, ${task.engine}`);
        measurements.push(await measure(task, pans));
      }
    });
    const rows = series.flatMap(({ task, measurements: [first, ...others] }) =>
      first === undefined ? [] : [rowOf(task.subject.name, task.engine, [first, ...others])],
    );
    requireAgreement(tasks, rows);
    return options.profile ? await profiled(tasks, rows, options) : rows;
  } finally {
    pans.close();
  }
}

async function inRounds(
  { runs, seconds }: BenchOptions,
  run: (round: number) => Promise<void>,
): Promise<void> {
  const began = performance.now();
  for (let round = 1; round <= runs; round++) {
    await run(round);
    const taken = (performance.now() - began) / 1000;
    if (taken + taken / round > seconds) return;
  }
}

async function measure({ subject, engine }: Task, pans: Pans): Promise<Measurement> {
  switch (engine) {
    case 'spin':
    case 'spin-por':
      return pans.run(subject, engine);
    case 'allways':
    case 'xstate-graph':
      return measuredApart({ engine, subject, profile: false });
  }
}

async function measuredApart(job: Parameters<typeof runJob>[0]): Promise<Measurement> {
  const received: unknown[] = [];
  await runJob(job, (document) => received.push(document));
  return received[0] as Measurement;
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
    const { xstateShare } = await measuredApart({ engine: 'allways', subject: task.subject, profile: true });
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
