/** What goes over a connection. Connections have numbers, as the client opens one after the other; so have requests. */
export type FromClient = Request | Fin;
export type FromServer = Response | Fin | Reset;

export interface Request {
  readonly type: 'REQUEST';
  readonly connection: number;
  readonly id: number;
}

export interface Response {
  readonly type: 'RESPONSE';
  readonly connection: number;
  readonly id: number;
  /** Whether it says `Connection: close`: no further request on this connection is processed. */
  readonly close: boolean;
}

/** The sender sends nothing more on this connection. */
export interface Fin {
  readonly type: 'FIN';
  readonly connection: number;
}

/** The sender knows nothing of this connection. It erases what the receiver has not read yet. */
export interface Reset {
  readonly type: 'RST';
  readonly connection: number;
}

/** What both ends are told: the way between them is gone, and what was in flight with it; and it is there again. */
export interface Told {
  readonly type: 'BROKEN' | 'THERE';
  readonly channel: string;
}
