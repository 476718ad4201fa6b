import type { Segment } from './segment.ts';
import type { SequenceNumber } from './sequence.ts';

/** What the user of the connection may call [3.10], and what arrives from the network. */
export type TcpEvent =
  | { readonly type: 'ACTIVE_OPEN'; readonly iss?: SequenceNumber }
  | { readonly type: 'PASSIVE_OPEN' }
  | { readonly type: 'SEND' }
  | { readonly type: 'CLOSE' }
  | { readonly type: 'ABORT' }
  /** The generator of initial sequence numbers has moved on [3.4.1]: the next passive connection begins with this one. */
  | { readonly type: 'NEXT_ISS'; readonly iss: SequenceNumber }
  | Segment;

/** What the user of the connection is told. */
export type Notice =
  /** The peer's SYN has been taken: the connection has a beginning. */
  | { readonly type: 'synchronized' }
  /** Text has been delivered. */
  | { readonly type: 'delivered' }
  /** Something that we sent has been acknowledged. */
  | { readonly type: 'acknowledged' }
  /** The peer's FIN has been taken: no more text will come. */
  | { readonly type: 'peerClosed' }
  /** A RST ended the connection; `reported` if the user is told "connection reset" [3.10.7.4, second check]. */
  | { readonly type: 'reset'; readonly reported: boolean }
  /** The connection was given up after too many retransmissions [3.8.3]. */
  | { readonly type: 'timedOut' };

/**
 * The segment that has arrived.
 *
 * @throws Error if the event is a call of the user
 */
export function arrived(event: TcpEvent): Segment {
  if (event.type !== 'SEGMENT') throw new Error(`${event.type} is no segment`);
  return event;
}
