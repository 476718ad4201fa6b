import { Command, InvalidArgumentError, Option } from 'commander';
import { wrap } from '../../src/report/text.ts';
import { livenessSubjects } from './liveness/subjects.ts';
import { PATH_ENGINES, pathSubjects } from './paths/subjects.ts';
import { STORES } from './stores/measured.ts';
import { ENGINES, LARGE, subjects } from './subjects.ts';

/** What the command line says. */
export interface Flags {
  readonly quick?: true;
  readonly large?: true;
  readonly paths?: true;
  readonly start?: true;
  readonly liveness?: true;
  readonly stores?: true;
  readonly workers?: true;
  readonly chart?: string;
  readonly runs: number;
  readonly model: readonly string[];
  readonly engine: readonly string[];
  readonly json?: true;
  readonly markdown?: true;
}

const engines = [...new Set([...ENGINES, ...PATH_ENGINES, ...STORES])];

const MORE = `
${wrap(`Models: ${namesOf(subjects)}.`, 80).join('\n')}
${wrap(`With --paths: ${namesOf(pathSubjects)}.`, 80).join('\n')}
${wrap(`With --liveness: ${namesOf(livenessSubjects)}.`, 80).join('\n')}

Seconds and bytes are medians of the runs, each in a process of its own. Spin's
rows need spin and gcc. JSON: a list of { model, engine, distinctStates,
transitions, cpuSeconds, wallSeconds, statesPerSecond, transitionsPerSecond,
bytesPerState, peakMemoryBytes, … }; with --paths, of { model, engine, criteria,
distinctStates, goals, reached, paths, steps, longest, lowerBound, cpuSeconds,
wallSeconds, goalsPerSecond, pathsPerSecond, peakMemoryBytes, … }.
test/bench/README.md explains them.

Exit status: 0 measured, 1 a run failed or two engines disagree, 2 wrong usage.`;

/** The command line of the bench. */
export function program({ out, note }: Record<'out' | 'note', (line: string) => void>): Command {
  return new Command('bench')
    .configureOutput({ writeOut: (text) => out(text.trimEnd()), writeErr: (text) => note(text.trimEnd()) })
    .description('Measures the checker on fixed models, beside Spin and xstate/graph.')
    .usage('[options]')
    .allowExcessArguments(false)
    .addOption(new Option('--quick', 'the smaller models only, in less than a minute'))
    .addOption(
      new Option('--large', `one large run (default: ${LARGE}), with its pace at each power of ten`).default(
        false,
      ),
    )
    .addOption(
      new Option('--paths', 'how fast test paths are made, beside xstate/graph and @xstate/test').conflicts(
        'large',
      ),
    )
    .addOption(
      new Option('--start', 'how long the command line takes to start, built and from the sources').conflicts(
        ['large', 'paths'],
      ),
    )
    .addOption(
      new Option('--liveness', 'what claims about the long run take, beside safety alone and Spin').conflicts(
        ['large', 'paths', 'start'],
      ),
    )
    .addOption(
      new Option(
        '--stores',
        'what a search takes with its states in memory, on disk, and on Spark',
      ).conflicts(['large', 'paths', 'start', 'liveness']),
    )
    .addOption(
      new Option('--workers', 'rows of the command line with 1, 2 and 4 workers, too').conflicts([
        'large',
        'paths',
        'start',
        'liveness',
        'stores',
      ]),
    )
    .addOption(new Option('--chart <file>', 'draw charts of the rows in this file (.svg), too'))
    .addOption(new Option('--runs <n>', 'most runs of each row').argParser(positive).default(3))
    .addOption(
      new Option('--model <name>', 'only this model, or those that begin so; may be repeated')
        .argParser(collect)
        .default([], 'all'),
    )
    .addOption(engineOption())
    .addOption(new Option('--json', 'print a JSON list of rows instead of tables'))
    .addOption(new Option('--markdown', 'print Markdown tables for the README').conflicts('json'))
    .addHelpText('after', MORE)
    .exitOverride();
}

function engineOption(): Option {
  return new Option('--engine <name>', `only this engine; may be repeated (${engines.join(', ')})`)
    .argParser((text, before: readonly string[]) => [...before, engineNamed(text)])
    .default([], 'all');
}

function engineNamed(text: string): string {
  if (engines.some((each) => each === text)) return text;
  throw new InvalidArgumentError(`It must be one of ${engines.join(', ')}.`);
}

function namesOf(all: readonly { readonly name: string }[]): string {
  return all.map(({ name }) => name).join(', ');
}

function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('It must be a whole number of at least 1.');
}
