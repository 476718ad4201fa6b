/**
 * A packet of SCTP with its one chunk. `tag` is the verification tag. `of` says to which association the packet belongs, by their number; it
 * is for the properties, and no machine decides by it.
 */
export type Packet = Chunk & { readonly tag: string; readonly of: number };

export type Chunk =
  | { readonly type: 'INIT'; readonly initiate: string }
  | { readonly type: 'INIT_ACK' | 'COOKIE_ECHO'; readonly cookie: Cookie }
  | { readonly type: 'COOKIE_ACK' }
  | { readonly type: 'DATA'; readonly number: number }
  /** How many DATA chunks have come, without a gap. */
  | { readonly type: 'SACK' | 'SHUTDOWN'; readonly received: number }
  | { readonly type: 'SHUTDOWN_ACK' }
  /** `reflected` is the T bit: the verification tag is that of the packet which is answered. */
  | { readonly type: 'SHUTDOWN_COMPLETE' | 'ABORT'; readonly reflected: boolean };

/** The tag of the client, and that of the server; behind them, where there was an association already, its own: the Tie-Tags. */
export type Cookie = readonly string[];

/** How an association ends for its user. */
export type End = 'closed' | 'aborted' | 'unreachable' | 'restarted';

/** What a user is told. */
export type Told =
  | { readonly type: 'up'; readonly of: number }
  | { readonly type: 'delivered'; readonly of: number; readonly number: number }
  /** `by` is the association that the packet belonged to which ended it. */
  | { readonly type: 'ended'; readonly how: End; readonly of: number; readonly by: number };
