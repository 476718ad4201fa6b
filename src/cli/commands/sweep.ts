import { Command, Option } from 'commander';
import { sweepJson } from '../../report/searches/json.ts';
import { sweepReport } from '../../report/searches/sweep.ts';
import {
  type LookFlags,
  limitOptions,
  lookOptions,
  MODEL_ARGUMENT,
  type ModelFlags,
  propertyOption,
  reduceOption,
  type SearchFlags,
  setOption,
  variantOption,
  workersOption,
} from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { ExitStatus, statusOf } from '../exit-status.ts';
import { loadModel } from '../loading/load.ts';
import { peakBytes } from '../running/memory.ts';
import { runSweep } from '../running/sweep-run.ts';
import { openTerminal } from '../terminal/terminal.ts';

type Flags = ModelFlags & SearchFlags & LookFlags & { readonly over: string };

const EXAMPLES = `
Examples:
  $ allways sweep model.ts --over timeWait=0..4
  $ allways sweep model.ts --over isn=fixed,monotone --variant no-time-wait
  $ allways sweep model.ts --over loss --property "no deadlock"

Limits apply to each value. JSON: { model, variant, over, values: [{ value,
parameters, complete, ending, properties: [{ name, kind, verdict, depth,
replay }], stats, bounds }], flips: [{ property, from, to }] }.

Exit status: 0 all properties hold for every value, 1 some do not, 2 wrong
usage or a bad model, 3 a limit or Ctrl-C came before the end.`;

/** `allways sweep MODEL --over name=a..b`: one parameter over a range. */
export function sweepCommand(): Command {
  const command = new Command('sweep')
    .summary('check a model for each value of a parameter, and say where verdicts flip')
    .description('Checks a model once for each value of one parameter, and says where the verdicts flip.')
    .argument(...MODEL_ARGUMENT)
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags) => {
      process.exitCode = await sweep(given, flags);
    });
  return withOptions(command, [
    new Option(
      '--over <name=values>',
      'the parameter and its values: a range 0..4, a list a,b, or nothing for all',
    ).makeOptionMandatory(),
    variantOption(),
    setOption(),
    propertyOption(),
    ...limitOptions(),
    reduceOption(),
    workersOption(),
    ...lookOptions(),
  ]);
}

async function sweep(given: string, flags: Flags): Promise<number> {
  const terminal = openTerminal(flags.color);
  const loaded = await loadModel(given);
  const { parameter, rows, leftOut } = await runSweep(loaded, flags);
  if (leftOut.length > 0) terminal.note(`Interrupted: not checked were ${parameter}=${leftOut.join(', ')}.`);
  if (flags.json) terminal.out(sweepJson(parameter, rows, peakBytes()));
  else terminal.out(sweepReport(parameter, rows, terminal.look));
  const status = statusOf(rows.map(({ outcome }) => outcome));
  return status === ExitStatus.good && leftOut.length > 0 ? ExitStatus.unknown : status;
}
