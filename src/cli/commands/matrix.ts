import { Command, Option } from 'commander';
import { labelOf } from '../../report/searches/check.ts';
import { matrixJson } from '../../report/searches/json.ts';
import { matrixReport, sizeProblems } from '../../report/searches/matrix.ts';
import { type Necessity, necessityReport } from '../../report/searches/necessity.ts';
import {
  type CiFormat,
  ciFormatOption,
  collect,
  type LookFlags,
  limitOptions,
  lookOptions,
  MODEL_ARGUMENT,
  necessityOption,
  propertyOption,
  reduceOption,
  setOption,
  watchOption,
  workersOption,
} from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { matrixStatusOf } from '../exit-status.ts';
import { loadModel } from '../loading/load.ts';
import { inCiFormat } from '../running/ci-suites.ts';
import { factsOf } from '../running/facts.ts';
import { type MatrixFlags, runMatrix } from '../running/matrix-run.ts';
import { peakBytes } from '../running/memory.ts';
import { runNecessity } from '../running/necessity-run.ts';
import { type Found, watching } from '../running/watch.ts';
import { openTerminal } from '../terminal/terminal.ts';

const EXAMPLES = `
Examples:
  $ allways matrix model.ts
  $ allways matrix model.ts --variant graceful --variant no-time-wait
  $ allways matrix model.ts --json
  $ allways matrix model.ts --format junit > report.xml

Limits apply to each variant. JSON: { model, asExpected, variants: [{ variant,
parameters, complete, ending, properties: [{ name, kind, verdict, depth,
replay, expected }], stats, bounds }] }.

Exit status: 0 every verdict is as expected, 1 some are not, 2 wrong usage or
a bad model, 3 a limit or Ctrl-C came before the end.`;

type Flags = MatrixFlags &
  LookFlags & { readonly necessity?: true; readonly format?: CiFormat; readonly watch?: true };

/** `allways matrix MODEL`: variants × properties, against what is expected. */
export function matrixCommand(): Command {
  const command = new Command('matrix')
    .summary('check every variant of a model against what is expected of it')
    .description(
      'Checks every variant of a model and prints a table of verdicts; those that are not as expected are marked.',
    )
    .argument(...MODEL_ARGUMENT)
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags) => {
      const run = () => matrix(given, flags);
      process.exitCode = flags.watch === true ? await watching(given, run) : (await run()).status;
    });
  return withOptions(command, [
    new Option('--variant <name>', 'check only this variant; may be repeated')
      .argParser(collect)
      .default([], 'all'),
    setOption(),
    propertyOption(),
    ...limitOptions(),
    reduceOption(),
    workersOption(),
    necessityOption(),
    ciFormatOption(),
    watchOption(),
    ...lookOptions(),
  ]);
}

async function matrix(given: string, flags: Flags): Promise<Found> {
  const terminal = openTerminal(flags.color);
  const loaded = await loadModel(given);
  const { entries, leftOut } = await runMatrix(loaded, flags);
  if (leftOut.length > 0) terminal.note(`Interrupted: not checked were ${leftOut.join(', ')}.`);
  const necessities: Necessity[] = [];
  if (flags.necessity === true) {
    for (const { prepared, outcome } of entries) {
      necessities.push(await runNecessity(loaded, prepared, outcome, { ...flags, search: 'bfs' }));
    }
  }
  const inCi = (format: CiFormat) =>
    inCiFormat(
      format,
      entries.map((entry) => ({ ...entry, problems: sizeProblems(entry) })),
      true,
    );
  if (flags.json) terminal.out(matrixJson(loaded.model.name, entries, peakBytes(), necessities));
  else if (flags.format === 'junit') terminal.out(inCi('junit'));
  else {
    terminal.out(matrixReport(loaded.model.name, entries, terminal.look));
    for (const each of necessities) {
      terminal.out(`\n${each.title}\n\n${necessityReport(each, terminal.look)}`);
    }
    if (flags.format === 'github') terminal.out(inCi('github'));
  }
  const isInterrupted =
    leftOut.length > 0 || entries.some(({ outcome: { ending } }) => ending === 'interrupted');
  return {
    status: matrixStatusOf(entries, leftOut.length === 0),
    isInterrupted,
    facts: new Map(entries.flatMap((entry) => factsOf(entry.outcome, `${labelOf(entry)}: `))),
  };
}
