import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** Tests of real TCP stacks, which take a compiler, and namespaces for that of the kernel: `npm run -s test:stacks`. */
const stacks = mergeConfig(config, {});
stacks.test.include = ['examples/tcp-stacks/**/*.stacks.ts'];

export default stacks;
