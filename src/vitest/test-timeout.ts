import { TestRunner } from 'vitest';

/** Milliseconds that the running test may take; 0 if it has no limit, or none runs. */
export function timeoutOfTest(): number {
  return TestRunner.getCurrentTest()?.timeout ?? 0;
}
