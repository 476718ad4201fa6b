import type { ParameterValue } from '../../language/parameters.ts';
import { listed } from '../text.ts';
import { type Bound, boundsOf, fairnessOf, isBounded, parametersText, unsearchedOf } from './bounds.ts';
import { type Checked, labelOf } from './check.ts';

type Parameters = Readonly<Record<string, ParameterValue>>;

/** The value that each parameter has in most of the rows. */
export function usualParameters(rows: readonly Checked[]): readonly Bound[] {
  const names = Object.keys(rows[0]?.instance.parameters ?? {});
  const text = parametersText(Object.fromEntries(names.map((name) => [name, usual(rows, name)])));
  const isShared = rows.every((row) => Object.keys(unusualParameters(rows, row)).length === 0);
  if (text === '') return [];
  return [{ label: 'parameters', text: isShared ? text : `${text}, where nothing else is said` }];
}

/** The values of a row's parameters that are not the usual ones. */
export function unusualParameters(rows: readonly Checked[], row: Checked): Parameters {
  const { parameters } = row.instance;
  return Object.fromEntries(
    Object.entries(parameters).filter(([name, value]) => value !== usual(rows, name)),
  );
}

/** The bounds of several checks: those that they have in common once, others with the rows that they are of. */
export function sharedBounds(rows: readonly Checked[]): readonly Bound[] {
  const groups = new Map<string, { readonly bound: Bound; readonly order: number; readonly of: string[] }>();
  for (const row of rows) {
    const bounds = [
      ...boundsOf(row.outcome.bounds),
      ...fairnessOf(row.outcome),
      ...unsearchedOf(row.outcome.statistics),
    ];
    bounds.forEach((bound, order) => {
      const key = `${bound.label} ${bound.text}`;
      const group = groups.get(key) ?? { bound, order, of: [] };
      group.of.push(labelOf(row));
      groups.set(key, group);
    });
  }
  const shared = [...groups.values()]
    .sort((a, b) => a.order - b.order)
    .map(({ bound, of }) => ({ ...bound, text: `${bound.text}${among(of, rows.map(labelOf))}` }));
  const use = useOfCapacity(rows);
  const at = shared.findLastIndex(({ label }) => label === 'capacity') + 1;
  return use === '' ? shared : shared.toSpliced(at, 0, { label: '', text: use });
}

/** Where the capacity was hit: there, a verdict says nothing of behaviours with more messages in flight. */
function useOfCapacity(rows: readonly Checked[]): string {
  const bounded = rows.filter(({ outcome }) => isBounded(outcome.bounds.network));
  const hit = bounded.filter(({ outcome: { statistics } }) => statistics.capacityHits + statistics.cuts > 0);
  if (bounded.length === 0) return '';
  if (hit.length === 0) return 'never hit';
  const names = hit.map(labelOf);
  const cut = hit.some(({ outcome }) => outcome.statistics.cuts > 0);
  const what = cut ? 'some steps were cut off there' : 'a message that finds no room is lost';
  return `hit${among(names, rows.map(labelOf)) || ' in all of them'}; ${what}: behaviours with more messages in flight were not explored`;
}

function among(names: readonly string[], all: readonly string[]): string {
  if (names.length === all.length) return '';
  const others = all.filter((name) => !names.includes(name));
  return others.length < names.length ? ` (in all but ${listed(others)})` : ` (in ${listed(names)})`;
}

/** The most frequent value; the earliest of several such. */
function usual(rows: readonly Checked[], name: string): ParameterValue {
  const values = rows.map(({ instance }) => instance.parameters[name] ?? '');
  const times = (value: ParameterValue) => values.filter((other) => other === value).length;
  return values.reduce((best, value) => (times(value) > times(best) ? value : best), values[0] ?? '');
}
