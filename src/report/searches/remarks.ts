import { formatPath } from '../../model/action-path.ts';
import type { Outcome } from '../../search/outcome.ts';
import { counted, hanging } from '../text.ts';
import { shown } from './verdict.ts';

/** What must be said beside verdicts: those that say less than they seem to, and why some are unknown. */
export function remarksOf({ properties, fairness }: Outcome): readonly string[] {
  const ofProperties = shown(properties).flatMap((property) => {
    const { name, vacuous } = property;
    if (vacuous !== undefined) return [`"${name}" holds of nothing: ${vacuous}.`];
    return 'because' in property && property.because !== undefined
      ? [`"${name}" is unknown: ${property.because}.`]
      : [];
  });
  return [...ofProperties, ...(fairness === undefined ? [] : remarksOfFairness(fairness))];
}

function remarksOfFairness({ stuck, empty }: NonNullable<Outcome['fairness']>): readonly string[] {
  const ofEmpty = empty.map((name) => `Fairness "${name}" assumes nothing: no step belongs to it.`);
  if (stuck === null) return ofEmpty;
  const states = counted(stuck.states, 'state');
  return [
    ...ofEmpty,
    `From ${states} no fair behaviour goes on; claims about the long run say nothing of ${stuck.states === 1 ? 'it' : 'them'}. The nearest is found by --path ${formatPath(stuck.path)}.`,
  ];
}

/** The same as lines, each remark with a sign. */
export function remarkLines(outcome: Outcome, width: number): readonly string[] {
  const lines = remarksOf(outcome).flatMap((remark) => hanging('! ', remark, width));
  return lines.length === 0 ? [] : ['', ...lines];
}
