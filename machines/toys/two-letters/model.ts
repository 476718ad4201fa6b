import { defineModel, endpoint, oneOf } from 'allways';
import { emit, setup } from 'xstate';

const sender = setup({
  types: { events: {} as { type: 'SEND' }, emitted: {} as { type: 'A' } | { type: 'B' } },
}).createMachine({
  id: 'sender',
  initial: 'none',
  states: {
    none: { on: { SEND: { target: 'one', actions: emit({ type: 'A' }) } } },
    one: { on: { SEND: { target: 'two', actions: emit({ type: 'B' }) } } },
    two: {},
  },
});

const receiver = setup({ types: { events: {} as { type: 'A' } | { type: 'B' } } }).createMachine({
  id: 'receiver',
  initial: 'nothing',
  states: {
    nothing: { on: { A: 'A', B: 'B' } },
    A: { on: { B: 'A then B' } },
    B: { on: { A: 'B then A' } },
    'A then B': {},
    'B then A': {},
  },
});

/**
 * Two messages, A and then B, from one endpoint to the other.
 *
 * The states by hand: before the first is sent 1; then A is on its way or there, 2; then, with both sent, {AB in flight}, {A there, B
 * in flight}, {B there, A in flight}, {A then B}, {B then A}. FIFO order takes away the two in which B comes first.
 */
export default defineModel({
  name: 'two-letters',
  parameters: { order: oneOf('none', 'fifo'), capacity: 2, loss: false },
  build: (p) => ({
    endpoints: { sender: endpoint(sender, { events: [{ type: 'SEND' }] }), receiver: endpoint(receiver) },
    network: { carries: ['A', 'B'], order: p.order, capacity: p.capacity, loss: p.loss },
  }),
  properties: ({ invariant, reachable }) => [
    invariant({
      name: 'no letter from nowhere',
      sentence: 'The receiver gets nothing before it was sent.',
      holds: ({ endpoints: { sender, receiver } }) =>
        sender.matches('two') ||
        receiver.matches('nothing') ||
        (sender.matches('one') && receiver.matches('A')),
    }),
    invariant({
      name: 'in order',
      sentence: 'B does not arrive while A has not.',
      holds: ({ endpoints: { receiver } }) => receiver.value !== 'B' && receiver.value !== 'B then A',
    }),
    reachable({
      name: 'both arrive',
      sentence: 'The receiver gets A, then B.',
      state: ({ endpoints }) => endpoints.receiver.matches('A then B'),
    }),
  ],
  variants: {
    reordering: {
      sentence: 'The second overtakes the first: 1 + 2 + 5 states, 1 + (2 + 1) + (2 + 1 + 1) transitions.',
      expect: { 'in order': 'violated' },
      size: { distinctStates: 8, transitions: 8 },
    },
    fifo: {
      sentence: 'Nothing overtakes: 1 + 2 + 3 states, 1 + (2 + 1) + (1 + 1) transitions.',
      set: { order: 'fifo' },
      size: { distinctStates: 6, transitions: 6 },
    },
    'room for one': {
      sentence:
        'B is not sent while A is in flight, a step that is cut off and counted: five states in a row.',
      set: { capacity: 1 },
      size: { distinctStates: 5, transitions: 4 },
    },
    'room for one, with loss': {
      sentence:
        'B is lost at once while A is in flight. After the first: A in flight, there, or lost; after both: {A in flight}, {B in flight, A there or lost}, {nothing, A, B or both there}: 1 + 3 + 7 states, 1 + (3 + 1 + 1) + 3 · 2 transitions.',
      set: { capacity: 1, loss: true },
      expect: { 'in order': 'violated' },
      size: { distinctStates: 11, transitions: 12 },
    },
  },
});
