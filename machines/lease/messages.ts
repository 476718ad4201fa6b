/** What workers say. */
export type FromWorker =
  | { readonly type: 'ACQUIRE' }
  /** A write to the store, with the token of the lease under which it is made. */
  | { readonly type: 'WRITE'; readonly token: number };

/** What the lock says: a lease, whose token is greater than any before; or that another has it. */
export type FromLock = { readonly type: 'GRANT'; readonly token: number } | { readonly type: 'BUSY' };

/** As it arrives: the network says who sent it. */
export type From<M> = M & { readonly from: string };

/** As it is sent. */
export type To<M> = M & { readonly to: string };
