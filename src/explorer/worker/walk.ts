import { formatLasso, formatPath, parseReplay } from '../../model/action-path.ts';
import type { Place, Stepper } from '../../stepping/index.ts';

/** A path that was walked as far as it fits. */
export interface Walk {
  readonly place: Place;
  /** After how many steps what follows is repeated without end; null if nothing is. */
  readonly again: number | null;
  /** Why it could not be walked further; null if all of it was. */
  readonly misfit: string | null;
}

/**
 * Walks a path, or what is repeated after one, once.
 *
 * @throws ModelError for a text that is no replay string
 */
export function walk(stepper: Stepper, replay: string): Walk {
  const { stem, cycle } = parseReplay(replay);
  const { place, misfit } = stepper.fit([...stem, ...(cycle ?? [])]);
  return { place, again: cycle === null || misfit !== null ? null : stem.length, misfit };
}

/** The replay string of as much as was walked. */
export function replayText({ place: { path }, again }: Walk): string {
  if (again === null) return formatPath(path);
  return formatLasso({ stem: path.slice(0, again), cycle: path.slice(again) });
}
