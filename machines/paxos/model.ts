import { defineModel, endpoint, oneOf } from 'allways';
import { linearizability, register } from 'allways/consistency';
import { client } from './client.ts';
import { server } from './server.ts';

const SERVERS = ['server 0', 'server 1', 'server 2'] as const;
const CLIENTS = ['client 3', 'client 4'] as const;

/** Nothing was put yet. */
const NOTHING = '';

const consistency = linearizability(register(NOTHING));

/** Each client puts a letter of its own. */
const letterOf = (client: number) => 'AB'[client] ?? '';

const serverAt = (number: number) => SERVERS[number % SERVERS.length] ?? SERVERS[0];

function serverOf(number: number, choices: { readonly adopts: boolean; readonly promises: boolean }) {
  const name = serverAt(number);
  const peers = SERVERS.filter((each) => each !== name);
  return endpoint(server, { input: { name, peers, ...choices }, sender: 'from' });
}

function clientOf(number: number, asks: boolean) {
  const id = SERVERS.length + number;
  return endpoint(client, {
    input: {
      asks,
      value: letterOf(number),
      put: { request: id, to: serverAt(id) },
      get: { request: id * 2, to: serverAt(id + 1) },
    },
  });
}

/**
 * Single-decree Paxos as a register: three servers and two clients, each of which puts a value and then gets the one that was chosen.
 *
 * It is the system that Stateright's example `paxos` checks, and has its numbers of states and transitions.
 */
export default defineModel({
  name: 'paxos',
  parameters: {
    /** How many of the clients ask for anything. */
    clients: 2,
    order: oneOf('none', 'fifo'),
    ignored: oneOf('stays', 'taken'),
    adopts: true,
    promises: true,
  },
  build: ({ clients, order, ignored, adopts, promises }) => ({
    endpoints: {
      'server 0': serverOf(0, { adopts, promises }),
      'server 1': serverOf(1, { adopts, promises }),
      'server 2': serverOf(2, { adopts, promises }),
      'client 3': clientOf(0, clients > 0),
      'client 4': clientOf(1, clients > 1),
    },
    network: {
      carries: ['PUT', 'PUT_OK', 'GET', 'GET_OK', 'PREPARE', 'PREPARED', 'ACCEPT', 'ACCEPTED', 'DECIDED'],
      order,
      ignored,
    },
  }),
  history: {
    initial: ({ clients }) =>
      consistency.update(consistency.initial, {
        invoked: CLIENTS.slice(0, clients).map((process, i) => ({
          process,
          operation: { op: 'write', value: letterOf(i) },
        })),
      }),
    update: (history, { action, before, after, sent }) => {
      if (action.kind !== 'deliver') return history;
      const { event, to } = action.message;
      const returns = before.endpoints[to].value !== after.endpoints[to].value;
      const returned =
        returns && event.type === 'PUT_OK'
          ? [{ process: to, result: null }]
          : returns && event.type === 'GET_OK'
            ? [{ process: to, result: event.value }]
            : [];
      const invoked = sent
        .filter((message) => message.event.type === 'GET')
        .map(({ from }) => ({ process: from, operation: { op: 'read' } as const }));
      return consistency.update(history, { returned, invoked });
    },
  },
  properties: ({ invariant, reachable }) => [
    invariant({
      name: 'linearizable',
      sentence: 'Puts and gets are those of one register, which does one after another.',
      source: 'Herlihy and Wing, 1990',
      holds: ({ history }) => consistency.holds(history),
    }),
    reachable({
      name: 'value chosen',
      sentence: 'A client is told a value that was put.',
      state: ({ network }) => network.some(({ event }) => event.type === 'GET_OK' && event.value !== NOTHING),
    }),
  ],
  variants: {
    unordered: {
      sentence: 'Messages overtake one another; one that would change nothing is not delivered.',
      size: { distinctStates: 16_668, transitions: 32_970 },
    },
    'every message': {
      sentence: 'Messages that change nothing are delivered, too.',
      set: { ignored: 'taken' },
      size: { distinctStates: 301_099, transitions: 1_372_702 },
    },
    ordered: {
      sentence: 'No message overtakes another between the same two.',
      set: { order: 'fifo', ignored: 'taken' },
      size: { distinctStates: 33_328, transitions: 110_215 },
    },
    'forgets what was accepted': {
      sentence: 'A leader proposes what it was asked for, whatever was accepted before its term.',
      set: { adopts: false },
      expect: { linearizable: 'violated' },
    },
    'breaks its promise': {
      sentence: 'A server accepts in a term that is over.',
      set: { promises: false },
      expect: { linearizable: 'violated' },
    },
  },
});
