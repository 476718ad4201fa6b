import { propertiesOf } from 'allways';
import { protocol } from '../../machines/tcp/protocol.ts';

const { deadlockFree, reachable } = propertiesOf(protocol);

/** Without witnesses for these, that nothing bad happens would mean nothing. */
export const reachability = [
  deadlockFree({
    sentence: 'Something can happen until all connections are closed: nobody waits for ever.',
    source: 'RFC 9293, 3.5.1 and 3.8.3',
  }),
  reachable({
    name: 'all connections close',
    sentence: 'The last connection comes to its end on both sides.',
    source: 'RFC 9293, 3.6',
    state: ({ endpoints: { client, server } }) =>
      client.value === 'CLOSED' &&
      client.context.opens > 0 &&
      (server.value === 'CLOSED' || server.value === 'LISTEN'),
  }),
  reachable({
    name: 'a stale segment arrives',
    sentence:
      'A segment of an earlier connection, other than a SYN, is given to a side that is in a later one.',
    source: 'RFC 1185, 3.2',
    step: ({ action }) =>
      action.kind === 'deliver' && action.message.mark === 'stale' && action.message.event.kind !== 'SYN',
  }),
];
