/** What the sender of messages says, as far as QoS 2 is concerned. A message is known by its number. */
export type FromSender =
  | { readonly type: 'CONNECT'; readonly clean: boolean }
  | { readonly type: 'PUBLISH'; readonly id: number; readonly number: number; readonly dup: boolean }
  | { readonly type: 'PUBREL'; readonly id: number };

/** What the receiver of messages says. */
export type FromReceiver =
  | { readonly type: 'CONNACK'; readonly sessionPresent: boolean }
  | { readonly type: 'PUBREC'; readonly id: number }
  | { readonly type: 'PUBCOMP'; readonly id: number };

/** What both are told of the network connection. */
export type Connection = { readonly type: 'CLOSED' | 'OPENED'; readonly channel: string };

/** What happens to one side while it is not connected: it loses its session state, as after a restart without a disk. */
export type Loss = { readonly type: 'FORGET' };
