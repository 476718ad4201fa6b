import { keyText } from './state-text.ts';

/** As much of a state's node as says which it is. */
interface Node {
  readonly id: string;
  readonly path: readonly string[];
  readonly machine: { readonly id: string; getStateNodeById(id: string): unknown };
}

const known = new WeakMap<Node, string>();

/**
 * The id of a state, which no other state of the machine has: XState's own, if it leads there. A key with a dot has the id that a
 * nested state may have as well (`a.b`): such a state goes by its path, with the dots in its keys escaped.
 */
export function stateId(node: Node): string {
  const id = known.get(node) ?? found(node);
  known.set(node, id);
  return id;
}

function found({ id, path, machine }: Node): string {
  const escaped = [machine.id, ...path.map(keyText)].join('.');
  return leadsTo(machine, id, path) ? id : escaped;
}

/** Whether XState finds the state with this path by an id; it throws where it finds none. */
function leadsTo(machine: Node['machine'], id: string, path: readonly string[]): boolean {
  try {
    const node = machine.getStateNodeById(id) as Node;
    return node.path.length === path.length && node.path.every((key, i) => key === path[i]);
  } catch {
    return false;
  }
}
