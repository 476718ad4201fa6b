import { defineProtocol, endpoint, oneOf } from 'allways';
import { attacker } from './attacker.ts';
import { peer } from './peer.ts';

const SEGMENTS = ['FIN', 'RST'] as const;
const SIDES = ['client', 'server'] as const;

/** A request and its answer, each of several records and without a length, over TLS, and somebody who can end TCP connections of others. */
export const protocol = defineProtocol({
  name: 'tls-close',
  parameters: {
    /** Records of the request, and of the answer. */
    records: 2,
    /** How many segments the attacker injects. */
    injections: 1,
    /** Which segments. */
    segments: oneOf('FIN or RST', 'FIN', 'RST'),
    /** What both sides take for the end of data. */
    endsBy: oneOf('close_notify', 'FIN', 'FIN or RST'),
    /** Whether both know beforehand how much there will be. */
    knowsLength: false,
    /** Whether a side that has got a close_notify goes on sending. */
    halfCloses: true,
    /** Whether the server sends a close_notify before its FIN. */
    notifies: true,
    /** Whether the server may be gone, without a word. */
    vanishes: false,
    /** Whether both give up when nothing has come for long. */
    givesUp: false,
  },
  build: (p) => {
    const { endsBy, knowsLength, halfCloses, givesUp, records } = p;
    const settings = { endsBy, knowsLength, halfCloses, givesUp, size: records, expected: records };
    return {
      endpoints: {
        client: endpoint(peer, {
          input: { ...settings, role: 'client', notifies: true },
          events: (state) => (state.can({ type: 'SEND' }) ? [{ type: 'SEND' }] : []),
        }),
        server: endpoint(peer, {
          input: { ...settings, role: 'server', notifies: p.notifies },
          events: (state) => (state.can({ type: 'SEND' }) ? [{ type: 'SEND' }] : []),
          ...(p.vanishes && { crashes: { most: 1, restarts: false } }),
        }),
        attacker: endpoint(attacker, {
          events: ({ context }) =>
            context.injected < p.injections
              ? SEGMENTS.filter((segment) => p.segments.includes(segment)).flatMap((segment) =>
                  SIDES.map((to) => ({ type: 'INJECT' as const, segment, to })),
                )
              : [],
        }),
      },
      network: { carries: ['RECORD', 'CLOSE_NOTIFY', 'FIN', 'RST'], order: 'fifo' },
      time: 'untimed',
    };
  },
  fairness: ({ calls }) => ({
    'both go on': calls({ sentence: 'Who has something to send sends it.', events: ['SEND'] }),
  }),
  final: ({ endpoints: { client, server } }) =>
    !client.matches({ reading: 'open' }) &&
    (server.status === 'crashed' || !server.matches({ reading: 'open' })),
});
