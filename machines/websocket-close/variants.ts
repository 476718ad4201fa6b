import type { Variant, Verdict } from 'allways';
import type { protocol } from './protocol.ts';

type Variants = Readonly<Record<string, Variant<(typeof protocol)['parameters']>>>;

const violated = (...properties: readonly string[]): Record<string, Verdict> =>
  Object.fromEntries(properties.map((property) => [property, 'violated']));

export const variants: Variants = {
  'as the RFC': {
    sentence: 'Both read on, and the client leaves it to the server to close TCP.',
    size: { distinctStates: 271, transitions: 546 },
  },
  'a break': {
    sentence: 'The TCP connection may break, at any moment.',
    set: { breaks: 1 },
    size: { distinctStates: 1_106, transitions: 3_238 },
  },
  'data after a Close frame': {
    sentence: 'Who has sent a Close frame goes on sending: the other side discards it.',
    set: { sendsAfterClose: true },
    expect: violated('clean means whole', 'no data after a Close frame'),
    size: { distinctStates: 764, transitions: 1_610 },
  },
  'deaf after a Close frame': {
    sentence:
      'Who has sent a Close frame takes no data any more, as RFC 6455 §5.5.1 allows: what crosses it is lost.',
    set: { readsOn: false },
    expect: violated('clean means whole'),
    size: { distinctStates: 482, transitions: 880 },
  },
  'the client closes TCP': {
    sentence: 'The client closes TCP as soon as it has both Close frames.',
    set: { clientWaits: false },
    expect: violated('the server closes TCP first'),
    size: { distinctStates: 285, transitions: 604 },
  },
  impatient: {
    sentence: 'The server waits for a round trip only, where it needs two.',
    set: { serverPatience: 2 },
    expect: violated('the server waits for long enough'),
    size: { distinctStates: 279, transitions: 566 },
  },
  'no timeout': {
    sentence: 'The client waits for ever for an answer of a server that is gone.',
    set: { clientPatience: 0, vanishes: 'server' },
    expect: violated('the client is rid of it', 'both can close', 'no deadlock'),
    size: { distinctStates: 440, transitions: 1_112 },
  },
  'no timeout at the server': {
    sentence: 'The server waits for ever for an answer of a client that is gone.',
    set: { serverPatience: 0, vanishes: 'client' },
    expect: violated('the server is rid of it', 'both can close', 'no deadlock'),
    size: { distinctStates: 416, transitions: 1_044 },
  },
  'a timeout': {
    sentence: 'The same server is gone, and the client does not wait for ever.',
    set: { vanishes: 'server' },
    size: { distinctStates: 578, transitions: 1_326 },
  },
};
