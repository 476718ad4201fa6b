import { defineProtocol, endpoint, oneOf } from 'allways';
import { lock } from './lock.ts';
import { store } from './store.ts';
import { worker } from './worker.ts';

/** Milliseconds of a tick. */
const TICK = 1000;

export const WORKERS = ['worker 1', 'worker 2', 'worker 3'] as const;

/** Workers lease the right to write to a store. */
export const protocol = defineProtocol({
  name: 'lease',
  parameters: {
    workers: 2,
    /** How many leases are given, one after another. */
    leases: 2,
    /** In ticks: how long a lease lasts (0 for ever), how much earlier a worker gives it up, and how long a message travels at most. */
    lease: 6,
    margin: 3,
    delay: 1,
    countsFrom: oneOf('grant', 'request'),
    fences: true,
    pauses: false,
    crashes: 0,
  },
  build: ({ workers, leases, lease, margin, delay, countsFrom, fences, pauses, crashes }) => {
    if (lease > 0 && margin >= lease) throw new Error('the margin must be less than the lease');
    const workerOf = (number: number) =>
      endpoint(worker, {
        input: { validity: lease === 0 ? 0 : (lease - margin) * TICK, countsFrom },
        events: ({ value }) => [
          ...(value === 'idle' && number <= workers ? [{ type: 'ASK' as const }] : []),
          ...(value === 'holding' ? [{ type: 'WORK' as const }] : []),
          ...(value === 'holding' && pauses ? [{ type: 'PAUSE' as const }] : []),
          ...(value === 'paused' ? [{ type: 'GO_ON' as const }] : []),
        ],
        ...(crashes > 0 && number === 1 && { crashes: { most: crashes, restarts: false } }),
      });
    return {
      endpoints: {
        lock: endpoint(lock, { input: { lease: lease * TICK, most: leases }, sender: 'from' }),
        store: endpoint(store, { input: { fences } }),
        'worker 1': workerOf(1),
        'worker 2': workerOf(2),
        'worker 3': workerOf(3),
      },
      network: {
        carries: ['ACQUIRE', 'GRANT', 'BUSY', 'WRITE'],
        lifetime: delay,
        delivery: 'within lifetime' as const,
        // Of equal writes that are on their way, one tells as much as two.
        capacity: 4,
        full: 'blocks' as const,
      },
      time: { tick: TICK },
    };
  },
  history: {
    /** The greatest token under which anything was written. */
    initial: 0,
    update: (greatest: number, { observations }): number =>
      observations.reduce(
        (most, { effect }) => (effect.type === 'written' ? Math.max(most, effect.token) : most),
        greatest,
      ),
  },
  final: () => true,
});
