/** Where something was found: by the rank of the state, and its step; -1 for the state itself. */
export interface Place {
  readonly rank: number;
  readonly step: number;
}

/** Of each kind, what was found first in the order of a search in memory, in whatever order it is told. */
export class Firsts<T extends Place> {
  readonly #first = new Map<string, T>();

  get all(): readonly T[] {
    return [...this.#first.values()];
  }

  note(kind: string, found: T): void {
    const known = this.#first.get(kind);
    if (known === undefined || isBefore(found, known)) this.#first.set(kind, found);
  }

  clear(): void {
    this.#first.clear();
  }
}

function isBefore(a: Place, b: Place): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.step < b.step);
}
