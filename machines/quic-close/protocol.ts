import { defineProtocol, endpoint } from 'allways';
import { quicEndpoint } from './endpoint.ts';

/** Milliseconds in the unit in which times are given. */
const TICK = 1000;

/** A QUIC connection that the client closes, or that is idle, over a network that takes its time. */
export const protocol = defineProtocol({
  name: 'quic-close',
  parameters: {
    /** The longest that a packet takes, in ticks. */
    delay: 1,
    /** The probe timeout, in ticks: at least the longest round trip, if it was measured well. */
    pto: 2,
    /** How long both sides stay in closing or draining, in ticks. */
    wait: 6,
    /** Whether the server drains. */
    drains: true,
    /** Whether the client closes. */
    closes: true,
    /** Whether the server does, too. */
    serverCloses: false,
    /** How many packets with data the server begins to send. */
    sends: 1,
    /** How often it sends one again. */
    probes: 3,
    /** How many CONNECTION_CLOSE are lost, at most. */
    losses: 0,
    /** Whether the client opens another connection, and with the same connection ID. */
    reopens: false,
    reuses: false,
    /** The idle timeouts, in ticks; 0 means none. */
    clientIdle: 0,
    serverIdle: 0,
    /** How long before its idle timeout a side begins nothing any more. */
    margin: 0,
    /** Whether the client's idle timeout ends its connection without a word. */
    silent: true,
    /** The assumption, by name. */
    nothingNew: true,
  },
  build: (p) => {
    const side = (idle: number, drains: boolean, isSilent: boolean) => ({
      pto: p.pto * TICK,
      wait: p.wait * TICK,
      margin: p.margin * TICK,
      idle: idle * TICK,
      probes: p.probes,
      reuses: p.reuses,
      drains,
      isSilent,
    });
    return {
      endpoints: {
        client: endpoint(quicEndpoint, {
          input: side(p.clientIdle, true, p.silent),
          events: (state) => [
            ...(p.closes && state.context.connection === 1 ? [{ type: 'CLOSE' as const }] : []),
            ...(p.reopens && state.matches('gone') && state.context.connection === 1
              ? [{ type: 'OPEN' as const }]
              : []),
          ],
        }),
        server: endpoint(quicEndpoint, {
          input: side(p.serverIdle, p.drains, true),
          events: ({ context }) => [
            ...(context.sent < p.sends ? [{ type: 'SEND' as const }] : []),
            ...(p.serverCloses ? [{ type: 'CLOSE' as const }] : []),
          ],
        }),
      },
      network: {
        carries: ['DATA', 'ACK', 'CONNECTION_CLOSE', 'STATELESS_RESET'],
        loss: p.losses > 0,
        lifetime: p.delay,
        delivery: 'within lifetime',
      },
      time: { tick: TICK },
    };
  },
  history: {
    /** How many packets were lost. */
    initial: 0,
    update: (lost: number, { action }) => (action.kind === 'drop' ? lost + 1 : lost),
  },
  assumptions: {
    'few losses': {
      sentence: 'Only CONNECTION_CLOSE is lost, and not more often than said.',
      when: (p) => p.losses > 0,
      happens: (action, { history }, { losses }) =>
        action.kind !== 'drop' || (action.message.event.type === 'CONNECTION_CLOSE' && history < losses),
    },
    nothingNew: {
      sentence:
        'Once the client has closed, the server begins to send nothing new; it sends again what is not acknowledged.',
      when: (p) => p.nothingNew && p.closes,
      happens: (action, { endpoints: { client } }) =>
        action.kind !== 'event' || action.event.type !== 'SEND' || client.matches('open'),
    },
  },
  final: ({ endpoints }) =>
    Object.values(endpoints).every((each) => !each.matches('closing') && !each.matches('draining')),
});
