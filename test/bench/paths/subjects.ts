import type { TestCriterion } from '../../../src/testing.ts';
import type { Subject } from '../subjects.ts';

/** What makes paths. */
export type PathEngine = 'allways' | 'xstate-graph' | 'xstate-test';

export const PATH_ENGINES: readonly PathEngine[] = ['allways', 'xstate-graph', 'xstate-test'];

/** A model at a fixed size, and what test paths of it must reach. */
export interface PathSubject extends Pick<Subject, 'name' | 'file' | 'set'> {
  readonly criteria: readonly TestCriterion[];
  readonly distinctStates: number;
  readonly effort: 'quick' | 'full';
  /** The engines that make paths of it. */
  readonly engines: readonly PathEngine[];
}

const transitions = ['transitions', 'states'] as const;
const tcp = { file: 'machines/tcp/model.ts', engines: ['allways'] } as const;
const tcpClose = {
  file: 'machines/tcp-close/model.ts',
  criteria: transitions,
  engines: PATH_ENGINES,
} as const;

/** Positions of each of the three dials. */
const DIALS = 100;

export const pathSubjects: readonly PathSubject[] = [
  { ...tcp, name: 'tcp', set: {}, criteria: transitions, distinctStates: 68_230, effort: 'quick' },
  { ...tcp, name: 'tcp-faults', set: {}, criteria: ['faults'], distinctStates: 68_230, effort: 'full' },
  { ...tcp, name: 'tcp-pairs', set: {}, criteria: ['pairs'], distinctStates: 68_230, effort: 'quick' },
  {
    ...tcp,
    name: 'tcp-capacity-4',
    set: { capacity: 4 },
    criteria: transitions,
    distinctStates: 507_512,
    effort: 'full',
  },
  {
    ...tcpClose,
    name: 'tcp-close-capacity-2',
    set: { capacity: 2 },
    distinctStates: 2185,
    effort: 'quick',
  },
  { ...tcpClose, name: 'tcp-close', set: {}, distinctStates: 16_484, effort: 'full' },
  {
    ...tcpClose,
    name: 'tcp-close-data-both-ways',
    set: { clientData: true },
    distinctStates: 54_578,
    effort: 'full',
    // The paths are too many for @xstate/test to compare.
    engines: ['allways', 'xstate-graph'],
  },
  {
    name: 'dials',
    file: 'test/bench/models/dials.ts',
    set: { positions: DIALS },
    criteria: ['local-states'],
    distinctStates: DIALS ** 3,
    effort: 'quick',
    engines: ['allways'],
  },
];
