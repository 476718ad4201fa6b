import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** Searches on disk that are killed, and that are larger than their memory: `npm run test:disk`. */
const disk = mergeConfig(config, {});
disk.test.include = ['test/disk/*.disk.ts'];

export default disk;
