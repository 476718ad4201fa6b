import type { Bearing, Conditions } from './conditions.ts';
import type { Possible } from './possible.ts';

/** What the states and steps of a part of the product say of each condition, if all of it is visited again and again. */
export class PartLook {
  readonly #conditions: Conditions;
  /** The places at which the same is possible. */
  readonly #places = new Map<Possible, number>();
  /** What the steps mean, each once. */
  readonly #bearings = new Set<Bearing>();
  #accepts = 0;
  #size = 0;
  #summary: Summary | null = null;

  constructor(conditions: Conditions) {
    this.#conditions = conditions;
  }

  /** Whether steps of some place were cut off. */
  get isCut(): boolean {
    return [...this.#places.keys()].some(({ isCut }) => isCut);
  }

  /** A place of the part. */
  place(possible: Possible): void {
    this.#size++;
    this.#places.set(possible, (this.#places.get(possible) ?? 0) + 1);
    this.#summary = null;
  }

  /** A step from a place of the part to another one: the sets of the automaton to which it belongs, and what it means. */
  edge(accepts: number, bearing: Bearing): void {
    this.#accepts |= accepts;
    this.#bearings.add(bearing);
    this.#summary = null;
  }

  /** The sets of the automaton of which there is something. */
  get accepts(): number {
    return this.#accepts;
  }

  /** Whether nothing in the part can be fair and accepted, however much is taken away. */
  isHopeless(sets: number): boolean {
    if ((this.#accepts & sets) !== sets) return true;
    return this.unmetWeak().length + this.unmetRecurrent().length > 0;
  }

  /** Conditions whose steps are possible at some place, other than those that demand something of every behaviour. */
  possible(): readonly number[] {
    return [...this.#told().possible.keys()].filter((id) => this.#conditions.all[id]?.demand !== 'recurrent');
  }

  /** Conditions that are possible at every place, and not met. */
  unmetWeak(): readonly number[] {
    const { possible } = this.#told();
    return this.#unmet('weak').filter((id) => possible.get(id) === this.#size);
  }

  /** Conditions that are possible at some place, and not met. */
  unmetStrong(): readonly number[] {
    return this.#unmet('strong');
  }

  /** Conditions that some step asks for, and none meets. */
  unmetPairs(): readonly number[] {
    const { asked, met } = this.#told();
    return [...asked].filter((id) => !met.has(id));
  }

  unmetRecurrent(): readonly number[] {
    const { met, rests } = this.#told();
    return this.#conditions.recurrent.filter((id) => !met.has(id) && !rests.has(id));
  }

  #unmet(demand: 'weak' | 'strong'): readonly number[] {
    const { possible, met } = this.#told();
    return [...possible.keys()].filter((id) => this.#conditions.all[id]?.demand === demand && !met.has(id));
  }

  #told(): Summary {
    this.#summary ??= summaryOf(this.#places, this.#bearings);
    return this.#summary;
  }
}

/** What is said of each condition, by its id. */
interface Summary {
  /** The places at which its steps are possible. */
  readonly possible: ReadonlyMap<number, number>;
  readonly rests: ReadonlySet<number>;
  readonly met: ReadonlySet<number>;
  readonly asked: ReadonlySet<number>;
}

function summaryOf(places: ReadonlyMap<Possible, number>, bearings: ReadonlySet<Bearing>): Summary {
  const possible = new Map<number, number>();
  const rests = new Set<number>();
  const met = new Set<number>();
  const asked = new Set<number>();
  for (const [each, times] of places) {
    for (const id of each.conditions) possible.set(id, (possible.get(id) ?? 0) + times);
    for (const id of each.rests) rests.add(id);
  }
  for (const bearing of bearings) {
    for (const id of bearing.belongs) met.add(id);
    for (const id of bearing.meets) met.add(id);
    for (const id of bearing.asks) asked.add(id);
  }
  return { possible, rests, met, asked };
}
