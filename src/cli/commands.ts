import type { Command } from 'commander';

/** A command, as the list of commands shows it. */
export interface Listed {
  readonly name: string;
  readonly argument: string;
  readonly summary: string;
  readonly isHidden?: true;
  /** The command in full. */
  load(): Promise<Command>;
}

/** The commands, in the order of the help. */
export const COMMANDS: readonly Listed[] = [
  {
    name: 'check',
    argument: '<model>',
    summary: 'check the properties of a model in every reachable state',
    load: async () => (await import('./commands/check.ts')).checkCommand(),
  },
  {
    name: 'matrix',
    argument: '<model>',
    summary: 'check every variant of a model against what is expected of it',
    load: async () => (await import('./commands/matrix.ts')).matrixCommand(),
  },
  {
    name: 'sweep',
    argument: '<model>',
    summary: 'check a model for each value of a parameter, and say where verdicts flip',
    load: async () => (await import('./commands/sweep.ts')).sweepCommand(),
  },
  {
    name: 'replay',
    argument: '<model>',
    summary: 'draw a path again from its replay string, and say what it violates',
    load: async () => (await import('./commands/replay.ts')).replayCommand(),
  },
  {
    name: 'explore',
    argument: '<model>',
    summary: 'walk through a model in the browser, step by step, or write a page that does',
    load: async () => (await import('./commands/explore.ts')).exploreCommand(),
  },
  {
    name: 'simulate',
    argument: '<model>',
    summary: 'draw one random walk through a model',
    load: async () => (await import('./commands/simulate.ts')).simulateCommand(),
  },
  {
    name: 'paths',
    argument: '<model>',
    summary: 'make test paths that cover transitions, faults and more',
    load: async () => (await import('./commands/paths.ts')).pathsCommand(),
  },
  {
    name: 'run-paths',
    argument: '<driver>',
    summary: 'run an implementation along the test paths of a model',
    load: async () => (await import('./commands/run-paths.ts')).runPathsCommand(),
  },
  {
    name: 'diagram',
    argument: '<file>',
    summary: 'draw the machines of a model, or any XState v5 machine',
    load: async () => (await import('./commands/diagram.ts')).diagramCommand(),
  },
  {
    name: 'space',
    argument: '<model>',
    summary: 'write the state space of a model, or draw its quotient by endpoint states',
    load: async () => (await import('./commands/space.ts')).spaceCommand(),
  },
  {
    name: 'export',
    argument: '<model>',
    summary: 'write a model for another checker, to have its verdicts confirmed',
    load: async () => (await import('./commands/export.ts')).exportCommand(),
  },
  {
    name: 'expand',
    argument: '<model>',
    summary: 'expand states for another program that keeps them, over stdin and stdout',
    load: async () => (await import('./commands/expand.ts')).expandCommand(),
  },
  {
    name: 'validate',
    argument: '<model> <log>',
    summary: 'say whether a recorded run fits a model',
    load: async () => (await import('./commands/validate.ts')).validateCommand(),
  },
  {
    name: 'init',
    argument: '[dir]',
    summary: 'write a project to begin with: two machines, a model, tests',
    load: async () => (await import('./commands/init.ts')).initCommand(),
  },
  {
    name: 'tour',
    argument: '[model]',
    summary: 'show the matrix of a model, a counterexample, and what to try next',
    isHidden: true,
    load: async () => (await import('./commands/tour.ts')).tourCommand(),
  },
];
