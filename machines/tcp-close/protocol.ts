import { defineProtocol, endpoint } from 'allways';
import { clientMachine } from './client.ts';
import { serverMachine } from './server.ts';

/** Milliseconds in the unit that `msl`, `timeWait` and `quietTime` are given in. */
const TICK = 1000;

/** A segment is stale once its receiver has begun a new connection after the segment was sent. */
type Mark = 'fresh' | 'stale';

const call = <T extends string>(type: T, isMade: boolean): { type: T }[] => (isMade ? [{ type }] : []);

/** The close of TCP as a textbook tells it: two machines, no sequence numbers, and a network that does its worst. */
export const protocol = defineProtocol({
  name: 'tcp-close',
  parameters: {
    /** Maximum segment lifetime, in ticks. */
    msl: 1,
    /** How long the client stays in TIME_WAIT, in ticks. */
    timeWait: 2,
    /** How often the client opens a connection. */
    incarnations: 2,
    /** Most segments in flight. */
    capacity: 3,
    /** Whether the client may send data. */
    clientData: false,
    /** Whether the server may send data, until it closes itself. */
    serverData: true,
    /** Whether a FIN is sent again until it is acknowledged. */
    retransmitsFin: true,
    /** Whether a FIN that arrives in TIME_WAIT starts the waiting anew. */
    restartsTimeWait: true,
    /** Whether a FIN is taken only once the data before it is there. */
    finWaitsForData: true,
    /** Whether a RST ends TIME_WAIT at once. */
    obeysResetInTimeWait: false,
    /** How long the server keeps quiet between two connections, in ticks. */
    quietTime: 0,
    /** The assumptions, by name. */
    lastAckArrives: true,
    oldSynOpensNothing: true,
    everyLastAckArrives: false,
    /** What claims about the long run rest on: whether a segment that is sent without end arrives without end, */
    lossIsFair: true,
    /** and whether the user of the server closes in the end. */
    serverCloses: true,
  },
  build: (p) => {
    const { retransmitsFin, restartsTimeWait, finWaitsForData, obeysResetInTimeWait } = p;
    const settings = { rto: TICK, retransmitsFin, finWaitsForData };
    return {
      endpoints: {
        client: endpoint(clientMachine, {
          input: { ...settings, timeWait: p.timeWait * TICK, restartsTimeWait, obeysResetInTimeWait },
          events: ({ context }) => [
            ...call('OPEN', context.connection < p.incarnations),
            ...call('SEND', p.clientData),
            ...call('CLOSE', true),
          ],
        }),
        server: endpoint(serverMachine, {
          input: { ...settings, quietTime: p.quietTime * TICK },
          events: [...call('LISTEN', true), ...call('SEND', p.serverData), ...call('CLOSE', true)],
        }),
      },
      network: {
        carries: ['SYN', 'SYN_ACK', 'ACK', 'DATA', 'FIN', 'RST'],
        loss: true,
        duplication: true,
        lifetime: p.msl,
        capacity: p.capacity,
      },
      time: { tick: TICK, elastic: ['RTO'] },
    };
  },
  assumptions: {
    lastAckArrives: {
      sentence: 'Of the ACKs that the client sends from TIME_WAIT, at least one reaches the server.',
      when: (p) => p.lastAckArrives,
      // Once the client is gone, a server in LAST_ACK gets that ACK before anything else happens between the two. Where
      // none is on its way, the run ends.
      deliverable: ({ to, event }, { endpoints: { client, server } }) =>
        server.value !== 'LAST_ACK' ||
        (client.value !== 'CLOSED' && client.value !== 'SYN_SENT') ||
        (to === 'server' && event.type === 'ACK' && event.of === 'FIN'),
    },
    oldSynOpensNothing: {
      sentence: 'No SYN reaches a listening server while the client is in TIME_WAIT.',
      when: (p) => p.oldSynOpensNothing,
      deliverable: ({ event }, { endpoints: { client, server } }) =>
        event.type !== 'SYN' || server.value !== 'LISTEN' || client.value !== 'TIME_WAIT',
    },
    everyLastAckArrives: {
      sentence: 'Every ACK that the client sends from TIME_WAIT reaches the server.',
      when: (p) => p.everyLastAckArrives,
      reliable: ({ event }, sender) =>
        event.type === 'ACK' && event.of === 'FIN' && sender.value === 'TIME_WAIT',
    },
  },
  fairness: ({ calls, fairLoss }) => ({
    'loss is fair': fairLoss({ when: (p) => p.lossIsFair }),
    'the server closes': calls({
      sentence: 'The user of the server, who may close, does so in the end.',
      when: (p) => p.serverCloses,
      events: ['CLOSE'],
      endpoints: ['server'],
    }),
  }),
  history: {
    /** How often data was delivered to each side in its present connection; 2 stands for more. */
    initial: { client: 0, server: 0 },
    update: (delivered, { observations, after: { endpoints } }) => {
      const arrived = observations.find(({ effect }) => effect.type === 'delivered')?.endpoint;
      const count = (side: 'client' | 'server') => Math.min(2, delivered[side] + (arrived === side ? 1 : 0));
      return {
        client: hasConnection(endpoints.client.value) ? count('client') : 0,
        server: hasConnection(endpoints.server.value) ? count('server') : 0,
      };
    },
    marks: {
      initial: 'fresh' as Mark,
      trigger: ({ before, after }) => {
        if (before.endpoints.client.value === 'CLOSED' && after.endpoints.client.value === 'SYN_SENT')
          return 'client';
        if (before.endpoints.server.value === 'LISTEN' && after.endpoints.server.value === 'SYN_RCVD')
          return 'server';
        return null;
      },
      remark: ({ to, mark }, side): Mark => (to === side ? 'stale' : mark),
    },
  },
  final: ({ endpoints: { client, server } }) => client.value === 'CLOSED' && server.value === 'LISTEN',
});

function hasConnection(state: string): boolean {
  return ['ESTABLISHED', 'FIN_WAIT_1', 'FIN_WAIT_2', 'CLOSE_WAIT', 'LAST_ACK'].includes(state);
}
