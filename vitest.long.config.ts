import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** What takes a minute or more, and runs beside `npm test`: `npm run test:long`. */
const long = mergeConfig(config, {});
long.test.include = ['test/**/*.long.ts'];

export default long;
