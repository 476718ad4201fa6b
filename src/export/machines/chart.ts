import type { Machine } from '../../language/endpoint.ts';
import { stateId } from '../../language/state-text.ts';
import { type Condition, conditionOf, type SelfEffect, selfEffectOf } from './chart-code.ts';
import { actionText, guardText, isTimerAction, seesTheWorld, sourceText } from './chart-text.ts';

/** A state of a machine, as pictures show it. */
export interface ChartState {
  /** XState's id. */
  readonly id: string;
  readonly key: string;
  /** Id of the state that contains it; null for the machine itself. */
  readonly parent: string | null;
  readonly kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  /** Of a history state. */
  readonly history: 'shallow' | 'deep' | null;
  /** Ids of the states that are entered first. */
  readonly initial: readonly string[];
  /** Effects of entering them. */
  readonly initialActions: readonly ChartAction[];
  readonly entry: readonly ChartAction[];
  readonly exit: readonly ChartAction[];
  /** Names of the actors that it invokes. */
  readonly invokes: readonly string[];
  /** Their ids, in the same order. */
  readonly invokeIds: readonly string[];
  readonly tags: readonly string[];
  readonly description: string | null;
}

/** An effect, as pictures show it. */
export interface ChartAction {
  readonly text: string;
  /** Whether it can be seen from outside the machine; assignments cannot. */
  readonly visible: boolean;
  /** What it does to the machine itself; null for nothing, or what only its code says. */
  readonly self: SelfEffect | null;
}

/** What sets a transition off. */
export type Trigger =
  | { readonly kind: 'event'; readonly event: string }
  | { readonly kind: 'always' }
  | { readonly kind: 'after'; readonly delay: string }
  /** The nested states, or an invoked actor, have ended. */
  | { readonly kind: 'done' | 'error' | 'snapshot'; readonly of: string | null }
  /** Nothing of the machine's: its endpoint goes down, or starts again. */
  | { readonly kind: 'crash' | 'restart' };

/** A transition of a machine, as pictures show it. */
export interface ChartTransition {
  /** Unique within the machine: source, event and place among the source's transitions on it. */
  readonly id: string;
  readonly source: string;
  /** None: the machine stays where it is. Several: in parallel regions. */
  readonly targets: readonly string[];
  readonly trigger: Trigger;
  /** XState's event descriptor; null for `always`. */
  readonly descriptor: string | null;
  readonly guard: string | null;
  /** The same in its parts. */
  readonly condition: Condition | null;
  readonly actions: readonly ChartAction[];
  /** Whether source and target are left and entered again. */
  readonly reenter: boolean;
  readonly description: string | null;
}

/** A machine as states and transitions, in document order: what every format draws. */
export interface Chart {
  readonly name: string;
  /** The machine itself comes first. */
  readonly states: readonly ChartState[];
  readonly transitions: readonly ChartTransition[];
  /** Named delays: milliseconds, or null where code says how many. */
  readonly delays: Readonly<Record<string, number | null>>;
}

type StateNode = Machine['root'];
type Transition = NonNullable<StateNode['always']>[number];

/** Reads states and transitions of any XState v5 machine. */
export function chartOf(machine: Machine): Chart {
  const nodes = withDescendants(machine.root);
  const { actions, delays } = machine.implementations;
  return {
    name: machine.id,
    states: nodes.map((node) => stateOf(node, actions)),
    transitions: nodes.flatMap((node) => transitionsOf(node, actions)),
    delays: Object.fromEntries(
      Object.entries(delays).map(([name, delay]) => [name, typeof delay === 'number' ? delay : null]),
    ),
  };
}

/** The id of a transition: its source, its event, and its place among the source's transitions on that event. */
function transitionId(source: string, eventType: string, place: number): string {
  return `${source} ${eventType} ${place}`;
}

type Implementations = Readonly<Record<string, unknown>>;

/** A state and all that are in it, in document order. */
export function withDescendants(node: StateNode): readonly StateNode[] {
  return [node, ...Object.values(node.states).flatMap(withDescendants)];
}

function stateOf(node: StateNode, named: Implementations): ChartState {
  const compound = node.type === 'compound';
  return {
    id: stateId(node),
    key: node.key,
    parent: node.parent === undefined ? null : stateId(node.parent),
    kind: node.type,
    history: node.type === 'history' ? (node.history === 'deep' ? 'deep' : 'shallow') : null,
    initial: compound ? idsOf(node.initial.target) : [],
    initialActions: compound ? actionsOf(node.initial.actions, named) : [],
    entry: actionsOf(node.entry, named),
    exit: actionsOf(node.exit, named),
    invokes: node.invoke.map(actorName),
    invokeIds: node.invoke.map(({ id }) => id),
    tags: [...node.tags],
    description: node.description ?? null,
  };
}

function transitionsOf(node: StateNode, named: Implementations): readonly ChartTransition[] {
  const defaults = historyDefault(node);
  return [
    ...placed(node).map(({ definition, id }) => transitionOf(node, definition, id, named)),
    ...(defaults === null ? [] : [defaults]),
  ];
}

/** The transitions of one state: those on events, then those taken at once. */
export function placed(node: StateNode): readonly { readonly definition: Transition; readonly id: string }[] {
  const lists = [...node.transitions.values(), node.always ?? []];
  return lists.flatMap((list) =>
    list.map((definition, place) => ({
      definition,
      id: transitionId(stateId(node), definition.eventType, place),
    })),
  );
}

function transitionOf(
  node: StateNode,
  definition: Transition,
  id: string,
  named: Implementations,
): ChartTransition {
  const { eventType, guard, target, reenter, description } = definition;
  return {
    id,
    source: stateId(node),
    targets: idsOf(target),
    trigger: triggerOf(node, definition),
    descriptor: eventType === '' ? null : eventType,
    guard: guard === undefined ? null : guardText(guard),
    condition: guard === undefined ? null : conditionOf(guard, node.machine.root, stateId),
    actions: actionsOf(definition.actions, named),
    reenter,
    description: description ?? null,
  };
}

/** Where a history state leads that has nothing to remember. */
function historyDefault(node: StateNode): ChartTransition | null {
  if (node.type !== 'history') return null;
  const { target } = node.config as { readonly target?: string | readonly string[] };
  if (target === undefined) return null;
  const ids = [target].flat().map((name) => idNear(node, String(name)));
  return bareTransition(transitionId(stateId(node), 'history', 0), stateId(node), ids, { kind: 'always' });
}

/** A state that does nothing, of no machine: one that is drawn around others, or beside them. */
export function bareState(
  id: string,
  key: string,
  parent: string | null,
  kind: ChartState['kind'],
  initial: readonly string[] = [],
): ChartState {
  return {
    id,
    key,
    parent,
    kind,
    history: null,
    initial,
    initialActions: [],
    entry: [],
    exit: [],
    invokes: [],
    invokeIds: [],
    tags: [],
    description: null,
  };
}

/** A transition that asks for nothing and does nothing. */
export function bareTransition(
  id: string,
  source: string,
  targets: readonly string[],
  trigger: Trigger,
): ChartTransition {
  return {
    id,
    source,
    targets,
    trigger,
    descriptor: null,
    guard: null,
    condition: null,
    actions: [],
    reenter: false,
    description: null,
  };
}

function idNear(node: StateNode, target: string): string {
  if (target.startsWith('#')) return stateId(node.machine.getStateNodeById(target));
  const start = target.startsWith('.') ? node : node.parent;
  let at = start;
  for (const key of keysIn(target)) at = at?.states[key] ?? at;
  return at === undefined ? target : stateId(at);
}

/** The keys in a target, as XState reads it: dots part them, but for those behind a backslash. */
function keysIn(target: string): readonly string[] {
  const keys = target.match(/(?:\\.|[^.\\])+/g) ?? [];
  return keys.map((key) => key.replace(/\\(.)/g, '$1'));
}

function triggerOf(node: StateNode, definition: Transition): Trigger {
  const { eventType } = definition;
  if (eventType === '') return { kind: 'always' };
  if (eventType.startsWith('xstate.after.')) return { kind: 'after', delay: delayOf(node, definition) };
  if (eventType.startsWith('xstate.done.state.')) return { kind: 'done', of: null };
  for (const [prefix, kind] of invokeTriggers) {
    if (eventType.startsWith(prefix)) return { kind, of: actorWith(node, eventType.slice(prefix.length)) };
  }
  return { kind: 'event', event: eventType };
}

const invokeTriggers = [
  ['xstate.done.actor.', 'done'],
  ['xstate.error.actor.', 'error'],
  ['xstate.snapshot.', 'snapshot'],
] as const;

function actorWith(node: StateNode, id: string): string {
  const actor = node.invoke.find((each) => each.id === id);
  return actor === undefined ? id : actorName(actor);
}

/** The name of the actor's logic, or, where that stands in line, the actor's own. */
function actorName({ src, id }: StateNode['invoke'][number]): string {
  return typeof src !== 'string' || src.startsWith('xstate.invoke.') ? id : src;
}

function delayOf(node: StateNode, definition: Transition): string {
  const { delay } = definition as { readonly delay?: unknown };
  if (typeof delay === 'number') return `${delay} ms`;
  if (typeof delay === 'string') return delay;
  return sourceText(delay) ?? definition.eventType.slice('xstate.after.'.length, -node.id.length - 1);
}

function actionsOf(actions: readonly unknown[], named: Implementations): readonly ChartAction[] {
  return actions
    .filter((action) => !isTimerAction(action))
    .map((action) => ({
      text: actionText(action),
      visible: seesTheWorld(action, named),
      self: selfEffectOf(action, named),
    }));
}

function idsOf(targets: readonly StateNode[] | undefined): readonly string[] {
  return (targets ?? []).map(stateId);
}
