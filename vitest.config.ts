import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SkippedReporter } from './test/support/skipped.ts';

export default defineConfig({
  resolve: { conditions: ['@allways/source'] },
  ssr: { resolve: { conditions: ['@allways/source'] } },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    // No test depends on how fast the machine is, so none ends because it took long; what is endless is ended by whoever waits.
    testTimeout: 0,
    hookTimeout: 0,
    // Many tests wait for processes of their own, so that even two cores have time for two files at once.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Files share what they import: loading it anew for each would take a quarter of the time.
    isolate: false,
    reporters: ['default', new SkippedReporter()],
  },
});
