import { stepCount } from '../../model/action-path.ts';
import type { Goal } from '../../paths/goals/goals.ts';
import type { TestPath, TestSuite } from '../../paths/suite.ts';
import type { Ending } from '../../search/outcome.ts';
import { type Paint, painter } from '../paint.ts';
import { boundLines, boundsOf, parametersText } from '../searches/bounds.ts';
import { commandLines, type Look, titleOf } from '../searches/check.ts';
import { table } from '../table.ts';
import { count, counted, hanging, seconds, wrap } from '../text.ts';

/** What the report of a suite says beside the suite. */
export interface PathsShown {
  readonly suite: TestSuite;
  /** The command that draws one of the paths; null if there is none. */
  readonly command: string | null;
}

/** Paths, and goals that are not reached, before the others are only counted. */
const MOST_PATHS = 30;
const MOST_GOALS = 60;

/** The report of `paths`: goals, paths, what is not reached, bounds. */
export function pathsReport({ suite, command }: PathsShown, look: Look): string {
  const paint = painter(look.color);
  const { name, variant } = { name: suite.model, variant: suite.variant };
  const parameters = parametersText(suite.parameters);
  const sections = [
    [paint(`${titleOf({ name, variant })}: test paths for ${suite.criteria.join(', ')}`, 'strong')],
    [goalTable(suite, look, paint)],
    sizeLines(suite, look.width),
    suite.paths.length === 0 ? [] : [pathTable(suite.paths, look, paint)],
    goalLines('Unreachable within the bounds', suite.goals.unreachable, look.width),
    goalLines(unknownTitle(suite), suite.goals.unknown, look.width),
    [
      'Bounds (what is unreachable is so within them, and may be reachable beyond):',
      ...boundLines(
        [
          ...(parameters === '' ? [] : [{ label: 'parameters', text: parameters }]),
          ...boundsOf(suite.bounds),
        ],
        look.width,
      ),
    ],
    suite.search.distinctStates === 0 ? [] : wrap(searchText(suite), look.width),
    command === null ? [] : ['Draw the longest path with:', ...commandLines(command)],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function goalTable({ criteria, goals }: TestSuite, look: Look, paint: Paint): string {
  const heads = ['goals', 'reached', 'unreachable', 'unknown'].map((head) => ({
    head,
    align: 'right' as const,
  }));
  const rows = criteria.map((criterion) => {
    const own = goals.all.filter((goal) => goal.criterion === criterion);
    const counts = ['reached', 'unreachable', 'unknown'].map(
      (status) => own.filter((goal) => goal.status === status).length,
    );
    return [{ text: criterion }, ...[own.length, ...counts].map((value) => ({ text: count(value) }))];
  });
  return table([{ head: 'criterion' }, ...heads], rows, look.width, paint);
}

function sizeLines({ paths, steps, longest, lowerBound }: TestSuite, width: number): readonly string[] {
  const size = `${counted(paths.length, 'path')}, ${counted(steps, 'step')}, the longest path ${counted(longest, 'step')}.`;
  if (paths.length === 0) return wrap(size, width);
  const bound = `Some goal is ${counted(longest, 'step')} away, so no suite does with a shorter longest path; without longer ones, none does with fewer than ${counted(lowerBound.paths, 'path')} or ${counted(lowerBound.steps, 'step')}: this suite has at most ${ratio(paths.length, lowerBound.paths)} times as many paths as the best, and ${ratio(steps, lowerBound.steps)} times as many steps.`;
  return [...wrap(size, width), ...wrap(bound, width)];
}

function ratio(value: number, bound: number): string {
  return bound === 0 ? '1.0' : (Math.ceil((value / bound) * 10) / 10).toFixed(1);
}

function pathTable(paths: readonly TestPath[], look: Look, paint: Paint): string {
  const columns = [
    { head: 'path', align: 'right' as const },
    { head: 'steps', align: 'right' as const },
    { head: 'goals', align: 'right' as const },
    { head: 'new', align: 'right' as const },
    { head: 'replay string' },
  ];
  const room = Math.max(20, look.width - 29);
  const rows = paths
    .slice(0, MOST_PATHS)
    .map(({ number, path, goals, first, replay }) => [
      { text: count(number) },
      { text: count(stepCount(path)) },
      { text: count(goals.length) },
      { text: count(first.length) },
      { text: replay.length > room ? `${replay.slice(0, room - 1)}…` : replay },
    ]);
  const drawn = table(columns, rows, look.width, paint);
  const rest = paths.length - MOST_PATHS;
  return rest > 0 ? `${drawn}\n… and ${counted(rest, 'more path')}` : drawn;
}

function goalLines(title: string, goals: readonly Goal[], width: number): readonly string[] {
  if (goals.length === 0) return [];
  const rest = goals.length - MOST_GOALS;
  return [
    `${title} (${count(goals.length)}):`,
    ...goals.slice(0, MOST_GOALS).flatMap(({ name }) => hanging('  ', name, width)),
    ...(rest > 0 ? [`  … and ${count(rest)} more; --format json has all of them`] : []),
  ];
}

function unknownTitle({ ending }: TestSuite): string {
  return ending === 'exhausted'
    ? 'Unknown, because steps that look alike cannot be told apart'
    : 'Unknown, because the search was stopped before it could tell';
}

function searchText({ search, ending }: TestSuite): string {
  const size = `${counted(search.distinctStates, 'state')} and ${counted(search.transitions, 'transition')} were searched in ${seconds(search.seconds)}.`;
  return `${REASONS[ending]}${size}`;
}

const REASONS: Readonly<Record<Ending, string>> = {
  exhausted: '',
  compacted: '',
  decided: '',
  first: '',
  walked: '',
  'max-states': 'The search was stopped by its limit of states (--max-states). ',
  'max-seconds': 'The search was stopped by its limit of time (--max-seconds). ',
  'max-memory': 'The search was stopped by its limit of memory (--max-memory). ',
  interrupted: 'The search was interrupted. ',
};
