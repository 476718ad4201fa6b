import type { Machine } from '../../language/endpoint.ts';
import { childMachines } from '../actors/logic.ts';
import { pathOf } from '../state-nodes.ts';
import { childTransition, type TransitionDefinition, transitionIdOf } from './machine-watch.ts';

type StateNode = Machine['root'];

/** A transition that a machine declares. */
export interface DeclaredTransition {
  /** As in `MachineWatch`. */
  readonly id: string;
  /** In words: `ESTABLISHED, CLOSE [isReady] → FIN_WAIT_1`. */
  readonly text: string;
  /** The name of its guard, or null if it has none that has a name. */
  readonly guard: string | null;
}

/** Every transition that a machine declares, in document order. */
function declaredTransitions(machine: Machine): readonly DeclaredTransition[] {
  return withDescendants(machine.root).flatMap((node) => {
    const definitions = [...node.transitions.values(), node.always ?? []].flat();
    return definitions.map((definition) => {
      const guard = guardName(definition.guard);
      return { id: transitionIdOf(definition), text: textOf(node, definition, guard), guard };
    });
  });
}

/** Those of a machine, then those of the machines that it starts as actors, with the names of these. */
export function allTransitions(machine: Machine): readonly DeclaredTransition[] {
  const ofChildren = childMachines(machine).flatMap(({ name, machine: child }) =>
    declaredTransitions(child).map(({ id, text, guard }) => ({
      id: childTransition(name, id),
      text: `${name}: ${text}`,
      guard,
    })),
  );
  return [...declaredTransitions(machine), ...ofChildren];
}

function withDescendants(node: StateNode): readonly StateNode[] {
  return [node, ...Object.values(node.states).flatMap(withDescendants)];
}

function textOf(node: StateNode, definition: TransitionDefinition, guard: string | null): string {
  const { eventType, target } = definition;
  const event = eventType === '' ? 'always' : eventName(node, eventType);
  const targets = target?.map(pathOf).join(' and ') ?? pathOf(node);
  const condition = guard === null ? '' : ` [${guard}]`;
  return `${node.path.length === 0 ? '(any state)' : pathOf(node)}, ${event}${condition} → ${targets}`;
}

/** What XState calls `xstate.after.RTO.client.SYN_SENT` is `after RTO`. */
function eventName(node: StateNode, eventType: string): string {
  const after = 'xstate.after.';
  if (eventType.startsWith(after)) return `after ${eventType.slice(after.length, -node.id.length - 1)}`;
  return eventType.startsWith('xstate.done.state.') ? 'done' : eventType;
}

function guardName(guard: unknown): string | null {
  if (typeof guard === 'string') return guard;
  const { type } = Object(guard) as { readonly type?: unknown };
  return typeof type === 'string' ? type : null;
}
