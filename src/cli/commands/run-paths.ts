import { Command, Option } from 'commander';
import { runSuite, type SuiteResult, type Traces } from '../../drivers/run.ts';
import { withIgnored } from '../../drivers/run-ignored.ts';
import type { TestSuite } from '../../paths/suite.ts';
import { differenceReport } from '../../report/ladders/difference.ts';
import { titleOf } from '../../report/searches/check.ts';
import { counted, listed, wrap } from '../../report/text.ts';
import {
  type LookFlags,
  limitOptions,
  lookOptions,
  setOption,
  settings,
  variantOption,
} from '../arguments/options.ts';
import { coveredBy, coverOptions } from '../arguments/paths-cover.ts';
import { withOptions } from '../arguments/with-options.ts';
import { ExitStatus } from '../exit-status.ts';
import { driverIn, loadDriver } from '../loading/driver.ts';
import { type Prepared, prepared } from '../loading/prepare.ts';
import { type PathsFlags, runPaths } from '../running/paths-run.ts';
import { tell } from '../terminal/progress-line.ts';
import { openTerminal } from '../terminal/terminal.ts';

type Flags = PathsFlags & LookFlags & { readonly model?: string; readonly ignored?: true };

const EXAMPLES = `
Examples:
  $ allways run-paths driver.ts --model model.ts
  $ allways run-paths driver.ts --model model.ts --variant careful --ignored

The driver's file exports a driver by default, or a function that makes one;
it may export the model, as "model".

Exit status: 0 the implementation does what the model does on all paths, 1 it
does something else, 2 wrong usage or a bad model, 3 it passed, but a limit
or Ctrl-C came before all goals were found.`;

/** `allways run-paths DRIVER`: an implementation along the test paths of a model. */
export function runPathsCommand(): Command {
  const command = new Command('run-paths')
    .summary('run an implementation along the test paths of a model')
    .description(
      'Makes test paths of a model, as the command paths does, and runs an implementation along them.',
    )
    .argument('<driver>', 'a .ts or .js file whose default export is a driver')
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags) => {
      process.exitCode = await run(given, flags);
    });
  return withOptions(command, [
    new Option('--model <file>', 'the file of the model (default: the driver\'s file exports it as "model")'),
    ...coverOptions(),
    new Option('--ignored', 'try what the model ignores, too, wherever the paths come by'),
    variantOption(),
    setOption(),
    ...limitOptions(),
    ...lookOptions(),
  ]);
}

async function run(given: string, flags: Flags): Promise<number> {
  const terminal = openTerminal(flags.color);
  const { exports, loaded } = await loadDriver(given, flags.model);
  const all = prepared(loaded, flags);
  const driver = driverIn(exports, given, all.instance);
  const suite = await runPaths(all, coveredBy(flags, all.instance), flags);
  tell(`Running ${counted(suite.paths.length, 'path')} …`);
  const result = await runSuite(driver, extended(all, suite, flags));
  const { width } = terminal.look;
  if (flags.json) terminal.out(JSON.stringify(documentOf(suite, result), null, 2));
  else terminal.out([titleOf(all.instance), '', ...wrap(resultText(suite, result), width)].join('\n'));
  if (result.verdict === 'differs') {
    if (!flags.json)
      terminal.out(`\n${differenceReport(result.difference, { color: terminal.look.color, width })}`);
    return ExitStatus.violated;
  }
  return suite.complete ? ExitStatus.good : ExitStatus.unknown;
}

function extended({ loaded }: Prepared, suite: TestSuite, { ignored, variant, set }: Flags): Traces {
  if (ignored !== true) return suite;
  return withIgnored(loaded.model, suite, { variant, set: settings(loaded.model.parameters, set) });
}

function resultText({ paths, criteria, complete }: TestSuite, result: SuiteResult): string {
  const of = `for ${listed(criteria)}`;
  if (result.verdict === 'differs')
    return `✗ The implementation differs on path ${result.path} of ${counted(paths.length, 'path')} ${of}.`;
  const passed = `✓ The implementation does what the model does on ${counted(result.paths, 'path')} ${of}, ${counted(result.steps, 'step')}.`;
  return complete ? passed : `${passed} A limit came before all goals were found.`;
}

function documentOf(
  { model, variant, parameters, criteria, complete, paths }: TestSuite,
  result: SuiteResult,
): object {
  const { verdict } = result;
  const suite = { model, variant, parameters, criteria, complete, paths: paths.length };
  if (verdict === 'passed') return { ...suite, verdict, steps: result.steps };
  return { ...suite, verdict, path: result.path, difference: differenceReport(result.difference) };
}
