import { propertiesOf } from 'allways';
import { protocol } from '../../machines/tcp-close/protocol.ts';

const { step, invariant, reachable } = propertiesOf(protocol);

/** What is handed over before the close arrives, once. */
export const delivery = [
  step({
    name: 'data delivered',
    sentence: 'Whoever takes the FIN of the other side has the data that the other side handed over before.',
    source: 'RFC 9293 §3.6',
    holds: ({ observations, before: { endpoints, history } }) =>
      observations.every(({ endpoint, effect }) => {
        if (effect.type !== 'peerClosed') return true;
        const peer = endpoint === 'client' ? endpoints.server : endpoints.client;
        return peer.context.sent === 'nothing' || history[endpoint] > 0;
      }),
    explain: ({ action }) =>
      action.kind === 'deliver'
        ? `the ${action.endpoint} takes a FIN, and has not got the data of the other side`
        : '',
  }),
  invariant({
    name: 'data once',
    sentence: 'Data is delivered at most once in a connection.',
    source: 'RFC 9293 §3.8',
    holds: ({ history }) => history.client <= 1 && history.server <= 1,
  }),
  reachable({
    name: 'half-close',
    sentence: 'The server can still deliver data to a client that has closed its own direction.',
    source: 'RFC 9293 §3.6.1',
    step: ({ before, observations }) =>
      before.endpoints.client.value === 'FIN_WAIT_2' &&
      before.endpoints.server.value === 'CLOSE_WAIT' &&
      observations.some(({ effect }) => effect.type === 'delivered'),
  }),
];
