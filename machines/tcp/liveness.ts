import { defineModel, type Verdict } from 'allways';
import { liveness } from '../../properties/tcp/liveness.ts';
import { protocol } from './protocol.ts';
import { stacks } from './stacks.ts';

/** One connection, and nothing promised of single ACKs: what moves things on is fairness alone. */
const one = { incarnations: 1, capacity: 2, lastAckArrives: false };
const either = { ...one, closes: 'either' } as const;

const violated = (...properties: readonly string[]): Record<string, Verdict> =>
  Object.fromEntries(properties.map((property) => [property, 'violated']));

const bothCloses = ["the client's close completes", "the server's close completes"];

/** That what is begun comes to its end, and what must be assumed for it: `--necessity` says so. */
export default defineModel({
  ...protocol,
  name: 'tcp-liveness',
  fairness: ({ calls, fairLoss }) => ({
    'loss is fair': fairLoss(),
    'users close': calls({
      sentence: 'A user who may close does so in the end.',
      events: ['CLOSE'],
    }),
  }),
  properties: liveness,
  variants: {
    graceful: { sentence: 'Loss is fair, and users close in the end.', set: one },
    'no-fin-retransmission': {
      sentence: 'A FIN is sent once.',
      set: { ...one, finRetransmission: false },
      expect: violated(...bothCloses, 'both can close'),
    },
    'limited-retransmissions': {
      sentence: 'A connection is given up after one retransmission.',
      set: { ...one, retransmissions: 1 },
      expect: violated("the client's close completes", 'accepted text is delivered', 'both can close'),
    },
    'simultaneous-close': { sentence: 'Either side may close first.', set: either },
    'simultaneous-open': {
      sentence: 'Either side may open: the calls may collide.',
      set: { ...one, simultaneousOpen: true },
    },
    aborts: {
      sentence: 'A user may abort instead: a RST that is lost leaves the peer in FIN-WAIT-2.',
      set: { ...one, abort: true },
      expect: violated("the client's close completes", 'accepted text is delivered'),
    },
    lwip: {
      sentence: 'Both sides are as lwIP 2.1.3; either may close first.',
      set: { ...stacks.lwip, ...either },
    },
    smoltcp: {
      sentence: 'Both sides are as smoltcp 0.14; either may close first.',
      set: { ...stacks.smoltcp, ...either },
    },
    linux: {
      sentence: 'Both sides are as Linux 6.18 with its defaults; either may close first.',
      set: { ...stacks.linux, ...either },
    },
    netstack: {
      sentence: "Both sides are as gVisor's netstack of 2026-09-05; either may close first.",
      set: { ...stacks.netstack, ...either },
    },
    'netstack-overtaken': {
      sentence:
        "The same, three segments in flight, without text, loss and copies: the ACK of a FIN may overtake the peer's FIN.",
      set: { ...stacks.netstack, ...either, capacity: 3, serverData: 0, loss: false, duplication: false },
      expect: violated(...bothCloses, 'both can close'),
    },
  },
});
