import type { Composition } from '../composition/composition.ts';
import { SENT, STEP_EXTRA, type Steps } from '../model/steps.ts';
import { SLOT, SUCCESSOR, VALUE } from '../model/successors.ts';

/**
 * To whom each endpoint may still send, from each of its local states: by the local steps seen so far, and those that
 * follow them. What is known only grows. Endpoints are bits of one number; of those beyond the 32nd, each shares the bit of
 * another one, so that both seem to be sent what is sent to one.
 */
export class MaySend {
  readonly #model: Composition;
  readonly #numbers: ReadonlyMap<string, number>;
  /** Per endpoint and local state: the receivers, as bits; and those that somebody relies on not being there. */
  readonly #receivers: readonly number[][];
  readonly #relied: readonly number[][];
  /** Per endpoint and local state: the local states before it. */
  readonly #before: readonly (number[] | undefined)[][];
  readonly #seen: boolean[] = [];
  readonly #extra = new Uint32Array(STEP_EXTRA);
  /** Whether something that was relied on turned out to be wrong. */
  isRefuted = false;

  constructor(model: Composition) {
    this.#model = model;
    const { names } = model.values;
    this.#numbers = new Map(names.map((name, number) => [name, number]));
    this.#receivers = names.map(() => []);
    this.#relied = names.map(() => []);
    this.#before = names.map(() => []);
  }

  /** Takes in the steps of a state. */
  learn(steps: Steps): void {
    for (let k = 0; k < steps.count; k++) {
      const label = steps.label(k);
      if (this.#seen[label] === true) continue;
      while (this.#seen.length < label) this.#seen.push(false);
      this.#seen[label] = true;
      const slot = steps.rows[k * SUCCESSOR + SLOT] ?? 0;
      if (slot < 0 || slot >= this.#receivers.length || steps.throws(k)) continue;
      const before = steps.base[slot] ?? 0;
      const after = steps.rows[k * SUCCESSOR + VALUE] ?? 0;
      this.#add(slot, before, this.#receiversOf(label));
      if (after === before) continue;
      this.#predecessors(slot, after).push(before);
      this.#add(slot, before, this.#receivers[slot]?.[after] ?? 0);
    }
  }

  /** Whether any endpoint but this one may, as far as is known, still send to it. */
  to(receiver: number, state: Uint32Array): boolean {
    for (let endpoint = 0; endpoint < this.#receivers.length; endpoint++) {
      if (endpoint === receiver) continue;
      const receivers = this.#receivers[endpoint]?.[state[endpoint] ?? 0] ?? 0;
      if ((receivers & (1 << receiver)) !== 0) return true;
    }
    return false;
  }

  /** From now on, somebody relies on it that nobody sends to this endpoint after this state. */
  rely(receiver: number, state: Uint32Array): void {
    for (let endpoint = 0; endpoint < this.#relied.length; endpoint++) {
      if (endpoint === receiver) continue;
      const relied = this.#relied[endpoint] ?? [];
      const local = state[endpoint] ?? 0;
      relied[local] = (relied[local] ?? 0) | (1 << receiver);
    }
  }

  /** Nobody relies on anything any more. */
  forgetReliance(): void {
    for (const relied of this.#relied) relied.length = 0;
    this.isRefuted = false;
  }

  #add(endpoint: number, local: number, receivers: number): void {
    const known = this.#receivers[endpoint] ?? [];
    const open = [local];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const old = known[at] ?? 0;
      if ((old | receivers) === old) continue;
      known[at] = old | receivers;
      if (((this.#relied[endpoint]?.[at] ?? 0) & receivers) !== 0) this.isRefuted = true;
      open.push(...this.#predecessors(endpoint, at));
    }
  }

  #predecessors(endpoint: number, local: number): number[] {
    const lists = this.#before[endpoint] ?? [];
    const known = lists[local];
    if (known !== undefined) return known;
    const list: number[] = [];
    lists[local] = list;
    return list;
  }

  #receiversOf(label: number): number {
    this.#model.labels.write(label, this.#extra, 0);
    let bits = 0;
    for (const { to } of this.#model.reader.sent(this.#extra[SENT] ?? 0)) {
      bits |= 1 << (this.#numbers.get(to) ?? 0);
    }
    return bits;
  }
}
