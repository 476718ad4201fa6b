import { decode, encode } from './frames.ts';
import type { Pipe } from './pipe.ts';

/** Sends one payload after another, each until it is acknowledged. Its owner calls `timeout` when nothing has come for a while. */
export class Sender {
  readonly #out: Pipe;
  readonly #payloads: Iterator<Uint8Array>;
  #payload: Uint8Array = new Uint8Array();
  #bit = 0;
  #acknowledged = 0;

  constructor(payloads: Iterable<Uint8Array>, out: Pipe) {
    this.#payloads = payloads[Symbol.iterator]();
    this.#out = out;
  }

  get bit(): number {
    return this.#bit;
  }

  /** Payloads that have been acknowledged. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  start(): void {
    this.#next();
  }

  timeout(): void {
    this.#send();
  }

  receive(bytes: Uint8Array): void {
    const { kind, bit } = decode(bytes);
    if (kind !== 'ACK' || !this.isAwaited(bit)) return;
    this.#acknowledged++;
    this.#bit = 1 - this.#bit;
    this.#next();
  }

  /** Whether an acknowledgement is that of the payload on its way. */
  protected isAwaited(bit: number): boolean {
    return bit === this.#bit;
  }

  #next(): void {
    this.#payload = this.#payloads.next().value ?? new Uint8Array();
    this.#send();
  }

  #send(): void {
    this.#out.write(encode({ kind: 'DATA', bit: this.#bit, payload: this.#payload }));
  }
}

/**
 * A sender with a mistake that is easily made: it has but one payload on its way, so what comes back must be its
 * acknowledgement. It works until an acknowledgement comes twice, and the second one late.
 */
export class HastySender extends Sender {
  protected override isAwaited(): boolean {
    return true;
  }
}
