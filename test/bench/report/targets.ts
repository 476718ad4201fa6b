import type { Row } from '../row.ts';
import type { Engine } from '../subjects.ts';
import { figure, percent } from './figures.ts';
import type { Sheet } from './sheet.ts';

/** A figure to reach, and how a row of Allways does. */
interface Target {
  readonly name: string;
  readonly must: string;
  readonly goal: string;
  reached(own: Row, rows: readonly Row[]): string;
}

const TARGETS: readonly Target[] = [
  {
    name: 'tr/s ÷ spin',
    must: '≥ 1.5',
    goal: '≥ 3',
    reached: (own, rows) => ratio(beside(own, 'spin', rows), own, (row) => row.transitions),
  },
  {
    name: 'wall ÷ por',
    must: '≤ 1',
    goal: '≤ 0.5',
    reached: (own, rows) => ratio(own, beside(own, 'spin-por', rows), () => 1),
  },
  {
    name: 'tr/s ÷ stateright',
    must: '≥ 1.5',
    goal: '≥ 1.5',
    reached: (own, rows) => ratio(beside(own, 'stateright', rows), own, (row) => row.transitions),
  },
  {
    name: 'st/s ÷ graph',
    must: '≥ 50',
    goal: '≥ 200',
    reached: (own, rows) => ratio(largestGraph(own, rows), own, (row) => row.distinctStates),
  },
  { name: 'B/state', must: '≤ 16', goal: '≤ 10', reached: (own) => figure(own.bytesPerState) },
  { name: 'in XState', must: '≤ 5 %', goal: '≤ 1 %', reached: (own) => percent(own.xstateShare) },
];

/** What is wanted, and what was measured. */
export function targetSheet(rows: readonly Row[]): Sheet {
  const own = rows.filter(({ engine }) => engine === 'allways');
  return {
    title: 'Targets',
    head: ['', ...TARGETS.map(({ name }) => name)],
    rows: [
      ['must', ...TARGETS.map(({ must }) => must)],
      ['goal', ...TARGETS.map(({ goal }) => goal)],
      ...own.map((row) => [row.model, ...TARGETS.map(({ reached }) => reached(row, rows))]),
    ],
    remarks: [
      'Ratios of wall times (of CPU times, which are steadier where the machine does other work). xstate/graph is measured at the largest size of the same model that it can do in some seconds.',
    ],
  };
}

/** How much longer one row takes than another for each unit of work: by wall time, and by CPU time in brackets. */
function ratio(slow: Row | null, quick: Row | null, work: (row: Row) => number): string {
  if (slow === null || quick === null) return figure(null);
  const by = (seconds: (row: Row) => number) =>
    figure(seconds(slow) / work(slow) / (seconds(quick) / work(quick)));
  return `${by((row) => row.wallSeconds)} (${by((row) => row.cpuSeconds)})`;
}

function beside({ model }: Row, engine: Engine, rows: readonly Row[]): Row | null {
  return rows.find((row) => row.model === model && row.engine === engine) ?? null;
}

/** xstate/graph at the largest size of the same model. */
function largestGraph(own: Row, rows: readonly Row[]): Row | null {
  const graphs = rows.filter((row) => row.engine === 'xstate-graph' && familyOf(row) === familyOf(own));
  return graphs.toSorted((a, b) => b.distinctStates - a.distinctStates)[0] ?? null;
}

/** The model, whatever its size. */
function familyOf({ model }: Row): string {
  return model.replace(/-[^-]+$/, '');
}
