import type { Machine } from '../language/endpoint.ts';
import type { Snapshot } from '../language/machine.ts';
import { keyText, stateId } from '../language/state-text.ts';

/** A state of a machine as XState keeps it: its own node, and those of the states in it. */
export type StateNode = Machine['root'];

/**
 * Whether XState certainly finds nothing to do on an event of this type in a state, and so runs no code of the machine: no active state
 * names the event, nor anything that might stand for it, and none may go on without one. An actor could do something, so this is to be asked of machines without any.
 */
export function ignores({ _nodes: nodes }: Pick<Snapshot, '_nodes'>, type: string): boolean {
  if (type.startsWith('xstate.') || type.includes(WILDCARD)) return false;
  for (const node of nodes) {
    if ((node.always?.length ?? 0) > 0) return false;
    for (const descriptor of node.transitions.keys())
      if (descriptor === type || descriptor.includes(WILDCARD)) return false;
  }
  return true;
}

const WILDCARD = '*';

/** The states that contain no others, and are no mere pointers to others. */
export function leavesOf(node: StateNode): readonly StateNode[] {
  const children = Object.values(node.states).filter(({ type }) => type !== 'history');
  return children.length === 0 ? [node] : children.flatMap(leavesOf);
}

/** A state below its machine: `open.half`. A machine without states has but one. */
export function pathOf(node: StateNode): string {
  return node.path.length === 0 ? '(its one state)' : node.path.map(keyText).join('.');
}

/** Ids of the states that are active where the machine, or a part of it, has this state value. */
export function activeIds(node: StateNode | undefined, value: unknown): readonly string[] {
  if (node === undefined) return [];
  const inner = typeof value === 'string' ? { [value]: undefined } : Object(value ?? {});
  const children = Object.entries(inner).flatMap(([key, rest]) => activeIds(node.states[key], rest));
  return [stateId(node), ...children];
}
