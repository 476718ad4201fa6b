import { CommanderError } from 'commander';
import { ModelError, ModelErrorOnPath } from '../../language/errors.ts';
import { formatPath, stepCount } from '../../model/action-path.ts';
import { ExitStatus } from '../exit-status.ts';

/** Says on stderr what went wrong; the exit status that it means. */
export function reportError(error: unknown): number {
  // Commander has already said what it has to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitStatus.good : ExitStatus.wrong;
  if (error instanceof ModelError && !process.env.ALLWAYS_DEBUG) {
    process.stderr.write(`allways: ${error.message}\n${placeOf(error)}`);
  } else {
    process.stderr.write(
      `allways: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  }
  return ExitStatus.wrong;
}

/** How to see what leads to a mistake that shows only on the way. */
function placeOf(error: ModelError): string {
  if (!(error instanceof ModelErrorOnPath)) return '';
  const path = formatPath(error.path);
  const steps = stepCount(error.path);
  const where = steps === 0 ? 'in an initial state' : `after ${steps === 1 ? 'a step' : `${steps} steps`}`;
  return `  It shows ${where}, which \`allways replay\` draws (same model and options): --path ${path}\n`;
}
