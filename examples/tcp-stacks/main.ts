// Takes real TCP stacks along the test paths of machines/tcp, and reports:
// npm run -s stacks [-- STACK …] [--suites NAME,…] [--repeat TIMES] [--write FOLDER]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trace } from 'allways';
import type { Subject, Subjects } from './driver/driver.ts';
import { SIDES } from './driver/hosts.ts';
import { type Profile, profiles, type SubjectName } from './profiles/profile.ts';
import { harness, start } from './run/harness.ts';
import { runPaths } from './run/paths.ts';
import { canBePlayedTogether } from './run/real-time.ts';
import { differencesOf, filesOf, partOf, type Row, repetitionOf, unequalPaths } from './run/report.ts';
import { tracesOf } from './run/suites.ts';
import { HELP, type Wishes, WrongUsage, wishesOf } from './run/wishes.ts';

const { stacks, suites, times, folder } = wishes();
const all: Row[] = [];
const parts: string[] = [];
let isDeterministic = true;
for (const profile of stacks) {
  const found = harness(profile.name);
  if ('missing' in found) {
    parts.push(`${profile.title} is skipped: ${found.missing}`);
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
if (differences !== '') parts.push('## Differences', differences);
if (parts.length > 0) console.log(parts.join('\n\n'));
if (folder !== null) writeAll(folder);
const known = stacks.filter(({ differs }) => differs).map(({ title }) => title);
const isBad = ({ stack, results }: Row) =>
  !known.includes(stack) && results.some(({ verdict }) => verdict === 'differs');
const isUnknown = ({ results }: Row) => results.some(({ verdict }) => verdict === 'slipped');
process.exitCode = all.some(isBad) || !isDeterministic ? 1 : all.length === 0 || all.some(isUnknown) ? 3 : 0;

function wishes(): Wishes {
  try {
    const found = wishesOf(process.argv.slice(2));
    if (!found.wantsHelp) return found;
    console.log(HELP);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    console.error(`${error.message}\n--help tells what there is.`);
    process.exit(2);
  }
}

/** A script and a capture of each difference. */
function writeAll(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of filesOf(all)) {
    writeFileSync(join(folder, name), content);
    console.error(`written: ${join(folder, name)}`);
  }
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
