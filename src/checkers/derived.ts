import { type ClosedSystem, NONE } from './closed-system.ts';

/** A number for the way that each packet goes, which grows in the order in which ways are kept. */
export function waysOf({
  packets,
  endpoints,
}: Pick<ClosedSystem, 'packets' | 'endpoints'>): readonly number[] {
  return packets.map(({ from, to }) => from * endpoints.length + to);
}

/** What is in flight at first: in FIFO order way by way, else by number. */
export function firstInFlight(system: ClosedSystem): readonly number[] {
  const ways = waysOf(system);
  const isFifo = system.rules.order === 'fifo';
  const place = (packet: number) => (isFifo ? (ways[packet] ?? 0) : packet);
  return [...system.inFlight].sort((a, b) => place(a) - place(b));
}

/** The packets that were ever lost. */
export function packetsLost({ steps }: ClosedSystem): readonly number[] {
  return [...new Set(steps.flatMap(({ kind, packet }) => (kind === 'drop' ? [packet] : [])))];
}

/** Instead of a step: it is not enabled in this local state. Where there is NONE, nobody ever asked. */
const NOT_NOW = -2;

/** One way of delivering a packet. */
export interface Delivery {
  readonly packet: number;
  readonly copyStays: boolean;
  /** Id of the action that an assumption may refuse. */
  readonly action: number;
  /** What the machine gets in place of the message, as a number of its own; for text. */
  readonly way: number;
  /** By local state of the receiver: the step, NOT_NOW or NONE. */
  readonly byLocal: readonly number[];
}

/** All ways in which a packet was ever delivered. */
export function deliveriesOf({ endpoints, packets, steps, deliveries }: ClosedSystem): readonly Delivery[] {
  const found = new Map<string, Delivery & { readonly byLocal: number[] }>();
  const ways = new Map<string, number>();
  steps.forEach(({ kind, endpoint, before, packet, copyStays, action, isLeft }, step) => {
    const receiver = endpoints[packets[packet]?.to ?? 0];
    if (kind !== 'deliver' || receiver === undefined || endpoint < 0) return;
    const { hasWays, states } = receiver;
    const plain = `${packet} ${copyStays}`;
    const key = hasWays ? `${plain} ${action}` : plain;
    let delivery = found.get(key);
    if (delivery === undefined) {
      const way = ways.get(plain) ?? 0;
      ways.set(plain, way + 1);
      const asked = hasWays ? action : (deliveries[packet * 2 + Number(copyStays)] ?? NONE);
      const byLocal = states.map(() => (hasWays ? NOT_NOW : NONE));
      delivery = { packet, copyStays, action: asked, way, byLocal };
      found.set(key, delivery);
    }
    delivery.byLocal[before] = isLeft ? NOT_NOW : step;
  });
  return [...found.values()];
}
