import type { AnyLocalState } from '../../language/forgotten.ts';
import { valueText } from '../../language/state-text.ts';
import { canonicalText } from '../../tables/plain-data.ts';

/** The state of an endpoint's machine in a goal's name. */
export function stateName({ value }: Pick<AnyLocalState, 'value'>): string {
  return isEmpty(value) ? '(its one state)' : valueText(value);
}

/** A local state in full: value, context, status and armed timers. */
export function localStateText({ value, context, status, timers }: AnyLocalState): string {
  const armed = timers.map(({ name, remaining }) => (remaining === null ? name : `${name} in ${remaining}`));
  return [
    stateName({ value }),
    canonicalText(context, 'context'),
    ...(status === 'active' ? [] : [status]),
    ...(armed.length === 0 ? [] : [`timers: ${armed.join(', ')}`]),
  ].join(' ');
}

function isEmpty(value: AnyLocalState['value']): boolean {
  return typeof value === 'object' && Object.keys(value).length === 0;
}
