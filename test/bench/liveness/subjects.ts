import type { ParameterValue } from '../../../src/index.ts';
import { type Promela, subjects, type Tla } from '../subjects.ts';

/** What is searched for: no claim, so that it is the search of safety alone, the first of the claims, or all. */
export type Claims = 'none' | 'one' | 'all';

export const CLAIMS: readonly Claims[] = ['none', 'one', 'all'];

/** A model with claims about the long run, at a fixed size. */
export interface LivenessSubject {
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
  readonly variant?: string;
  readonly set: Readonly<Record<string, ParameterValue>>;
  readonly distinctStates: number;
  readonly effort: 'quick' | 'full';
  /** The same system with claims of the same names; null where there is none. */
  readonly promela: Promela | null;
  readonly tla: Tla | null;
}

const graceful = { file: 'machines/tcp/liveness.ts', variant: 'graceful', promela: null, tla: null } as const;

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
  toy('two-phase-commit-7', 'quick'),
  toy('two-phase-commit-8', 'full'),
  toy('anti-replay-9', 'full'),
  toy('anti-replay-11', 'full'),
];

/** A subject of the other bench, with claims. */
function toy(name: string, effort: LivenessSubject['effort']): LivenessSubject {
  const subject = subjects.find((each) => each.name === name);
  if (subject?.distinctStates == null) throw new RangeError(`there is no subject ${name}`);
  const file = subject.file.replace(/^machines\/toys\/(.*)\/model\.ts$/, 'test/bench/models/$1.ts');
  const { set, distinctStates } = subject;
  const promela = subject.promela === 'exported' ? null : subject.promela;
  // Beyond, TLC takes a quarter of an hour.
  const tla = distinctStates < 500_000 ? subject.tla : null;
  return { name: `${name}-liveness`, file, set, distinctStates, promela, tla, effort };
}
