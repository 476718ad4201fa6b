/** The criteria that say what test paths must reach. */
export const CRITERIA = [
  'states',
  'local-states',
  'reactions',
  'transitions',
  'pairs',
  'faults',
  'observations',
  'properties',
  'simple-paths',
] as const;

/** The name of a criterion of test paths. */
export type CriterionName = (typeof CRITERIA)[number];

/** Something that a suite of test paths should reach. */
export interface Goal {
  readonly criterion: CriterionName;
  /** Unique within its criterion. */
  readonly name: string;
  /** The endpoint at which it is reached; null if that is none in particular. */
  readonly endpoint: string | null;
}

/** All goals of one suite, under small integers in order of first sight. */
export class Goals {
  readonly #goals: Goal[] = [];
  readonly #ids = new Map<string, number>();

  get size(): number {
    return this.#goals.length;
  }

  /** The id of a goal; a new one if it is new. */
  id(criterion: CriterionName, name: string, endpoint: string | null): number {
    const key = `${criterion} ${name}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#goals.push({ criterion, name, endpoint }) - 1;
    this.#ids.set(key, id);
    return id;
  }

  /** Whether there is such a goal already. */
  has(criterion: CriterionName, name: string): boolean {
    return this.#ids.has(`${criterion} ${name}`);
  }

  /** @throws RangeError if no goal has this id */
  goal(id: number): Goal {
    const goal = this.#goals[id];
    if (goal === undefined) throw new RangeError(`no goal has the id ${id}`);
    return goal;
  }
}
