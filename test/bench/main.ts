// The bench: node scripts/run-sources.mjs test/bench/main.ts --help
import { run } from './run.ts';

/** The exit status of a program that SIGINT ends. */
const INTERRUPTED = 130;
process.once('SIGINT', () => process.exit(INTERRUPTED));

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
});
