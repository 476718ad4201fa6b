// Takes real TCP stacks along the test paths of machines/tcp, and reports: npm run -s stacks [-- STACK …] [--suites NAME,…]
import { parseArgs } from 'node:util';
import type { Subject, Subjects } from './driver/driver.ts';
import { SIDES } from './driver/hosts.ts';
import { type Profile, profiles, type SubjectName } from './profiles/profile.ts';
import { harness, start } from './run/harness.ts';
import { runPaths } from './run/paths.ts';
import { differencesOf, type Row, tableOf, tolerancesOf } from './run/report.ts';
import { SUITES, tracesOf } from './run/suites.ts';

const { values, positionals } = parseArgs({
  options: { suites: { type: 'string' } },
  allowPositionals: true,
});
const wanted = Object.values(profiles).filter(
  ({ name }) => positionals.length === 0 || positionals.includes(name),
);
const suites = SUITES.filter(
  ({ name }) => values.suites === undefined || values.suites.split(',').includes(name),
);

const all: Row[] = [];
const tables: string[] = [];
for (const profile of wanted) {
  const found = harness(profile.name);
  if ('missing' in found) {
    console.log(`${profile.title} is skipped: ${found.missing}\n`);
    continue;
  }
  const rows = await rowsOf(profile);
  all.push(...rows);
  tables.push(tolerancesOf(profile, rows));
}
console.log(`${tableOf(all)}\n\n${tables.join('\n\n')}\n\n${differencesOf(all)}`);
const isBad = ({ stack, results }: Row) =>
  stack !== profiles['smoltcp-0.12'].title && results.some(({ verdict }) => verdict === 'differs');
process.exitCode = all.some(isBad) ? 1 : 0;

async function rowsOf(profile: Profile): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const subject = subjectOf(profile.name);
  for (const suite of suites) {
    const traces = tracesOf(suite, profile.set);
    for (const side of SIDES) rows.push(await rowOf({ [side]: subject }, side, suite.name));
    if (profile.isRealTime) continue;
    const other = subjectOf(profile.name);
    rows.push(await rowOf({ client: subject, server: other }, 'both', suite.name));
    await other.stack.end();

    async function rowOf(subjects: Subjects, side: string, name: string): Promise<Row> {
      const results = await runPaths(subjects, traces);
      const row = { stack: profile.title, side, suite: name, results };
      const agree = results.filter(({ verdict }) => verdict === 'agrees').length;
      console.error(`${row.stack}, ${side}, ${name}: ${agree} of ${results.length} paths agree`);
      return row;
    }
  }
  await subject.stack.end();
  return rows;
}

function subjectOf(name: SubjectName): Subject {
  return { stack: start(name), comparison: profiles[name].comparison };
}
