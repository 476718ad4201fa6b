import type { Sighting } from '../../language/log.ts';
import { canonicalText } from '../../tables/plain-data.ts';

/**
 * What of inspected steps is no step of a model: the start of an actor is its initial state, and an event that left everything
 * as it was may have been ignored.
 */
export function inspected(sightings: readonly Sighting[]): {
  readonly steps: readonly Sighting[];
  /** Without the starts. */
  readonly others: readonly Sighting[];
} {
  const last = new Map<string, string>();
  const steps = sightings.map((sighting): Sighting => {
    const { kind, endpoint, event, after } = sighting;
    if (kind !== 'step') return sighting;
    const state = canonicalText(after);
    const before = last.get(endpoint);
    last.set(endpoint, state);
    if (event.type === 'xstate.init') return { ...sighting, kind: 'state', event: {} };
    return before === state ? { ...sighting, optional: true } : sighting;
  });
  return { steps, others: steps.filter(({ kind }) => kind !== 'state') };
}
