import { defineModel, endpoint, oneOf } from 'allways';
import { peer } from './peer.ts';

const PEERS = ['A', 'B'] as const;

/** An end of the connection: what it cannot take waits, and an RST may lead to LISTEN or to CLOSED. */
const peerOf = (opens: boolean) =>
  endpoint(peer, {
    input: { opens },
    events: [{ type: 'CLOSE' }, { type: 'RESET' }],
    receives: (event, state) => event.type === 'RST' || state.can(event),
    takes: (event) =>
      event.type === 'RST' ? [{ type: 'RST_TO_LISTEN' }, { type: 'RST_TO_CLOSED' }] : [event],
  });

/**
 * The state machine of figure 5 of RFC 9293, two of it, as modules tcp and MCtcp of tlaplus/Examples have it (Markus Kuppe, 2024): one end has sent
 * a SYN to the other, which listens; no segment is lost, and each end may send an RST at any moment.
 */
export default defineModel({
  name: 'tcp-figure-5',
  parameters: {
    opener: oneOf('A', 'B'),
    /** Whether it is assumed that the user closes what stays in SYN-SENT. */
    closes: true,
  },
  build: ({ opener }) => ({
    endpoints: { A: peerOf(opener === 'A'), B: peerOf(opener === 'B') },
    network: {
      carries: ['SYN', 'SYN_ACK', 'ACK', 'FIN', 'ACK_OF_FIN', 'RST'],
      order: 'fifo',
    },
  }),
  assumptions: {
    'no repetition': {
      sentence: 'No two equal segments stand next to each other in a queue.',
      within: ({ network }) =>
        PEERS.every((peer) =>
          network
            .filter(({ to }) => to === peer)
            .every(({ event }, at, queue) => event.type !== queue[at + 1]?.event.type),
        ),
    },
  },
  fairness: ({ weak }) => ({
    deliveries: false,
    'timers fire': false,
    'the ends go on': weak({
      sentence:
        'What the ends can do of themselves, some of it happens in the end: all but calls and resets.',
      steps: ({ action, before }) =>
        action.kind === 'expire' ||
        (action.kind === 'deliver' &&
          (action.message.event.type !== 'RST' ||
            (before.endpoints[action.endpoint].value === 'SYN-RECEIVED' &&
              action.as?.type === 'RST_TO_LISTEN'))),
    }),
    'who waits in vain closes': weak({
      sentence: 'The user of an end that stays in SYN-SENT closes it in the end.',
      when: (p) => p.closes,
      steps: ({ action, before }) =>
        action.kind === 'event' &&
        action.event.type === 'CLOSE' &&
        before.endpoints[action.endpoint].value === 'SYN-SENT',
    }),
  }),
  properties: ({ invariant, leadsTo, reachable }) => [
    invariant({
      name: 'established together',
      sentence: 'Where nothing is in flight, both ends are established, or neither is.',
      source: 'Inv of tcp',
      premise: ({ network }) => network.length === 0,
      holds: ({ endpoints: { A, B }, network }) =>
        network.length > 0 || (A.value === 'ESTABLISHED') === (B.value === 'ESTABLISHED'),
    }),
    reachable({
      name: 'closed',
      sentence: 'One end waits in TIME-WAIT while the other is closed, and nothing is in flight.',
      state: ({ endpoints: { A, B }, network }) =>
        network.length === 0 && A.value === 'TIME-WAIT' && B.value === 'CLOSED',
    }),
    leadsTo({
      name: 'nobody stays in SYN-SENT',
      sentence: 'The end that sent a SYN comes to ESTABLISHED, LISTEN or CLOSED.',
      source: 'Prop of tcp',
      from: { state: ({ endpoints }, { opener }) => endpoints[opener].value === 'SYN-SENT' },
      to: {
        state: ({ endpoints }, { opener }) =>
          ['ESTABLISHED', 'LISTEN', 'CLOSED'].includes(endpoints[opener].value),
      },
    }),
  ],
  variants: {
    'A opens': { set: { opener: 'A' }, size: { distinctStates: 832, transitions: 2287 } },
    'B opens': { set: { opener: 'B' }, size: { distinctStates: 832, transitions: 2287 } },
    'nobody gives up': {
      sentence: 'Nothing is assumed of the user of an end that stays in SYN-SENT.',
      set: { closes: false },
      expect: { 'nobody stays in SYN-SENT': 'violated' },
    },
  },
});
