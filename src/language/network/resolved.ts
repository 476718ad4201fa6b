import type { Full } from './options.ts';

/** What may happen to a message, resolved: every option has its value. */
export interface WayRules {
  readonly loss: boolean;
  readonly duplication: boolean;
  readonly order: 'none' | 'fifo';
  /** Ticks; infinite if unbounded. */
  readonly lifetime: number;
  /** Ticks. */
  readonly minimumDelay: number;
  /** Messages; infinite if unbounded. */
  readonly capacity: number;
  readonly full: Full;
  /** Whether time cannot pass while a message is as old as it may be: it does not die. */
  readonly holdsTime: boolean;
  /** Whether messages to an endpoint that is down wait; else they are lost. */
  readonly waitsWhileDown: boolean;
}

/** A channel, resolved. Its capacity is that of each of its ways. */
export interface ChannelRules extends WayRules {
  readonly name: string;
  /** Senders and receivers. */
  readonly ways: readonly (readonly [from: string, to: string])[];
  readonly types: readonly string[];
}

/** The network, resolved. Its own rules are those of messages that belong to no channel; its capacity is that of all. */
export interface NetworkRules extends WayRules {
  readonly carries: readonly string[];
  /** Whether messages that would change nothing are not delivered. */
  readonly leavesIgnored: boolean;
  readonly channels: readonly ChannelRules[];
  /** What may go down and come up: sessions, in the order of their channels, then partitions. */
  readonly links: readonly LinkRules[];
  /**
   * Whether there are neither channels nor links, and what finds no room is lost or cut off as it was always: all messages are alike to
   * the network then, and what a step does follows from who acts, what is taken and what is sent.
   */
  readonly isPlain: boolean;
}

/** What may go down and come up: a session, which breaks and is opened, or a partition. */
export type LinkRules = SessionRules | PartitionRules;

interface AnyLink {
  readonly name: string;
  /** How often it may go down. */
  readonly most: number;
  readonly startsUp: boolean;
}

/** A session, resolved. Its name is that of its channel. */
export interface SessionRules extends AnyLink {
  readonly kind: 'session';
  readonly ends: readonly [string, string];
  /** Types of the events by which its ends are told; null if they are not. */
  readonly tells: {
    readonly break: string | null;
    readonly open: string | null;
    readonly close: string | null;
  };
  /** The type of the event by which it is asked for; null if nobody need ask. */
  readonly asks: string | null;
  /** The types of the events by which an end closes or aborts it; null if it cannot. */
  readonly closes: string | null;
  readonly aborts: string | null;
  /** Whether an end may go on sending once it is told that the other one has closed. */
  readonly halfClose: boolean;
  /** Whether it breaks when an end crashes. */
  readonly breaksOnCrash: boolean;
  /** Whether what is sent from outside of it waits; else it is lost. */
  readonly waits: boolean;
}

/** A partition, resolved. */
export interface PartitionRules extends AnyLink {
  readonly kind: 'partition';
  readonly groups: readonly (readonly string[])[];
  readonly loses: boolean;
}
