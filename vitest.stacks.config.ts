import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** Tests of real TCP stacks, which take a compiler, and namespaces for that of the kernel: `npm run -s test:stacks`. */
const stacks = mergeConfig(config, {});
stacks.test.include = ['examples/tcp-stacks/**/*.stacks.ts'];

// Tests that wait for the kernel's TIME-WAIT of a minute wait all at once.
stacks.test.maxConcurrency = 16;

export default stacks;
