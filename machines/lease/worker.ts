import { assign, cancel, emit, enqueueActions, setup } from 'xstate';
import type { FromLock, FromWorker, To } from './messages.ts';

export interface WorkerSettings {
  /** How long it takes a lease for its own, in milliseconds: the lease less a margin; 0 for ever. */
  readonly validity: number;
  /** Since when. */
  readonly countsFrom: 'request' | 'grant';
}

/**
 * Asks for a lease, and writes as long as it believes to have it. It may pause between the look at its clock and the write, as a garbage
 * collection or a suspended machine makes it.
 */
export const worker = setup({
  types: {
    context: {} as WorkerSettings & { readonly token: number },
    input: {} as WorkerSettings,
    events: {} as FromLock | { readonly type: 'ASK' | 'WORK' | 'PAUSE' | 'GO_ON' | 'OVER' },
    emitted: {} as To<FromWorker>,
  },
  delays: { VALIDITY: ({ context }) => context.validity },
  actions: {
    ask: emit({ type: 'ACQUIRE', to: 'lock' }),
    take: assign({ token: ({ event }) => (event.type === 'GRANT' ? event.token : 0) }),
    forget: assign({ token: 0 }),
    write: emit(({ context: { token } }) => ({ type: 'WRITE', token, to: 'store' })),
    startAtRequest: enqueueActions(({ enqueue, context }) => {
      if (context.validity > 0 && context.countsFrom === 'request')
        enqueue.raise({ type: 'OVER' }, { id: 'validity', delay: 'VALIDITY' });
    }),
    startAtGrant: enqueueActions(({ enqueue, context }) => {
      if (context.validity > 0 && context.countsFrom === 'grant')
        enqueue.raise({ type: 'OVER' }, { id: 'validity', delay: 'VALIDITY' });
    }),
    stop: cancel('validity'),
  },
}).createMachine({
  id: 'worker',
  context: ({ input }) => ({ ...input, token: 0 }),
  initial: 'idle',
  states: {
    idle: { entry: 'forget', on: { ASK: 'waiting' } },
    waiting: {
      entry: ['ask', 'startAtRequest'],
      on: {
        GRANT: { target: 'holding', actions: ['take', 'startAtGrant'] },
        BUSY: { target: 'idle', actions: 'stop' },
        OVER: 'late',
      },
    },
    /** What is granted now is over already. */
    late: { on: { GRANT: 'idle', BUSY: 'idle' } },
    holding: {
      on: {
        WORK: { actions: 'write' },
        PAUSE: 'paused',
        OVER: 'idle',
      },
    },
    /** Its clock goes on, but it does not look. */
    paused: {
      on: { GO_ON: { target: 'idle', actions: ['write', 'stop'] } },
    },
  },
});
