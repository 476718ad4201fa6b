import { Command, CommanderError } from 'commander';
import { COMMANDS, type Listed } from './commands.ts';
import { versionText } from './version.ts';

const EXAMPLES = `
Examples:
  $ allways check model.ts                       check a model
  $ allways matrix model.ts                      check all variants of it
  $ allways sweep model.ts --over timeWait=0..4  find where a verdict flips
  $ allways check --help                         tell the options of a command

Exit status: 0 as wanted, 1 something is violated, 2 wrong usage or a bad
model, 3 unknown (a limit or Ctrl-C). Results go to stdout, progress and
notices to stderr.`;

/**
 * The command line. Only the commands that these arguments name are there in full; of the others, what the list of
 * commands tells, since to load them all takes longer than to say what there is.
 */
export async function program(args: readonly string[]): Promise<Command> {
  const root = new Command('allways')
    .description('Model-checks protocols whose endpoints are XState v5 machines.')
    .usage('<command> MODEL [options]')
    .addHelpText('after', EXAMPLES)
    .helpCommand(false)
    .option('-V, --version', 'say which version this is, of XState and Node.js, too')
    .on('option:version', () => {
      process.stdout.write(`${versionText()}\n`);
      throw new CommanderError(0, 'commander.version', '');
    })
    .showSuggestionAfterError(true);
  for (const listed of COMMANDS) {
    const command = args.includes(listed.name) ? await listed.load() : outline(listed);
    root.addCommand(command, { hidden: listed.isHidden ?? false });
  }
  for (const command of [root, ...root.commands]) command.exitOverride();
  return root;
}

/** A command as far as the list of commands shows it. */
function outline({ name, argument, summary }: Listed): Command {
  return new Command(name).summary(summary).arguments(argument).option('--any', 'any of its options');
}
