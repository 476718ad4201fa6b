import { defineModel, defineProtocol, endpoint } from 'allways';
import { receiver } from './receiver.ts';
import { sender } from './sender.ts';

/**
 * Numbered datagrams and a receiver that accepts none of them twice, although the network duplicates and reorders them:
 * the anti-replay window of IPsec (RFC 4303, 3.4.3) and DTLS (RFC 9147, 4.5.1). Its machines are small; most of the state
 * is what is in flight.
 *
 * The states by hand, for n datagrams and a window of w numbers, by how many were sent, k, and which is the highest
 * accepted one, h. Where none was accepted (h = 0), each that was sent is in flight or lost: 2ᵏ. Otherwise
 * - a datagram above h is in flight or lost: 2 ways each, of k − h;
 * - h itself was accepted, and is still in flight or lost: 2 ways;
 * - one below it in the window was accepted or not, and is in flight or lost: 4 ways each, of m = min(h, w) − 1;
 * - one below the window is in flight and was accepted, is in flight and was not, or is lost: 3 ways each, of
 *   o = max(h − w, 0).
 * Together the sum of 2ᵏ over 0 ≤ k ≤ n, and of 2ᵏ⁻ʰ⁺¹·4ᵐ·3ᵒ over 1 ≤ h ≤ k ≤ n. With room for all, w ≥ n, that is
 * (4ⁿ⁺¹ − 1)/3.
 *
 * The transitions: each of these states has a step by which the next datagram is sent, if k < n; one by which it is
 * lost for each that is in flight; and one by which it is accepted for each in flight above h, or in the window and not
 * accepted. On average these are k steps where h = 0, otherwise (k − h) + ½ + ¾·m + ⅔·o.
 */
export const protocol = defineProtocol({
  name: 'anti-replay',
  parameters: { datagrams: 4, window: 2, remembers: true },
  build: ({ datagrams, window, remembers }) => {
    requireWithin('datagrams', datagrams, 1000);
    requireWithin('window', window, 31);
    return {
      endpoints: {
        sender: endpoint(sender, { input: { datagrams }, events: [{ type: 'SEND' }] }),
        receiver: endpoint(receiver, { input: { size: window, remembers } }),
      },
      network: { carries: ['DATAGRAM'], loss: true, duplication: true },
    };
  },
  history: {
    marks: {
      initial: 'new',
      others: ['accepted'],
      trigger: ({ action, observations }) =>
        action.kind === 'deliver' && observations.length > 0 ? String(action.message.event.number) : null,
      remark: ({ event, mark }, accepted) => (String(event.number) === accepted ? 'accepted' : mark),
    },
  },
  final: ({ endpoints: { sender }, network }, { datagrams }) =>
    sender.context.sent === datagrams && network.length === 0,
});

export default defineModel({
  ...protocol,
  properties: ({ step, reachable, deadlockFree }) => [
    step({
      name: 'nothing twice',
      sentence: 'No datagram is accepted twice.',
      source: 'RFC 4303, 3.4.3',
      holds: ({ action, observations }) =>
        action.kind !== 'deliver' || action.message.mark === 'new' || observations.length === 0,
    }),
    reachable({
      name: 'out of order',
      sentence: 'A datagram is accepted after one that was sent later.',
      step: ({ action, before: { endpoints }, observations }) =>
        action.kind === 'deliver' &&
        action.message.event.number < endpoints.receiver.context.highest &&
        observations.length > 0,
    }),
    reachable({
      name: 'too late',
      sentence: 'A datagram is in flight that was never accepted, and no longer can be.',
      state: ({ endpoints, network }, { window }) =>
        network.some(
          ({ event, mark }) => mark === 'new' && event.number <= endpoints.receiver.context.highest - window,
        ),
    }),
    deadlockFree(),
  ],
  variants: {
    'a window of two': {
      sentence:
        'By how many were sent: 1 + (2 + 2) + (4 + 4 + 8) + (8 + 8 + 16 + 24) + (16 + 16 + 32 + 48 + 72) states.',
      size: { distinctStates: 261, transitions: 780 },
    },
    'a window of one': {
      sentence: 'Only what is newer than all that was accepted is accepted: 1 + 4 + 14 + 46 + 146 states.',
      set: { window: 1 },
      expect: { 'out of order': 'unreachable' },
      size: { distinctStates: 211, transitions: 625 },
    },
    'room for all': {
      sentence: 'Nothing is ever too old: 1 + 4 + 16 + 64 + 256 states.',
      set: { window: 4 },
      expect: { 'too late': 'unreachable' },
      size: { distinctStates: 341, transitions: 1024 },
    },
    forgetful: {
      sentence: 'The receiver does not remember which numbers of its window it has accepted.',
      set: { remembers: false },
      expect: { 'nothing twice': 'violated' },
    },
  },
});

function requireWithin(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new Error(`${name} is ${value}; it must be a whole number from 1 to ${most}`);
}
