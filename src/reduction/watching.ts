import type { Monitor, Watched } from '../property/monitor.ts';

/** What a reduction must know of the properties that a search watches. */
export interface Watching {
  /** The properties of one kind that are not decided yet. */
  open(what: Watched): readonly { readonly named: { readonly name: string }; readonly monitor: Monitor }[];
  /** Whether an open step property was seen to depend on more than the acting endpoint, its action and the history. */
  readonly looksAround: boolean;
}

/** No run has begun. */
export const NOTHING_WATCHED: Watching = { open: () => [], looksAround: false };

/**
 * What properties were seen to read, from one search to the next of the same model.
 *
 * Properties are pure functions: one that has not read a part of a state says the same of every state that differs in
 * this part only. So what was never read in a finished search need not be known in advance; and once it is read after
 * all, the search begins anew, knowing it.
 */
export class Reads {
  readonly #slots = new Map<string, Set<number>>();
  /** How many of the slots that a monitor was seen to read are known. Each run has monitors of its own. */
  readonly #taken = new WeakMap<Monitor, number>();
  #looksAround = false;

  /** Takes in what open properties have read. Returns whether that is news. */
  learn(watching: Watching): boolean {
    let news = watching.looksAround && !this.#looksAround;
    if (news) this.#looksAround = true;
    for (const what of ['state', 'step'] as const) {
      for (const { named, monitor } of watching.open(what)) {
        if (this.#taken.get(monitor) === monitor.slots.size) continue;
        this.#taken.set(monitor, monitor.slots.size);
        const slots = this.#slots.get(named.name) ?? new Set();
        this.#slots.set(named.name, slots);
        for (const slot of monitor.slots) {
          if (slots.has(slot)) continue;
          slots.add(slot);
          news = true;
        }
      }
    }
    return news;
  }

  /** Whether an open property of this kind was seen to read this slot of its vectors. */
  isRead(watching: Watching, what: 'state' | 'step', slot: number): boolean {
    return watching.open(what).some(({ named }) => this.#slots.get(named.name)?.has(slot) ?? false);
  }

  /** Whether an open step property was seen to depend on more than the acting endpoint, its action and the history. */
  looksAround(watching: Watching): boolean {
    return this.#looksAround && watching.open('step').length > 0;
  }
}
