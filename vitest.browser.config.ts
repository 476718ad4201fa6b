import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** Tests of the explorer in a real browser: `npm run test:browser`; with CI set, those that every change must pass. */
const browser = mergeConfig(config, {});
browser.test.include = [`test/browser/${process.env.CI === undefined ? '*' : 'explorer'}.browser.ts`];
// Each page searches with all that a core has.
browser.test.maxWorkers = 1;

export default browser;
