import type { Claims, LivenessSubject } from '../liveness/subjects.ts';
import type { PathEngine, PathSubject } from '../paths/subjects.ts';
import type { Engine, Subject } from '../subjects.ts';

/** A search of a model, once or with its pace on the way. */
export interface SearchJob {
  readonly engine: Extract<Engine, 'allways' | 'xstate-graph'> | 'large';
  readonly subject: Pick<Subject, 'file' | 'set'>;
  /** Find out how much of the time is spent inside XState. It slows the run down. */
  readonly profile: boolean;
}

/** Test paths of a model. */
export interface PathsJob {
  readonly engine: `paths by ${PathEngine}`;
  readonly subject: Pick<PathSubject, 'file' | 'set' | 'criteria'>;
}

/** Claims about the long run of a model. */
export interface LivenessJob {
  readonly engine: 'liveness';
  readonly subject: Pick<LivenessSubject, 'file' | 'variant' | 'set'>;
  readonly claims: Claims;
}

/** What a process of its own is asked to do. */
export type Job = SearchJob | PathsJob | LivenessJob;
