import type { Driver, DriverAction, Reports } from 'allways/testing';
import type { Packet } from 'mqtt-packet';
import type { EventObject } from 'xstate';
import type { FromReceiver } from '../../machines/mqtt-qos2/packets.ts';
import { BrokerEnd } from './broker-end.ts';
import { ClientEnd } from './client-end.ts';
import { decode, encode } from './packets.ts';
import { settled } from './wire.ts';

export interface MqttSettings {
  /** Of the client: 5 only where the receiver is the model's, since aedes speaks no more than 3.1.1. Default: 4, which is MQTT 3.1.1. */
  readonly protocolVersion?: 4 | 5;
  /** Whether the client starts clean. Default: false. */
  readonly clean?: boolean;
  /** Who is the receiver: aedes, aedes for a client that has a subscription, too, or the model's. */
  readonly receiver: 'aedes' | 'aedes, with a subscription' | "the model's";
}

/** Puts MQTT.js, and aedes, into the hands of a test. A message is a packet. */
export class MqttDriver implements Driver<Packet> {
  readonly #settings: MqttSettings;
  #client: ClientEnd | null = null;
  #broker: BrokerEnd | null = null;
  #handedOver = 0;

  constructor(settings: MqttSettings) {
    this.#settings = settings;
  }

  async reset(): Promise<void> {
    this.end();
    const { protocolVersion = 4, clean = false, receiver } = this.#settings;
    this.#handedOver = 0;
    this.#client = new ClientEnd({ protocolVersion, clean });
    if (receiver !== "the model's") this.#broker = new BrokerEnd(receiver === 'aedes, with a subscription');
    await this.#broker?.start();
  }

  async apply(action: DriverAction<Packet>): Promise<void> {
    const end = 'endpoint' in action && action.endpoint === 'sender' ? this.#client : this.#broker;
    if (action.kind === 'deliver') end?.arrive(action.message);
    if (action.kind === 'event') await this.#call(action.event.type, end);
    await settled([this.#client?.wire ?? null, this.#broker?.wire ?? null]);
  }

  async #call(type: string, end: ClientEnd | BrokerEnd | null): Promise<void> {
    if (type === 'OPENED') await end?.open();
    if (type === 'CLOSED') await end?.close();
    if (type === 'HAND_OVER') this.#client?.handOver(this.#handedOver++);
    // The broker starts again, and has kept nothing.
    if (type === 'FORGET') await this.#broker?.start();
  }

  read(): Reports<Packet> {
    const shown = (end: ClientEnd | BrokerEnd) => ({
      value: end.value,
      sent: end.take().map((message) => ({ message })),
      observed: end.observed(),
    });
    return {
      ...(this.#client !== null && { sender: shown(this.#client) }),
      ...(this.#broker !== null && { receiver: shown(this.#broker) }),
    };
  }

  decode(packet: Packet): EventObject {
    return decode(packet);
  }

  encode(event: EventObject): Packet {
    return encode(event as FromReceiver);
  }

  end(): void {
    this.#client?.end();
    this.#broker?.end();
  }
}
