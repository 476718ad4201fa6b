import { constants } from 'node:os';

/** Ctrl-C: the first asks for an end, the second is one. */
export class Interrupt {
  #requested = false;
  readonly #onSignal = (): void => {
    if (this.#requested) process.exit(128 + constants.signals.SIGINT);
    this.#requested = true;
  };

  get requested(): boolean {
    return this.#requested;
  }

  /** Begins to take Ctrl-C as a wish. */
  listen(): this {
    process.on('SIGINT', this.#onSignal);
    return this;
  }

  /** Gives Ctrl-C back its usual meaning. */
  release(): void {
    process.off('SIGINT', this.#onSignal);
  }
}
