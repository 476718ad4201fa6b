import { assign, createMachine, fromPromise } from 'xstate';

/** A loader: an invoked actor that ends or fails, a guard in line, eventless transitions, a machine that ends. */
export const loader = createMachine(
  {
    id: 'loader',
    context: { tries: 0 },
    initial: 'loading',
    states: {
      loading: {
        invoke: {
          id: 'load',
          src: 'fetchPage',
          onDone: { target: 'loaded', actions: assign({ tries: 0 }) },
          onError: { target: 'failed', actions: assign({ tries: ({ context }) => context.tries + 1 }) },
        },
      },
      failed: {
        always: [{ guard: ({ context }) => context.tries >= 3, target: 'given up' }],
        after: { 1000: 'loading' },
        on: { RETRY: 'loading' },
      },
      loaded: { type: 'final' },
      'given up': { type: 'final', entry: 'apologise' },
    },
  },
  { actors: { fetchPage: fromPromise(async () => 'page') } },
);
