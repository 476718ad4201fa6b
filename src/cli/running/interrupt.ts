import { constants } from 'node:os';
import { Watchdog } from './watchdog.ts';

/** Ctrl-C: the first asks for an end, the second is one. */
export class Interrupt {
  #requested = false;
  readonly #onSignal = (): void => {
    if (this.#requested) process.exit(128 + constants.signals.SIGINT);
    this.#requested = true;
  };

  get requested(): boolean {
    return this.#requested || Watchdog.get().wasInterrupted;
  }

  /** Begins to take Ctrl-C as a wish. */
  listen(): this {
    process.on('SIGINT', this.#onSignal);
    Watchdog.get().listens(true);
    return this;
  }

  /** Gives Ctrl-C back its usual meaning. */
  release(): void {
    Watchdog.get().listens(false);
    process.off('SIGINT', this.#onSignal);
  }
}
