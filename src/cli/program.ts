import { Command } from 'commander';
import { checkCommand } from './commands/check.ts';
import { diagramCommand } from './commands/diagram.ts';
import { matrixCommand } from './commands/matrix.ts';
import { pathsCommand } from './commands/paths.ts';
import { replayCommand } from './commands/replay.ts';
import { simulateCommand } from './commands/simulate.ts';
import { spaceCommand } from './commands/space.ts';
import { sweepCommand } from './commands/sweep.ts';
import { tourCommand } from './commands/tour.ts';

const EXAMPLES = `
Examples:
  $ allways check model.ts                       check a model
  $ allways matrix model.ts                      check all variants of it
  $ allways sweep model.ts --over timeWait=0..4  find where a verdict flips
  $ allways check --help                         tell the options of a command

Exit status: 0 as wanted, 1 something is violated, 2 wrong usage or a bad
model, 3 unknown (a limit or Ctrl-C). Results go to stdout, progress and
notices to stderr.`;

/** The command line. */
export function program(): Command {
  const root = new Command('allways')
    .description('Model-checks protocols whose endpoints are XState v5 machines.')
    .usage('<command> MODEL [options]')
    .addHelpText('after', EXAMPLES)
    .helpCommand(false)
    .showSuggestionAfterError(true);
  const commands = [checkCommand, matrixCommand, sweepCommand, replayCommand, simulateCommand];
  for (const make of [...commands, pathsCommand, diagramCommand, spaceCommand]) root.addCommand(make());
  root.addCommand(tourCommand(), { hidden: true });
  for (const command of [root, ...root.commands]) command.exitOverride();
  return root;
}
