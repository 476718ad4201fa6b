import type { AnyAction } from './forgotten.ts';

/** XState's state value: a name, or an object where states are nested or parallel. */
export type StateValueShape = string | { readonly [region: string]: StateValueShape | undefined };

/** A state's key, so that no dot in it reads like nesting: `1.5` is `1\.5`, as XState itself writes it. */
export function keyText(key: string): string {
  return key.replace(/[\\.]/g, '\\$&');
}

/** A state value on one line: nested states with dots (`open.half`), parallel ones in braces (`{a.x, b.y}`). */
export function valueText(value: StateValueShape): string {
  if (typeof value === 'string') return keyText(value);
  const parts = Object.entries(value).map(([name, inner]) => {
    const rest = inner === undefined ? '' : valueText(inner);
    return rest === '' || rest === '{}' ? keyText(name) : `${keyText(name)}.${rest}`;
  });
  return parts.length === 1 ? String(parts[0]) : `{${parts.join(', ')}}`;
}

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

/** What happens to a session or a partition: `upload breaks`, `split goes down`. */
export function linkText({ kind, link }: Extract<AnyAction, { readonly link: string }>): string {
  return `${link} ${{ break: 'breaks', open: 'opens', down: 'goes down', up: 'comes up' }[kind]}`;
}
