import { writeFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { bench } from './bench.ts';
import { BenchError } from './bench-error.ts';
import { large } from './large.ts';
import { benchLiveness } from './liveness/bench.ts';
import { type Flags, program } from './options.ts';
import { benchPaths } from './paths/bench.ts';
import { pathTasksOf } from './paths/plan.ts';
import { type Choice, largeSubject, type Task, tasksOf } from './plan.ts';
import { benchChart } from './report/charts.ts';
import { livenessMarkdown, livenessText } from './report/liveness.ts';
import { benchMarkdown, largeMarkdown, pathsMarkdown } from './report/markdown.ts';
import { startMarkdown, startText } from './report/start.ts';
import { storesMarkdown, storesText } from './report/stores.ts';
import { benchText, largeText, pathsText } from './report/text.ts';
import type { Rounds } from './rounds.ts';
import { isSpin } from './spin/pans.ts';
import { missingTools } from './spin/tools.ts';
import { benchStart } from './start/bench.ts';
import { whyNoStateright } from './stateright/stateright.ts';
import { benchStores, storeTasksOf } from './stores/bench.ts';
import type { Engine } from './subjects.ts';
import { tlcTools } from './tlc/tools.ts';

/** Seconds in which a quick bench measures; compiling comes before. */
const QUICK = 30;

/** Where the bench writes: lines, without their ends. */
export interface Output {
  /** Results. */
  out(text: string): void;
  /** What happens, and what is wrong. */
  note(text: string): void;
}

/** Does what a command line asks for; returns the exit status. */
export async function run(args: readonly string[], output: Output): Promise<number> {
  try {
    const flags = program(output).parse(args, { from: 'user' }).opts<Flags>();
    await measurement(flags)(flags, output);
    return 0;
  } catch (error) {
    return statusOf(error, output);
  }
}

function measurement({
  large,
  paths,
  start,
  liveness,
  stores,
}: Flags): (flags: Flags, output: Output) => Promise<void> {
  if (large) return measureLarge;
  if (start) return measureStart;
  if (liveness) return measureLiveness;
  if (stores) return measureStores;
  return paths ? measurePaths : measure;
}

async function measure(flags: Flags, output: Output): Promise<void> {
  const { out, note } = output;
  const tasks = runnable(tasksOf(choiceOf(flags)), output);
  const rows = await bench(tasks, { ...roundsOf(flags), profile: !flags.quick, note });
  if (flags.chart !== undefined) writeFileSync(flags.chart, benchChart(rows));
  if (flags.json) out(JSON.stringify(rows, null, 2));
  else out((flags.markdown ? benchMarkdown : benchText)(rows));
}

async function measurePaths(flags: Flags, { out, note }: Output): Promise<void> {
  const rows = await benchPaths(pathTasksOf(choiceOf(flags)), { ...roundsOf(flags), note });
  if (flags.json) out(JSON.stringify(rows, null, 2));
  else out((flags.markdown ? pathsMarkdown : pathsText)(rows));
}

async function measureStart({ runs, json, markdown }: Flags, { out, note }: Output): Promise<void> {
  const rows = await benchStart(runs, note);
  if (json) out(JSON.stringify(rows, null, 2));
  else out((markdown ? startMarkdown : startText)(rows));
}

async function measureLiveness(flags: Flags, output: Output): Promise<void> {
  const { out, note } = output;
  const choice = choiceOf(flags);
  const others = [
    ...(isAsked('spin', choice) && hasSpin(output) ? (['spin'] as const) : []),
    ...(isAsked('tlc', choice) && hasTlc(output) ? (['tlc'] as const) : []),
  ];
  const rows = await benchLiveness(choice, { ...roundsOf(flags), others, note });
  if (flags.json) out(JSON.stringify(rows, null, 2));
  else out((flags.markdown ? livenessMarkdown : livenessText)(rows));
}

async function measureStores(flags: Flags, { out, note }: Output): Promise<void> {
  const tasks = storeTasksOf(choiceOf(flags));
  const isMeant = tasks.some(({ engine }) => engine === 'on-spark');
  const missing = isMeant ? await whyNoSpark() : null;
  if (missing !== null) note(`Spark's rows are left out: ${missing}.`);
  const there = tasks.filter(({ engine }) => engine !== 'on-spark' || missing === null);
  const rows = await benchStores(there, { ...roundsOf(flags), note });
  if (flags.json) out(JSON.stringify(rows, null, 2));
  else out((flags.markdown ? storesMarkdown : storesText)(rows));
}

/** It asks Java what it is, so not before that is needed. */
async function whyNoSpark(): Promise<string | null> {
  return (await import('../spark/spark.ts')).NO_SPARK;
}

function choiceOf({ quick, model, engine, workers }: Flags): Choice {
  return {
    workers: workers ?? false,
    quick: quick === true,
    models: model,
    engines: engine,
  };
}

function roundsOf({ quick, runs }: Flags): Rounds {
  return { runs, seconds: quick ? QUICK : Number.POSITIVE_INFINITY };
}

async function measureLarge({ model, json, markdown }: Flags, { out, note }: Output): Promise<void> {
  const subject = largeSubject(model);
  note(`large run: ${subject.name}`);
  const marks = await large(subject, ({ distinctStates }) => note(`${distinctStates} states`));
  if (json) out(JSON.stringify({ model: subject.name, engine: 'allways', marks }, null, 2));
  else out((markdown ? largeMarkdown : largeText)(subject.name, marks));
}

/** Without the rows that need what this machine does not have. */
function runnable(tasks: readonly Task[], output: Output): readonly Task[] {
  const asks = (isMeant: (engine: Engine) => boolean) => tasks.some(({ engine }) => isMeant(engine));
  const spin = asks(isSpin) && hasSpin(output);
  const tlc = asks((engine) => engine === 'tlc') && hasTlc(output);
  const stateright = asks((engine) => engine === 'stateright') && hasStateright(output);
  return tasks.filter(({ engine }) => {
    if (isSpin(engine)) return spin;
    if (engine === 'tlc') return tlc;
    return engine !== 'stateright' || stateright;
  });
}

/** Whether Stateright can be run; if not, why is said. */
function hasStateright({ note }: Output): boolean {
  const missing = whyNoStateright(note);
  if (missing !== null) note(`Stateright's rows are left out: ${missing}.`);
  return missing === null;
}

/** Whether TLC can be run; if not, why is said. */
function hasTlc({ note }: Output): boolean {
  const { missing } = tlcTools();
  if (missing !== null) note(`TLC's rows are left out: ${missing}.`);
  return missing === null;
}

/** Whether Spin can be run; if not, why is said. */
function hasSpin({ note }: Output): boolean {
  const missing = missingTools();
  if (missing.length === 0) return true;
  const are = missing.length === 1 ? 'is' : 'are';
  note(`Spin's rows are left out: ${missing.join(' and ')} ${are} not installed (apt-get install spin gcc).`);
  return false;
}

function isAsked(engine: Engine, { engines }: Choice): boolean {
  return engines.length === 0 || engines.includes(engine);
}

function statusOf(error: unknown, { note }: Output): number {
  // Commander has already said what it has to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof BenchError) {
    note(`bench: ${error.message}`);
    return error.status;
  }
  note(`bench: ${error instanceof Error ? error.stack : String(error)}`);
  return 1;
}
