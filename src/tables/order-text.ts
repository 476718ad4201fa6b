import { builtInOf, classNameOf } from './kinds/kind.ts';
import { partsOf } from './kinds/parts.ts';
import { canonicalText } from './plain-data.ts';

/**
 * A text by which data are put in order: the same in whatever order keys were written, so that the order of steps, and
 * with it every replay string, does not depend on how a machine writes its events. Data that are not equal may have the same.
 */
export function orderText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return canonicalText(value);
  if (Array.isArray(value)) return `[${value.map(orderText).join(',')}]`;
  const builtIn = builtInOf(value);
  if (builtIn !== null) {
    const parts = partsOf(builtIn, () => '').map(({ step, value: part }) => `${step}:${orderText(part)}`);
    return `${classNameOf(builtIn)}(${parts.join(',')})`;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${orderText(item)}`).join(',')}}`;
}
