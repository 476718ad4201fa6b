import type { Variant, Verdict } from 'allways';
import type { protocol } from './protocol.ts';

type Variants = Readonly<Record<string, Variant<(typeof protocol)['parameters']>>>;

const violated = (...properties: readonly string[]): Record<string, Verdict> =>
  Object.fromEntries(properties.map((property) => [property, 'violated']));

export const variants: Variants = {
  'as the RFC': {
    sentence: 'Only a close_notify is taken for the end; the attacker can hinder, and not deceive.',
    size: { distinctStates: 385, transitions: 1_165 },
  },
  'two injections': {
    sentence: 'The attacker may inject twice.',
    set: { injections: 2 },
    size: { distinctStates: 1_651, transitions: 6_200 },
  },
  'FIN taken for the end': {
    sentence: 'The end of the TCP connection is taken for the end of the data.',
    set: { endsBy: 'FIN' },
    expect: violated('the end means whole', 'no half answer'),
    size: { distinctStates: 632, transitions: 1_716 },
  },
  'RST taken for the end': {
    sentence: 'Even a reset is.',
    set: { endsBy: 'FIN or RST' },
    expect: violated('the end means whole', 'no half answer'),
    size: { distinctStates: 524, transitions: 1_548 },
  },
  'length known': {
    sentence: 'A FIN is taken for the end only where there is as much data as was announced.',
    set: { endsBy: 'FIN', knowsLength: true },
    size: { distinctStates: 401, transitions: 1_203 },
  },
  'half-close refused': {
    sentence: 'Who gets a close_notify discards what it has to send, and answers with its own: TLS 1.2.',
    set: { halfCloses: false, injections: 0 },
    expect: {
      ...violated('the end means whole', 'nothing is discarded'),
      'whole both ways': 'unreachable',
      'half-close': 'unreachable',
    },
    size: { distinctStates: 32, transitions: 64 },
  },
  'no close_notify': {
    sentence: 'The server closes TCP, and says nothing before: nobody can tell that from an attack.',
    set: { notifies: false, injections: 0 },
    expect: { ...violated('no false alarm'), 'whole both ways': 'unreachable' },
    size: { distinctStates: 50, transitions: 105 },
  },
  'nobody attacks': {
    sentence: 'Without an attacker, FIN would do.',
    set: { endsBy: 'FIN', injections: 0 },
    size: { distinctStates: 52, transitions: 108 },
  },
  'no timeout': {
    sentence: 'The server is gone, and the client waits for its close_notify.',
    set: { vanishes: true, injections: 0 },
    expect: violated('the client hears of the end', 'no deadlock'),
    size: { distinctStates: 96, transitions: 228 },
  },
  'a timeout': {
    sentence: 'The client gives up, and says that something may be missing.',
    set: { vanishes: true, givesUp: true, injections: 1 },
    size: { distinctStates: 1_230, transitions: 4_335 },
  },
};
