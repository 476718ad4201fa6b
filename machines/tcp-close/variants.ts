import type { Variant, Verdict } from 'allways';
import type { protocol } from './protocol.ts';

type Variants = Readonly<Record<string, Variant<(typeof protocol)['parameters']>>>;

const violated = (...properties: readonly string[]): Record<string, Verdict> =>
  Object.fromEntries(properties.map((property) => [property, 'violated']));

const noStale = ['no stale data', 'no stale FIN', 'no stale segment'];
const togetherness = ['in step', 'no reset', 'no deadlock'];
const nearlyAll = violated(...noStale, 'data delivered', ...togetherness);

export const variants: Variants = {
  graceful: {
    sentence: 'TIME_WAIT lasts 2·MSL, as it should.',
    size: { distinctStates: 16_484, transitions: 105_116 },
  },
  'data-both-ways': {
    sentence: 'Like graceful; the client sends data too, and closes without waiting for its acknowledgement.',
    set: { clientData: true },
    size: { distinctStates: 54_578, transitions: 366_125 },
  },
  'short-time-wait': {
    sentence: 'TIME_WAIT lasts 1·MSL: time for what was sent before, none for what the server sends again.',
    set: { timeWait: 1 },
    expect: nearlyAll,
    size: { distinctStates: 41_840, transitions: 272_020 },
  },
  'short-time-wait-client-data': {
    sentence: 'Like short-time-wait, but the data goes the other way: from the side that closes first.',
    set: { timeWait: 1, clientData: true, serverData: false },
    expect: { ...violated(...noStale, ...togetherness), 'half-close': 'unreachable' },
    size: { distinctStates: 28_448, transitions: 176_981 },
  },
  'no-time-wait': {
    sentence: 'TIME_WAIT ends at the next tick.',
    set: { timeWait: 0 },
    expect: nearlyAll,
    size: { distinctStates: 90_994, transitions: 609_653 },
  },
  'no-time-wait-restart': {
    sentence: 'A FIN that arrives in TIME_WAIT is acknowledged, but does not start the waiting anew.',
    set: { restartsTimeWait: false },
    expect: nearlyAll,
    size: { distinctStates: 62_979, transitions: 417_042 },
  },
  assassination: {
    sentence: 'A RST ends TIME_WAIT at once.',
    set: { obeysResetInTimeWait: true },
    expect: nearlyAll,
    size: { distinctStates: 85_957, transitions: 579_374 },
  },
  'last-ack-lost': {
    sentence: 'The ACKs that the client sends from TIME_WAIT may all be lost.',
    set: { lastAckArrives: false },
    expect: nearlyAll,
    size: { distinctStates: 53_910, transitions: 359_706 },
  },
  'old-syn-opens': {
    sentence: 'An old SYN may reach the server once it listens again.',
    set: { oldSynOpensNothing: false },
    expect: violated('no stale FIN', 'no stale segment', ...togetherness),
    size: { distinctStates: 37_067, transitions: 243_211 },
  },
  'quiet-server': {
    sentence: 'Like old-syn-opens, but the server keeps quiet for 1·MSL before it listens again.',
    set: { oldSynOpensNothing: false, quietTime: 1 },
    size: { distinctStates: 15_240, transitions: 96_774 },
  },
  'no-fin-retransmission': {
    sentence: 'A FIN is sent once.',
    set: { retransmitsFin: false },
    expect: violated('no deadlock'),
    size: { distinctStates: 27_842, transitions: 166_725 },
  },
  'fin-overtakes-data': {
    sentence: 'A FIN is taken even where the data before it is missing.',
    set: { finWaitsForData: false },
    expect: violated('data delivered'),
    size: { distinctStates: 16_484, transitions: 105_434 },
  },
};
