import { defineProtocol, endpoint, oneOf } from 'allways';
import { peer } from './peer.ts';

/** Milliseconds in the unit in which delays and timeouts are given. */
const TICK = 1000;

/** A WebSocket connection, from when it is open until it is closed, over a TCP connection that takes its time and may break. */
export const protocol = defineProtocol({
  name: 'websocket-close',
  parameters: {
    /** The longest that anything takes from one side to the other, in ticks. */
    delay: 1,
    /** How long each side waits once it has sent a Close frame, in ticks; 0 means for ever. */
    clientPatience: 2,
    serverPatience: 4,
    /** Data frames that each side may send. */
    messages: 1,
    /** Whether data is taken that comes after one's own Close frame. */
    readsOn: true,
    /** Whether data is sent after one's own Close frame. */
    sendsAfterClose: false,
    /** Whether the client leaves it to the server to close TCP. */
    clientWaits: true,
    /** Who closes: the user of one side, or both. */
    closes: oneOf('both', 'client', 'server'),
    /** Who may be gone, without a word. */
    vanishes: oneOf('nobody', 'client', 'server'),
    /** How often the TCP connection may break. */
    breaks: 0,
  },
  build: (p) => {
    const settings = { readsOn: p.readsOn, sendsAfterClose: p.sendsAfterClose };
    const side = (role: 'client' | 'server', patience: number) =>
      endpoint(peer, {
        input: {
          ...settings,
          role,
          patience: patience * TICK,
          waitsForFin: role === 'client' && p.clientWaits,
        },
        events: ({ context }) => [
          ...(context.sent < p.messages ? [{ type: 'SEND' as const }] : []),
          ...(p.closes === 'both' || p.closes === role ? [{ type: 'CLOSE' as const }] : []),
        ],
        ...(p.vanishes === role && { crashes: { most: 1, restarts: false } }),
      });
    return {
      endpoints: { client: side('client', p.clientPatience), server: side('server', p.serverPatience) },
      network: {
        carries: ['DATA', 'CLOSE_FRAME', 'FIN'],
        lifetime: p.delay,
        delivery: 'within lifetime',
        channels: {
          tcp: {
            between: ['client', 'server'],
            order: 'fifo',
            // Nobody asks for another connection: that is the business of machines/websocket-close/resume.ts.
            // Who vanishes says nothing.
            session: { breaks: p.breaks, tells: { break: 'BROKEN' }, asks: 'CONNECT', onCrash: 'stays' },
          },
        },
      },
      time: { tick: TICK },
    };
  },
  final: ({ endpoints: { client, server } }) =>
    [client, server].every(
      (each) => each.status === 'crashed' || each.matches('open') || each.matches('closed'),
    ),
});
