import type { Driver, DriverAction, Reports } from 'allways/testing';
import { decode } from './frames.ts';
import { Pipe } from './pipe.ts';
import { Receiver } from './receiver.ts';
import { Sender } from './sender.ts';

/** Puts a sender and a receiver into the hands of a test. A message is the bytes of a frame. */
export class AlternatingBitDriver implements Driver<Uint8Array> {
  readonly #Sender: typeof Sender;
  #toReceiver = new Pipe();
  #toSender = new Pipe();
  #sender = new Sender([], this.#toReceiver);
  #receiver = new Receiver(() => {}, this.#toSender);
  #acknowledged = 0;
  #passedOn = 0;

  /** @param sender the class that is tested */
  constructor(sender = Sender) {
    this.#Sender = sender;
  }

  reset(): void {
    [this.#toReceiver, this.#toSender] = [new Pipe(), new Pipe()];
    this.#sender = new this.#Sender([], this.#toReceiver);
    this.#receiver = new Receiver(() => this.#passedOn++, this.#toSender);
    this.#sender.start();
  }

  apply(action: DriverAction<Uint8Array>): void {
    [this.#acknowledged, this.#passedOn] = [this.#sender.acknowledged, 0];
    if (action.kind === 'expire') this.#sender.timeout();
    if (action.kind !== 'deliver') return;
    (action.endpoint === 'sender' ? this.#sender : this.#receiver).receive(action.message);
  }

  read(): Reports<Uint8Array> {
    const sent = (pipe: Pipe) => pipe.drain().map((message) => ({ message }));
    const seen = (type: string, times: number) => Array.from({ length: times }, () => ({ type }));
    return {
      sender: {
        fields: { bit: this.#sender.bit },
        sent: sent(this.#toReceiver),
        observed: seen('next', this.#sender.acknowledged - this.#acknowledged),
      },
      receiver: {
        fields: { expected: this.#receiver.expected },
        sent: sent(this.#toSender),
        observed: seen('passedOn', this.#passedOn),
      },
    };
  }

  decode(bytes: Uint8Array) {
    const { kind: type, bit } = decode(bytes);
    return { type, bit };
  }
}
