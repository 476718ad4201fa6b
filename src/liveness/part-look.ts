import type { Bearing, Conditions } from './conditions.ts';

/** What the states and steps of a part of the product say of each condition, if all of it is visited again and again. */
export class PartLook {
  readonly #conditions: Conditions;
  /** By condition: the places at which its steps are possible, and the last of them. */
  readonly #possible: number[] = [];
  readonly #last: number[] = [];
  readonly #rests = new Set<number>();
  readonly #met = new Set<number>();
  readonly #asked = new Set<number>();
  /** By the ids of what steps mean: whether it was looked at, of steps that are taken. */
  readonly #seen: boolean[] = [];
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

  /** A place of the part. What is possible there is told next. */
  place(isCut: boolean): void {
    this.#size++;
    if (isCut) this.#isCut = true;
  }

  /** A step that is possible at the place that was told last, be it taken or not. */
  possible({ belongs }: Bearing, isIdle: boolean): void {
    for (const id of belongs) {
      if (isIdle) this.#rests.add(id);
      else if (this.#last[id] !== this.#size) {
        this.#last[id] = this.#size;
        this.#possible[id] = (this.#possible[id] ?? 0) + 1;
      }
    }
  }

  /** A step from a place of the part to another one: the sets of the automaton to which it belongs, and what it means. */
  edge(accepts: number, bearing: Bearing): void {
    this.#accepts |= accepts;
    if (this.#seen[bearing.id] === true) return;
    this.#seen[bearing.id] = true;
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
  demanding(): readonly number[] {
    return [...this.#ids()].filter((id) => this.#conditions.all[id]?.demand !== 'recurrent');
  }

  /** Conditions that are possible at every place, and not met. */
  unmetWeak(): readonly number[] {
    return this.#unmet('weak').filter((id) => this.#possible[id] === this.#size);
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
    return [...this.#ids()].filter((id) => this.#conditions.all[id]?.demand === demand && !this.#met.has(id));
  }

  /** Conditions whose steps are possible somewhere. */
  *#ids(): Generator<number, void> {
    for (let id = 0; id < this.#possible.length; id++) if ((this.#possible[id] ?? 0) > 0) yield id;
  }
}
