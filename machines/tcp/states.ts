/** From ESTABLISHED on: the synchronized states of RFC 9293 [3.5.1]. */
export const afterEstablished = [
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
] as const;

/** States that have taken the peer's SYN, so that RCV.NXT means something: those of 3.10.7.4. */
export const knowsThePeer = ['SYN-RECEIVED', ...afterEstablished] as const;
