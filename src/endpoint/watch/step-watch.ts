import type { AnyStateMachine, Snapshot } from '../../language/machine.ts';
import type { Cause } from '../actors/answer.ts';
import type { Reaction } from '../effects.ts';

/** Is told what happens in the steps of a machine: one step may be several transitions, of it and of its actors. */
export interface StepWatcher {
  /** A step begins, or begins again; with null and null, the machine starts. */
  begin(before: Snapshot | null, cause: Cause | null): void;
  end(reaction: Reaction): void;
  /** The machine, or an actor of this path that runs another one, takes transitions. */
  took(path: string, machine: AnyStateMachine, transitions: unknown): void;
}

const watchers = new WeakMap<AnyStateMachine, StepWatcher>();

/** From now on, the steps of a machine are watched. */
export function watchSteps(machine: AnyStateMachine, watcher: StepWatcher): void {
  watchers.set(machine, watcher);
}

/** Runs a step of a machine in one of several ways: the first that gives something. */
export function watched(
  machine: AnyStateMachine,
  before: Snapshot | null,
  cause: Cause | null,
  ...ways: readonly (() => Reaction | null)[]
): Reaction {
  const watcher = watchers.get(machine);
  for (const run of ways) {
    watcher?.begin(before, cause);
    const reaction = run();
    if (reaction === null) continue;
    watcher?.end(reaction);
    return reaction;
  }
  throw new RangeError('no way to run a step');
}

/** Tells who watches a machine. */
export function transitionsSeen(
  root: AnyStateMachine,
  path: string,
  machine: AnyStateMachine,
  transitions: unknown,
): void {
  watchers.get(root)?.took(path, machine, transitions);
}
