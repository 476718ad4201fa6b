import { Aedes } from 'aedes';
import type { Packet } from 'mqtt-packet';
import type { AnyEventObject } from 'xstate';
import { Wire } from './wire.ts';

/** A subscription that the client has besides; it is no part of the model. */
const SUBSCRIBE: Packet = {
  cmd: 'subscribe',
  messageId: 0xffff,
  subscriptions: [{ topic: 'own', qos: 1 }],
};

/** aedes as the receiver of the model, in MQTT 3.1.1. */
export class BrokerEnd {
  readonly #subscribes: boolean;
  #broker: Aedes | null = null;
  #observed: AnyEventObject[] = [];
  wire: Wire | null = null;

  /** @param subscribes whether the client has a subscription, besides */
  constructor(subscribes: boolean) {
    this.#subscribes = subscribes;
  }

  /** Starts a broker without any session, in place of the one that runs. */
  async start(): Promise<void> {
    this.end();
    const broker = await Aedes.createBroker();
    this.#broker = broker;
    broker.on('publish', (packet, client) => {
      if (client !== null) this.#observed.push({ type: 'passedOn', number: Number(packet.payload) });
    });
    broker.on('connackSent', () => {
      if (this.#subscribes) this.arrive(SUBSCRIBE);
    });
  }

  open(): void {
    this.wire = new Wire(4);
    this.#broker?.handle(this.wire);
  }

  close(): void {
    this.wire?.destroy();
    this.wire = null;
  }

  arrive(packet: Packet): void {
    this.wire?.arrive(packet, 4);
  }

  /** The state of the model's receiver. */
  get value(): unknown {
    return this.#broker?.connectedClients === 1 ? 'online' : { offline: 'keeping' };
  }

  take(): readonly Packet[] {
    return this.wire?.packets().filter(({ cmd }) => cmd !== 'suback') ?? [];
  }

  observed(): readonly AnyEventObject[] {
    return this.#observed.splice(0);
  }

  end(): void {
    this.close();
    this.#broker?.close();
  }
}
