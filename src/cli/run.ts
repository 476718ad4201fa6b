import { program } from './program.ts';
import { reportError } from './terminal/error-report.ts';
import { toleratesClosedPipes, toleratesNoStrays } from './terminal/terminal.ts';
import { typesHint } from './terminal/types-report.ts';

/** Runs the command line. The exit status is left in `process.exitCode`, so that all output gets out. */
export async function run(args: readonly string[]): Promise<void> {
  toleratesClosedPipes();
  toleratesNoStrays();
  try {
    await (await program(args)).parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = reportError(error);
    process.stderr.write(await typesHint(error, args));
  }
}
