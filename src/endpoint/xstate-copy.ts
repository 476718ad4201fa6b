import { emit, initialTransition, StateMachine } from 'xstate';
import { ModelError } from '../language/errors.ts';
import type { AnyStateMachine } from '../language/machine.ts';

type Class = new (config: object) => AnyStateMachine;

/** Whether machines of a class show what they emit. */
const shown = new WeakMap<Class, boolean>();

/**
 * Refuses a machine that another copy of XState has made, of a version before 5.19: what such a machine emits would be
 * lost without a word. A machine does not know the version of its copy, so a small one of its class is tried.
 *
 * @throws ModelError if the machine emits nothing that can be seen
 */
export function requireUsableCopy(machine: AnyStateMachine, who: string): void {
  if (isOfOwnCopy(machine)) return;
  const made = machine.constructor as Class;
  let isShown = shown.get(made);
  if (isShown === undefined) {
    isShown = showsEmitted(made);
    shown.set(made, isShown);
  }
  if (isShown) return;
  throw new ModelError(
    `${who}: the machine "${machine.id}" was made by another copy of xstate than the one that allways runs with, older than 5.19, of which emitted events are lost; install one copy of xstate, of version 5.19 or newer (\`npm ls xstate\` lists all)`,
  );
}

function isOfOwnCopy(machine: unknown): boolean {
  return machine instanceof StateMachine;
}

function showsEmitted(made: Class): boolean {
  try {
    const [, effects] = initialTransition(new made({ entry: emit({ type: 'SHOWN' }) }), undefined);
    return effects.some(({ type }: { readonly type: string }) => type === 'xstate.emit');
  } catch {
    return false;
  }
}
