import type { ReductionReport } from '../../reduction/report.ts';
import { hanging, listed } from '../text.ts';
import type { Checked } from './check.ts';

/** What became of the reductions in each of several searches, on one line each. */
export function reductionsOf(
  rows: readonly Checked[],
  label: (row: Checked) => string,
  width: number,
): readonly string[] {
  const [first] = rows;
  const names = (first?.outcome.statistics.reductions ?? []).map(({ name }) => name);
  if (names.length === 0) return [];
  const lines = names.flatMap((name) => {
    const texts = new Map<string, string[]>();
    for (const row of rows) {
      const report = row.outcome.statistics.reductions.find((each) => each.name === name);
      if (report === undefined) continue;
      const text = report.on ? `used${proofText(report)}` : `not used: ${report.why}`;
      texts.set(text, [...(texts.get(text) ?? []), label(row)]);
    }
    const told = [...texts].map(([text, labels]) =>
      texts.size === 1 ? text : `${text} (${listed(labels)})`,
    );
    return hanging('  ', `${name}: ${told.join('; ')}`, width);
  });
  return ['', 'Reductions (they change no verdict; the counts are those of what was left):', ...lines];
}

/** Of a claim of the model that is relied on: whether it was proved. */
function proofText({ name, counts, why }: ReductionReport): string {
  if (name !== 'symmetry') return '';
  if (counts.proved === 1) return ', and proved';
  return `, but sampled, not proved: ${why ?? 'the search did not come to its end'}`;
}
