import type { Machine } from '../../language/endpoint.ts';
import { actionText, guardText } from './chart-text.ts';

/** A guard, as far as it can be said without its code. */
export type Condition =
  /** A guard whose code is JavaScript: what pictures call it. */
  | { readonly kind: 'named'; readonly text: string }
  /** A state is active: the ids of those that are meant; several, where keys have dots. Lists of alternatives, all of which must hold. */
  | { readonly kind: 'in'; readonly states: readonly (readonly string[])[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] };

/** What an effect does to the machine itself, as far as it can be said without its code. */
export type SelfEffect =
  /** `delay` in milliseconds, or the name of a delay; null: at once. */
  | {
      readonly kind: 'raise';
      readonly event: string;
      readonly delay: number | string | null;
      readonly id: string | null;
    }
  | { readonly kind: 'cancel'; readonly id: string };

type StateNode = Machine['root'];

export function conditionOf(guard: unknown, root: StateNode, idOf: (node: StateNode) => string): Condition {
  if (typeof guard === 'function') {
    const parts: readonly unknown[] = 'guards' in guard && Array.isArray(guard.guards) ? guard.guards : [];
    const conditions = parts.map((part) => conditionOf(part, root, idOf));
    const [first] = conditions;
    if (first !== undefined && guard.name === 'not') return { kind: 'not', part: first };
    if (first !== undefined && (guard.name === 'and' || guard.name === 'or'))
      return { kind: guard.name, parts: conditions };
    if ('stateValue' in guard) return { kind: 'in', states: statesMeant(guard.stateValue, root, idOf) };
  }
  return { kind: 'named', text: guardText(guard) };
}

/** `stateIn` takes an id, a path with dots, or a state value; XState cuts also keys at their dots. */
function statesMeant(
  value: unknown,
  root: StateNode,
  idOf: (node: StateNode) => string,
): readonly (readonly string[])[] {
  const nodes = withDescendants(root);
  if (typeof value === 'string' && value.startsWith('#'))
    return [nodes.filter(({ id }) => id === value.slice(1)).map(idOf)];
  return pathsOf(value).map((path) => nodes.filter((node) => node.path.join('.') === path).map(idOf));
}

function pathsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Object.entries(Object(value ?? {})).flatMap(([key, inner]) => {
    const rest = pathsOf(inner);
    return rest.length === 0 ? [key] : rest.map((each) => `${key}.${each}`);
  });
}

/** Names are looked up among the machine's implementations. */
export function selfEffectOf(action: unknown, named: Readonly<Record<string, unknown>>): SelfEffect | null {
  const name =
    typeof action === 'string' ? action : typeof action === 'object' ? fieldsOf(action).type : null;
  const fields = fieldsOf(typeof name === 'string' ? named[name] : action);
  if (fields.type === 'xstate.cancel')
    return typeof fields.sendId === 'function' ? null : { kind: 'cancel', id: String(fields.sendId) };
  if (fields.type !== 'xstate.raise') return null;
  const event = fieldsOf(fields.event).type ?? /^raise (\S+)/.exec(actionText(action))?.[1];
  if (typeof event !== 'string' || event === 'an') return null;
  const { delay, id } = fields;
  const isKnown = delay === undefined || typeof delay === 'number' || typeof delay === 'string';
  return isKnown
    ? { kind: 'raise', event, delay: delay ?? null, id: id === undefined ? null : String(id) }
    : null;
}

interface Fields {
  readonly type?: unknown;
  readonly event?: unknown;
  readonly delay?: unknown;
  readonly id?: unknown;
  readonly sendId?: unknown;
}

function fieldsOf(value: unknown): Fields {
  return (typeof value === 'object' || typeof value === 'function') && value !== null ? value : {};
}

function withDescendants(node: StateNode): readonly StateNode[] {
  return [node, ...Object.values(node.states).flatMap(withDescendants)];
}
