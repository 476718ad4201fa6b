import { GrowingUint32 } from '../tables/growing.ts';

/** Where a property is violated after the fewest steps. */
export interface Beginning {
  readonly depth: number;
  /** Joint states: the one in which the last step began, null if there was none, and the one that it leads to. */
  readonly places: readonly Place[];
}

interface Place {
  readonly from: number | null;
  readonly to: number;
}

interface Open {
  depth: number;
  places: Place[];
}

/** Finds where violations begin, in a walk breadth first: where the fewest steps lead that violate a property. */
export class Beginnings {
  /** By state, in order of discovery: how many steps lead there, and the joint state in which the last of them begins. */
  readonly #depths = new GrowingUint32();
  readonly #origins = new GrowingUint32();
  readonly #open = new Map<string, Open>();

  readonly #initials: number;

  /** @param initials how many initial states there are: they come first */
  constructor(initials: number) {
    this.#initials = initials;
    for (let i = 0; i < initials; i++) {
      this.#depths.push(0);
      this.#origins.push(0);
    }
  }

  /** A state is visited. */
  atState(index: number, joint: number, violated: readonly string[]): void {
    for (const name of violated) {
      const from = index < this.#initials ? null : this.#origins.at(index);
      this.#offer(name, this.#depths.at(index), { from, to: joint });
    }
  }

  /** A step is seen, from the state that is being visited. */
  atStep([source, target]: readonly [number, number], place: Place, violated: readonly string[]): void {
    const depth = this.#depths.at(source) + 1;
    if (target === this.#depths.length) {
      this.#depths.push(depth);
      this.#origins.push(place.from ?? 0);
    }
    for (const name of violated) this.#offer(name, depth, place);
  }

  /** By name of the property. */
  get all(): ReadonlyMap<string, Beginning> {
    return this.#open;
  }

  #offer(name: string, depth: number, place: Place): void {
    const known = this.#open.get(name);
    if (known === undefined || depth < known.depth) this.#open.set(name, { depth, places: [place] });
    else if (depth === known.depth) known.places.push(place);
  }
}
