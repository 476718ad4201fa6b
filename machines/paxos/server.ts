import { enqueueActions, setup } from 'xstate';
import {
  type Accepted,
  type Ballot,
  type From,
  type Internal,
  isLess,
  isSame,
  type Proposal,
  type Reply,
  type Request,
  type To,
} from './messages.ts';

export interface ServerInput {
  readonly name: string;
  readonly peers: readonly string[];
  /** Whether a leader takes over what was accepted before its term. */
  readonly adopts: boolean;
  /** Whether a server keeps its promise not to accept in earlier terms. */
  readonly promises: boolean;
}

export interface ServerContext extends ServerInput {
  readonly ballot: Ballot;
  /** As the leader of a term: what it proposes, what others have said they accepted before, and who has accepted. */
  readonly proposal: Proposal | null;
  readonly prepared: readonly (readonly [server: string, accepted: Accepted | null])[];
  readonly accepts: readonly string[];
  /** As an acceptor: what it accepted last. */
  readonly accepted: Accepted | null;
}

/**
 * A server of single-decree Paxos (Lamport, "Paxos Made Simple", 2001), proposer and acceptor in one. Each request to put a value begins a
 * term. What a leader would say to itself, it does at once.
 */
export const server = setup({
  types: {
    context: {} as ServerContext,
    input: {} as ServerInput,
    events: {} as From<Request | Internal>,
    emitted: {} as To<Reply | Internal>,
  },
  guards: {
    isIdle: ({ context }) => context.proposal === null,
    isNewer: ({ context, event }) => 'ballot' in event && isLess(context.ballot, event.ballot),
    isOfMyTerm: ({ context, event }) => 'ballot' in event && isSame(context.ballot, event.ballot),
    mayBeAccepted: ({ context, event }) =>
      'ballot' in event && (!context.promises || !isLess(event.ballot, context.ballot)),
    isLastVote: ({ context, event }) => {
      const votes = withName(context.accepts, event.from).length;
      return 'ballot' in event && isSame(context.ballot, event.ballot) && votes === majority(context);
    },
  },
}).createMachine({
  id: 'server',
  context: ({ input }) => ({
    ...input,
    ballot: { round: 0, leader: '' },
    proposal: null,
    prepared: [],
    accepts: [],
    accepted: null,
  }),
  initial: 'undecided',
  states: {
    undecided: {
      on: {
        PUT: {
          guard: 'isIdle',
          actions: enqueueActions(({ enqueue, context, event: { request, value, from } }) => {
            const { name, peers, accepted } = context;
            const ballot = { round: context.ballot.round + 1, leader: name };
            const proposal = { request, client: from, value };
            enqueue.assign({ ballot, proposal, prepared: [[name, accepted]], accepts: [] });
            enqueue.emit({ type: 'PREPARE', ballot, to: peers });
          }),
        },
        PREPARE: {
          guard: 'isNewer',
          actions: enqueueActions(({ enqueue, context, event: { ballot, from } }) => {
            enqueue.assign({ ballot });
            enqueue.emit({ type: 'PREPARED', ballot, accepted: context.accepted, to: from });
          }),
        },
        PREPARED: {
          guard: 'isOfMyTerm',
          actions: enqueueActions(({ enqueue, context, event: { ballot, accepted: last, from } }) => {
            const prepared = withEntry(context.prepared, from, last);
            enqueue.assign({ prepared });
            if (prepared.length !== majority(context) || context.proposal === null) return;
            const before = context.adopts ? latest(prepared.map(([, each]) => each)) : null;
            const accepted = { ballot, proposal: before?.proposal ?? context.proposal };
            enqueue.assign({ proposal: accepted.proposal, accepted, accepts: [context.name] });
            enqueue.emit({ type: 'ACCEPT', ...accepted, to: context.peers });
          }),
        },
        ACCEPT: {
          guard: 'mayBeAccepted',
          actions: enqueueActions(({ enqueue, event: { ballot, proposal, from } }) => {
            enqueue.assign({ ballot, accepted: { ballot, proposal } });
            enqueue.emit({ type: 'ACCEPTED', ballot, to: from });
          }),
        },
        ACCEPTED: [
          {
            guard: 'isLastVote',
            target: 'decided',
            actions: enqueueActions(({ enqueue, context, event: { ballot, from } }) => {
              const { proposal, peers, accepts } = context;
              enqueue.assign({ accepts: withName(accepts, from) });
              if (proposal === null) return;
              enqueue.emit({ type: 'DECIDED', ballot, proposal, to: peers });
              enqueue.emit({ type: 'PUT_OK', request: proposal.request, to: proposal.client });
            }),
          },
          {
            guard: 'isOfMyTerm',
            actions: enqueueActions(({ enqueue, context, event }) => {
              enqueue.assign({ accepts: withName(context.accepts, event.from) });
            }),
          },
        ],
        DECIDED: {
          target: 'decided',
          actions: enqueueActions(({ enqueue, event: { ballot, proposal } }) => {
            enqueue.assign({ ballot, accepted: { ballot, proposal } });
          }),
        },
      },
    },
    decided: {
      on: {
        GET: {
          actions: enqueueActions(({ enqueue, context, event: { request, from } }) => {
            const value = context.accepted?.proposal.value ?? '';
            enqueue.emit({ type: 'GET_OK', request, value, to: from });
          }),
        },
      },
    },
  },
});

function majority({ peers }: Pick<ServerContext, 'peers'>): number {
  return Math.floor((peers.length + 1) / 2) + 1;
}

/** What was accepted in the latest term; null if nothing was. */
function latest(all: readonly (Accepted | null)[]): Accepted | null {
  return all.reduce(
    (best, each) => (best === null || (each !== null && isLess(best.ballot, each.ballot)) ? each : best),
    null,
  );
}

function withName(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names : [...names, name].sort();
}

/** In the order of names, so that the order of answers is no part of the state. */
function withEntry(
  entries: ServerContext['prepared'],
  name: string,
  accepted: Accepted | null,
): ServerContext['prepared'] {
  const others = entries.filter(([each]) => each !== name);
  return [...others, [name, accepted] as const].sort(([a], [b]) => (a < b ? -1 : 1));
}
