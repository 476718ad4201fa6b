import type { Conditions } from './conditions.ts';
import type { Possible, ProductEdge } from './product.ts';

/** What the states and steps of a part of the product say of each condition, if all of it is visited again and again. */
export class PartLook {
  readonly #conditions: Conditions;
  /** By condition: the places at which its steps are possible. */
  readonly #possible = new Map<number, number>();
  readonly #rests = new Set<number>();
  readonly #met = new Set<number>();
  readonly #asked = new Set<number>();
  #accepts = 0;
  #size = 0;
  #isCut = false;

  constructor(conditions: Conditions) {
    this.#conditions = conditions;
  }

  /** Whether steps of some place were cut off. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** A place of the part. */
  place(possible: Possible): void {
    this.#size++;
    for (const id of possible.conditions) this.#possible.set(id, (this.#possible.get(id) ?? 0) + 1);
    for (const id of possible.rests) this.#rests.add(id);
    if (possible.isCut) this.#isCut = true;
  }

  /** A step from a place of the part to another one. */
  edge({ accepts, bearing }: Pick<ProductEdge, 'accepts' | 'bearing'>): void {
    this.#accepts |= accepts;
    for (const id of bearing.belongs) this.#met.add(id);
    for (const id of bearing.meets) this.#met.add(id);
    for (const id of bearing.asks) this.#asked.add(id);
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
    return [...this.#possible.keys()].filter((id) => this.#conditions.all[id]?.demand !== 'recurrent');
  }

  /** Conditions that are possible at every place, and not met. */
  unmetWeak(): readonly number[] {
    return this.#unmet('weak').filter((id) => this.#possible.get(id) === this.#size);
  }

  /** Conditions that are possible at some place, and not met. */
  unmetStrong(): readonly number[] {
    return this.#unmet('strong');
  }

  /** Conditions that some step asks for, and none meets. */
  unmetPairs(): readonly number[] {
    return [...this.#asked].filter((id) => !this.#met.has(id));
  }

  unmetRecurrent(): readonly number[] {
    return this.#conditions.recurrent.filter((id) => !this.#met.has(id) && !this.#rests.has(id));
  }

  #unmet(demand: 'weak' | 'strong'): readonly number[] {
    return [...this.#possible.keys()].filter(
      (id) => this.#conditions.all[id]?.demand === demand && !this.#met.has(id),
    );
  }
}
