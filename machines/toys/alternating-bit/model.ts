import { defineModel, endpoint, oneOf } from 'allways';
import { receiver } from './receiver.ts';
import { sender } from './sender.ts';

/**
 * The alternating-bit protocol (Bartlett, Scantlebury and Wilkinson, 1969) over a network that loses messages, and may duplicate them.
 *
 * The states by hand, with room for one message in flight: until the receiver has passed DATA on, it is in flight or
 * lost, 2; then its ACK is in flight, or DATA again, or nothing, 3; and all that for each value of the bit: 2 · 5. The
 * transitions: what is in flight is delivered or lost, and the sender retransmits, also where that finds no room and changes
 * nothing: 2 · (3 + 1 + 3 + 3 + 1).
 */
export default defineModel({
  name: 'alternating-bit',
  parameters: { alternates: true, capacity: 1, duplication: false, order: oneOf('fifo', 'none') },
  build: ({ alternates, capacity, duplication, order }) => ({
    endpoints: {
      sender: endpoint(sender, { input: { alternates } }),
      receiver: endpoint(receiver, { input: { alternates } }),
    },
    network: { carries: ['DATA', 'ACK'], loss: true, duplication, capacity, order },
  }),
  history: {
    /** How many messages the sender has begun to send and the receiver has not passed on; 2 stands for more. */
    initial: { underway: 1 },
    update: ({ underway }, { observations }) => {
      const change = observations.map(({ effect }) => (effect.type === 'next' ? 1 : -1));
      return {
        underway: Math.max(
          -1,
          Math.min(
            2,
            change.reduce((sum, by) => sum + by, underway),
          ),
        ),
      };
    },
  },
  properties: ({ invariant, reachable, deadlockFree }) => [
    invariant({
      name: 'nothing twice',
      sentence: 'No message is passed on twice.',
      holds: ({ history }) => history.underway >= 0,
    }),
    invariant({
      name: 'nothing left out',
      sentence: 'No message is begun before the one before it was passed on.',
      holds: ({ history }) => history.underway <= 1,
    }),
    reachable({
      name: 'goes on',
      sentence: 'An acknowledged message is followed by the next.',
      step: ({ observations }) => observations.some(({ effect }) => effect.type === 'next'),
    }),
    deadlockFree(),
  ],
  variants: {
    'room for one': { size: { distinctStates: 10, transitions: 22 } },
    'room for two': { set: { capacity: 2 } },
    duplicating: {
      sentence: 'A message may arrive any number of times, but never after the one that was sent after it.',
      set: { capacity: 2, duplication: true },
    },
    'without the bit': {
      sentence: 'A retransmission looks like the next message.',
      set: { alternates: false },
      expect: { 'nothing twice': 'violated' },
    },
    reordering: {
      sentence: 'A retransmission is overtaken by the message after it, and taken for the one after that.',
      set: { capacity: 2, order: 'none' },
      expect: { 'nothing twice': 'violated', 'nothing left out': 'violated' },
    },
  },
});
