import type { Variant, Verdict } from 'allways';
import type { protocol } from './protocol.ts';

type Variants = Readonly<Record<string, Variant<(typeof protocol)['parameters']>>>;

const violated = (...properties: readonly string[]): Record<string, Verdict> =>
  Object.fromEntries(properties.map((property) => [property, 'violated']));

/** Messages that arrive in the tick in which they are sent: where a delay makes no difference. */
const quick = { delay: 0, lease: 3, margin: 1 };

export const variants: Variants = {
  'enough margin': {
    sentence: 'Workers give their lease up more than two delays before the lock does.',
    size: { distinctStates: 8456, transitions: 26_225 },
  },
  'counted from the request': {
    sentence: 'Workers count from when they asked; more than one delay is enough.',
    set: { margin: 2, countsFrom: 'request' },
    size: { distinctStates: 12_915, transitions: 39_734 },
  },
  'margin of one delay': {
    sentence: 'Enough for one holder, not for what it has sent.',
    set: { margin: 2 },
    expect: violated('no void write'),
    size: { distinctStates: 10_491, transitions: 32_926 },
  },
  'no margin': {
    sentence: 'Workers believe in their lease for as long as it lasts, from when they hear of it.',
    set: { margin: 0 },
    expect: violated('one holder', 'no void write'),
    size: { distinctStates: 16_159, transitions: 53_474 },
  },
  'no token': {
    sentence: 'A margin of one delay, and a store that takes whatever comes.',
    set: { margin: 2, fences: false },
    expect: violated('no void write', 'no overtaken write'),
    size: { distinctStates: 10_491, transitions: 32_926 },
  },
  'a pause, with tokens': {
    sentence: 'A worker may pause between its look at the clock and its write.',
    set: { ...quick, pauses: true },
    expect: violated('one holder', 'no void write'),
    size: { distinctStates: 4709, transitions: 15_064 },
  },
  'a pause, without tokens': {
    sentence: 'Like that, and the store takes whatever comes.',
    set: { ...quick, pauses: true, fences: false },
    expect: violated('one holder', 'no void write', 'no overtaken write'),
    size: { distinctStates: 4709, transitions: 15_064 },
  },
  'a crash': {
    sentence: 'A worker may be gone for ever.',
    set: { ...quick, crashes: 1 },
    size: { distinctStates: 2226, transitions: 6098 },
  },
  'a crash, and a lease for ever': {
    sentence: 'Like that, with a lock that waits until it is given back.',
    set: { ...quick, crashes: 1, lease: 0, margin: 0 },
    expect: { ...violated('the lease ends'), 'two write': 'unreachable' },
    size: { distinctStates: 138, transitions: 347 },
  },
};
