import { Command, Option } from 'commander';
import { ModelError } from '../../language/errors.ts';
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
import { type PathToCompare, showComparison } from '../terminal/show-comparison.ts';
import { showWalk, walked } from '../terminal/show-walk.ts';

interface Flags extends ModelFlags, LookFlags {
  readonly path?: string;
  readonly compare?: readonly string[];
  readonly ladder?: string;
}

const EXAMPLES = `
Examples:
  $ allways replay model.ts --variant no-time-wait --path 0/3/1
  $ allways replay model.ts --path . --json
  $ allways replay model.ts --path 0/3~2/s/4
  $ allways replay model.ts --capacity 12 --path 0/3/1
  $ allways replay model.ts --compare 0/3/1 0/3/2/4

Behind ~ stands what is repeated without end; nothing, where the behaviour
stops. s is a step that changes nothing. Where a model has several initial
states, the number of one stands before its path, as in 2:0/3/1 (or 2:.).

JSON: { model, variant, parameters, replay, findings: [{ name, kind, verdict,
step, reason }], start (where there are several initial states), trace }; with
--compare { model, variant, parameters, replays, common, steps, parting, ends,
sameEnd }: parting and ends are lists of { path, before, after }, where before
is what the first path has.

Exit status: 0 no property is violated on the path, or two were compared; 1
some is; 2 wrong usage, a bad model, or a path that does not fit it.`;

/** `allways replay MODEL --path …`: a path again, from its replay string. */
export function replayCommand(): Command {
  const command = new Command('replay')
    .summary('draw a path again from its replay string, and say what it violates')
    .description('Draws the path with the given replay string, and says which properties are violated on it.')
    .argument(...MODEL_ARGUMENT)
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags, command: Command) => {
      const { compare, path } = flags;
      if (compare !== undefined) await compared(given, compare, flags);
      else if (path !== undefined) await replayed(given, path, flags);
      else command.error("error: required option '--path <path>' not specified, nor --compare");
    });
  return withOptions(command, [
    new Option(
      '--path <path>',
      'the replay string: the indices of the actions, as in 0/3/1, or 0/3~2/0 with what is repeated',
    ),
    new Option(
      '--compare <paths...>',
      'say where two paths part, and what differs then: two replay strings, behind the model',
    ).conflicts(['path', 'ladder']),
    variantOption(),
    setOption(),
    withoutOption(),
    capacityOption(),
    ladderOption('the ladder'),
    ...lookOptions(),
  ]);
}

async function replayed(given: string, replay: string, flags: Flags): Promise<void> {
  const path = parseReplay(replay);
  if (flags.ladder !== undefined) requireLadderFile(flags.ladder, given);
  const prepared = await prepare(given, flags);
  process.exitCode = showWalk(prepared, { what: 'replay', ...path, command: null }, flags);
  if (flags.ladder === undefined) return;
  const { trace, findings } = walked(prepared, path);
  writeLadder(prepared.instance, trace, findings, flags.ladder);
}

async function compared(given: string, texts: readonly string[], flags: Flags): Promise<void> {
  const [a, b, ...more]: readonly PathToCompare[] = texts.map(parseReplay);
  if (a === undefined || b === undefined || more.length > 0)
    throw new ModelError(`--compare takes two paths, and there are ${texts.length}`);
  process.exitCode = showComparison(await prepare(given, flags), [a, b], flags);
}
