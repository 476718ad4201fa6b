import { assign, enqueueActions, setup } from 'xstate';
import type { From, FromLock, FromWorker, To } from './messages.ts';

/** The lock: gives a lease to who asks, if nobody has it, for a time. */
export const lock = setup({
  types: {
    /** `lease` is in milliseconds; 0 for a lease without end. */
    context: {} as { readonly lease: number; readonly most: number; readonly token: number },
    input: {} as { readonly lease: number; readonly most: number },
    events: {} as From<FromWorker>,
    emitted: {} as To<FromLock>,
  },
  delays: { LEASE: ({ context }) => context.lease },
  guards: {
    mayGrant: ({ context }) => context.token < context.most,
    ends: ({ context }) => context.lease > 0,
  },
  actions: {
    nextToken: assign({ token: ({ context }) => context.token + 1 }),
    grant: enqueueActions(({ enqueue, context: { token }, event }) => {
      enqueue.emit({ type: 'GRANT', token, to: event.from });
    }),
    refuse: enqueueActions(({ enqueue, event }) => {
      enqueue.emit({ type: 'BUSY', to: event.from });
    }),
  },
}).createMachine({
  id: 'lock',
  context: ({ input }) => ({ ...input, token: 0 }),
  initial: 'free',
  states: {
    free: {
      on: {
        ACQUIRE: [
          { guard: 'mayGrant', target: 'leased', actions: ['nextToken', 'grant'] },
          { actions: 'refuse' },
        ],
      },
    },
    leased: {
      initial: 'deciding',
      on: { ACQUIRE: { actions: 'refuse' } },
      states: {
        deciding: { always: [{ guard: 'ends', target: 'running' }, { target: 'endless' }] },
        running: { after: { LEASE: '#lock.free' } },
        endless: {},
      },
    },
  },
});
