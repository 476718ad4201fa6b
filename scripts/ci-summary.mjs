// Prints one line, `N passed, N failed`, from the reports of the test runner: node scripts/ci-summary.mjs REPORT …
import { readFileSync } from 'node:fs';

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

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
