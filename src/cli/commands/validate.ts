import { Command, Option } from 'commander';
import { instantiate } from '../../composition/instantiate.ts';
import { requireEndpoints } from '../../drivers/logs/validate.ts';
import { validationReport } from '../../report/ladders/validation.ts';
import { validationJson } from '../../report/searches/json.ts';
import { commandText } from '../arguments/command-text.ts';
import {
  type LookFlags,
  limitOptions,
  lookOptions,
  MODEL_ARGUMENT,
  type ModelFlags,
  setOption,
  settings,
  variantOption,
} from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { ExitStatus } from '../exit-status.ts';
import { loadModel } from '../loading/load.ts';
import { readLog } from '../loading/log-file.ts';
import { runValidation, type ValidateFlags } from '../running/validate-run.ts';
import { Watchdog } from '../running/watchdog.ts';
import { openTerminal } from '../terminal/terminal.ts';

interface Flags extends ModelFlags, LookFlags, ValidateFlags {
  readonly at?: string;
}

const EXAMPLES = `
Examples:
  $ allways validate model.ts run.jsonl
  $ allways validate model.ts connection.pcap --variant linux --at server

A log is JSON lines (docs/logs.md), also those of XState's inspection API, or
a pcap or pcapng file, if the model reads captures. What it does not show
(calls, timers, deliveries, losses) is searched for.

Exit status: 0 some behaviour of the model explains the log, 1 none does,
2 wrong usage, a bad model or log, 3 a limit or Ctrl-C came before that.`;

/** `allways validate MODEL LOG`: does a recorded run fit the model? */
export function validateCommand(): Command {
  const command = new Command('validate')
    .summary('say whether a recorded run fits a model')
    .description(
      'Searches for a behaviour of the model that shows what a log does: an explanation, or the first line that has none.',
    )
    .argument(...MODEL_ARGUMENT)
    .argument('<log>', 'a file of JSON lines, pcap or pcapng')
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, log: string, flags: Flags) => {
      process.exitCode = await validate(given, log, flags);
    });
  return withOptions(command, [
    new Option(
      '--at <endpoint>',
      'of a capture: the endpoint at whose host it was made (default: between the hosts)',
    ),
    new Option('--may-miss <names>', 'types or kinds of messages that the log may lack').argParser((text) =>
      text.split(','),
    ),
    variantOption(),
    setOption(),
    ...limitOptions(),
    ...lookOptions(),
  ]);
}

async function validate(given: string, file: string, flags: Flags): Promise<ExitStatus> {
  const terminal = openTerminal(flags.color);
  const loaded = await loadModel(given);
  Watchdog.get();
  const log = readLog(file, loaded.model, flags.at ?? null);
  const set = { ...log.parameters, ...settings(loaded.model.parameters, flags.set) };
  const instance = instantiate(loaded.model, { variant: flags.variant, set });
  requireEndpoints(instance.model, log);
  const validation = await runValidation(instance, log, flags);
  const texts = Object.entries(set).map(([name, value]) => `${name}=${value}`);
  const asked = { given, path: loaded.path, variant: flags.variant ?? null, set: texts };
  const command = (path: string) => commandText('replay', asked, ['--path', path]);
  const told = { instance, file, notes: log.notes, validation };
  if (flags.json) terminal.out(validationJson(told));
  else terminal.out(validationReport({ ...told, command }, terminal.look));
  switch (validation.verdict) {
    case 'fits':
      return ExitStatus.good;
    case 'differs':
      return ExitStatus.violated;
    case 'unknown':
      return ExitStatus.unknown;
  }
}
