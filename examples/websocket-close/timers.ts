/** Timers that wait for nothing but to be fired: each belongs to who was acting when it was started. */
export class Timers {
  readonly #armed = new Map<number, { readonly owner: string; readonly callback: () => void }>();
  #last = 0;
  /** Who acts now. */
  owner = '';

  /** In the place of the global function that starts a timer. */
  readonly start = (callback: () => void): number => {
    this.#armed.set(++this.#last, { owner: this.owner, callback });
    return this.#last;
  };

  /** In the place of the global function that stops one. */
  readonly stop = (timer: number | undefined | null): void => {
    if (typeof timer === 'number') this.#armed.delete(timer);
  };

  isArmed(owner: string): boolean {
    return [...this.#armed.values()].some((timer) => timer.owner === owner);
  }

  fire(owner: string): void {
    for (const [timer, { callback, owner: armedBy }] of [...this.#armed]) {
      if (armedBy !== owner) continue;
      this.#armed.delete(timer);
      callback();
    }
  }

  clear(): void {
    this.#armed.clear();
  }
}
