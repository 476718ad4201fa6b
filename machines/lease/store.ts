import { assign, enqueueActions, setup } from 'xstate';
import type { FromWorker } from './messages.ts';

/** The store that the lease protects. With fencing, it refuses a token that is less than one that it has seen. */
export const store = setup({
  types: {
    context: {} as { readonly fences: boolean; readonly seen: number },
    input: {} as { readonly fences: boolean },
    events: {} as FromWorker,
    emitted: {} as { readonly type: 'written' | 'refused'; readonly token: number },
  },
  guards: {
    isFenced: ({ context, event }) => event.type === 'WRITE' && context.fences && event.token < context.seen,
  },
  actions: {
    see: assign({
      seen: ({ context, event }) =>
        event.type === 'WRITE' && context.fences ? Math.max(context.seen, event.token) : context.seen,
    }),
    tell: enqueueActions(({ enqueue, event }, { type }: { type: 'written' | 'refused' }) => {
      if (event.type === 'WRITE') enqueue.emit({ type, token: event.token });
    }),
  },
}).createMachine({
  id: 'store',
  context: ({ input }) => ({ ...input, seen: 0 }),
  on: {
    WRITE: [
      { guard: 'isFenced', actions: { type: 'tell', params: { type: 'refused' } } },
      { actions: ['see', { type: 'tell', params: { type: 'written' } }] },
    ],
  },
});
