import { Duplex } from 'node:stream';
import turns from 'node:timers/promises';
import { generate, type Packet, parser } from 'mqtt-packet';

/** The end of a network connection that an implementation holds. What it writes is kept, packet by packet; what is to come is put in by hand. */
export class Wire extends Duplex {
  readonly #parser;
  #written: Packet[] = [];
  /** Counts what was written, so that it can be seen whether anything still happens. */
  activity = 0;

  /** @param protocolVersion 4 for MQTT 3.1.1, 5 for MQTT 5 */
  constructor(protocolVersion: 4 | 5) {
    super();
    this.#parser = parser({ protocolVersion });
    this.#parser.on('packet', (packet) => this.#written.push(packet));
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.activity++;
    this.#parser.parse(chunk);
    done();
  }

  /** The packets that were written since the last call. */
  packets(): readonly Packet[] {
    return this.#written.splice(0);
  }

  /** Lets a packet arrive. */
  arrive(packet: Packet, protocolVersion: 4 | 5): void {
    this.push(generate(packet, { protocolVersion }));
  }
}

/** Turns of the event loop after which nothing more follows of itself. */
const QUIET = 25;

/** Waits until the implementation has done all that follows: until it has written nothing for some turns of the event loop. No clock is asked. */
export async function settled(wires: readonly (Wire | null)[]): Promise<void> {
  const count = () => wires.reduce((sum, wire) => sum + (wire?.activity ?? 0), 0);
  let before = count();
  for (let quiet = 0; quiet < QUIET; quiet++) {
    await turns.setImmediate();
    if (count() === before) continue;
    before = count();
    quiet = -1;
  }
}
