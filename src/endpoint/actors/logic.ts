import { ModelError } from '../../language/errors.ts';
import type { AnyStateMachine, EventObject } from '../../language/machine.ts';
import { likenessOf } from '../../tables/copies.ts';
import type { Child, ChildSnapshot } from './child.ts';
import { NO_SCOPE } from './scope.ts';

/** What XState runs an actor with, as far as one must know here. */
interface Logic {
  readonly start?: unknown;
  readonly root?: unknown;
  transition(snapshot: ChildSnapshot, event: EventObject, scope: object): ChildSnapshot;
}

/** The logic of an actor: by its name, or where it stands in line. */
function logicOf(machine: AnyStateMachine, src: string): Logic | undefined {
  const [, index, node] = /^xstate\.invoke\.(\d+)\.(.*)/.exec(src) ?? [];
  if (node === undefined) return machine.implementations.actors[src] as Logic | undefined;
  const invoked: unknown = machine.getStateNodeById(node).config.invoke;
  const config: unknown = Array.isArray(invoked) ? invoked[Number(index)] : invoked;
  return Object(config).src;
}

/** Whether what an actor does is not known: it begins something, and answers when it likes. */
export function answersAtWill(machine: AnyStateMachine, { src }: Child): boolean {
  return typeof logicOf(machine, src)?.start === 'function';
}

export function isMachineLogic(machine: AnyStateMachine, { src }: Child): boolean {
  return logicOf(machine, src)?.root !== undefined;
}

/** The state of an actor whose logic is nothing but a function, after an event; null for one that answers at will. */
export function runLogic(machine: AnyStateMachine, child: Child, event: EventObject): ChildSnapshot | null {
  const logic = logicOf(machine, child.src);
  if (logic === undefined || answersAtWill(machine, child)) return null;
  const { snapshot, event: given } = likenessOf({ snapshot: child.snapshot, event });
  try {
    return { ...logic.transition(snapshot, given, NO_SCOPE) };
  } catch (error) {
    if (error instanceof ModelError) throw error;
    return { ...child.snapshot, status: 'error', error };
  }
}

/** By the name of their logic, or the id where it stands in line: the actors that a machine may start, and whether they answer at will. */
export function actorNames(machine: AnyStateMachine): ReadonlyMap<string, boolean> {
  const named = Object.entries(machine.implementations.actors).map(([name, logic]) => [name, logic] as const);
  const inline = nodesOf(machine.root)
    .flatMap(({ invoke }) => invoke)
    .map(({ id, src }) => ({ id, src: String(src) }))
    .filter(({ src }) => src.startsWith('xstate.invoke.'))
    .map(({ id, src }) => [id, logicOf(machine, src)] as const);
  return new Map(
    [...named, ...inline].map(([name, logic]) => [name, typeof Object(logic).start === 'function']),
  );
}

/** Whether a machine starts actors, as far as it says. */
export function mayHaveActors(machine: AnyStateMachine): boolean {
  return (
    Object.keys(machine.implementations.actors).length > 0 ||
    nodesOf(machine.root).some(({ invoke }) => invoke.length > 0)
  );
}

function nodesOf(node: AnyStateMachine['root']): readonly AnyStateMachine['root'][] {
  return [node, ...Object.values(node.states).flatMap(nodesOf)];
}
