import type { ReductionReport } from '../../reduction/report.ts';
import { count, counted, hanging, wrap } from '../text.ts';

/** What became of the reductions that one search was asked to make use of; nothing if there were none. */
export function reductionLines(reports: readonly ReductionReport[], width: number): readonly string[] {
  if (reports.length === 0) return [];
  return [
    'Reductions (they change no verdict):',
    ...reports.flatMap((report) => hanging('  ', `${report.name}: ${reductionText(report)}`, width)),
    ...(noteOn(reports) === '' ? [] : wrap(noteOn(reports), width)),
  ];
}

function noteOn(reports: readonly ReductionReport[]): string {
  const [some, ordered] = [reports.some(({ on }) => on), reports.some(isOrdered)];
  const counts = some ? 'The counts are those of the states and steps that were left.' : '';
  return ordered ? `${counts} So are the paths: there may be shorter ones.` : counts;
}

function isOrdered({ name, on }: ReductionReport): boolean {
  return name === 'partial-order' && on;
}

function reductionText({ name, on, why, counts }: ReductionReport): string {
  if (!on) return `not used: ${why}`;
  return [savedText(name, counts), ...restartText(counts.restarts ?? 0)].join('; ');
}

function savedText(name: ReductionReport['name'], counts: ReductionReport['counts']): string {
  const { endpoints = 0, states = 0, standFor = 0, compared = 0, leftOut = 0 } = counts;
  switch (name) {
    case 'symmetry':
      return `${counted(endpoints, 'endpoint')} are alike, as the model declares (${counted(compared, 'state was', 'states were')} compared with mirror images); ${counted(states, 'state stands', 'states stand')} for at least ${count(standFor)}`;
    case 'subsumption':
      return leftOut === 0
        ? 'it saved nothing'
        : `${counted(leftOut, 'loss was', 'losses were')} not followed, since without them no less can happen`;
    case 'partial-order':
      return leftOut === 0
        ? 'it saved nothing'
        : `${counted(leftOut, 'step was', 'steps were')} not followed, from ${counted(states, 'state')}, since they can as well be taken later`;
  }
}

function restartText(restarts: number): readonly string[] {
  return restarts === 0
    ? []
    : [`the search began anew ${restarts === 1 ? 'once' : `${restarts} times`}, knowing more`];
}
