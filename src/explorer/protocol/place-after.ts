import { formatLasso, formatPath } from '../../model/action-path.ts';
import { edited } from './edits.ts';
import type { PlaceChange, PlaceView } from './views.ts';

/** The place that a change makes of the one that was told before; null for none. */
export function placeAfter(before: PlaceView | null, change: PlaceChange): PlaceView {
  const { id: _, keep, more, ladder, ...facts } = change;
  const { edits, ...frame } = ladder;
  const path = [...(before?.path.slice(0, keep) ?? []), ...more.map(({ index }) => index)];
  return {
    ...facts,
    path,
    replay:
      facts.again === null
        ? formatPath(path)
        : formatLasso({ stem: path.slice(0, facts.again), cycle: path.slice(facts.again) }),
    ladder: { ...frame, elements: edited(before?.ladder.elements ?? [], edits) },
  };
}
