import { Command, Option } from 'commander';
import { requireOneStart } from '../../explorer/document/one-start.ts';
import type { PropertyOutcome } from '../../property/outcome.ts';
import { ladder } from '../../report/ladders/ladder.ts';
import { checkReport, commandLines, type Look, type Shown } from '../../report/searches/check.ts';
import { estimateReport } from '../../report/searches/estimate.ts';
import { checkJson } from '../../report/searches/json.ts';
import { necessityReport } from '../../report/searches/necessity.ts';
import { shown } from '../../report/searches/verdict.ts';
import type { Outcome } from '../../search/outcome.ts';
import { decidedBy } from '../../trace/decided.ts';
import { commandText } from '../arguments/command-text.ts';
import {
  type CiFormat,
  ciFormatOption,
  type LookFlags,
  ladderOption,
  lookOptions,
  MODEL_ARGUMENT,
  type ModelFlags,
  necessityOption,
  onDiskOption,
  propertyOption,
  reduceOption,
  type SearchFlags,
  searchOf,
  searchOptions,
  setOption,
  storeOverOption,
  variantOption,
  watchOption,
  whole,
  withoutOption,
  workersOption,
} from '../arguments/options.ts';
import { withOptions } from '../arguments/with-options.ts';
import { hiringFor } from '../crew/crew.ts';
import { runAsked } from '../disk/asked-run.ts';
import { runOnDisk } from '../disk/disk-run.ts';
import { runEstimate } from '../disk/estimate-run.ts';
import { statusOf } from '../exit-status.ts';
import { makeDocument, makeModel } from '../explorer/make-document.ts';
import { serveModel } from '../explorer/serve-model.ts';
import { type Prepared, prepare } from '../loading/prepare.ts';
import { inCiFormat } from '../running/ci-suites.ts';
import { drive } from '../running/drive.ts';
import { type Example, type Examples, runExamples } from '../running/examples-run.ts';
import { factsOf } from '../running/facts.ts';
import { Interrupt } from '../running/interrupt.ts';
import { defaultMemory, MemoryLimit, peakBytes } from '../running/memory.ts';
import { runNecessity } from '../running/necessity-run.ts';
import { type Found, watching } from '../running/watch.ts';
import { clearestIn, clearly } from '../terminal/clearest-shown.ts';
import { requireLadderFile, writeLadder } from '../terminal/ladder-file.ts';
import { requireOutput } from '../terminal/model-sources.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { requireTypes } from '../terminal/types-report.ts';
import { writeWhole } from '../terminal/write-file.ts';

type Flags = ModelFlags &
  SearchFlags &
  LookFlags & {
    readonly allTraces?: true;
    readonly ladder?: string;
    readonly necessity?: true;
    readonly watch?: true;
    readonly types?: true;
    readonly examples?: number;
    readonly format?: CiFormat;
    readonly onDisk?: string;
    readonly storeOver?: number;
    readonly estimate?: true;
    readonly resume?: true;
    readonly open?: true;
    readonly output?: string;
  };

const EXAMPLES = `
Examples:
  $ allways check model.ts
  $ allways check model.ts --variant no-time-wait --set msl=2
  $ allways check model.ts --property "no deadlock" --max-states 1000000 --json
  $ allways check model.ts --necessity
  $ allways check model.ts --format junit > report.xml

Exit status: 0 all properties hold (and what is wanted is reached), 1 some do
not, 2 wrong usage or a bad model, 3 a limit or Ctrl-C came before the end.`;

/** `allways check MODEL`: all properties of one instance in one search. */
export function checkCommand(): Command {
  const command = new Command('check')
    .summary('check the properties of a model in every reachable state')
    .description(
      'Visits every reachable state of a model and says which of its properties hold, within which bounds.',
    )
    .argument(...MODEL_ARGUMENT)
    .option(
      '--all-traces',
      'draw the counterexample or witness of every property, not of the first violated only',
    )
    .addOption(
      new Option(
        '--examples <n>',
        'show up to so many counterexamples to each violated property, and witnesses of each that is reached, with different ends; each takes another search',
      )
        .argParser(whole)
        .conflicts(['json', 'format']),
    )
    .addOption(onDiskOption())
    .addOption(storeOverOption())
    .addOption(new Option('--resume', 'go on with the search that is in the folder of --on-disk'))
    .addOption(
      new Option(
        '--estimate',
        'search for ten seconds (or --max-seconds), say how many states there may be, what they take, and where to keep them',
      ).conflicts([
        'json',
        'format',
        'search',
        'bitstate',
        'onDisk',
        'storeOver',
        'necessity',
        'examples',
        'watch',
        'ladder',
      ]),
    )
    .addOption(
      new Option(
        '--open',
        'then walk through the model in the browser, from the first violation on (see allways explore)',
      ).conflicts(['watch', 'json', 'format']),
    )
    .option('-o, --output <file>', 'write a page that does so, as one self-contained HTML file')
    .option('--types', "check the model's types first, by the compiler (tsc) that is installed beside it")
    .addHelpText('after', EXAMPLES)
    .action(async (given: string, flags: Flags) => {
      const run = () => check(given, flags);
      process.exitCode = flags.watch === true ? await watching(given, run) : (await run()).status;
    });
  return withOptions(command, [
    variantOption(),
    setOption(),
    propertyOption(),
    ...searchOptions(),
    reduceOption(),
    workersOption(),
    withoutOption(),
    necessityOption(),
    ciFormatOption(),
    ladderOption('the ladder of the first violated property (or else of the first reached one)'),
    watchOption(),
    ...lookOptions(),
  ]);
}

async function check(given: string, flags: Flags): Promise<Found> {
  const terminal = openTerminal(flags.color);
  if (flags.ladder !== undefined) requireLadderFile(flags.ladder, given);
  if (flags.output !== undefined) requireOutput(flags.output, given);
  if (flags.types === true) await requireTypes(given);
  const prepared = await prepare(given, flags);
  const { instance } = prepared;
  if (flags.estimate === true) return estimated(prepared, flags);
  const { outcome, examples } = await searched(prepared, flags);
  const checked = { instance, outcome };
  const necessity =
    flags.necessity === true ? await runNecessity(prepared.loaded, prepared, outcome, flags) : null;
  const inCi = (format: CiFormat) => inCiFormat(format, [{ prepared, outcome, problems: [] }], false);
  if (flags.json)
    terminal.out(
      checkJson(
        checked,
        (property) => decidedBy(instance, property),
        peakBytes(),
        necessity,
        outcome.ending === 'interrupted' ? new Map() : clearestIn(prepared, shown(outcome.properties)),
      ),
    );
  else if (flags.format === 'junit') terminal.out(inCi('junit'));
  else {
    const traces = tracesOf(prepared, outcome, flags.allTraces ?? false, terminal.look);
    terminal.out(checkReport(checked, flags.search, traces, terminal.look));
    if (necessity !== null) terminal.out(`\n${necessityReport(necessity, terminal.look)}`);
    for (const example of examples.found) terminal.out(`\n${exampleText(prepared, example, terminal.look)}`);
    for (const { name, why } of examples.alone)
      terminal.note(`allways: of "${name}", one example is all: ${why}`);
    if (flags.format === 'github') terminal.out(inCi('github'));
  }
  if (flags.ladder !== undefined) terminal.note(ladderNote(prepared, outcome, flags.ladder));
  if (flags.output !== undefined || flags.open === true) await showPage(prepared, outcome, flags);
  return {
    status: statusOf([outcome]),
    isInterrupted: outcome.ending === 'interrupted',
    facts: new Map(factsOf(outcome)),
  };
}

/** Searches for a while, and says how many states there may be; all of them, if that was long enough. */
async function estimated({ instance }: Prepared, flags: Flags): Promise<Found> {
  const terminal = openTerminal(flags.color);
  const { outcome, estimate } = await runEstimate(instance, flags);
  const facts = new Map(factsOf(outcome));
  const status = statusOf([outcome]);
  if (outcome.complete) terminal.out(checkReport({ instance, outcome }, 'bfs', [], terminal.look));
  else {
    const memory = flags.maxMemory ?? defaultMemory();
    terminal.out(estimateReport({ estimate, statistics: outcome.statistics, memory }, terminal.look));
  }
  return { status, isInterrupted: outcome.ending === 'interrupted', facts };
}

/** The search, in memory or on disk, and further ones for more counterexamples. */
async function searched(
  prepared: Prepared,
  flags: Flags,
): Promise<{ readonly outcome: Outcome; readonly examples: Examples }> {
  const { instance } = prepared;
  const { onDisk, storeOver } = flags;
  const examples = { found: [], alone: [] };
  const interrupt = new Interrupt().listen();
  try {
    if (onDisk !== undefined)
      return { outcome: await runOnDisk(prepared, { ...flags, onDisk }, interrupt), examples };
    if (storeOver !== undefined)
      return { outcome: await runAsked(prepared, { ...flags, storeOver }, interrupt), examples };
    const memory = new MemoryLimit(flags.maxMemory);
    const hiring = hiringFor(prepared, flags);
    const driven = { options: { ...searchOf(flags), hiring }, memory, interrupt };
    const outcome = (await drive(instance, driven)).outcome();
    return { outcome, examples: await runExamples(prepared, outcome, flags.examples ?? 1, driven) };
  } finally {
    interrupt.release();
  }
}

/** A page that begins where the first violation is: written, or served until it is ended. */
async function showPage(
  { loaded, instance, options }: Prepared,
  outcome: Outcome,
  flags: Flags,
): Promise<void> {
  requireOneStart(instance);
  const property = mostWanted(outcome);
  const decided = property === undefined ? null : decidedBy(instance, property);
  const { variant, set, without } = options;
  const start = { variant, set, without, replay: decided?.replay ?? null, searches: true };
  const { out, note } = openTerminal(flags.color);
  if (flags.output !== undefined) {
    const made = await makeModel(loaded, start);
    writeWhole(flags.output, [await makeDocument(loaded, made, { ...start, isServed: false })]);
    note(`allways: ${flags.output} is a page that walks through the model: open it in a browser`);
  }
  if (flags.open !== true) return;
  out('');
  await serveModel(loaded, { start: { ...start, isServed: true }, port: 0, opens: true, say: out });
}

/** The property that a reader wants to see first: one that is violated, or else reached. */
function mostWanted({ properties }: Outcome): PropertyOutcome | undefined {
  const candidates = shown(properties);
  return (
    candidates.find(({ verdict }) => verdict === 'violated') ??
    candidates.find(({ verdict }) => verdict === 'reached')
  );
}

/** Writes the ladder of the property that a reader wants to see first; says what was done. */
function ladderNote(prepared: Prepared, outcome: Outcome, file: string): string {
  const property = mostWanted(outcome);
  if (property === undefined || !('path' in property)) {
    return `allways: no property is violated or reached, so ${file} was not written`;
  }
  const { instance, decided, remark } = clearly(prepared, property, clearestIn(prepared, [property]));
  if (decided !== null) writeLadder(instance, decided.trace, decided.findings, file, remark);
  return `allways: ${file} shows how "${property.name}" is ${property.verdict}`;
}

/** What to show of the violated properties (and, of all traces, the reached ones): drawn, or as a command. */
function tracesOf(prepared: Prepared, outcome: Outcome, all: boolean, look: Look): readonly Shown[] {
  const wanted = shown(outcome.properties).filter(
    ({ verdict }) => verdict === 'violated' || (all && verdict === 'reached'),
  );
  const drawn = all ? wanted : wanted.slice(0, 1);
  const clearest = outcome.ending === 'interrupted' ? new Map() : clearestIn(prepared, drawn);
  return wanted.flatMap((property): readonly Shown[] => {
    const ordinary = decidedBy(prepared.instance, property);
    if (ordinary === null) return [];
    const within = commandText('replay', prepared.asked, ['--path', ordinary.replay]);
    if (!drawn.includes(property)) return [{ property, command: within, ladder: null }];
    const { decided, remark, capacity } = clearly(prepared, property, clearest);
    const text = ladder((decided ?? ordinary).trace, {
      ...look,
      findings: (decided ?? ordinary).findings,
      remark,
    });
    if (decided === null || capacity === undefined) return [{ property, command: within, ladder: text }];
    const words = ['--capacity', String(capacity), '--path', decided.replay];
    return [{ property, command: commandText('replay', prepared.asked, words), ladder: text, within }];
  });
}

/** Another counterexample, drawn, with the command that draws it again. */
function exampleText({ asked }: Prepared, { instance, property }: Example, look: Look): string {
  const decided = decidedBy(instance, property);
  if (decided === null) return '';
  const command = commandText('replay', asked, ['--path', decided.replay]);
  const kind = property.verdict === 'reached' ? 'witness of' : 'counterexample to';
  const title = `Another ${kind} "${property.name}"`;
  return [
    title,
    '',
    drawn({ instance }, property, look),
    '',
    'Replay it with:',
    ...commandLines(command),
  ].join('\n');
}

/** The ladder of the path that decides a property. */
export function drawn(
  { instance }: Pick<Prepared, 'instance'>,
  property: PropertyOutcome,
  look: Look,
): string {
  const decided = decidedBy(instance, property);
  return decided === null ? '' : ladder(decided.trace, { ...look, findings: decided.findings });
}
