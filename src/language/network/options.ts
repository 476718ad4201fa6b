/** What may happen to a message, from its sending to its end. */
export interface WayOptions {
  /** A message in flight may be lost at any moment. Default: false. */
  readonly loss?: boolean;
  /**
   * A message may be delivered any number of times until it is lost or dies of age: the network is a set, and equal
   * messages of the same age are one. Default: false (a multiset: delivery removes one copy).
   */
  readonly duplication?: boolean;
  /** `none`: messages overtake one another freely. `fifo`: never on the same way from one endpoint to another. Default: none. */
  readonly order?: 'none' | 'fifo';
  /** Ticks that a message lives (the maximum segment lifetime): sent at tick t, it may arrive up to t + lifetime. Default: unbounded. */
  readonly lifetime?: number | 'unbounded';
  /** Ticks that a message travels at least. Default: 0. */
  readonly minimumDelay?: number;
  /**
   * What becomes of a message that finds no room. `loses`: it is lost. `blocks`: the whole step waits, a delivery included, until all
   * that it sends finds room. `cut`: behaviours are not followed beyond such a step, and their number is told.
   * Default: `loses` where messages may be lost, else `cut`.
   */
  readonly full?: Full;
  /**
   * `within lifetime`: no message dies of age. Time cannot pass while one is as old as it may be, so that it is delivered (or lost,
   * where messages may be lost) before. Default: it dies.
   */
  readonly delivery?: 'within lifetime';
  /** What becomes of a message that arrives while its receiver is down: it is lost, or it waits until that has started again. Default: loses. */
  readonly whileDown?: 'loses' | 'waits';
}

/** What becomes of a message that finds no room. */
export type Full = 'loses' | 'blocks' | 'cut';

/** What the network carries, and what it may do to it. */
export interface NetworkOptions<
  N extends string = string,
  C extends string = string,
  Q extends string = string,
> extends WayOptions {
  /** Types of the emitted events that are messages. What an endpoint emits otherwise is an observation. */
  readonly carries: readonly string[];
  /** Most messages in flight at a time, all channels together. Default: unbounded. */
  readonly capacity?: number | 'unbounded';
  /**
   * What becomes of a message where the receiver would neither change nor show anything. `taken`: its delivery takes it away, as any. `stays`:
   * it is not delivered, and waits until it makes a difference, if it ever does (other checkers call that the pruning of
   * no-ops). Default: taken.
   */
  readonly ignored?: 'taken' | 'stays';
  /**
   * Channels, by name: for some ways and types of messages, other rules than those of the network. What a channel leaves out is as it
   * is in the network. No message may belong to two channels.
   */
  readonly channels?: Readonly<Record<C, ChannelOptions<N>>>;
  /** Partitions, by name: groups of endpoints between which nothing arrives for a time. */
  readonly partitions?: Readonly<Record<Q, PartitionOptions<N>>>;
}

/** The messages of some ways, some types, or both, and what may happen to them. */
export interface ChannelOptions<N extends string = string> extends WayOptions {
  /** The senders. Default: all endpoints. */
  readonly from?: N | readonly N[];
  /** The receivers. Default: all endpoints. */
  readonly to?: N | readonly N[];
  /** All ways between these endpoints, in place of `from` and `to`. */
  readonly between?: readonly N[];
  /** The types of messages. Default: all that the network carries. */
  readonly types?: readonly string[];
  /** Most messages in flight on each way of the channel. The capacity of the network counts besides. Default: unbounded. */
  readonly capacity?: number | 'unbounded';
  /** The channel is a session, which may break, and be opened anew. It must be between two endpoints. Default: it is none. */
  readonly session?: SessionOptions;
}

/** A session between two endpoints: what is in flight in it is gone once it breaks. */
export interface SessionOptions {
  /** How often it may break, at most. */
  readonly breaks: number;
  /**
   * The types of the events by which the ends are told that it broke or was aborted (`break`), that it is open (`open`), and that the other end
   * has closed it (`close`, with `clean: true`; default: as `break`). Each end learns it at a moment of its own, by the delivery of an event
   * with this type and the name of the `channel`; until it has heard of a break or an opening, it is not in the session. Default: they are not told.
   */
  readonly tells?: { readonly break?: string; readonly open?: string; readonly close?: string };
  /**
   * The type of an event by which either end asks for the session, when it emits it. Such an event is an observation, too. Default:
   * nobody need ask, and a broken session may open at any moment.
   */
  readonly asks?: string;
  /**
   * The type of an event by which either end closes the session, when it emits it: what it has sent is delivered first, then the other end is
   * told. What it sends after that is lost, and it still gets what the other end sends before that is told. Such an event is an observation,
   * too. Default: an end cannot close it.
   */
  readonly closes?: string;
  /**
   * The type of an event by which either end aborts the session, when it emits it: what is in flight either way is lost, and the other end is
   * told as of a break. It is no break that counts. Such an event is an observation, too. Default: an end cannot abort it.
   */
  readonly aborts?: string;
  /**
   * Whether an end that is told that the other one has closed may go on sending, until it closes itself. Default: false, the session is
   * closed for it, too, once it has reacted.
   */
  readonly halfClose?: boolean;
  /** Default: open. */
  readonly starts?: 'open' | 'closed';
  /** What becomes of it when an end crashes: it breaks (which does not count), and opens only while both ends are up; or it stays as it is. Default: breaks. */
  readonly onCrash?: 'breaks' | 'stays';
  /** What becomes of what an end sends that is not in the session: it is lost, or it waits until the end is in it again. Default: loses. */
  readonly whileBroken?: 'loses' | 'waits';
}

/** Groups of endpoints between which all links go down together, and come up again. */
export interface PartitionOptions<N extends string = string> {
  /** Two groups or more, each of one endpoint or more. Endpoints of no group are not concerned. */
  readonly between: readonly (readonly N[])[];
  /** How often it may happen. */
  readonly most: number;
  /** Whether what is in flight between the groups is lost when it happens, and what is sent meanwhile. Default: false, all of it waits. */
  readonly loses?: boolean;
  /** Default: up. */
  readonly starts?: 'up' | 'down';
}
