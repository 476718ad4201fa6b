import type { Variant, Verdict } from 'allways';
import type { protocol } from './protocol.ts';

type Variants = Readonly<Record<string, Variant<(typeof protocol)['parameters']>>>;

const violated = (...properties: readonly string[]): Record<string, Verdict> =>
  Object.fromEntries(properties.map((property) => [property, 'violated']));

export const variants: Variants = {
  shorter: {
    sentence: 'The client gives a connection up more than two delays before the server does.',
    size: { distinctStates: 76, transitions: 115 },
  },
  'equal timeouts': {
    sentence: 'Both leave a connection idle for equally long.',
    set: { clientIdle: 4 },
    expect: violated('no request meets a close', 'no request fails'),
    size: { distinctStates: 131, transitions: 228 },
  },
  'one delay shorter': {
    sentence: 'The client is more than one delay, but not two, ahead of the server.',
    set: { clientIdle: 2 },
    expect: violated('no request meets a close', 'no request fails'),
    size: { distinctStates: 108, transitions: 173 },
  },
  'counts from the request': {
    sentence: 'One delay is enough for a client that counts from when it sent its last request.',
    set: { clientIdle: 2, countsFrom: 'request' },
    size: { distinctStates: 167, transitions: 267 },
  },
  'idempotent requests': {
    sentence: 'Requests meet a close, but are sent again, and may be.',
    set: { clientIdle: 4, method: 'GET' },
    expect: violated('no request meets a close'),
    size: { distinctStates: 137, transitions: 245 },
  },
  'retry of all': {
    sentence: 'What is not idempotent is sent again, too: it was processed, and the answer was lost.',
    set: { retries: 'all', breaks: 1 },
    expect: violated('processed once'),
    size: { distinctStates: 781, transitions: 1_630 },
  },
  'no retry': {
    sentence: 'The same without a retry: it is for the user to find out whether the request was processed.',
    set: { breaks: 1 },
    expect: violated('no request fails'),
    size: { distinctStates: 474, transitions: 1_071 },
  },
  'close overtaken': {
    sentence:
      'The server closes at once after a response that says so; the RST for the next request erases it.',
    set: { pipelines: true, most: 1 },
    expect: {
      ...violated('no response is erased', 'no request fails'),
      'a connection is used again': 'unreachable',
    },
    size: { distinctStates: 112, transitions: 244 },
  },
  'close in stages': {
    sentence: 'The same, but the server reads on for a delay: what comes is not processed, and not reset.',
    set: { pipelines: true, most: 1, linger: 1 },
    expect: { 'a connection is used again': 'unreachable' },
    size: { distinctStates: 97, transitions: 195 },
  },
  'in parallel': {
    sentence:
      'The same, but the server processes requests as they come: one after the last response was processed, and is sent again.',
    set: { pipelines: true, most: 1, linger: 1, parallel: true },
    expect: { ...violated('processed once'), 'a connection is used again': 'unreachable' },
    size: { distinctStates: 131, transitions: 254 },
  },
  'waits for ever': {
    sentence: 'The server has no timeout, and the client is gone.',
    set: { serverIdle: 0, vanishes: true },
    expect: violated('the server is rid of it'),
    size: { distinctStates: 136, transitions: 260 },
  },
};
