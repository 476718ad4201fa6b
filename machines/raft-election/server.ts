import { assign, emit, setup } from 'xstate';

/** What servers say to each other. */
export type Message =
  | { readonly type: 'REQUEST_VOTE'; readonly term: number }
  | { readonly type: 'VOTE'; readonly term: number }
  | { readonly type: 'HEARTBEAT'; readonly term: number };

export interface ServerInput {
  readonly name: string;
  readonly peers: readonly string[];
  /** What survived a crash; at first, nothing. */
  readonly term: number;
  readonly votedFor: string | null;
  /** Whether it has one vote in each term. */
  readonly votesOnce: boolean;
}

export interface ServerContext extends ServerInput {
  readonly votes: readonly string[];
}

type Event = Message & { readonly from: string };

/**
 * A server of Raft (Ongaro and Ousterhout, 2014), as far as it elects leaders: section 5.2, without logs. It votes once in each term, for the
 * first that asks, and is elected by a majority.
 */
export const server = setup({
  types: {
    context: {} as ServerContext,
    input: {} as ServerInput,
    events: {} as Event,
    emitted: {} as
      | (Message & { readonly to: string | readonly string[] })
      | { readonly type: 'elected'; readonly term: number },
  },
  // Untimed: an election may begin at any moment.
  delays: { ELECTION: 1000 },
  guards: {
    isNewer: ({ context, event }) => event.term > context.term,
    hasAVoteLeft: ({ context: { term, votedFor, votesOnce }, event }) =>
      event.term === term && (!votesOnce || votedFor === null || votedFor === event.from),
    isLastVote: ({ context, event }) =>
      event.term === context.term && withName(context.votes, event.from).length === majority(context),
    isOfThisTerm: ({ context, event }) => event.term === context.term,
    isNotOlder: ({ context, event }) => event.term >= context.term,
  },
  actions: {
    stand: assign(({ context: { term, name } }) => ({ term: term + 1, votedFor: name, votes: [name] })),
    follow: assign(({ context, event }) => ({
      term: event.term,
      votedFor: event.term > context.term ? null : context.votedFor,
      votes: [],
    })),
    voteForSender: assign(({ event }) => ({ term: event.term, votedFor: event.from, votes: [] })),
    count: assign(({ context, event }) => ({ votes: withName(context.votes, event.from) })),
  },
}).createMachine({
  id: 'server',
  context: ({ input }) => ({ ...input, votes: [] }),
  initial: 'follower',
  on: {
    REQUEST_VOTE: [
      {
        guard: 'isNewer',
        target: '.follower',
        actions: ['voteForSender', emit(({ event: { term, from } }) => ({ type: 'VOTE', term, to: from }))],
      },
      {
        guard: 'hasAVoteLeft',
        actions: ['voteForSender', emit(({ event: { term, from } }) => ({ type: 'VOTE', term, to: from }))],
      },
    ],
    HEARTBEAT: { guard: 'isNotOlder', target: '.follower', actions: 'follow' },
  },
  states: {
    follower: { after: { ELECTION: 'candidate' } },
    candidate: {
      entry: ['stand', emit(({ context: { term, peers } }) => ({ type: 'REQUEST_VOTE', term, to: peers }))],
      after: { ELECTION: { target: 'candidate', reenter: true } },
      on: {
        VOTE: [
          { guard: 'isLastVote', target: 'leader', actions: 'count' },
          { guard: 'isOfThisTerm', actions: 'count' },
        ],
      },
    },
    leader: {
      entry: [
        emit(({ context: { term } }) => ({ type: 'elected', term })),
        emit(({ context: { term, peers } }) => ({ type: 'HEARTBEAT', term, to: peers })),
      ],
    },
  },
});

function majority({ peers }: Pick<ServerContext, 'peers'>): number {
  return Math.floor((peers.length + 1) / 2) + 1;
}

function withName(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names : [...names, name].sort();
}
