import { propertiesOf } from 'allways';
import { protocol } from '../../machines/tcp/protocol.ts';
import { isAfter, plus } from '../../machines/tcp/sequence.ts';

const { step } = propertiesOf(protocol);

/** States in which one of the two sides, or both, has closed. */
const closing = new Set(['FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT', 'CLOSING', 'LAST-ACK', 'TIME-WAIT']);
/** States in which the peer's FIN has been taken. */
const peerHasClosed = new Set(['CLOSE-WAIT', 'CLOSING', 'LAST-ACK', 'TIME-WAIT', 'CLOSED', 'LISTEN']);

const noResetReported = step({
  name: 'no reset reported',
  sentence: 'No user is told "connection reset".',
  source: 'RFC 9293, 3.6, MUST-12, and 3.10.7.4, second check',
  holds: ({ observations }) =>
    !observations.some(({ effect }) => effect.type === 'reset' && 'reported' in effect && effect.reported),
  explain: ({ action, before }) =>
    'endpoint' in action
      ? `the ${action.endpoint}, in ${before.endpoints[action.endpoint].value}, is told that its connection was reset`
      : '',
});

const noCloseEndedByRst = step({
  name: 'no close ended by RST',
  sentence:
    'No connection that one of the users has closed is ended by a RST, whether or not a user is told.',
  source: 'RFC 9293, 3.6 and 3.10.7.4, second check; RFC 1337',
  holds: ({ action, before, observations }) =>
    !observations.some(({ effect }) => effect.type === 'reset') ||
    !('endpoint' in action) ||
    !closing.has(before.endpoints[action.endpoint].value),
  explain: ({ action, before }) =>
    'endpoint' in action
      ? `a RST takes the ${action.endpoint} from ${before.endpoints[action.endpoint].value} to CLOSED`
      : '',
});

const noDataAfterFin = step({
  name: 'no data accepted after a FIN',
  sentence: "No text is delivered once the peer's FIN has been taken.",
  source: 'RFC 9293, 3.10.7.4, seventh check',
  holds: ({ action, before, observations }) =>
    !observations.some(({ effect }) => effect.type === 'delivered') ||
    !('endpoint' in action) ||
    !peerHasClosed.has(before.endpoints[action.endpoint].value),
  explain: ({ action, before }) =>
    'endpoint' in action
      ? `the ${action.endpoint} delivers text in ${before.endpoints[action.endpoint].value}`
      : '',
});

const noDataSentAfterFin = step({
  name: 'no data sent after a FIN',
  sentence: 'No text is sent with a number after that of the FIN.',
  source: 'RFC 9293, 3.10.2 and 3.10.4',
  holds: ({ action, after, sent }) => {
    if (!('endpoint' in action)) return true;
    const { context } = after.endpoints[action.endpoint];
    const fin = plus(context, context.nxt, -1);
    return !sent.some(
      ({ event }) => event.kind === 'DATA' && context.finSent && !isAfter(context, fin, event.seq),
    );
  },
});

/** What a graceful close promises. */
export const closings = [noResetReported, noCloseEndedByRst, noDataAfterFin, noDataSentAfterFin];
