// Looks for a model on which the checker is wrong: node scripts/fuzz.mjs [--seconds N] [--seed S]. Random models in which everything
// occurs are given to the checker, to the naive explorer, to real actors and to each reduction, until time is up. The same seed
// gives the same models. A disagreement is shown with its seed, and the smallest such model is left as a file in test/failures/.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage =
  'usage: npm run -s fuzz -- [--seconds N] [--seed S]   (60 seconds, a seed that differs from day to day)';

function wrong(message) {
  console.error(`fuzz: ${message}\n${usage}`);
  process.exit(2);
}

function given() {
  try {
    const { values } = parseArgs({
      options: {
        seconds: { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    return wrong(error.message);
  }
}

const { seconds = '60', seed = String(Math.floor(Date.now() / 86_400_000) * 1000), help } = given();
if (help) {
  console.log(usage);
  process.exit(0);
}
if (!(Number(seconds) > 0)) wrong(`--seconds ${seconds} is no number of seconds`);
if (!/^\d{1,9}$/.test(seed)) wrong(`--seed ${seed} is no whole number of up to nine digits`);

console.error(`Fuzzing for ${seconds} s from seed ${seed} on …`);
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--config', 'vitest.fuzz.config.ts', '--reporter=default'],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, FUZZ_SECONDS: seconds, FUZZ_SEED: seed },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  },
);
process.exitCode = status ?? 1;
