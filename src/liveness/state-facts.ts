import type { Bearing } from './conditions.ts';

/** Steps of a state were cut off, or threw. */
export const CUT = 1;
/** It is fair that nothing happens any more in it. */
export const MAY_STOP = 2;
/** It could be fair to do nothing but lead back to it. */
export const MAY_LOOP = 4;

/** What fairness says of a state by itself, from its steps. */
export class StateFacts {
  readonly #recurrent: readonly number[];
  /** Conditions that demand something of every behaviour, and have it in the state. */
  readonly #rests = new Set<number>();
  /** Conditions that steps which lead back to the state meet, idle ones too. */
  readonly #met = new Set<number>();
  /** What steps mean that are possible and demand something, each once after another. */
  readonly #possible: Bearing[] = [];
  #hasLoops = false;

  /** @param recurrent the conditions that demand something of every behaviour */
  constructor(recurrent: readonly number[]) {
    this.#recurrent = recurrent;
  }

  /** Begins with a state. */
  begin(): void {
    if (this.#rests.size > 0) this.#rests.clear();
    if (this.#met.size > 0) this.#met.clear();
    this.#possible.length = 0;
    this.#hasLoops = false;
  }

  /** A step of the state. */
  note(bearing: Bearing, isIdle: boolean, isLoop: boolean): void {
    if (!isIdle && bearing.demands && this.#possible.at(-1) !== bearing) this.#possible.push(bearing);
    if (isIdle) for (const id of bearing.recurs) this.#rests.add(id);
    if (!isLoop) return;
    this.#hasLoops = true;
    for (const id of bearing.belongs) this.#met.add(id);
    for (const id of bearing.meets) this.#met.add(id);
  }

  /** What its steps say, as bits. */
  bits(isCut: boolean): number {
    return (isCut ? CUT : 0) | (this.#mayStop() ? MAY_STOP : 0) | (this.#mayLoop() ? MAY_LOOP : 0);
  }

  #mayStop(): boolean {
    return this.#possible.length === 0 && this.#recurrent.every((id) => this.#rests.has(id));
  }

  /** Who does nothing but come back takes all steps that lead back, at most: these must meet all that is possible. */
  #mayLoop(): boolean {
    if (!this.#hasLoops || !this.#recurrent.every((id) => this.#met.has(id))) return false;
    // What demands something of every behaviour is among them, and met by now.
    return this.#possible.every(({ belongs }) => belongs.every((id) => this.#met.has(id)));
  }
}
