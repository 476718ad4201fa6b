import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** What takes a minute or more, and the laws in full, beside `npm test`, which tries a part of them: `npm run test:long`. */
const long = mergeConfig(config, {});
long.test.include = ['test/**/*.long.ts', 'test/laws/*.test.ts'];
// Mutants are put in place of modules, which no other file may then meet.
long.test.isolate = true;
// They are one file each, which nobody need transform.
long.test.server = { deps: { external: [/\/test\/failures\/mutants\//] } };
// A share of them, where one is asked for.
long.test.env = { LAWS_SHARE: process.env.LAWS_SHARE ?? '1' };

export default long;
