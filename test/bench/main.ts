// The bench: node scripts/run-sources.mjs test/bench/main.ts --help
import { CommanderError } from 'commander';
import { bench } from './bench.ts';
import { BenchError } from './bench-error.ts';
import { large } from './large.ts';
import { type Flags, program } from './options.ts';
import { largeSubject, type Task, tasksOf } from './plan.ts';
import { benchMarkdown, largeMarkdown } from './report/markdown.ts';
import { benchText, largeText } from './report/text.ts';
import { isSpin } from './spin/pans.ts';
import { missingTools } from './spin/tools.ts';

/** Seconds in which a quick bench measures; compiling comes before. */
const QUICK = 30;

const out = (text: string) => void process.stdout.write(`${text}\n`);
const note = (text: string) => void process.stderr.write(`${text}\n`);

/** The exit status of a program that SIGINT ends. */
const INTERRUPTED = 130;
process.once('SIGINT', () => process.exit(INTERRUPTED));

try {
  const flags = program().parse().opts<Flags>();
  await (flags.large ? measureLarge(flags) : measure(flags));
} catch (error) {
  process.exitCode = statusOf(error);
}

async function measure(flags: Flags): Promise<void> {
  const { quick = false, runs } = flags;
  const tasks = runnable(tasksOf({ quick, models: flags.model, engines: flags.engine }));
  const seconds = quick ? QUICK : Number.POSITIVE_INFINITY;
  const rows = await bench(tasks, { runs, seconds, profile: !quick, note });
  if (flags.json) out(JSON.stringify(rows, null, 2));
  else out((flags.markdown ? benchMarkdown : benchText)(rows));
}

async function measureLarge({ model, json, markdown }: Flags): Promise<void> {
  const subject = largeSubject(model);
  note(`large run: ${subject.name}`);
  const marks = await large(subject, ({ distinctStates }) => note(`${distinctStates} states`));
  if (json) out(JSON.stringify({ model: subject.name, engine: 'allways', marks }, null, 2));
  else out((markdown ? largeMarkdown : largeText)(subject.name, marks));
}

/** Without the rows that need what this machine does not have. */
function runnable(tasks: readonly Task[]): readonly Task[] {
  if (!tasks.some(({ engine }) => isSpin(engine))) return tasks;
  const missing = missingTools();
  if (missing.length === 0) return tasks;
  const are = missing.length === 1 ? 'is' : 'are';
  note(`Spin's rows are left out: ${missing.join(' and ')} ${are} not installed (apt-get install spin gcc).`);
  return tasks.filter(({ engine }) => !isSpin(engine));
}

function statusOf(error: unknown): number {
  // Commander has already said what it has to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof BenchError) {
    note(`bench: ${error.message}`);
    return error.status;
  }
  note(`bench: ${error instanceof Error ? error.stack : String(error)}`);
  return 1;
}
