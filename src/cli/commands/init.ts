import { resolve } from 'node:path';
import { Command } from 'commander';
import { listed } from '../../report/text.ts';
import { ExitStatus } from '../exit-status.ts';
import { createProject } from '../project/create.ts';
import { openTerminal } from '../terminal/terminal.ts';

const EXAMPLES = `
Examples:
  $ npx allways init my-protocol      into a new folder
  $ npx allways init                  into the present folder

Files that are there are never changed, but for package.json, which gets the
scripts and packages that it does not have.

Exit status: 0 it is written, 2 something is in the way.`;

interface Flags {
  readonly dryRun?: boolean;
}

/** `allways init [DIR]`: a project to begin with. */
export function initCommand(): Command {
  return new Command('init')
    .summary('write a project to begin with: two machines, a model, tests')
    .description(
      'Writes a project that runs: two machines, a model with a variant that is violated, and tests.',
    )
    .argument('[dir]', 'the folder to write into', '.')
    .option('--dry-run', 'only say what would be written')
    .addHelpText('after', EXAMPLES)
    .action((given: string, flags: Flags) => {
      process.exitCode = init(given, flags);
    });
}

function init(given: string, { dryRun = false }: Flags): number {
  const terminal = openTerminal(undefined);
  const folder = resolve(process.env.INIT_CWD ?? '.', given);
  const { written, kept } = createProject(folder, dryRun);
  const steps = [...(given === '.' ? [] : [`cd ${given}`]), 'npm install', 'npm test'];
  terminal.out(
    [
      `${dryRun ? 'To be written' : 'Written'}: ${listed(written)}.`,
      ...(kept.length === 0 ? [] : [`As it was: ${listed(kept)}.`]),
      '',
      'What now:',
      '',
      ...steps.map((step) => `  ${step}`),
    ].join('\n'),
  );
  return ExitStatus.good;
}
