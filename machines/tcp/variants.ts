import type { Variant, Verdict } from 'allways';
import { type Findings, findings } from './findings.ts';
import type { Parameters, parameters } from './parameters.ts';
import { stacks } from './stacks.ts';

/** A change of the parameters, and why it is of interest. */
export interface Change {
  readonly sentence: string;
  readonly set: Partial<Parameters>;
}

/** The variants, by what they change. */
const changes = {
  'rfc-9293': {
    sentence: 'As RFC 9293 is written: TIME-WAIT lasts 2·MSL, and nothing is assumed.',
    set: { lastAckArrives: false, ignoreRstInTimeWait: false, oldSynOpensNothing: false, serverData: 0 },
  },
  'rfc-1337': {
    sentence: "The same with RFC 1337's fix F1: a RST is ignored in TIME-WAIT.",
    set: { lastAckArrives: false, oldSynOpensNothing: false, serverData: 0 },
  },
  'two-msl': {
    sentence: 'TIME-WAIT lasts 2·MSL, with A1, A2 and A3, and text from the side that closes last.',
    set: {},
  },
  'two-msl-no-data': { sentence: 'The same without text.', set: { serverData: 0 } },
  'two-msl-client-data': {
    sentence: 'The same with text from the side that closes first.',
    set: { clientData: 1, serverData: 0 },
  },
  'two-msl-both-data': {
    sentence: 'The same with text in both directions; two segments in flight.',
    set: { clientData: 1, capacity: 2 },
  },
  'three-msl': { sentence: 'TIME-WAIT lasts 3·MSL.', set: { timeWait: 3 } },
  'only-fin-answered': {
    sentence: 'TIME-WAIT lasts 2·MSL, but answers a FIN and nothing else.',
    set: { answersOnlyFinInTimeWait: true },
  },
  'any-answer-restarts': {
    sentence: 'TIME-WAIT lasts 2·MSL, and starts again whenever it has answered anything.',
    set: { restartOnAnyAnswer: true },
  },
  'one-msl': { sentence: 'TIME-WAIT lasts 1·MSL.', set: { timeWait: 1 } },
  'one-msl-client-data': {
    sentence: 'TIME-WAIT lasts 1·MSL, with text from the side that closes first.',
    set: { timeWait: 1, clientData: 1, serverData: 0 },
  },
  'no-time-wait': {
    sentence: 'TIME-WAIT lasts no time; two segments in flight.',
    set: { timeWait: 0, capacity: 2 },
  },
  'without-a1': {
    sentence: 'The last ACK may be lost every time.',
    set: { lastAckArrives: false, serverData: 0 },
  },
  'without-a2': {
    sentence: 'A RST ends TIME-WAIT, as RFC 9293 has it.',
    set: { ignoreRstInTimeWait: false, serverData: 0 },
  },
  'without-a3': {
    sentence: 'An old SYN may reach the listener.',
    set: { oldSynOpensNothing: false, serverData: 0 },
  },
  'no-restart': {
    sentence: 'A retransmitted FIN does not restart TIME-WAIT.',
    set: { restartTimeWait: false, serverData: 0 },
  },
  'server-closes-first': {
    sentence: 'The side that opened passively closes first, and is the one in TIME-WAIT.',
    set: { closes: 'server' },
  },
  'server-closes-first-monotone': {
    sentence: 'The same, and the next connection begins above every number used before.',
    set: { closes: 'server', isn: 'monotone' },
  },
  'reopen-from-time-wait': {
    sentence: 'The same, and a new SYN reopens the connection from TIME-WAIT (MAY-2).',
    set: { closes: 'server', isn: 'monotone', reopenFromTimeWait: true, serverData: 0 },
  },
  'simultaneous-close': {
    sentence: 'Either side may close first, or both at once.',
    set: { closes: 'either', serverData: 0 },
  },
  'simultaneous-open': {
    sentence: 'The server may open actively, too; two segments in flight.',
    set: { simultaneousOpen: true, serverData: 0, capacity: 2 },
  },
  'three-segment-close': {
    sentence: "The server's FIN travels with its ACK of the client's.",
    set: { combineFinWithAck: true },
  },
  abort: {
    sentence: 'Either user may abort: a RST instead of a FIN, and no TIME-WAIT; two segments in flight.',
    set: { abort: true, capacity: 2 },
  },
  'refused-open': {
    sentence: 'The server may be found closed, and refuse.',
    set: { listens: false, serverData: 0 },
  },
  'no-fin-retransmission': {
    sentence: 'A FIN is sent once and never again.',
    set: { finRetransmission: false, serverData: 0 },
  },
  'give-up': {
    sentence: 'A connection is given up after one retransmission without an answer; two segments in flight.',
    set: { retransmissions: 1, serverData: 0, capacity: 2 },
  },
  'isn-fixed': {
    sentence: 'No TIME-WAIT, no text: every connection begins with the same number; two segments in flight.',
    set: { timeWait: 0, serverData: 0, capacity: 2 },
  },
  'isn-monotone': {
    sentence: 'No TIME-WAIT: every connection begins above the last number used; two segments in flight.',
    set: { timeWait: 0, capacity: 2, isn: 'monotone' },
  },
  'isn-monotone-one-msl': {
    sentence: 'The same with 1·MSL and three segments in flight.',
    set: { timeWait: 1, isn: 'monotone' },
  },
  'isn-increment': {
    sentence:
      'No TIME-WAIT: every connection begins one number after the beginning of the last; two segments in flight.',
    set: { timeWait: 0, capacity: 2, isn: 'increment' },
  },
  'isn-arbitrary': {
    sentence: 'No TIME-WAIT: any number may come next, out of four; two segments in flight.',
    set: { timeWait: 0, serverData: 0, capacity: 2, isn: 'arbitrary', sequenceSpace: 4, window: 1 },
  },
  paws: {
    sentence: 'TIME-WAIT lasts 1·MSL, and timestamps protect against old segments.',
    set: { timeWait: 1, timestamps: true },
  },
  'no-duplication': {
    sentence: 'The network duplicates nothing; only the endpoints do, by retransmission.',
    set: { duplication: false },
  },
  'minimum-delay': {
    sentence: 'Every segment travels exactly one tick, which is MSL.',
    set: { minimumDelay: 1 },
  },
  'three-incarnations': {
    sentence: 'Three connections one after another, without text.',
    set: { incarnations: 3, serverData: 0 },
  },
  lwip: {
    sentence: 'Both sides are as lwIP 2.1.3; two segments in flight.',
    set: { ...stacks.lwip, capacity: 2 },
  },
  smoltcp: {
    sentence: 'Both sides are as smoltcp 0.14; two segments in flight.',
    set: { ...stacks.smoltcp, capacity: 2 },
  },
  linux: {
    sentence: 'Both sides are as Linux 6.18 with its defaults; two segments in flight.',
    set: { ...stacks.linux, capacity: 2 },
  },
  'linux-rfc1337': {
    sentence: 'The same with the sysctl tcp_rfc1337=1: a RST is ignored in TIME-WAIT.',
    set: { ...stacks.linux, ignoreRstInTimeWait: true, capacity: 2 },
  },
  netstack: {
    sentence: "Both sides are as gVisor's netstack of 2026-09-05; two segments in flight.",
    set: { ...stacks.netstack, capacity: 2 },
  },
} as const satisfies Record<string, Change>;

type Name = keyof typeof changes;

/** Variants with what is expected of them. */
export const variants: Readonly<Record<string, Variant<typeof parameters>>> = Object.fromEntries(
  (Object.keys(changes) as Name[]).map((name) => [
    name,
    { ...changes[name], ...expectation(findings[name]) },
  ]),
);

function expectation({ violated, unreachable = [], distinctStates, transitions }: Findings) {
  const expect: Record<string, Verdict> = {};
  for (const property of violated) expect[property] = 'violated';
  for (const property of unreachable) expect[property] = 'unreachable';
  return { expect, size: { distinctStates, transitions } };
}
