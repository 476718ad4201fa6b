import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** Searches on Spark: `npm run test:spark`. */
const spark = mergeConfig(config, {});
spark.test.include = ['test/spark/*.spark.ts'];
// Each is several processes already.
spark.test.maxWorkers = 1;

export default spark;
