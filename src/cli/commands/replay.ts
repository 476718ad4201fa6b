import { Command, Option } from 'commander';
import { parseReplay } from '../../model/action-path.ts';
import {
  capacityOption,
  type LookFlags,
  ladderOption,
  lookOptions,
  MODEL_ARGUMENT,
  type ModelFlags,
  setOption,
  variantOption,
  withoutOption,
} from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { prepare } from '../loading/prepare.ts';
import { requireLadderFile, writeLadder } from '../terminal/ladder-file.ts';
import { showWalk, walked } from '../terminal/show-walk.ts';

type Flags = ModelFlags & LookFlags & { readonly path: string; readonly ladder?: string };

const EXAMPLES = `
Examples:
  $ allways replay model.ts --variant no-time-wait --path 0/3/1
  $ allways replay model.ts --path . --json
  $ allways replay model.ts --path 0/3~2/s/4
  $ allways replay model.ts --capacity 12 --path 0/3/1

Behind ~ stands what is repeated without end; nothing, where the behaviour
stops. s is a step that changes nothing.

JSON: { model, variant, parameters, replay, findings: [{ name, kind, verdict,
step, reason }], trace }.

Exit status: 0 no property is violated on the path, 1 some is, 2 wrong usage,
a bad model, or a path that does not fit it.`;

/** `allways replay MODEL --path …`: a path again, from its replay string. */
export function replayCommand(): Command {
  const command = new Command('replay')
    .summary('draw a path again from its replay string, and say what it violates')
    .description('Draws the path with the given replay string, and says which properties are violated on it.')
    .argument(...MODEL_ARGUMENT)
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags) => {
      const path = parseReplay(flags.path);
      if (flags.ladder !== undefined) requireLadderFile(flags.ladder, given);
      const prepared = await prepare(given, flags);
      process.exitCode = showWalk(prepared, { what: 'replay', ...path, command: null }, flags);
      if (flags.ladder === undefined) return;
      const { trace, findings } = walked(prepared, path);
      writeLadder(prepared.instance, trace, findings, flags.ladder);
    });
  return withOptions(command, [
    new Option(
      '--path <path>',
      'the replay string: the indices of the actions, as in 0/3/1, or 0/3~2/0 with what is repeated',
    ).makeOptionMandatory(),
    variantOption(),
    setOption(),
    withoutOption(),
    capacityOption(),
    ladderOption('the ladder'),
    ...lookOptions(),
  ]);
}
