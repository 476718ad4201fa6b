import { defineModel, type Verdict } from 'allways';
import { liveness } from '../../properties/tcp-close/liveness.ts';
import { protocol } from './protocol.ts';

/** One connection, and nothing promised of single ACKs: what moves things on is fairness alone. */
const one = { incarnations: 1, capacity: 2, lastAckArrives: false };

const violated = (...properties: readonly string[]): Record<string, Verdict> =>
  Object.fromEntries(properties.map((property) => [property, 'violated']));

/** That what is begun comes to its end, and what must be assumed for it. */
export default defineModel({
  ...protocol,
  name: 'tcp-close-liveness',
  properties: liveness,
  variants: {
    graceful: {
      sentence: 'Loss is fair, and the user of the server closes in the end.',
      set: one,
    },
    'no-fin-retransmission': {
      sentence: 'A FIN, and data that is not acknowledged when it is sent, is sent once.',
      set: { ...one, retransmitsFin: false },
      expect: violated(
        'the close completes',
        'LAST_ACK ends',
        'FIN_WAIT_2 ends',
        'accepted data arrives',
        'both can close',
      ),
    },
    'server-never-closes': {
      sentence: 'Nothing is assumed of the user of the server: CLOSE_WAIT and FIN_WAIT_2 leak.',
      set: { ...one, serverCloses: false },
      expect: violated('the close completes', 'CLOSE_WAIT ends', 'FIN_WAIT_2 ends'),
    },
    'unfair-loss': {
      sentence:
        'However often a segment is sent, the network may lose every copy: TIME_WAIT may be started anew for ever.',
      set: { ...one, lossIsFair: false },
      expect: violated(
        'the close completes',
        'LAST_ACK ends',
        'FIN_WAIT_2 ends',
        'TIME_WAIT ends',
        'accepted data arrives',
      ),
    },
  },
});
