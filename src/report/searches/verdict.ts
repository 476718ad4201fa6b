import type { Verdict } from '../../language/definition.ts';
import { stepCount } from '../../model/action-path.ts';
import type { PropertyOutcome } from '../../property/outcome.ts';
import type { Style } from '../paint.ts';

/** The name of the property that every model has of itself. It is told of only where it does not hold. */
const BUILT_IN: PropertyOutcome['kind'] = 'no-throw';

/** A sign that tells a verdict without colour. */
export function signOf(verdict: Verdict): '✓' | '✗' | '?' {
  switch (verdict) {
    case 'holds':
    case 'reached':
      return '✓';
    case 'violated':
    case 'unreachable':
      return '✗';
    case 'unknown':
      return '?';
  }
}

/** The look of a verdict. */
export function styleOf(verdict: Verdict): Style {
  switch (signOf(verdict)) {
    case '✓':
      return 'good';
    case '✗':
      return 'bad';
    case '?':
      return 'notice';
  }
}

/** Steps to the violation or the witness; null where there is none. */
export function depthOf(property: PropertyOutcome): number | null {
  return 'path' in property ? stepCount(property.path) : null;
}

/** The properties that a reader wants to hear of. */
export function shown(properties: readonly PropertyOutcome[]): readonly PropertyOutcome[] {
  return properties.filter(({ kind, verdict }) => kind !== BUILT_IN || verdict === 'violated');
}

/** The verdict that is expected where nothing is said: that a claim holds, and that what is wanted is reached. */
export function expectedOf(
  property: Pick<PropertyOutcome, 'name' | 'kind'>,
  expect: Readonly<Partial<Record<string, Verdict>>>,
): Verdict {
  return expect[property.name] ?? (property.kind === 'reachable' ? 'reached' : 'holds');
}
