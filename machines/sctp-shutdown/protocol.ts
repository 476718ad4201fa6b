import { defineProtocol, endpoint } from 'allways';
import { sctpEndpoint } from './endpoint.ts';

/** Milliseconds of a tick. */
const TICK = 1000;

/** What is known of the past. */
export interface Past {
  /** How many packets were lost. */
  readonly lost: number;
  /** What each side was given, as association and number. */
  readonly delivered: { readonly client: readonly string[]; readonly server: readonly string[] };
  /** Associations that have ended, for each side. */
  readonly ended: { readonly client: readonly number[]; readonly server: readonly number[] };
}

const nothingYet: Past = {
  lost: 0,
  delivered: { client: [], server: [] },
  ended: { client: [], server: [] },
};

/** Associations of SCTP between the same two ports, one after another, over a network that loses and delays. */
export const protocol = defineProtocol({
  name: 'sctp-shutdown',
  parameters: {
    /** How often the client begins an association. */
    associations: 2,
    /** The longest that a packet is on its way, in ticks; and whether there is such a time. */
    delay: 1,
    timed: true,
    /** The retransmission timeout, in ticks. */
    rto: 2,
    /** How many packets are lost, at most. */
    losses: 1,
    /** How many packets with data each side may send in each association. */
    clientData: 0,
    serverData: 1,
    /** Whether each association has tags that none had before. */
    freshTags: true,
    /** How often what is not answered is sent again, and whether SHUTDOWN and SHUTDOWN ACK are, too. */
    limit: 2,
    limitsT2: true,
    /** Whether a side without an association answers. */
    answers: true,
    /** Whether the server begins to shut down, too; whether the client may abort; whether the server may be gone. */
    serverCloses: false,
    aborts: false,
    vanishes: false,
    /** In ticks: how long who closes first stays, which SCTP does not; and how long a side takes no cookie of an association that has ended. */
    wait: 0,
    remembers: 0,
  },
  build: (p) => {
    const settings = {
      freshTags: p.freshTags,
      rto: p.rto * TICK,
      limit: p.limit,
      limitsT2: p.limitsT2,
      answers: p.answers,
      wait: p.wait * TICK,
      remembers: p.remembers * TICK,
    };
    return {
      endpoints: {
        client: endpoint(sctpEndpoint, {
          input: { ...settings, side: 'client', data: p.clientData },
          events: (state) => [
            ...(state.value === 'CLOSED' && state.context.of < p.associations
              ? [{ type: 'OPEN' as const }]
              : []),
            ...(state.matches({ associated: 'ESTABLISHED' }) ? [{ type: 'CLOSE' as const }] : []),
            ...(state.matches({ associated: 'ESTABLISHED' }) && state.context.sent < p.clientData
              ? [{ type: 'SEND' as const }]
              : []),
            ...(state.matches('associated') && p.aborts ? [{ type: 'BREAK_OFF' as const }] : []),
          ],
        }),
        server: endpoint(sctpEndpoint, {
          input: { ...settings, side: 'server', data: p.serverData },
          events: (state) => [
            ...(state.matches({ associated: 'ESTABLISHED' }) && state.context.sent < p.serverData
              ? [{ type: 'SEND' as const }]
              : []),
            ...(state.matches({ associated: 'ESTABLISHED' }) && p.serverCloses
              ? [{ type: 'CLOSE' as const }]
              : []),
          ],
          ...(p.vanishes && { crashes: { most: 1, restarts: false } }),
        }),
      },
      network: {
        carries: [
          'INIT',
          'INIT_ACK',
          'COOKIE_ECHO',
          'COOKIE_ACK',
          'DATA',
          'SACK',
          'SHUTDOWN',
          'SHUTDOWN_ACK',
          'SHUTDOWN_COMPLETE',
          'ABORT',
        ],
        loss: p.losses > 0,
        ...(p.timed && { lifetime: p.delay, delivery: 'within lifetime' as const }),
      },
      time: p.timed ? { tick: TICK } : 'untimed',
    };
  },
  history: {
    initial: nothingYet,
    update: (past: Past, { action, observations }): Past => {
      const lost = past.lost + (action.kind === 'drop' ? 1 : 0);
      let { delivered, ended } = past;
      for (const { endpoint: side, effect } of observations) {
        if (effect.type === 'delivered')
          delivered = { ...delivered, [side]: withItem(delivered[side], `${effect.of}.${effect.number}`) };
        if (effect.type === 'ended') ended = { ...ended, [side]: withItem(ended[side], effect.of) };
      }
      return { lost, delivered, ended };
    },
  },
  assumptions: {
    'few losses': {
      sentence: 'Not more packets than said are lost.',
      when: (p) => p.losses > 0,
      happens: (action, { history }, { losses }) => action.kind !== 'drop' || history.lost < losses,
    },
  },
  final: ({ endpoints: { client, server } }) =>
    [client, server].every(
      (each) =>
        each.matches('CLOSED') || each.matches({ associated: 'ESTABLISHED' }) || each.status === 'crashed',
    ),
});

function withItem<T>(items: readonly T[], item: T): readonly T[] {
  return items.includes(item) ? items : [...items, item].sort();
}
