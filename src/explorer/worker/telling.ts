import { ModelError } from '../../language/errors.ts';
import type { Place } from '../../stepping/index.ts';
import type { ShownEvent } from '../../trace/naming.ts';
import { editsBetween } from '../protocol/edits.ts';
import type { GoAsked } from '../protocol/messages.ts';
import type { PlaceChange } from '../protocol/views.ts';
import type { Looked } from './place-view.ts';
import { stepText } from './step-text.ts';

/** What was told last. */
interface Last {
  readonly id: number;
  readonly path: readonly number[];
  readonly elements: readonly string[];
  /** What messages are called: with other names, all steps read differently. */
  readonly isByKind: boolean;
}

/** Tells places as changes of the last one that was told, to a page that has it. */
export class Telling {
  #last: Last | null = null;
  #count = 0;

  /** The steps that are walked again. */
  kept({ since, keep }: Pick<GoAsked, 'since' | 'keep'>): readonly number[] {
    if (since === null) return [];
    if (since !== this.#last?.id)
      throw new ModelError('the page goes on from an answer that is not the last one');
    return this.#last.path.slice(0, keep);
  }

  /** @param since the answer that the page has; null for none */
  tell(place: Place, { facts, ladder, shown }: Looked, isByKind: boolean, since: number | null): PlaceChange {
    const last = since !== null && since === this.#last?.id ? this.#last : NOTHING;
    const keep = last.isByKind === isByKind ? commonOf(last.path, place.path) : 0;
    const { elements, ...frame } = ladder;
    const id = ++this.#count;
    this.#last = { id, path: place.path, elements, isByKind };
    return {
      ...facts,
      id,
      keep,
      more: takenAfter(place, keep, shown),
      ladder: { ...frame, edits: editsBetween(last.elements, elements) },
    };
  }
}

const NOTHING: Omit<Last, 'id'> = { path: [], elements: [], isByKind: false };

function commonOf(a: readonly number[], b: readonly number[]): number {
  let common = 0;
  while (common < a.length && a[common] === b[common]) common++;
  return Math.min(common, b.length);
}

/** The steps of a walk behind the first ones. */
function takenAfter(place: Place, keep: number, shown: (event: object) => ShownEvent): PlaceChange['more'] {
  const more: { index: number; text: string }[] = [];
  for (let at: Place | null = place; at !== null && at.path.length > keep; at = at.parent)
    if (at.step !== null) more.push({ index: at.step.index, text: stepText(at.step, shown) });
  return more.reverse();
}
