import { defineModel, endpoint } from 'allways';
import { server } from './server.ts';

const SERVERS = ['a', 'b', 'c'] as const;

/** Which servers were elected in each term. */
type Elected = Readonly<Record<string, readonly string[]>>;

/** Leader election of Raft between three servers that may crash, over a network that loses, delays and reorders. */
export default defineModel({
  name: 'raft-election',
  parameters: {
    /** The last term that is searched. */
    terms: 2,
    /** How often each server may crash. */
    crashes: 1,
    /** Whether a server writes its vote down before it tells anybody. */
    writesVote: true,
    /** Whether a server has one vote in each term. */
    votesOnce: true,
  },
  build: ({ crashes, writesVote, votesOnce }) => {
    const serverOf = (name: (typeof SERVERS)[number]) =>
      endpoint(server, {
        input: { name, peers: SERVERS.filter((each) => each !== name), term: 0, votedFor: null, votesOnce },
        sender: 'from',
        crashes: {
          most: crashes,
          durable: (context) => ({
            ...context,
            votedFor: writesVote ? context.votedFor : null,
            votes: [],
          }),
          restart: ({ term, votedFor }, input) => ({ ...input, term, votedFor }),
        },
      });
    return {
      endpoints: { a: serverOf('a'), b: serverOf('b'), c: serverOf('c') },
      // What would change nothing stays in flight, as would what is lost: to safety, that is the same.
      network: { carries: ['REQUEST_VOTE', 'VOTE', 'HEARTBEAT'], ignored: 'stays' },
    };
  },
  history: {
    initial: {} as Elected,
    update: (elected, { observations }) => {
      const [observation] = observations;
      if (observation?.effect.type !== 'elected') return elected;
      const { term } = observation.effect;
      const others = (elected[term] ?? []).filter((name) => name !== observation.endpoint);
      return { ...elected, [term]: [...others, observation.endpoint].sort() };
    },
  },
  assumptions: {
    'some terms': {
      sentence: 'Elections go on no further than a number of terms.',
      within: ({ endpoints }, { terms }) => SERVERS.every((name) => endpoints[name].context.term <= terms),
    },
  },
  properties: ({ invariant, reachable }) => [
    invariant({
      name: 'election safety',
      sentence: 'At most one leader is elected in a term.',
      source: 'Ongaro and Ousterhout, 2014, figure 3',
      holds: ({ history }) => Object.values(history).every((names) => names.length < 2),
    }),
    reachable({
      name: 'elected after a crash',
      sentence: 'A server that crashed and started again is elected.',
      step: ({ action, before, observations }) =>
        action.kind === 'deliver' &&
        observations.some(({ effect }) => effect.type === 'elected') &&
        SERVERS.some((name) => before.endpoints[name].status === 'crashed'),
    }),
  ],
  variants: {
    raft: { size: { distinctStates: 89_975, transitions: 250_860 } },
    'vote in memory': {
      sentence: 'A server that crashes forgets for whom it voted, and votes again in the same term.',
      set: { writesVote: false },
      expect: { 'election safety': 'violated' },
    },
    'votes for all': {
      sentence: 'A server votes for everybody who asks in its term.',
      set: { votesOnce: false },
      expect: { 'election safety': 'violated' },
    },
  },
});
