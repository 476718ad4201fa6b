import type { Extension } from './extension.ts';

/** What is known of an endpoint in a local state, under a history. */
export interface LocationFacts {
  /** The labels of its events, without those that stutter; null if they depend on more, or were never asked for. */
  readonly events: readonly number[] | null;
  /** The same of the expiries of its timers. */
  readonly expiries: readonly number[] | null;
  /** The label of the delivery of a packet of which a copy stays: 0 if it stutters; negative if it depends on more, or was never asked for. */
  delivery(packet: number): number;
}

/** What the steps with a label do. */
export interface LabelFacts {
  /** The endpoint that acts; the number of endpoints for nobody. */
  readonly endpoint: number;
  /** Its local state afterwards. */
  readonly next: number;
  /** The history afterwards. */
  readonly history: number;
  /** What is done to the network; 0 for nothing. */
  readonly operation: number;
  /** Whether something changes besides the network. */
  readonly changes: boolean;
  /** Whether there are observations or messages. */
  readonly shows: boolean;
  /** Whether it follows from the endpoint that acts and the history what the step does, and nothing is thrown and no fault. */
  readonly isPlain: boolean;
}

/**
 * What is known by now of a model of endpoints whose network is a set of messages, without a capacity, without time and without links, of which
 * assumptions refuse nothing. Nothing is worked out: what was never asked for is not known.
 */
export interface SetFacts {
  readonly endpoints: number;
  /** Number of packets. */
  readonly packets: number;
  /** Whether messages may be lost. */
  readonly mayLose: boolean;
  /** Number of histories. */
  readonly histories: number;
  /** Number of local states of an endpoint. */
  locals(endpoint: number): number;
  receiver(packet: number): number;
  /** A number that grows along the canonical order of packets. */
  rank(packet: number): number;
  /** Whether a packet was promised to be delivered. */
  isOwed(packet: number): boolean;
  /** The packets that a number at the slot of the network stands for. */
  packetsIn(network: number): readonly number[];
  /** A number for these packets, which stays until drafts are cut; and one that stays. */
  draftOf(packets: readonly number[]): number;
  idOf(packets: readonly number[]): number;
  /** No draft is needed any longer. */
  cut(): void;
  /** So many packets were in flight at once. */
  noteMost(packets: number): void;
  location(endpoint: number, local: number, history: number): LocationFacts;
  /** The label of the loss of a packet; 0 if it depends on more than the history, or was never asked for. */
  loss(packet: number, history: number): number;
  label(label: number): LabelFacts;
  /** The packets that an operation sends. */
  sent(operation: number): readonly number[];
  changesMarks(operation: number): boolean;
  /** What an operation makes of a packet that is in flight when it happens. */
  remarked(operation: number, packet: number): number;
}

/** Models of this kind offer what is known of them by this name. */
export const SET_FACTS: Extension<SetFacts> = { name: 'set facts' };
