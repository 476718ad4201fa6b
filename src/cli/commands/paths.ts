import { Command, Option } from 'commander';
import { suiteJson } from '../../export/suites/suite-json.ts';
import { suiteMarkdown } from '../../export/suites/suite-markdown.ts';
import { suiteVitest } from '../../export/suites/suite-vitest.ts';
import { stepCount } from '../../model/action-path.ts';
import type { TestSuite } from '../../paths/suite.ts';
import type { Look } from '../../report/searches/check.ts';
import { pathsReport } from '../../report/suites/paths.ts';
import { counted } from '../../report/text.ts';
import { commandText } from '../arguments/command-text.ts';
import { formatOf } from '../arguments/format-of.ts';
import {
  limitOptions,
  MODEL_ARGUMENT,
  setOption,
  settings,
  variantOption,
  watchOption,
} from '../arguments/options.ts';
import { coveredBy, coverOptions } from '../arguments/paths-cover.ts';
import { importedFrom } from '../arguments/paths-import.ts';
import { withOptions } from '../arguments/with-options.ts';
import { ExitStatus } from '../exit-status.ts';
import { type Prepared, prepare } from '../loading/prepare.ts';
import { factsOfSuite } from '../running/facts.ts';
import { type PathsFlags, runPaths } from '../running/paths-run.ts';
import { type Found, watching } from '../running/watch.ts';
import { requireOutput } from '../terminal/model-sources.ts';
import { putChunks } from '../terminal/put-chunks.ts';
import { openTerminal } from '../terminal/terminal.ts';

const FORMATS = { text: ['.txt'], json: ['.json'], markdown: ['.md'], vitest: ['.ts', '.mts'] } as const;

interface Flags extends PathsFlags {
  readonly format?: string;
  readonly output?: string;
  readonly watch?: true;
  readonly color?: boolean;
}

const EXAMPLES = `
Examples:
  $ allways paths model.ts
  $ allways paths model.ts --cover transitions,faults -o suite.json
  $ allways paths model.ts --cover pairs -o model.paths.test.ts
  $ allways paths model.ts --cover simple-paths --length 8 --format markdown

Criteria: states, local-states (with context and timers), transitions, pairs
(of consecutive transitions), reactions (local states with what they meet),
faults (each kind of message lost, expired, delivered twice and delivered late
in each state of its receiver), observations, properties (witnesses and
counterexamples), simple-paths (without repeated states, up to --length).

Exit status: 0 every goal is reached or known to be unreachable, 2 wrong usage
or a bad model, 3 a limit or Ctrl-C came before that.`;

/** `allways paths MODEL`: test paths that reach the goals of a criterion. */
export function pathsCommand(): Command {
  const command = new Command('paths')
    .summary('make test paths that cover transitions, faults and more')
    .description(
      'Makes few, short paths of a model that reach every goal of some criteria, to test an implementation with.',
    )
    .argument(...MODEL_ARGUMENT)
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags) => {
      const run = () => paths(given, flags);
      process.exitCode = flags.watch === true ? await watching(given, run) : (await run()).status;
    });
  return withOptions(command, [
    ...coverOptions(),
    new Option('-o, --output <file>', 'write to this file (default: stdout); its ending names the format'),
    new Option('--format <name>', `one of ${Object.keys(FORMATS).join(', ')} (default: text)`),
    variantOption(),
    setOption(),
    ...limitOptions(),
    watchOption(),
    new Option('--color', 'use colours (default: on a terminal, unless NO_COLOR is set)'),
    new Option('--no-color', 'use none'),
  ]);
}

async function paths(given: string, flags: Flags): Promise<Found> {
  const terminal = openTerminal(flags.color);
  const { output } = flags;
  const format = formatOf(FORMATS, { format: flags.format, file: output }, 'text');
  if (output !== undefined) requireOutput(output, given);
  const prepared = await prepare(given, flags);
  const criteria = coveredBy(flags, prepared.instance);
  const suite = await runPaths(prepared, criteria, flags);
  const look = output === undefined ? terminal.look : FILE_LOOK;
  await putChunks(output, written(format, suite, prepared, flags, look));
  if (output !== undefined)
    terminal.note(
      `allways: ${output} has ${counted(suite.paths.length, 'path')}, ${counted(suite.steps, 'step')}`,
    );
  if (format !== 'text' && suite.goals.unreachable.length + suite.goals.unknown.length > 0)
    terminal.note(`allways: ${missedText(suite)}`);
  return {
    status: suite.complete ? ExitStatus.good : ExitStatus.unknown,
    isInterrupted: suite.ending === 'interrupted',
    facts: new Map(factsOfSuite(suite)),
  };
}

/** How text looks in a file. */
const FILE_LOOK: Look = { width: 100, color: false };

function missedText({ goals: { unreachable, unknown } }: TestSuite): string {
  const parts = [
    ...(unreachable.length === 0 ? [] : [`${unreachable.length} goals are unreachable within the bounds`]),
    ...(unknown.length === 0 ? [] : [`of ${unknown.length} it is unknown`]),
  ];
  return parts.join(', ');
}

function written(
  format: keyof typeof FORMATS,
  suite: TestSuite,
  prepared: Prepared,
  flags: Flags,
  look: Look,
): Iterable<string> {
  const { asked, loaded } = prepared;
  switch (format) {
    case 'text': {
      const longest = suite.paths.find(({ path }) => stepCount(path) === suite.longest);
      const command = longest === undefined ? null : commandText('replay', asked, ['--path', longest.replay]);
      return [`${pathsReport({ suite, command }, look)}\n`];
    }
    case 'json':
      return suiteJson(suite);
    case 'markdown':
      return suiteMarkdown(suite);
    case 'vitest': {
      const cover = ['--cover', flags.cover.join(',')];
      const to = flags.output === undefined ? ['--format', 'vitest'] : ['-o', flags.output];
      return suiteVitest(suite, {
        modelPath: importedFrom(flags.output, loaded.path),
        set: settings(loaded.model.parameters, flags.set),
        command: commandText('paths', asked, [...cover, ...to]),
      });
    }
  }
}
