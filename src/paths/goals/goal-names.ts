import type { AnyLocalState } from '../../language/forgotten.ts';
import { childrenData, placeName } from '../../language/state-text.ts';
import { canonicalText } from '../../tables/plain-data.ts';

/** The state of an endpoint's machine in a goal's name. */
export function stateName({ value, children }: Pick<AnyLocalState, 'value' | 'children'>): string {
  const name = placeName({ value, children });
  return isEmpty(value) ? name.replace('{}', '(its one state)') : name;
}

/** A local state in full: value, context, status and armed timers. */
export function localStateText({ value, context, status, timers, children }: AnyLocalState): string {
  const armed = timers.map(({ name, remaining }) => (remaining === null ? name : `${name} in ${remaining}`));
  return [
    stateName({ value, children }),
    canonicalText(context, 'context'),
    ...(Object.keys(children).length === 0 ? [] : [canonicalText(childrenData(children), 'children')]),
    ...(status === 'active' ? [] : [status]),
    ...(armed.length === 0 ? [] : [`timers: ${armed.join(', ')}`]),
  ].join(' ');
}

function isEmpty(value: AnyLocalState['value']): boolean {
  return typeof value === 'object' && Object.keys(value).length === 0;
}
