import { MqttClient, Store, UniqueMessageIdProvider } from 'mqtt';
import type { Packet } from 'mqtt-packet';
import type { AnyEventObject } from 'xstate';
import { Wire } from './wire.ts';

export interface ClientSettings {
  readonly protocolVersion: 4 | 5;
  readonly clean: boolean;
}

/** MQTT.js as the sender of the model. Network connections are ends of wires that whoever tests holds in hand. */
export class ClientEnd {
  readonly #settings: ClientSettings;
  readonly #client: MqttClient;
  /** The connection that the client has asked for, or has. */
  #asked: Promise<Wire>;
  #ask: (wire: Wire) => void = () => {};
  #observed: AnyEventObject[] = [];
  #isOpen = false;
  wire: Wire | null = null;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
    this.#asked = this.#nextAsked();
    this.#client = new MqttClient(
      () => {
        const wire = new Wire(settings.protocolVersion);
        // It is not open yet: what is written waits.
        wire.cork();
        this.#observed.push({ type: 'connect' });
        this.#ask(wire);
        return wire;
      },
      {
        protocolVersion: settings.protocolVersion,
        clientId: 'sender',
        clean: settings.clean,
        keepalive: 0,
        reconnectPeriod: 1,
        incomingStore: new Store({ clean: false }),
        outgoingStore: new Store({ clean: false }),
        // The lowest identifier that is free, as in the model.
        messageIdProvider: new UniqueMessageIdProvider(),
        ...(settings.protocolVersion === 5 && { properties: { sessionExpiryInterval: 0xffff_ffff } }),
      },
    );
    this.#client.on('error', () => {});
  }

  #nextAsked(): Promise<Wire> {
    return new Promise((resolve) => {
      this.#ask = resolve;
    });
  }

  /** The connection that it has asked for is open. */
  async open(): Promise<void> {
    this.wire = await this.#asked;
    this.#asked = this.#nextAsked();
    this.#isOpen = true;
    this.wire.uncork();
  }

  /** The connection is gone, and the client asks for another one. */
  async close(): Promise<void> {
    this.#isOpen = false;
    this.wire?.destroy();
    await this.#asked;
  }

  arrive(packet: Packet): void {
    this.wire?.arrive(packet, this.#settings.protocolVersion);
  }

  handOver(number: number): void {
    this.#client.publish('t', String(number), { qos: 2 }, (error) => {
      if (!error) this.#observed.push({ type: 'completed', number });
    });
  }

  /** The state of the model's sender. */
  get value(): string {
    if (!this.#isOpen) return 'asking';
    return this.#client.connected ? 'online' : 'connecting';
  }

  take(): readonly Packet[] {
    return this.wire?.packets() ?? [];
  }

  observed(): readonly AnyEventObject[] {
    return this.#observed.splice(0);
  }

  end(): void {
    this.#client.end(true);
  }
}
