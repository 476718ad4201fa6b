import { decode, encode } from './frames.ts';
import type { Pipe } from './pipe.ts';

/** Passes on what it expects, and acknowledges all that it gets. */
export class Receiver {
  readonly #passOn: (payload: Uint8Array) => void;
  readonly #out: Pipe;
  #expected = 0;

  constructor(passOn: (payload: Uint8Array) => void, out: Pipe) {
    this.#passOn = passOn;
    this.#out = out;
  }

  /** The bit of the payload that it waits for. */
  get expected(): number {
    return this.#expected;
  }

  receive(bytes: Uint8Array): void {
    const { kind, bit, payload } = decode(bytes);
    if (kind !== 'DATA') return;
    if (bit === this.#expected) {
      this.#expected = 1 - this.#expected;
      this.#passOn(payload);
    }
    this.#out.write(encode({ kind: 'ACK', bit, payload: new Uint8Array() }));
  }
}
