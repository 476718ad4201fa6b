import type { OwnChange } from './link-change.ts';

/**
 * What is in flight in the state at hand. Each packet has a *place*, by which it is named, until another state is at hand.
 *
 * What follows on a step is told as an id, or, if the state at hand holds a draft, as a draft; where nothing changes, as the same number.
 */
export interface InFlight {
  /** Number of packets. */
  readonly count: number;
  /** Whether this packet is in flight. */
  holds(packet: number): boolean;
  /** Which packets are there, as bits: one for each packet below BITS, and the highest for all others. */
  readonly bits: number;
  /** The places that were listed. */
  readonly places: Int32Array;
  /** Lists the places of the packets that have one of these bits, in canonical order. Returns their number. */
  list(bits: number): number;
  /** Id of the packet at a place. */
  packetAt(place: number): number;
  /** Whether the packet at a place may be delivered. */
  mayDeliver(place: number): boolean;
  /** Whether the packet at a place may be lost. Of two equal packets one is enough. */
  mayLose(place: number): boolean;
  /** What is in flight without the packet at a place. */
  without(place: number): number;
  /** What is in flight after a delivery of the packet at a place of which a copy stays. */
  settled(place: number): number;
  /**
   * What is in flight after an operation.
   *
   * @returns BLOCKED if a message found no room and may not be lost: the step is cut off; WAITS if it waits for room. `overflow` then
   *   says how many messages found no room.
   */
  after(operation: number): number;
  /** What is in flight after a delivery of the packet at a place and an operation; the rest as with an operation. */
  afterDelivery(place: number, copyStays: boolean, operation: number): number;
  /** Lets time pass. Returns false while a message that would die is still owed, or does not die. */
  tick(): boolean;
  /** What is in flight once time has passed, after an operation. */
  afterTick(operation: number): number;
  /** Whether this may happen to a link. */
  mayChange(change: OwnChange): boolean;
  /** How many messages found no room in the last operation. */
  readonly overflow: number;
}
