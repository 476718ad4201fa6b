import { CommanderError } from 'commander';
import { ModelError } from '../language/errors.ts';
import { ExitStatus } from './exit-status.ts';
import { program } from './program.ts';
import { toleratesClosedPipes, toleratesNoStrays } from './terminal/terminal.ts';

/** Runs the command line. The exit status is left in `process.exitCode`, so that all output gets out. */
export async function run(args: readonly string[]): Promise<void> {
  toleratesClosedPipes();
  toleratesNoStrays();
  try {
    await (await program(args)).parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  // Commander has already said what it has to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitStatus.good : ExitStatus.wrong;
  if (error instanceof ModelError && !process.env.ALLWAYS_DEBUG) {
    process.stderr.write(`allways: ${error.message}\n`);
  } else {
    process.stderr.write(
      `allways: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  }
  return ExitStatus.wrong;
}
