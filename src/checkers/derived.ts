import { type ClosedSystem, type ClosedWay, NONE } from './closed-system.ts';

/** Whether messages on some way arrive in the order of sending. */
export function keepsOrder({ ways }: Pick<ClosedSystem, 'ways'>): boolean {
  return ways.some(isFifo);
}

export function isFifo({ rules }: ClosedWay): boolean {
  return rules.order === 'fifo';
}

/** Packets in flight, way by way: on each in the order of sending, or by number where there is none. */
export function inOrder(list: readonly number[], { ways, packets }: ClosedSystem): readonly number[] {
  const wayOf = (packet: number) => packets[packet]?.way ?? NONE;
  return [...list].sort((a, b) => {
    const way = ways[wayOf(a)];
    return wayOf(a) - wayOf(b) || (way === undefined || isFifo(way) ? 0 : a - b);
  });
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
    const { states } = receiver;
    const hasWays = packets[packet]?.hasWays === true;
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

/** What happens to links, in the order of the links: the steps. */
export function linkStepsOf({ steps }: ClosedSystem): readonly number[] {
  return steps.flatMap(({ link }, step) => (link === NONE ? [] : [step]));
}
