import { propertiesOf } from 'allways';
import { protocol } from '../../machines/tcp/protocol.ts';

const { invariant } = propertiesOf(protocol);

/** Two connections can be taken for one if their numbers fit: then only history tells. */
export const agreement = invariant({
  name: 'ESTABLISHED with each other',
  sentence:
    'Where both sides are ESTABLISHED, each has synchronized with the connection that the other one is in.',
  source: 'RFC 9293, 3.5 and 3.5.1',
  holds: ({ endpoints: { client, server }, history }) =>
    client.value !== 'ESTABLISHED' ||
    server.value !== 'ESTABLISHED' ||
    (history.client.hears && history.server.hears),
  explain: ({ history }) =>
    `both are ESTABLISHED, but the ${history.client.hears ? 'server' : 'client'} with a connection that the other side has left`,
});
