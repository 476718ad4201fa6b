import { defineProtocol, endpoint, oneOf } from 'allways';
import { client } from './client.ts';
import { server } from './server.ts';

/** Milliseconds in the unit in which delays and timeouts are given. */
const TICK = 1000;

/** A client that uses its connection again, a server that closes what is idle, and a network that takes its time. */
export const protocol = defineProtocol({
  name: 'http-keep-alive',
  parameters: {
    /** The longest that anything takes from one side to the other, in ticks. */
    delay: 1,
    /** How long the server leaves a connection idle, in ticks; 0 means for ever. */
    serverIdle: 4,
    /** How long the client does. */
    clientIdle: 1,
    /** Since when the client counts a connection as idle. */
    countsFrom: oneOf('response', 'request'),
    /** How many requests the client's user makes. */
    requests: 2,
    /** Whether requests may be processed twice without harm: GET; or not: POST. */
    method: oneOf('POST', 'GET'),
    /** What the client sends again when a connection ends without an answer. */
    retries: oneOf('idempotent', 'all', 'nothing'),
    /** Whether the next request may be sent before the last one is answered. */
    pipelines: false,
    /** After how many requests the server closes a connection; 0 means never. */
    most: 0,
    /** How long the server reads on after its FIN, in ticks; 0 means that it closes at once. */
    linger: 0,
    /** Whether the server processes a request before those in front of it are answered. */
    parallel: false,
    /** How often the way between the two breaks. */
    breaks: 0,
    /** Whether the client may be gone, without a word. */
    vanishes: false,
  },
  build: (p) => {
    const isRetried = p.retries === 'all' || (p.retries === 'idempotent' && p.method === 'GET');
    return {
      endpoints: {
        client: endpoint(client, {
          input: {
            idle: p.clientIdle * TICK,
            countsFrom: p.countsFrom,
            pipelines: p.pipelines,
            retries: isRetried,
          },
          events: ({ context }) => (context.asked < p.requests ? [{ type: 'ASK' }] : []),
          ...(p.vanishes && { crashes: { most: 1, restarts: false } }),
        }),
        server: endpoint(server, {
          input: {
            keepAlive: p.serverIdle * TICK,
            most: p.most,
            linger: p.linger * TICK,
            isParallel: p.parallel,
          },
        }),
      },
      network: {
        carries: ['REQUEST', 'RESPONSE', 'FIN', 'RST'],
        lifetime: p.delay,
        delivery: 'within lifetime',
        channels: {
          connection: {
            between: ['client', 'server'],
            types: ['REQUEST', 'RESPONSE', 'FIN'],
            order: 'fifo',
            session: {
              breaks: p.breaks,
              tells: { break: 'BROKEN', open: 'THERE' },
              asks: 'CONNECT',
              // A client that vanishes says nothing.
              onCrash: 'stays',
            },
          },
        },
      },
      time: { tick: TICK, elastic: ['WORK'] },
    };
  },
  fairness: ({ weak }) => ({
    'the way is mended': weak({
      sentence: 'A way that is broken is there again in the end.',
      when: (p) => p.breaks > 0,
      steps: ({ action }) => action.kind === 'open',
    }),
  }),
  history: {
    /** Requests that were processed once, and those that were more often. */
    initial: { once: [] as readonly number[], again: [] as readonly number[] },
    update: ({ once, again }, { observations }) => {
      const ids = observations.flatMap(({ effect }) => (effect.type === 'processed' ? [effect.id] : []));
      return {
        once: [...once, ...ids.filter((id) => !once.includes(id))],
        again: [...again, ...ids.filter((id) => once.includes(id) && !again.includes(id))],
      };
    },
  },
  final: ({ endpoints: { client } }, { requests }) =>
    client.status === 'crashed' || (client.context.asked === requests && client.matches('closed')),
});
