/** What is in flight in a state. */
export interface Holding {
  /** Number of messages. */
  readonly count: number;
  /** Whether this packet is in flight. */
  holds(packet: number): boolean;
}

/**
 * Tells a model which enabled steps it need not write: whoever searches knows already where they lead. They are counted
 * all the same. Packets and endpoints are known by number; those below BITS have a bit of their own.
 */
export interface StepFilter {
  /** The steps of a state are asked for next, in which this is in flight. */
  start(inFlight: Holding): void;
  /** Whether the steps with this label need not be written. */
  omits(label: number): boolean;
  /** How many messages found no room in the step that was omitted last. */
  readonly overflow: number;
  /** Whether the steps with this label need not be written where they lead to the state at hand itself. */
  omitsLoop(label: number): boolean;
  /**
   * Those of the packets, as bits, whose deliveries are known to be omitted if a copy stays.
   *
   * @param locations per endpoint, where it is
   */
  deliveries(packets: number, locations: Int32Array): number;
  /** Those of the packets, as bits, whose losses are known to be omitted. */
  losses(packets: number, history: number): number;
  /** Notes that a delivery of this packet at this location, of which a copy stays, was omitted by its label. */
  noteDelivery(location: number, packet: number, label: number): void;
  /** Notes that the loss of this packet under a history was omitted by its label. */
  noteLoss(history: number, packet: number, label: number): void;
}
