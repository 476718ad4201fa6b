import { ModelError } from '../language/errors.ts';
import type { AnyStateMachine, Snapshot } from '../language/machine.ts';
import { stateId, valueText } from '../language/state-text.ts';
import { isSameData, plainCopy } from '../tables/copies.ts';
import { canonicalText, PlainDataError } from '../tables/plain-data.ts';
import type { SharedData } from '../tables/shared-data.ts';
import type { ActorSnapshot } from './actors/actor.ts';
import { Child, childrenOf, withChildren } from './actors/child.ts';
import type { StateNode } from './state-nodes.ts';

/**
 * The canonical text of a snapshot: everything that the machine's future depends on. docs/soundness.md goes through
 * XState's snapshot field by field, and says what is left out, and why.
 *
 * @throws ModelError naming the path if the context is not plain data
 */
export function snapshotText(machine: AnyStateMachine, snapshot: Snapshot, who: string): string {
  try {
    return [
      canonicalText(snapshot.value, 'value'),
      eventlessOrder(snapshot).join(),
      canonicalText(snapshot.context, 'context'),
      canonicalText(historyNodes(snapshot), 'historyValue'),
      snapshot.status,
      snapshot.output === undefined ? '' : canonicalText(snapshot.output, 'output'),
      ...childrenOf(snapshot).map((child) => childText(child, who)),
    ].join('|');
  } catch (error) {
    if (!(error instanceof PlainDataError)) throw error;
    throw new ModelError(
      `${who}: the machine "${machine.id}" in state ${valueText(snapshot.value)}: ${error.message}; the state of an endpoint must be plain data`,
    );
  }
}

/**
 * Whether two snapshots, of which one has a canonical text, have the same one: that is sooner seen than written. It may be
 * missed, as where one is no plain data.
 */
export function isSameSnapshot(a: Snapshot, b: Snapshot): boolean {
  return (
    a.status === b.status &&
    isSameData(a.value, b.value) &&
    isSameData(a.context, b.context) &&
    isSameData(a.output, b.output) &&
    isSameData(eventlessOrder(a), eventlessOrder(b)) &&
    isSameData(historyNodes(a), historyNodes(b)) &&
    areSameChildren(childrenOf(a), childrenOf(b))
  );
}

/** The snapshot with other data: XState's object is plain but for its machine, which stays. */
export function withData(snapshot: Snapshot, mapping: (data: unknown) => unknown): Snapshot {
  const output = snapshot.output === undefined ? undefined : mapping(snapshot.output);
  const after = {
    ...snapshot,
    context: mapping(snapshot.context),
    output,
    ...(snapshot.error !== undefined && { error: mapping(snapshot.error) }),
  } as Snapshot;
  const children = childrenOf(snapshot);
  if (children.length === 0) return after;
  return withChildren(
    after,
    children.map((child) => childWith(child, mapping)),
  );
}

function childWith(child: Child, mapping: (data: unknown) => unknown): Child {
  const { input, machine, snapshot } = child;
  const state = machine === null ? mapping(snapshot) : withData(machine, mapping);
  return new Child({ ...child, input: mapping(input), snapshot: state as ActorSnapshot });
}

/** All data of a snapshot, those of its children included. */
export function dataOf(snapshot: Snapshot): readonly unknown[] {
  const children = childrenOf(snapshot).map(({ input, machine, snapshot: state }) => [
    input,
    machine === null ? state : dataOf(machine),
  ]);
  return [snapshot.context, snapshot.output, children];
}

/** The text of all that the future of a child depends on. */
function childText(child: Child, who: string): string {
  const { id, src, syncs, systemId, input, machine, snapshot } = child;
  const own = canonicalText([id, src, syncs, ...(systemId === undefined ? [] : [systemId])]);
  const given = canonicalText(input, `the input of the actor "${id}"`);
  const state =
    machine === null
      ? canonicalText(snapshot, `the state of the actor "${id}"`)
      : snapshotText(machine.machine, machine, `${who}: the actor "${id}"`);
  // What a machine has thrown is shown to those who ask.
  const error =
    machine?.status === 'error' ? canonicalText(machine.error, `the error of the actor "${id}"`) : '';
  return canonicalText([own, given, state, error]);
}

function areSameChildren(some: readonly Child[], others: readonly Child[]): boolean {
  return (
    some.length === others.length &&
    some.every((child, i) => {
      const other = others[i];
      return other !== undefined && childText(child, '') === childText(other, '');
    })
  );
}

/** The snapshot as it is kept: nobody else has its data, and nobody can change it. */
export function keptSnapshot(snapshot: Snapshot, shared: SharedData): Snapshot {
  return withValues(
    withData(snapshot, (data) => shared.of(data)),
    (value) => shared.of(value),
  );
}

/** A snapshot to run from, rebuilt from nothing but the data that is kept. */
export function rebuilt(kept: Snapshot): Snapshot {
  return withValues(withData(kept, plainCopy), plainCopy);
}

function withValues(snapshot: Snapshot, mapping: <T>(value: T) => T): Snapshot {
  const after = { ...snapshot, value: mapping(snapshot.value) } as Snapshot;
  const children = childrenOf(snapshot).map((child) => {
    const { machine } = child;
    if (machine === null) return child;
    return new Child({ ...child, snapshot: withValues(machine, mapping) as unknown as ActorSnapshot });
  });
  return children.length === 0 ? after : withChildren(after, children);
}

/**
 * The active atomic states that `always` may be taken in, in the order in which XState looks at them. It never sorts them,
 * so two ways to the same value may leave them in different orders; of other atomic states it never asks the order. What
 * follows the order of regions sees it in the value.
 */
function eventlessOrder({ _nodes: nodes }: Snapshot): readonly string[] {
  const atomic = nodes.filter((node) => isAtomic(node) && mayBeEventless(node));
  return atomic.length < 2 ? [] : atomic.map((node) => JSON.stringify(stateId(node)));
}

function isAtomic({ type }: StateNode): boolean {
  return type === 'atomic' || type === 'final';
}

/** Per state node: whether it or one around it has transitions that need no event. It is asked for after each step. */
const eventless = new WeakMap<StateNode, boolean>();

function mayBeEventless(node: StateNode): boolean {
  const known = eventless.get(node);
  if (known !== undefined) return known;
  const { always, parent } = node;
  const answer = (always?.length ?? 0) > 0 || (parent !== undefined && mayBeEventless(parent));
  eventless.set(node, answer);
  return answer;
}

/** What history states would return to. Neither the order of history states nor that of their targets is ever asked for. */
function historyNodes(snapshot: Snapshot): readonly unknown[] {
  const history = snapshot.historyValue as Record<string, readonly StateNode[]>;
  return Object.keys(history)
    .sort()
    .map((key) => [key, (history[key] ?? []).map(stateId).sort()]);
}
