import { otherOf, type Side, SOCKETS } from '../driver/hosts.ts';
import { encodePacket, type Flag } from '../link/packet.ts';
import type { Answer, Stack } from '../link/stack.ts';

/** A packet by what matters of it, in the numbers of the wire. */
export interface Arrival {
  readonly flags: readonly Flag[];
  readonly sequence: number;
  /** 0 if it is left out. */
  readonly acknowledgment?: number;
  /** Octets; none if it is left out. */
  readonly text?: number;
}

/** Gives the stack that stands for a side a packet of the other side. */
export function arrive(
  stack: Stack,
  side: Side,
  { flags, sequence, acknowledgment = 0, text = 0 }: Arrival,
): Promise<Answer> {
  const packet = encodePacket({
    from: SOCKETS[otherOf[side]],
    to: SOCKETS[side],
    sequence: sequence >>> 0,
    acknowledgment: acknowledgment >>> 0,
    flags: new Set(flags),
    window: 60_000,
    text,
  });
  return stack.command(`in ${Buffer.from(packet).toString('hex')}`);
}
