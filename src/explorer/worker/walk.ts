import { ModelError } from '../../language/errors.ts';
import { parseReplay } from '../../model/action-path.ts';
import type { Place, Stepper } from '../../stepping/index.ts';

/** A path that was walked as far as it fits. */
export interface Walk {
  readonly place: Place;
  /** After how many steps what follows is repeated without end; null if nothing is. */
  readonly again: number | null;
  /** Why it could not be walked further; null if all of it was. */
  readonly misfit: string | null;
}

/** Walks paths, and keeps the places of the last one: who goes a step on need not walk all of it again. */
export class Walker {
  readonly #stepper: Stepper;
  #places: readonly Place[];

  constructor(stepper: Stepper) {
    this.#stepper = stepper;
    this.#places = [stepper.start];
  }

  /** The places of the last path, from the beginning on. */
  get places(): readonly Place[] {
    return this.#places;
  }

  /**
   * Walks a path, or what is repeated after one, once.
   *
   * @param start the steps before those of the replay string
   * @throws ModelError for a text that is no replay string
   */
  walk(replay: string, start: readonly number[] = []): Walk {
    const { stem, cycle } = parseReplay(replay);
    const path = [...start, ...stem, ...(cycle ?? [])];
    const before = this.#places.at(-1)?.path ?? [];
    let common = 0;
    while (common < before.length && before[common] === path[common]) common++;
    const places = this.#places.slice(0, common + 1);
    let misfit: string | null = null;
    for (const index of path.slice(common)) {
      const next = this.#next(places.at(-1) ?? this.#stepper.start, index);
      if (typeof next === 'string') {
        misfit = next;
        break;
      }
      places.push(next);
    }
    this.#places = places;
    const again = cycle === null || misfit !== null ? null : start.length + stem.length;
    return { place: places.at(-1) ?? this.#stepper.start, again, misfit };
  }

  /** The next place, or why there is none. */
  #next(place: Place, index: number): Place | string {
    try {
      return this.#stepper.take(place, index);
    } catch (error) {
      if (error instanceof ModelError) return error.message;
      throw error;
    }
  }
}
