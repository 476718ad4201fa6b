import { mapped } from '../../tables/copies.ts';
import { isStarted } from './child.ts';

/** What stands for an actor in data: as XState writes it where it stores a machine. */
export interface Marker {
  readonly xstate$$type: 1;
  readonly id: string;
}

/** Whether something stands for an actor. */
export function isMarker(value: unknown): value is Marker {
  return typeof value === 'object' && value !== null && 'xstate$$type' in value && 'id' in value;
}

/** Data with a marker wherever there is an actor of XState's own; the same object where there is none. */
export function marked(value: unknown, ancestors: readonly object[] = []): unknown {
  if (typeof value !== 'object' || value === null || ancestors.includes(value)) return value;
  if (isStarted(value)) return { xstate$$type: 1, id: value.id } satisfies Marker;
  let changes = false;
  const inner = [...ancestors, value];
  const copy = mapped(value, (part) => {
    const after = marked(part, inner);
    changes ||= after !== part;
    return after;
  });
  return changes ? copy : value;
}
