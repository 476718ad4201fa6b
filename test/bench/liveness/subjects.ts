import type { ParameterValue } from '../../../src/index.ts';

/** What is searched for: no claim, so that it is the search of safety alone, the first of the claims, or all. */
export type Claims = 'none' | 'one' | 'all';

export const CLAIMS: readonly Claims[] = ['none', 'one', 'all'];

/** A model with claims about the long run, at a fixed size. */
export interface LivenessSubject {
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
  readonly variant: string;
  readonly set: Readonly<Record<string, ParameterValue>>;
  readonly distinctStates: number;
  readonly effort: 'quick' | 'full';
}

const graceful = { file: 'machines/tcp/liveness.ts', variant: 'graceful' } as const;

export const livenessSubjects: readonly LivenessSubject[] = [
  {
    ...graceful,
    name: 'tcp-liveness',
    set: { capacity: 3, incarnations: 2 },
    distinctStates: 205_781,
    effort: 'quick',
  },
  {
    ...graceful,
    name: 'tcp-liveness-client-data',
    set: { capacity: 3, incarnations: 2, clientData: 1 },
    distinctStates: 1_158_640,
    effort: 'full',
  },
];
