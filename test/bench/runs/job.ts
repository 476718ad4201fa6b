import type { Subject } from '../subjects.ts';

/** What a process of its own is asked to do. */
export interface Job {
  readonly engine: 'allways' | 'xstate-graph' | 'large';
  readonly subject: Pick<Subject, 'file' | 'set'>;
  /** Find out how much of the time is spent inside XState. It slows the run down. */
  readonly profile: boolean;
}
