import { Command, Option } from 'commander';
import { formatPath } from '../../model/action-path.ts';
import { Search } from '../../search/search.ts';
import { commandText } from '../arguments/command-text.ts';
import {
  type LookFlags,
  lookOptions,
  MODEL_ARGUMENT,
  type ModelFlags,
  seedOption,
  setOption,
  variantOption,
  whole,
} from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { prepare } from '../loading/prepare.ts';
import { showWalk } from '../terminal/show-walk.ts';

type Flags = ModelFlags & LookFlags & { readonly seed: number; readonly steps: number };

const EXAMPLES = `
Examples:
  $ allways simulate model.ts --seed 7
  $ allways simulate model.ts --variant no-time-wait --seed 7 --steps 60

The same seed gives the same walk. JSON: as for replay.

Exit status: 0 no property is violated on the walk (which says nothing of any
other), 1 some is, 2 wrong usage or a bad model.`;

/** `allways simulate MODEL --seed N`: one random walk. */
export function simulateCommand(): Command {
  const command = new Command('simulate')
    .summary('draw one random walk through a model')
    .description(
      'Takes one random walk through a model, draws it, and says which properties are violated on it.',
    )
    .argument(...MODEL_ARGUMENT)
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags) => {
      process.exitCode = await simulate(given, flags);
    });
  return withOptions(command, [
    seedOption('of the walk'),
    new Option('--steps <n>', 'the most steps to take').argParser(whole).default(30),
    variantOption(),
    setOption(),
    ...lookOptions(),
  ]);
}

async function simulate(given: string, flags: Flags): Promise<number> {
  const prepared = await prepare(given, flags);
  const { seed, steps } = flags;
  // Without properties the walk is not cut short once all of them are decided.
  const search = new Search(prepared.instance, { order: 'random', seed, walkLength: steps, properties: [] });
  while (!search.advance(1000));
  const path = search.walk();
  const command = commandText('replay', prepared.asked, ['--path', formatPath(path)]);
  const walk = { what: `a random walk (seed ${seed})`, stem: path, cycle: null, command };
  return showWalk(prepared, walk, flags);
}
