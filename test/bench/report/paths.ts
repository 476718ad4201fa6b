import { count, counted } from '../../../src/report/text.ts';
import type { PathsRow } from '../paths/row.ts';
import { figure, megabytes, range, rounded } from './figures.ts';
import { byModel, type Sheet } from './sheet.ts';

const HEAD = [
  'engine',
  'goals',
  'reached',
  'paths',
  'steps',
  'longest',
  'wall s',
  'CPU s',
  'goals/s',
  'paths/s',
  'peak MB',
];

/** One sheet per model: its engines, one below the other. */
export function pathSheets(rows: readonly PathsRow[]): readonly Sheet[] {
  return byModel(rows).map(([model, ofModel]) => ({
    title: model,
    head: HEAD,
    rows: ofModel.map(cellsOf),
    remarks: ofModel.map((row) => remarkOn(row, ofModel)),
  }));
}

function cellsOf(row: PathsRow): readonly string[] {
  return [
    row.engine,
    count(row.goals),
    count(row.reached),
    count(row.paths),
    count(row.steps),
    count(row.longest),
    figure(row.wallSeconds),
    figure(row.cpuSeconds),
    rounded(row.goalsPerSecond),
    rounded(row.pathsPerSecond),
    megabytes(row.peakMemoryBytes),
  ];
}

function remarkOn(row: PathsRow, rows: readonly PathsRow[]): string {
  const { engine, criteria, distinctStates, searchedStates, lowerBound, spread, runs } = row;
  const searched = searchedStates === distinctStates ? '' : ` (${count(searchedStates)} searched)`;
  const parts = [
    `${criteria.join(', ')}: ${count(distinctStates)} states${searched}`,
    ...(lowerBound === null
      ? []
      : [`at least ${counted(lowerBound.paths, 'path')} and ${counted(lowerBound.steps, 'step')}`]),
    ...besides(row, rows),
    `${counted(runs, 'run')}, wall ${range(spread.wallSeconds)} s, CPU ${range(spread.cpuSeconds)} s`,
    `${figure(row.startSeconds)} s to start and load`,
  ];
  return `${engine}: ${parts.join('; ')}.`;
}

/** How much longer another engine takes than Allways. */
function besides(row: PathsRow, rows: readonly PathsRow[]): readonly string[] {
  const own = rows.find(({ engine }) => engine === 'allways');
  if (own === undefined || row === own) return [];
  const wall = figure(row.wallSeconds / own.wallSeconds);
  return [`${wall}× the wall time of allways (CPU time: ${figure(row.cpuSeconds / own.cpuSeconds)}×)`];
}
