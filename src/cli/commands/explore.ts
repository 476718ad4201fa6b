import { Command, InvalidArgumentError, Option } from 'commander';
import { requireOneStart } from '../../explorer/document/one-start.ts';
import { parseReplay } from '../../model/action-path.ts';
import {
  MODEL_ARGUMENT,
  type ModelFlags,
  setOption,
  variantOption,
  withoutOption,
} from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { makeDocument, makeModel, type PageStart } from '../explorer/make-document.ts';
import { serveModel } from '../explorer/serve-model.ts';
import { prepare } from '../loading/prepare.ts';
import { requireOutput } from '../terminal/model-sources.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { writeWhole } from '../terminal/write-file.ts';

interface Flags extends ModelFlags {
  readonly path?: string;
  readonly output?: string;
  readonly port: number;
  readonly open: boolean;
}

const EXAMPLES = `
Examples:
  $ allways explore model.ts
  $ allways explore model.ts --variant no-time-wait --path 0/3/1
  $ allways explore model.ts -o close.html

The page has the checker in it, and the model: nothing is sent anywhere. While
it is served, it follows changes of the model's file; Ctrl-C ends the server. A
file works from a disk, without any server. It is a program of whoever has made
it: open those of others as you would open their programs.

Exit status: 0 it was served, or written; 2 wrong usage or a bad model.`;

/** `allways explore MODEL`: a page in which one can walk through a model. */
export function exploreCommand(): Command {
  const command = new Command('explore')
    .summary('walk through a model in the browser, step by step, or write a page that does')
    .description(
      'Opens a page in which you walk through a model: take steps in its ladder, see its machines and state, go to counterexamples, branch, and search all states.',
    )
    .argument(...MODEL_ARGUMENT)
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags) => {
      await explore(given, flags);
    });
  return withOptions(command, [
    new Option('-o, --output <file>', 'write one self-contained HTML file instead of serving the page'),
    new Option('--path <path>', 'begin at the end of this path, a replay string'),
    variantOption(),
    setOption(),
    withoutOption(),
    new Option('--port <n>', 'serve it on this port of the loopback address')
      .argParser(port)
      .default(0, 'any that is free'),
    new Option('--no-open', 'only print the address'),
  ]);
}

async function explore(given: string, flags: Flags): Promise<void> {
  const { variant, path, output } = flags;
  if (path !== undefined) parseReplay(path);
  if (output !== undefined) requireOutput(output, given);
  const { loaded, options, instance } = await prepare(given, flags);
  requireOneStart(instance);
  const start: PageStart = {
    variant,
    set: options.set,
    without: options.without,
    replay: path ?? null,
    searches: false,
    isServed: output === undefined,
  };
  const terminal = openTerminal(false);
  if (output === undefined)
    return serveModel(loaded, {
      start,
      port: flags.port,
      opens: flags.open,
      say: (text) => terminal.out(text),
    });
  writeWhole(output, [await makeDocument(loaded, await makeModel(loaded, start), start)]);
  terminal.note(`allways: ${output} is the page: open it in a browser`);
}

function port(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= 0 && value < 65536) return value;
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
}
