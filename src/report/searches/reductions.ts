import type { ReductionReport } from '../../reduction/report.ts';
import { count, counted, hanging, wrap } from '../text.ts';

/** What became of the reductions that one search was asked to make use of; nothing if there were none. */
export function reductionLines(reports: readonly ReductionReport[], width: number): readonly string[] {
  if (reports.length === 0) return [];
  return [
    `Reductions (${reports.some(isSampled) ? 'they change no verdict, as far as samples tell' : 'they change no verdict'}):`,
    ...reports.flatMap((report) => hanging('  ', `${report.name}: ${reductionText(report)}`, width)),
    ...(noteOn(reports) === '' ? [] : wrap(noteOn(reports), width)),
  ];
}

function noteOn(reports: readonly ReductionReport[]): string {
  const [some, ordered] = [reports.some(({ on }) => on), reports.some(isOrdered)];
  const counts = some ? 'The counts are those of the states and steps that were left.' : '';
  return ordered ? `${counts} So are the paths: there may be shorter ones.` : counts;
}

/** Whether a claim of the model is relied on that was not proved. */
function isSampled({ name, on, counts }: ReductionReport): boolean {
  return name === 'symmetry' && on && counts.proved !== 1;
}

function isOrdered({ name, on }: ReductionReport): boolean {
  return name === 'partial-order' && on;
}

function reductionText({ name, on, why, counts }: ReductionReport): string {
  if (!on) return `not used: ${why}`;
  return [savedText(name, counts, why), ...restartText(counts.restarts ?? 0)].join('; ');
}

function savedText(
  name: ReductionReport['name'],
  counts: ReductionReport['counts'],
  why: string | null,
): string {
  const { endpoints = 0, states = 0, standFor = 0, leftOut = 0 } = counts;
  switch (name) {
    case 'symmetry':
      return `${counted(endpoints, 'endpoint')} are alike, as the model declares (${alikeText(why, counts)}); ${counted(states, 'state stands', 'states stand')} for at least ${count(standFor)}`;
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

/** Whether the claim of symmetry was proved for the model, or tried on samples only. */
function alikeText(why: string | null, counts: ReductionReport['counts']): string {
  const { proved = 0, steps = 0, runs = 0, compared = 0 } = counts;
  if (proved === 1) {
    return `proved for this model: ${counted(steps, 'local step', 'local steps')} and ${counted(runs, 'answer', 'answers')} of its functions are the same with other names`;
  }
  const samples = `${counted(compared, 'state was', 'states were')} compared with mirror images`;
  return `sampled, not proved: ${why ?? 'the search did not come to its end'}; ${samples}`;
}

function restartText(restarts: number): readonly string[] {
  return restarts === 0
    ? []
    : [`the search began anew ${restarts === 1 ? 'once' : `${restarts} times`}, knowing more`];
}
