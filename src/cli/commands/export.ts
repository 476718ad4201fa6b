import { basename, extname } from 'node:path';
import { Command, Option } from 'commander';
import { closeSystem } from '../../checkers/close.ts';
import type { ClosedSystem } from '../../checkers/closed-system.ts';
import { promelaOf } from '../../checkers/promela/promela.ts';
import { tlaplusOf } from '../../checkers/tlaplus/tlaplus.ts';
import { ModelError } from '../../language/errors.ts';
import { isLiveness } from '../../language/property.ts';
import { formatOf } from '../arguments/format-of.ts';
import { MODEL_ARGUMENT, type ModelFlags, setOption, variantOption, whole } from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { prepare } from '../loading/prepare.ts';
import { requireOutput } from '../terminal/model-sources.ts';
import { withProgress } from '../terminal/progress-line.ts';
import { putChunks } from '../terminal/put-chunks.ts';
import { openTerminal } from '../terminal/terminal.ts';

const LANGUAGES = { promela: ['.pml'], tlaplus: ['.tla'] } as const;

/** States beyond which other checkers need tables that nobody wants to read, or wait for. */
const MOST = 2_000_000;

interface Flags extends ModelFlags {
  readonly to?: string;
  readonly output?: string;
  readonly maxStates?: number;
}

const EXAMPLES = `
Examples:
  $ allways export model.ts --variant v -o model.pml   for Spin
  $ allways export model.ts -o Model.tla               for TLC; with Model.cfg

docs/second-opinion.md tells what to do with them.

Exit status: 0 it is written, 2 wrong usage, a bad model, or too many states.`;

/** `allways export MODEL`: a model for other checkers. */
export function exportCommand(): Command {
  const command = new Command('export')
    .summary('write a model for another checker, to have its verdicts confirmed')
    .description(
      'Writes a model in Promela, for Spin, or in TLA+, for TLC: what its machines do as tables, network and time told anew. The other checker finds as many states and the same verdicts.',
    )
    .argument(...MODEL_ARGUMENT)
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags) => {
      await exportModel(given, flags);
    });
  return withOptions(command, [
    new Option(
      '-o, --output <file>',
      'write to this file (default: stdout); its ending, .pml or .tla, names the language',
    ),
    new Option('--to <language>', 'promela or tlaplus (default: promela)'),
    new Option('--max-states <n>', `refuse a larger state space (default: ${MOST})`).argParser(whole),
    variantOption(),
    setOption(),
  ]);
}

async function exportModel(given: string, flags: Flags): Promise<void> {
  if (flags.output !== undefined) requireOutput(flags.output, given);
  const language = formatOf(LANGUAGES, { format: flags.to, file: flags.output, option: '--to' }, 'promela');
  const name = language === 'tlaplus' ? moduleName(flags.output) : '';
  const { instance } = await prepare(given, flags);
  const system = withProgress(instance.name, ({ walk: progress }) =>
    closeSystem(instance, { maxStates: flags.maxStates ?? MOST, progress }),
  );
  tellOfClaims(system);
  if (language === 'promela') {
    await putChunks(flags.output, [promelaOf(system)]);
    return;
  }
  const { module, configuration } = tlaplusOf(system, name);
  await putChunks(flags.output, [module]);
  if (flags.output === undefined) return;
  await putChunks(flags.output.replace(/\.tla$/i, '.cfg'), [configuration]);
}

/** A module is called as its file is. */
function moduleName(output: string | undefined): string {
  if (output === undefined) return 'Model';
  const name = basename(output, extname(output));
  if (/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) return name;
  throw new ModelError(
    `a module of TLA+ is called as its file is, and "${name}" is no such name; use letters, digits and _`,
  );
}

function tellOfClaims({ instance }: ClosedSystem): void {
  const claims = instance.properties.filter(isLiveness).map(({ name }) => `"${name}"`);
  if (claims.length === 0) return;
  openTerminal(false).note(`allways: claims about the long run are not written: ${claims.join(', ')}`);
}
