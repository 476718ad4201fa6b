import { mergeConfig } from 'vitest/config';
import { SkippedReporter } from './test/support/skipped.ts';
import config from './vitest.config.ts';

/** Searches on Spark: `npm run test:spark`. */
const spark = mergeConfig(config, {});
spark.test.include = ['test/spark/*.spark.ts'];
// Each is several processes already.
spark.test.maxWorkers = 1;
// A search on Spark may take minutes: each is told as it ends.
spark.test.reporters = ['verbose', new SkippedReporter()];

export default spark;
