import { defineProtocol, endpoint } from 'allways';
import { endpointWith } from './endpoint.ts';
import { asRfc9293 } from './habits.ts';
import {
  begins,
  type Deeded,
  deedsAfter,
  isOfConnection,
  leaves,
  nothingDone,
  type Place,
} from './history.ts';
import { type Parameters, parameters, requireSense } from './parameters.ts';
import { settingsOf, TICK } from './settings.ts';
import { stacks } from './stacks.ts';
import { clientCalls, serverCalls } from './users.ts';

const initialHistory: Deeded = { client: nothingDone, server: nothingDone };

/** No habits, of machine or user. */
const rfc9293 = {
  ...asRfc9293,
  ignoreRstInTimeWait: false,
  sendsInListen: true,
  callsInSynReceived: true,
  callsInTimeWait: true,
} as const;

/** The parameters as they are for the server: with the habits of another stack, if it has them. */
function ofServer(p: Parameters): Parameters {
  return p.serverStack === 'same' ? p : { ...p, ...rfc9293, ...stacks[p.serverStack] };
}

const otherOf = { client: 'server', server: 'client' } as const;

/** The number of the SYN that a side is sending out. */
function callOf({ value, context }: Place): string {
  return value === 'SYN-SENT' ? String(context.iss) : 'none';
}

/** Whether a SYN makes this side begin a connection. */
function isOpenedBySyn({ value, context }: Place): boolean {
  return value === 'LISTEN' || (value === 'TIME-WAIT' && context.reopenFromTimeWait);
}

/** Two TCP endpoints on one pair of sockets: the client opens actively, the server listens whenever it is closed. */
export const protocol = defineProtocol({
  name: 'tcp',
  parameters,
  build: (p) => {
    requireSense(p);
    const server = ofServer(p);
    return {
      endpoints: {
        client: endpoint(endpointWith(p), {
          input: settingsOf(p, p.clientData, false),
          events: (side) => clientCalls(p, side),
        }),
        server: endpoint(endpointWith(server), {
          input: settingsOf(server, p.serverData, p.listens),
          events: (side) => serverCalls(server, side),
        }),
      },
      network: {
        carries: ['SEGMENT'],
        loss: p.loss,
        duplication: p.duplication,
        lifetime: p.msl,
        minimumDelay: p.minimumDelay,
        capacity: p.capacity,
      },
      time: { tick: TICK, elastic: ['RTO'] },
    };
  },
  assumptions: {
    'A1 the last ACK arrives': {
      sentence: 'An ACK sent from TIME-WAIT is delivered at least once.',
      when: (p) => p.lastAckArrives,
      reliable: ({ event }, sender) => sender.value === 'TIME-WAIT' && event.kind === 'ACK',
    },
    'A3 an old SYN opens nothing': {
      sentence: 'A listener is given a SYN only while the other side is in SYN-SENT.',
      when: (p) => p.oldSynOpensNothing,
      deliverable: ({ event, from, to }, { endpoints }) =>
        event.kind !== 'SYN' || !isOpenedBySyn(endpoints[to]) || endpoints[from].value === 'SYN-SENT',
    },
  },
  history: {
    initial: initialHistory,
    update: (deeds, { action, before, after, observations }) => {
      if (!('endpoint' in action)) return deeds;
      const side = action.endpoint;
      const other = otherOf[side];
      const from = before.endpoints[side];
      const to = after.endpoints[side];
      const notices = observations.map(({ effect }) => effect.type);
      const own = deedsAfter(deeds[side], from, to, notices, () => {
        const peer = before.endpoints[other];
        return action.kind === 'deliver' && isOfConnection(action.message.event, peer);
      });
      const others = leaves(from, to) ? { ...deeds[other], hears: false } : deeds[other];
      return side === 'client' ? { client: own, server: others } : { client: others, server: own };
    },
    marks: {
      initial: 'current',
      others: ['stale'],
      /** A side begins a new connection. */
      trigger: ({ action, before, after }) => {
        if (!('endpoint' in action)) return null;
        const side = action.endpoint;
        const to = after.endpoints[side];
        if (!begins(before.endpoints[side], to)) return null;
        return to.value === 'SYN-SENT' ? `${side} ${callOf(before.endpoints[otherOf[side]])}` : side;
      },
      /** What is on its way to it is of an earlier connection, but for the call of a side that opens simultaneously. */
      remark: ({ to, mark, event }, trigger) => {
        const [side, call] = trigger.split(' ');
        return to === side && !(event.kind === 'SYN' && String(event.seq) === call) ? 'stale' : mark;
      },
    },
  },
  final: ({ endpoints: { client, server } }, p) =>
    client.value === 'CLOSED' &&
    client.context.opens >= p.incarnations &&
    (server.value === 'CLOSED' || server.value === 'LISTEN'),
});
