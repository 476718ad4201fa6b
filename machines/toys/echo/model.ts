import { defineModel, endpoint, oneOf } from 'allways';
import { emit, setup } from 'xstate';

const speaker = setup({
  types: { events: {} as { type: 'SPEAK' }, emitted: {} as { type: 'WORD'; to: readonly string[] } },
}).createMachine({
  id: 'speaker',
  initial: 'silent',
  states: {
    silent: { on: { SPEAK: 'spoken' } },
    spoken: { entry: emit({ type: 'WORD', to: ['wall', 'listener'] }) },
  },
});

const wall = setup({
  types: { events: {} as { type: 'WORD' }, emitted: {} as { type: 'ECHO'; to: 'listener' } },
}).createMachine({
  id: 'wall',
  initial: 'silent',
  states: {
    silent: { on: { WORD: 'echoing' } },
    echoing: { entry: emit({ type: 'ECHO', to: 'listener' }) },
  },
});

const listener = setup({ types: { events: {} as { type: 'WORD' } | { type: 'ECHO' } } }).createMachine({
  id: 'listener',
  initial: 'silence',
  states: {
    silence: { on: { WORD: 'word', ECHO: 'echo' } },
    word: { on: { ECHO: 'word, then echo' } },
    echo: { on: { WORD: 'echo, then word' } },
    'word, then echo': {},
    'echo, then word': {},
  },
});

/**
 * Three endpoints: a word goes to two of them at once, and one of these passes it on to the other.
 *
 * The states by hand: before the word 1; the wall has not heard it, and the listener has or has not 2; the wall has, and the
 * listener has heard nothing, word, echo, or both in either order 5. FIFO order holds per pair of endpoints, so it changes
 * nothing: word and echo come from different ones.
 */
export default defineModel({
  name: 'echo',
  parameters: { order: oneOf('none', 'fifo') },
  build: (p) => ({
    endpoints: {
      speaker: endpoint(speaker, { events: [{ type: 'SPEAK' }] }),
      wall: endpoint(wall),
      listener: endpoint(listener),
    },
    network: { carries: ['WORD', 'ECHO'], order: p.order },
  }),
  final: ({ endpoints: { listener } }) =>
    listener.matches('word, then echo') || listener.matches('echo, then word'),
  properties: ({ invariant, deadlockFree }) => [
    invariant({
      name: 'the word comes first',
      sentence: 'The listener does not hear the echo before the word.',
      holds: ({ endpoints }) => !endpoints.listener.matches('echo'),
    }),
    deadlockFree(),
  ],
  variants: {
    reordering: {
      sentence: '1 + (2 + 1) + (2 + 1 + 1) transitions.',
      expect: { 'the word comes first': 'violated' },
      size: { distinctStates: 8, transitions: 8 },
    },
    fifo: {
      sentence: 'Order between two endpoints is no order among three.',
      set: { order: 'fifo' },
      expect: { 'the word comes first': 'violated' },
      size: { distinctStates: 8, transitions: 8 },
    },
  },
});
