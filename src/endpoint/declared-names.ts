import type { Machine } from '../language/endpoint.ts';

type StateNode = Machine['root'];

/** What a machine says by name, as far as it can be seen without running it. */
export interface DeclaredNames {
  /** Descriptors of the events that it takes: types, or patterns such as `*` and `order.*`. */
  readonly takes: readonly string[];
  /** Types of the events that it emits; `emitsMore` if it may emit others, which functions compute. */
  readonly emits: readonly string[];
  readonly emitsMore: boolean;
  /** By XState's id of an `after`: the name of its delay. */
  readonly afters: ReadonlyMap<string, string>;
  /** Names of the delays that have an implementation. */
  readonly delays: readonly string[];
  /** What the timers of delayed raises go by; `raisesMore` if there may be others, which functions compute. */
  readonly raises: readonly string[];
  readonly raisesMore: boolean;
  /** Names of delays in raises that have no implementation: XState takes such a raise for an immediate one. */
  readonly missingDelays: readonly string[];
}

const known = new WeakMap<Machine, DeclaredNames>();

/** What a machine declares. A machine never changes, so it is looked at once. */
export function declaredNames(machine: Machine): DeclaredNames {
  const names = known.get(machine) ?? find(machine);
  known.set(machine, names);
  return names;
}

/**
 * The name of the delay of a timer with this id: `RTO` for XState's `xstate.after.RTO.client.SYN_SENT`. Where the name ends
 * is known to the machine alone, for both it and the ids of states may have dots. Other ids are names themselves.
 */
export function timerName(machine: Machine, id: string): string {
  return declaredNames(machine).afters.get(id) ?? id;
}

function find(machine: Machine): DeclaredNames {
  const nodes = withDescendants(machine.root);
  const delays = Object.keys(machine.implementations.delays);
  const actions = [...nodes.flatMap(actionsOf), ...Object.values(machine.implementations.actions)].map(
    partsOf,
  );
  const isOpaque = actions.some(({ type }) => type === 'xstate.enqueueActions');
  const emits = actions.filter(({ type }) => type === 'xstate.emit').map(({ event }) => typeOf(event));
  const raises = actions.filter(({ type, delay }) => isSending(type) && delay !== undefined);
  const labels = raises.map(({ id, event }) => (id === undefined ? typeOf(event) : String(id)));
  const afters = new Map(nodes.flatMap(aftersOf));
  return {
    takes: nodes.flatMap(({ ownEvents }) => ownEvents),
    emits: emits.filter(isText),
    emitsMore: isOpaque || !emits.every(isText),
    afters,
    delays,
    raises: labels.filter(isText).filter((label) => !afters.has(label)),
    raisesMore: isOpaque || !labels.every(isText),
    missingDelays: raises
      .filter(({ id }) => !(isText(id) && afters.has(id)))
      .map(({ delay }) => delay)
      .filter(isText)
      .filter((delay) => !delays.includes(delay)),
  };
}

/** What a machine sends to itself after a delay is a timer, as what it raises is. */
function isSending(type: unknown): boolean {
  return type === 'xstate.raise' || type === 'xstate.sendTo';
}

/** XState turns delays that are numbers into their shortest text. */
function aftersOf({ id, config }: StateNode): readonly (readonly [id: string, name: string])[] {
  return Object.keys(config.after ?? {}).map((delay) => {
    const name = Number.isNaN(Number(delay)) ? delay : String(Number(delay));
    return [`xstate.after.${name}.${id}`, name] as const;
  });
}

function actionsOf(node: StateNode): readonly unknown[] {
  const transitions = [...node.transitions.values(), node.always ?? []].flat();
  return [
    ...node.entry,
    ...node.exit,
    ...transitions.flatMap(({ actions }) => actions),
    ...initialActions(node),
  ];
}

function initialActions({ config, initial }: StateNode): readonly unknown[] {
  return config.initial === undefined ? [] : initial.actions;
}

interface Parts {
  readonly type?: unknown;
  readonly event?: unknown;
  readonly id?: unknown;
  readonly delay?: unknown;
}

/** XState's own actions are functions that carry what they were made of. */
function partsOf(action: unknown): Parts {
  return typeof action === 'function' ? (action as Parts) : {};
}

function typeOf(event: unknown): unknown {
  return typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function withDescendants(node: StateNode): readonly StateNode[] {
  return [node, ...Object.values(node.states).flatMap(withDescendants)];
}
