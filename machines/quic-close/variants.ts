import type { Variant, Verdict } from 'allways';
import type { protocol } from './protocol.ts';

type Variants = Readonly<Record<string, Variant<(typeof protocol)['parameters']>>>;

const violated = (...properties: readonly string[]): Record<string, Verdict> =>
  Object.fromEntries(properties.map((property) => [property, 'violated']));

const neverReset: Record<string, Verdict> = { 'a reset ends it': 'unreachable' };

/** A connection that nobody closes; both sides may be idle for 8 ticks. */
const idle = { closes: false, sends: 2, clientIdle: 8, serverIdle: 8, margin: 3 };
const nobodyCloses: Record<string, Verdict> = {
  ...neverReset,
  'a packet is answered by a close': 'unreachable',
};

export const variants: Variants = {
  '3 PTO': {
    sentence: 'Both stay for three probe timeouts, each a longest round trip.',
    expect: neverReset,
    size: { distinctStates: 98, transitions: 130 },
  },
  'one round trip': {
    sentence: 'Where no CONNECTION_CLOSE is lost, one longest round trip is enough.',
    set: { wait: 2 },
    expect: neverReset,
    size: { distinctStates: 74, transitions: 106 },
  },
  'less than a round trip': {
    sentence: 'One delay is not.',
    set: { wait: 1 },
    expect: { ...violated('no late packet'), ...neverReset },
    size: { distinctStates: 76, transitions: 115 },
  },
  'both close': {
    sentence: 'Both sides may close, also at once.',
    set: { serverCloses: true },
    expect: neverReset,
    size: { distinctStates: 396, transitions: 625 },
  },
  'no draining state': {
    sentence: 'The server forgets the connection as soon as it hears of the close.',
    set: { drains: false },
    expect: { ...violated('no late packet'), ...neverReset },
    size: { distinctStates: 69, transitions: 100 },
  },
  'two lost closes': {
    sentence:
      'The first CONNECTION_CLOSE is lost, and the answer to what was on its way: the first probe is answered.',
    set: { losses: 2 },
    expect: { ...violated('the server is rid of it'), ...neverReset },
    size: { distinctStates: 201, transitions: 274 },
  },
  'three lost closes': {
    sentence:
      'Also the answer to the first probe is lost, and the second probe comes after three probe timeouts.',
    set: { losses: 3 },
    expect: violated('no late packet', 'the server is rid of it'),
    size: { distinctStates: 234, transitions: 321 },
  },
  'a lost close, and nothing to send': {
    sentence: 'The server has nothing to send, so it never hears of the close.',
    set: { losses: 1, sends: 0 },
    expect: { ...violated('the server is rid of it'), ...nobodyCloses },
    size: { distinctStates: 31, transitions: 33 },
  },
  'the same with an idle timeout': {
    sentence:
      'Nor does it then, but it gives up; and a close that is sent just before comes too late for it.',
    set: { losses: 1, sends: 0, clientIdle: 8, serverIdle: 8 },
    expect: { ...violated('no late packet'), ...nobodyCloses },
    size: { distinctStates: 128, transitions: 175 },
  },
  'something new': {
    sentence:
      'The server, which has not heard of the close, begins to send at any time: no waiting is long enough, and a stateless reset has to tell it.',
    set: { losses: 1, nothingNew: false },
    expect: violated('no late packet', 'the server is rid of it'),
    size: { distinctStates: 231, transitions: 341 },
  },
  'connection IDs used again too soon': {
    sentence:
      'The server does not drain, and a reset of the last connection ends the next one, which has the same connection ID.',
    set: { drains: false, wait: 1, reopens: true, reuses: true },
    expect: violated('no late packet', 'no old reset'),
    size: { distinctStates: 66, transitions: 103 },
  },
  'connection IDs used again': {
    sentence: 'The same after three probe timeouts, with a server that drains.',
    set: { reopens: true, reuses: true },
    expect: neverReset,
    size: { distinctStates: 107, transitions: 145 },
  },
  'other connection IDs': {
    sentence: 'The next connection has another connection ID: a reset of the last one does not concern it.',
    set: { drains: false, wait: 1, reopens: true },
    expect: { ...violated('no late packet'), ...neverReset },
    size: { distinctStates: 62, transitions: 100 },
  },
  idle: {
    sentence: 'Both know the idle timeout, and begin nothing in the last longest round trip of it.',
    set: idle,
    expect: nobodyCloses,
    size: { distinctStates: 114, transitions: 164 },
  },
  'nearly idle': {
    sentence: 'A side sends although the other one may give up in this moment.',
    set: { ...idle, margin: 0 },
    expect: { ...violated('no late packet'), 'a packet is answered by a close': 'unreachable' },
    size: { distinctStates: 135, transitions: 197 },
  },
  'an idle timeout that the server does not know': {
    sentence: 'The client gives up earlier than it has said, without a word.',
    set: { ...idle, clientIdle: 4 },
    expect: { ...violated('no late packet'), 'a packet is answered by a close': 'unreachable' },
    size: { distinctStates: 120, transitions: 168 },
  },
  'given up aloud': {
    sentence: 'It gives up as early, but closes the connection: RFC 9000 §10.1 asks for that.',
    set: { ...idle, clientIdle: 4, silent: false },
    expect: neverReset,
    size: { distinctStates: 255, transitions: 338 },
  },
};
