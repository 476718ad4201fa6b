import { propertiesOf } from 'allways';
import { protocol } from '../../machines/tcp/protocol.ts';

const { step } = propertiesOf(protocol);

const peerOf = { client: 'server', server: 'client' } as const;

/** Text that a step delivers: more than one segment, or one together with a FIN, where what was early is kept (SHLD-31). */
const deliveredIn = (observations: readonly { readonly effect: { readonly type: string } }[]) =>
  observations.filter(({ effect }) => effect.type === 'delivered').length;

const exactlyOnce = step({
  name: 'no more text delivered than sent',
  sentence:
    'At most as many text segments are delivered as the peer has sent in the connection that it is in.',
  source: 'RFC 9293, 3.4 and 3.10.7.4, seventh check',
  holds: ({ action, before: { history }, observations }) => {
    const now = deliveredIn(observations);
    if (now === 0 || !('endpoint' in action)) return true;
    const side = action.endpoint;
    return history[side].delivered + now <= history[peerOf[side]].sent;
  },
  explain: ({ action, before: { history } }) =>
    'endpoint' in action
      ? `the ${action.endpoint} delivers a text segment after ${history[action.endpoint].delivered}, but the ${peerOf[action.endpoint]} has sent ${history[peerOf[action.endpoint]].sent} in the connection that it is in`
      : '',
});

const allBeforeFin = step({
  name: 'all text delivered before a FIN',
  sentence:
    "When the peer's FIN is taken, every text segment that the peer has sent has been delivered, once.",
  source: 'RFC 9293, 3.6, case 1, and 3.10.7.4, eighth check',
  holds: ({ action, before: { history }, observations }) => {
    if (!observations.some(({ effect }) => effect.type === 'peerClosed') || !('endpoint' in action))
      return true;
    const side = action.endpoint;
    return history[side].delivered + deliveredIn(observations) === history[peerOf[side]].sent;
  },
  explain: ({ action, before: { history } }) => {
    if (!('endpoint' in action)) return '';
    const side = action.endpoint;
    return `the ${side} takes a FIN after ${history[side].delivered} of the ${history[peerOf[side]].sent} text segment(s) that the ${peerOf[side]} has sent`;
  },
});

/** Text arrives in order by construction (only RCV.NXT is taken); these count it against what was sent. */
export const deliveries = [exactlyOnce, allBeforeFin];
