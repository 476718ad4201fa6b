import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Says at the end of a run which tests were skipped, and why: a line for each reason. */
export class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const reasons = modules.flatMap(({ children }) => [...children.allTests('skipped')].map(reasonOf));
    for (const reason of new Set(reasons)) {
      const times = reasons.filter((other) => other === reason).length;
      process.stdout.write(`skipped: ${reason} (${times} ${times === 1 ? 'test' : 'tests'})\n`);
    }
  }
}

/** What the test says itself, or else its name, or that of its group. */
function reasonOf(test: TestCase): string {
  const result = test.result();
  const note = result?.state === 'skipped' ? result.note : undefined;
  if (note !== undefined) return note;
  const { parent } = test;
  return parent.type === 'suite' ? parent.name : test.name;
}
