import type { LinkRules } from '../../language/network/resolved.ts';
import { NO_GOALS } from '../goals/goal-sets.ts';
import type { Setting } from '../setting.ts';

/** Each session that breaks, and each partition that comes about, in each state of each endpoint that it is about. */
export class LinkFaults {
  readonly #setting: Setting;
  readonly #links: readonly LinkRules[];
  readonly #nameOf: (lane: number, state: number) => string;
  /** Per link and endpoint: the sets of the goals, by the endpoint's state. */
  readonly #sets = new Map<string, number>();

  /** @param nameOf the name of a state of an endpoint, by their numbers */
  constructor(setting: Setting, nameOf: (lane: number, state: number) => string) {
    this.#setting = setting;
    this.#links = setting.model.bounds.network.links;
    this.#nameOf = nameOf;
  }

  /** The number of a link. */
  numberOf(name: string): number {
    return this.#links.findIndex((link) => link.name === name);
  }

  /** The set of the goals that are reached when a link goes down. */
  set(link: number, stateOf: (lane: number) => number): number {
    return this.#lanes(link).reduce(
      (all, lane) => this.#setting.sets.union(all, this.#setOf(link, lane, stateOf(lane))),
      NO_GOALS,
    );
  }

  /** Declares all goals, reached or not. */
  declare(statesOf: (lane: number) => number): void {
    this.#links.forEach(({ most }, link) => {
      if (most === 0) return;
      for (const lane of this.#lanes(link)) {
        for (let state = 0; state < statesOf(lane); state++) this.#goal(link, lane, state);
      }
    });
  }

  #lanes(link: number): readonly number[] {
    const rules = this.#links[link];
    const ends = rules === undefined ? [] : rules.kind === 'session' ? rules.ends : rules.groups.flat();
    return ends.map((end) => this.#setting.reader.endpoints.indexOf(end));
  }

  #setOf(link: number, lane: number, state: number): number {
    const key = `${link} ${lane} ${state}`;
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    const set = this.#setting.sets.of([this.#goal(link, lane, state)]);
    this.#sets.set(key, set);
    return set;
  }

  #goal(link: number, lane: number, state: number): number {
    const { kind, name } = this.#links[link] ?? { kind: 'session', name: '' };
    const endpoint = this.#setting.reader.endpoints[lane] ?? '';
    const what = kind === 'session' ? 'breaks' : 'goes down';
    return this.#setting.goals.id(
      'faults',
      `${name} ${what}, ${endpoint} in ${this.#nameOf(lane, state)}`,
      endpoint,
    );
  }
}
