import { defineModel, endpoint } from 'allways';
import { emit, setup } from 'xstate';

const sender = setup({
  types: { events: {} as { type: 'SEND' }, emitted: {} as { type: 'PING' } },
}).createMachine({
  id: 'sender',
  initial: 'ready',
  states: {
    ready: { on: { SEND: 'sent' } },
    sent: { entry: emit({ type: 'PING' }) },
  },
});

const receiver = setup({ types: { events: {} as { type: 'PING' } } }).createMachine({
  id: 'receiver',
  initial: 'waiting',
  states: { waiting: { on: { PING: 'pinged' } }, pinged: {} },
});

/**
 * One message that lives for one tick.
 *
 * The states by hand: not yet sent; in flight in the tick of its sending; in flight one tick later; gone; arrived. With a
 * promise that it arrives there is no fourth.
 */
export default defineModel({
  name: 'lossy-ping',
  parameters: { loss: true, promised: false },
  build: (p) => ({
    endpoints: { sender: endpoint(sender, { events: [{ type: 'SEND' }] }), receiver: endpoint(receiver) },
    network: { carries: ['PING'], loss: p.loss, lifetime: 1 },
    time: { tick: 1000 },
  }),
  assumptions: {
    'the ping arrives': {
      sentence: 'The PING is delivered before it dies.',
      when: (p) => p.promised,
      reliable: () => true,
    },
  },
  final: ({ endpoints }) => endpoints.receiver.matches('pinged'),
  properties: ({ invariant, reachable, deadlockFree }) => [
    invariant({
      name: 'no ping from nowhere',
      sentence: 'The receiver gets nothing before it was sent.',
      holds: ({ endpoints: { sender, receiver } }) => sender.matches('sent') || receiver.matches('waiting'),
    }),
    reachable({
      name: 'the ping can arrive',
      sentence: 'The receiver gets the PING.',
      state: ({ endpoints }) => endpoints.receiver.matches('pinged'),
    }),
    deadlockFree({ sentence: 'Something can happen as long as the PING has not arrived.' }),
  ],
  variants: {
    lossy: {
      sentence: 'In flight, the message is delivered, lost, or grows older: 1 + 3 + 3 transitions.',
      expect: { 'no deadlock': 'violated' },
      size: { distinctStates: 5, transitions: 7 },
    },
    lossless: {
      sentence: 'Without loss it still dies of age: 1 + 2 + 2 transitions.',
      set: { loss: false },
      expect: { 'no deadlock': 'violated' },
      size: { distinctStates: 5, transitions: 5 },
    },
    promised: {
      sentence: 'A promised message is not lost, and does not die: 1 + 2 + 1 transitions.',
      set: { promised: true },
      size: { distinctStates: 4, transitions: 4 },
    },
  },
});
