// Tells the slowest files of tests, why tests were skipped, which failed and how, and ends with one line, `N passed, N failed`,
// all from the reports of the test runner: node scripts/ci-summary.mjs REPORT …
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** So many files are told that took longest. */
const SLOWEST = 12;

/** So many lines are told of what went wrong in a test. */
const LINES = 12;

/** Without a report nothing has run: that is one failure, and not none. */
const nothing = {
  numPassedTests: 0,
  numFailedTests: 1,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return nothing;
  }
}

const reports = process.argv.slice(2).map(read);
const testResults = reports.flatMap((report) => report.testResults);
const sum = (of) => reports.reduce((total, report) => total + of(report), 0);
// A file that could not be loaded, or set up, has no test of its own that failed.
const unstarted = testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
);
const failed = sum(({ numFailedTests }) => numFailedTests) + unstarted.length;
const skipped = sum(({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests);
const passed = sum(({ numPassedTests }) => numPassedTests);

// Why a test was skipped stands in its name, or in that of its group: one line for all that were skipped for one reason.
const reasons = testResults.flatMap((file) =>
  file.assertionResults
    .filter((test) => test.status === 'skipped' || test.status === 'pending')
    .map((test) => test.ancestorTitles.at(-1) ?? test.title),
);
for (const reason of new Set(reasons)) {
  console.log(`skipped: ${reason} (${reasons.filter((other) => other === reason).length} tests)`);
}

// What took longest and what failed stand at the end, where they are seen in a log of which only the end is shown.
const seconds = ({ startTime, endTime }) => Math.round((endTime - startTime) / 1000);
const longest = testResults.toSorted((a, b) => seconds(b) - seconds(a)).slice(0, SLOWEST);
const nameOf = (file) => relative(process.cwd(), file.name);
if (longest.length > 0)
  console.log(`slowest: ${longest.map((file) => `${nameOf(file)} ${seconds(file)} s`).join(', ')}`);

const firstLines = (text) =>
  stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => !line.includes('/node_modules/'))
    .slice(0, LINES)
    .join('\n  ');
for (const file of unstarted) {
  console.log(`failed: ${nameOf(file)}\n  ${firstLines(file.message ?? '')}`);
}
for (const file of testResults) {
  for (const test of file.assertionResults.filter(({ status }) => status === 'failed')) {
    console.log(
      `failed: ${nameOf(file)}: ${test.fullName}\n  ${firstLines(test.failureMessages.join('\n'))}`,
    );
  }
}

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
