import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** Random models until time is up: `npm run -s fuzz`. */
const fuzz = mergeConfig(config, {});
fuzz.test.include = ['test/fuzz/*.fuzz.ts'];

export default fuzz;
