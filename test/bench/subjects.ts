import type { ParameterValue } from '../../src/index.ts';

/** What searches. */
export type Engine = 'allways' | WorkersEngine | 'spin' | 'spin-por' | 'stateright' | 'tlc' | 'xstate-graph';

/** The command line with several workers; with one, too, since it is another process than that of `allways`. */
export type WorkersEngine = (typeof WORKERS_ENGINES)[number];

export const WORKERS_ENGINES = ['allways-workers-1', 'allways-workers-2', 'allways-workers-4'] as const;

export const ENGINES: readonly Engine[] = [
  'allways',
  ...WORKERS_ENGINES,
  'spin',
  'spin-por',
  'stateright',
  'tlc',
  'xstate-graph',
];

/** The same system in Promela, hand-written. */
export interface Promela {
  /** Beside this file. */
  readonly file: string;
  /** Values of its macros. */
  readonly define: Readonly<Record<string, number>>;
}

/** Instead: what `allways export` writes. */
export type Exported = 'exported';

/** The same system in TLA+. */
export interface Tla {
  /** Beside this file. */
  readonly module: string;
  readonly constants: Readonly<Record<string, number>>;
}

/** Which benches measure a subject: `quick` is part of `full`; `named` and `large` are measured if they are named. */
export type Effort = 'named' | 'quick' | 'full' | 'large';

/** Which engines besides Allways measure a subject. */
interface Beside {
  readonly promela?: true;
  readonly tla?: true;
  readonly graph?: true;
}

/** A model at a fixed size. */
export interface Subject {
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
  readonly set: Readonly<Record<string, ParameterValue>>;
  /** By the formula in the model; null where there is none. */
  readonly distinctStates: number | null;
  readonly effort: Effort;
  /** Null where there is none, or Spin need not be measured at this size. */
  readonly promela: Promela | Exported | null;
  /** Null where there is none, or TLC need not be measured at this size. */
  readonly tla: Tla | null;
  /** What the program with the models for Stateright is asked for; null where there is none. */
  readonly stateright: readonly string[] | null;
  /** It is small enough for xstate/graph. */
  readonly graph: boolean;
}

/** Numbers in the window of the anti-replay subjects; `wide` ones have room for all, `narrow` ones for fewer. */
const WINDOW = 4;

export const subjects: readonly Subject[] = [
  twoPhaseCommit(5, 'named', { promela: true, tla: true, graph: true }),
  twoPhaseCommit(6, 'quick', { graph: true }),
  twoPhaseCommit(7, 'full', { promela: true, tla: true }),
  twoPhaseCommit(8, 'quick', { promela: true, tla: true }),
  twoPhaseCommit(9, 'full', { promela: true }),
  twoPhaseCommit(10, 'large', { promela: true }),
  antiReplay(5, 'named', { promela: true, tla: true, graph: true }),
  antiReplay(7, 'quick', { graph: true }),
  antiReplay(8, 'full', { graph: true }),
  antiReplay(9, 'named', { promela: true, tla: true }),
  antiReplay(11, 'quick', { promela: true, tla: true }),
  antiReplay(13, 'full', { promela: true }),
  antiReplay(13, 'large', { promela: true }, 13),
  antiReplay(14, 'large', {}, 3),
  antiReplay(15, 'large', { promela: true }),
  tcp('tcp-1m', 'quick', { capacity: 3, clientData: 1, msl: 2, timeWait: 4 }),
  tcp('tcp-10m', 'full', { capacity: 6 }),
];

/** What the bench of large runs measures if nothing else is asked for. */
export const LARGE = 'anti-replay-13-wide';

function twoPhaseCommit(managers: number, effort: Effort, { promela, tla, graph }: Beside): Subject {
  return {
    name: `two-phase-commit-${managers}`,
    file: 'machines/toys/two-phase-commit/model.ts',
    set: { managers },
    distinctStates: 4 ** managers + 2 ** managers + 6 ** managers,
    effort,
    promela: promela ? { file: 'two-phase-commit.pml', define: { N: managers } } : null,
    tla: tla ? { module: 'TwoPhaseCommit', constants: { N: managers } } : null,
    stateright: promela ? ['two-phase-commit', String(managers)] : null,
    graph: graph ?? false,
  };
}

function antiReplay(
  datagrams: number,
  effort: Effort,
  { promela, tla, graph }: Beside,
  window = WINDOW,
): Subject {
  return {
    name: `anti-replay-${datagrams}${window === datagrams ? '-wide' : window < WINDOW ? '-narrow' : ''}`,
    file: 'machines/toys/anti-replay/model.ts',
    set: { datagrams, window },
    distinctStates: antiReplayStates(datagrams, window),
    effort,
    promela: promela ? { file: 'anti-replay.pml', define: { N: datagrams, W: window } } : null,
    tla: tla ? { module: 'AntiReplay', constants: { N: datagrams, W: window } } : null,
    stateright: promela ? ['anti-replay', String(datagrams), String(window)] : null,
    graph: graph ?? false,
  };
}

/** The formula that stands in the model. */
function antiReplayStates(datagrams: number, window: number): number {
  let states = 0;
  for (let k = 0; k <= datagrams; k++) {
    states += 2 ** k;
    for (let h = 1; h <= k; h++) {
      states += 2 ** (k - h + 1) * 4 ** (Math.min(h, window) - 1) * 3 ** Math.max(h - window, 0);
    }
  }
  return states;
}

function tcp(name: string, effort: Effort, set: Subject['set']): Subject {
  return {
    name,
    file: 'machines/tcp/model.ts',
    set,
    distinctStates: null,
    effort,
    promela: effort === 'quick' ? 'exported' : null,
    tla: null,
    stateright: null,
    graph: false,
  };
}
