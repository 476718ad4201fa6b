import { Command } from 'commander';
import { ModelError } from '../../language/errors.ts';
import { stepCount } from '../../model/action-path.ts';
import { painter } from '../../report/paint.ts';
import { commandLines, type Look } from '../../report/searches/check.ts';
import { matrixReport } from '../../report/searches/matrix.ts';
import { wrap } from '../../report/text.ts';
import { commandText, runsFromSources } from '../arguments/command-text.ts';
import { type Exhibit, gallery } from '../arguments/gallery.ts';
import { type LookFlags, lookOptions } from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { matrixStatusOf } from '../exit-status.ts';
import { loadModel } from '../loading/load.ts';
import { type MatrixEntry, runMatrix } from '../running/matrix-run.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { drawn } from './check.ts';
import { firstTour } from './first-tour.ts';

/** `allways tour [MODEL]`: a model's matrix, one counterexample, and what to try next; without a model, what this project is about. */
export function tourCommand(): Command {
  const command = new Command('tour')
    .summary('show the matrix of a model, a counterexample, and what to try next')
    .description('Shows the matrix of a model, its bounds, one counterexample, and what to try next.')
    .argument(
      '[model]',
      'a model; from the sources, also the name of one of the gallery (default: what the project is about)',
    )
    .action(async (given: string | undefined, flags: LookFlags) => {
      process.exitCode = given === undefined ? await ownTour(flags) : await tour(given, flags);
    });
  return withOptions(
    command,
    lookOptions().filter(({ long }) => long !== '--json'),
  );
}

function ownTour(flags: LookFlags): Promise<number> {
  if (runsFromSources) return firstTour(flags.color);
  throw new ModelError('name a model: allways tour MODEL');
}

async function tour(given: string, flags: LookFlags): Promise<number> {
  const terminal = openTerminal(flags.color);
  const exhibit = runsFromSources ? gallery().find(({ name }) => name === given) : undefined;
  if (exhibit !== undefined) terminal.out(`${exhibitText(exhibit, terminal.look)}\n`);
  const loaded = await loadModel(exhibit?.path ?? given);
  const { entries, leftOut } = await runMatrix(loaded, { set: [], variant: [], property: [] });
  if (leftOut.length > 0) terminal.note(`Interrupted: not checked were ${leftOut.join(', ')}.`);
  terminal.out(matrixReport(loaded.model.name, entries, terminal.look));
  const hazard = hazardOf(entries);
  if (hazard !== null) terminal.out(`\n${hazardText(hazard, terminal.look)}`);
  terminal.out(`\nTry next:\n${nextCommands(entries, hazard).flatMap(commandLines).join('\n')}`);
  return matrixStatusOf(entries, leftOut.length === 0);
}

function exhibitText({ question, answer }: Exhibit, { color, width }: Look): string {
  return [
    ...wrap(question, width).map((line) => painter(color)(line, 'strong')),
    ...wrap(answer, width),
  ].join('\n');
}

type Violated = Extract<MatrixEntry['outcome']['properties'][number], { verdict: 'violated' | 'reached' }>;

interface Hazard {
  readonly entry: MatrixEntry;
  readonly property: Violated;
}

/** The shortest counterexample of the first variant that has one. */
function hazardOf(entries: readonly MatrixEntry[]): Hazard | null {
  const all = entries.flatMap((entry) =>
    entry.outcome.properties.flatMap((property) =>
      property.verdict === 'violated' ? [{ entry, property }] : [],
    ),
  );
  const own = all.filter(({ entry }) => entry === all[0]?.entry);
  return own.toSorted((a, b) => stepCount(a.property.path) - stepCount(b.property.path))[0] ?? null;
}

function hazardText({ entry, property }: Hazard, look: Look): string {
  const paint = painter(look.color);
  const title = `Variant "${entry.instance.variant ?? entry.instance.name}": the shortest counterexample to "${property.name}"`;
  return `${paint(title, 'strong')}\n\n${drawn(entry.prepared, property, look)}`;
}

function nextCommands(entries: readonly MatrixEntry[], hazard: Hazard | null): readonly string[] {
  const shown = hazard?.entry ?? entries[0];
  if (shown === undefined) return [];
  const { asked } = shown.prepared;
  const [parameter] =
    Object.entries(shown.instance.parameters).find(([, value]) => typeof value === 'number') ?? [];
  const differing = hazard === null ? undefined : sweepable(hazard.entry, entries);
  const over = differing ?? parameter;
  return [
    commandText('check', asked, ['--all-traces']),
    ...(over === undefined ? [] : [commandText('sweep', asked, ['--over', `${over}=0..3`])]),
    commandText('simulate', asked, ['--seed', '1']),
  ];
}

/** A number by which this variant differs from the others: what a sweep would show. */
function sweepable(entry: MatrixEntry, entries: readonly MatrixEntry[]): string | undefined {
  return Object.entries(entry.instance.parameters).find(
    ([name, value]) =>
      typeof value === 'number' && entries.some((other) => other.instance.parameters[name] !== value),
  )?.[0];
}
