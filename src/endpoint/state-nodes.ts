import type { Machine } from '../language/endpoint.ts';
import { keyText, stateId } from '../language/state-text.ts';

/** A state of a machine as XState keeps it: its own node, and those of the states in it. */
export type StateNode = Machine['root'];

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
