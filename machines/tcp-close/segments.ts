/** What the two sides say to each other. There are no sequence numbers: a segment looks the same in every connection. */
export type Segment =
  | { type: 'SYN' }
  | { type: 'SYN_ACK' }
  /** `of` is what the acknowledgement number would say. To acknowledge a FIN is to acknowledge the data before it. */
  | { type: 'ACK'; of: 'SYN' | 'DATA' | 'FIN' }
  | { type: 'DATA' }
  /** `afterData`: data was sent before it. That is all that is left of a position in the stream. */
  | { type: 'FIN'; afterData: boolean }
  /** The answer of a side that knows of no such connection. */
  | { type: 'RST' };

/** What a side tells its user. */
export type Notice =
  | { type: 'opened' }
  | { type: 'delivered' }
  | { type: 'peerClosed' }
  | { type: 'closed' }
  | { type: 'reset' };

/** What has become of the data of one connection. Each side sends one segment of it at most. */
export interface DataState {
  /** What has become of this side's data. */
  sent: 'nothing' | 'unacknowledged' | 'acknowledged';
  /** Whether the peer's data has arrived: a second copy of it is not delivered again. */
  received: boolean;
}

/** The data of a connection that has just begun. */
export const noData: DataState = { sent: 'nothing', received: false };

/** How a side behaves, whichever side it is. Times are in milliseconds. */
export interface Settings {
  /** Retransmission timeout. */
  rto: number;
  /** Whether a FIN, and data that is not acknowledged when it is sent, is sent again until it is acknowledged. */
  retransmitsFin: boolean;
  /** Whether the peer's FIN is taken only once the data before it is there. */
  finWaitsForData: boolean;
}
