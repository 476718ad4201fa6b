// Takes real TCP stacks along the test paths of machines/tcp, and reports:
// npm run -s stacks [-- STACK …] [--suites NAME,…] [--repeat TIMES] [--write FOLDER]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Trace } from 'allways';
import type { Subject, Subjects } from './driver/driver.ts';
import { SIDES } from './driver/hosts.ts';
import { type Profile, profiles, type SubjectName } from './profiles/profile.ts';
import { harness, start } from './run/harness.ts';
import { runPaths } from './run/paths.ts';
import { canBePlayedTogether } from './run/real-time.ts';
import { differencesOf, filesOf, partOf, type Row, repetitionOf, unequalPaths } from './run/report.ts';
import { SUITES, tracesOf } from './run/suites.ts';

const { values, positionals } = parseArgs({
  options: {
    suites: { type: 'string' },
    repeat: { type: 'string', default: '1' },
    write: { type: 'string' },
  },
  allowPositionals: true,
});
const stacks = named(positionals, Object.values(profiles)).filter(
  // It takes minutes to build: it is asked for by its name.
  ({ name }) => name !== 'netstack' || positionals.includes(name),
);
const suites = named(values.suites?.split(',') ?? [], SUITES);
const times = Number(values.repeat);
if (!Number.isInteger(times) || times < 1)
  fail(`--repeat takes a whole number from 1, not "${values.repeat}"`);

const all: Row[] = [];
const parts: string[] = [];
let isDeterministic = true;
for (const profile of stacks) {
  const found = harness(profile.name);
  if ('missing' in found) {
    console.log(`${profile.title} is skipped: ${found.missing}\n`);
    continue;
  }
  const runs: (readonly Row[])[] = [];
  for (let time = 0; time < times; time++) runs.push(await rowsOf(profile));
  const [rows = []] = runs;
  all.push(...rows);
  parts.push(partOf(profile, rows));
  const unequal = unequalPaths(runs, profile.isRealTime);
  const paths = rows.reduce((sum, { results }) => sum + results.length, 0);
  if (times > 1) parts.push(repetitionOf(profile.title, times, paths, unequal));
  isDeterministic &&= unequal.length === 0;
}
const differences = differencesOf(all);
console.log([...parts, ...(differences === '' ? [] : ['## Differences', differences])].join('\n\n'));
if (values.write !== undefined) writeAll(values.write);
const known = stacks.filter(({ differs }) => differs).map(({ title }) => title);
const isBad = ({ stack, results }: Row) =>
  !known.includes(stack) && results.some(({ verdict }) => verdict === 'differs');
process.exitCode = all.some(isBad) || !isDeterministic ? 1 : 0;

/** Those that are asked for by name; all, if none is. */
function named<T extends { readonly name: string }>(
  names: readonly string[],
  from: readonly T[],
): readonly T[] {
  const stranger = names.find((name) => from.every((each) => each.name !== name));
  if (stranger !== undefined)
    fail(`there is no "${stranger}"; there are: ${from.map(({ name }) => name).join(', ')}`);
  return from.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** A script and a capture of each difference. */
function writeAll(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of filesOf(all)) {
    writeFileSync(join(folder, name), content);
    console.error(`written: ${join(folder, name)}`);
  }
}

function fail(why: string): never {
  console.error(why);
  process.exit(2);
}

async function rowsOf(profile: Profile): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const subject = subjectOf(profile.name);
  const other = subjectOf(profile.name);
  for (const suite of suites) {
    const traces = tracesOf(suite, profile.set);
    for (const side of SIDES) rows.push(await rowOf({ [side]: subject }, side, traces));
    const together = profile.isRealTime ? traces.filter(canBePlayedTogether) : traces;
    rows.push(await rowOf({ client: subject, server: other }, 'both', together));

    async function rowOf(subjects: Subjects, side: string, paths: readonly Trace[]): Promise<Row> {
      const results = await runPaths(subjects, paths);
      const { name, criterion } = suite;
      const row = { stack: profile.title, side, suite: name, criterion, results };
      const agree = results.filter(({ verdict }) => verdict === 'agrees').length;
      console.error(`${row.stack}, ${side}, ${suite.name}: ${agree} of ${results.length} paths agree`);
      return row;
    }
  }
  await subject.stack.end();
  await other.stack.end();
  return rows;
}

function subjectOf(name: SubjectName): Subject {
  return { stack: start(name), comparison: profiles[name].comparison };
}
