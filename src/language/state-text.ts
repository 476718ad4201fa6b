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

/** As much of the view of a child as is told of it. */
interface ChildShape {
  readonly src: string;
  readonly status: string;
  readonly value: StateValueShape | undefined;
  readonly context: unknown;
  readonly output: unknown;
  readonly tags: readonly string[];
  readonly children: ChildrenShape;
}

interface ChildrenShape {
  readonly [id: string]: ChildShape | undefined;
}

interface PlaceShape {
  readonly value: StateValueShape;
  readonly children: ChildrenShape;
}

/** The state value of a machine, and those of its children that are machines: `busy (c: on)`. */
export function placeName({ value, children }: PlaceShape): string {
  const inner = childNames(children);
  const own = valueText(value);
  return inner === '' ? own : `${own} (${inner})`;
}

function childNames(children: ChildrenShape): string {
  return machinesIn(children)
    .map(([id, { value, children: inner }]) => {
      const name = placeName({ value: value ?? {}, children: inner });
      return name === '{}' ? id : `${id}: ${name}`;
    })
    .join(', ');
}

function machinesIn(children: ChildrenShape): readonly (readonly [string, ChildShape])[] {
  return Object.entries(children).flatMap(([id, child]) =>
    child?.value === undefined ? [] : [[id, child] as const],
  );
}

/** What a machine and its children remember, each thing under its name: `tries`, and of a child `upload.sent`. */
export function memoryOf({ context, children }: Pick<ChildShape, 'context' | 'children'>): unknown {
  const inner = Object.entries(children).flatMap(([id, child]) =>
    child === undefined ? [] : memoryOfChild(id, child),
  );
  if (inner.length === 0) return context;
  return { ...(isRecord(context) ? context : {}), ...Object.fromEntries(inner) };
}

function memoryOfChild(id: string, child: ChildShape): readonly (readonly [string, unknown])[] {
  const memory = memoryOf(child);
  if (memory === undefined) return [];
  if (!isRecord(memory)) return [[id, memory]];
  return Object.entries(memory).map(([name, value]) => [`${id}.${name}`, value] as const);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Children as documents tell them. */
export function childrenData(children: ChildrenShape): Readonly<Record<string, object>> {
  const told = Object.entries(children).flatMap(([id, child]) => {
    if (child === undefined) return [];
    const { src, status, value, context, output, tags, children: inner } = child;
    const more = Object.keys(inner).length === 0 ? {} : { children: childrenData(inner) };
    const data = {
      src,
      status,
      ...(value !== undefined && { value }),
      ...(context !== undefined && { context }),
      ...(output !== undefined && { output }),
      ...(tags.length > 0 && { tags }),
      ...more,
    };
    return [[id, data] as const];
  });
  return Object.fromEntries(told);
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
