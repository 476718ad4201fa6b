import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@allways/source'] },
  ssr: { resolve: { conditions: ['@allways/source'] } },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    testTimeout: 60_000,
    reporters: ['default'],
  },
});
