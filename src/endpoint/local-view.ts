import type { AnyChildState, AnyLocalState } from '../language/forgotten.ts';
import type { Snapshot, StateValue } from '../language/machine.ts';
import { plainCopy } from '../tables/copies.ts';
import type { SharedData } from '../tables/shared-data.ts';
import { type Child, childrenOf, descendantsOf } from './actors/child.ts';
import type { Life } from './environment/life.ts';
import { rebuilt } from './snapshots.ts';
import type { Timer } from './timers.ts';
import { valueMatches } from './xstate.ts';

/** A local state, as the model's functions see it. */
export function viewOf(
  snapshot: Snapshot,
  timers: readonly Timer[],
  shared: SharedData,
  { down }: Life,
): AnyLocalState {
  const view = viewOfRunning(snapshot, timers, shared);
  if (down === null) return view;
  return { ...view, status: 'crashed', timers: [], actors: [], children: NO_CHILDREN, can: () => false };
}

function viewOfRunning(snapshot: Snapshot, timers: readonly Timer[], shared: SharedData): AnyLocalState {
  return {
    value: snapshot.value,
    context: snapshot.context,
    status: snapshot.status,
    output: snapshot.output === undefined ? undefined : shared.of(snapshot.output),
    tags: shared.of([...snapshot.tags].sort()),
    timers: shared.of(timers.map(({ id, name, remaining }) => ({ id, name, remaining }))),
    actors: actorsOf(snapshot, shared),
    children: childrenIn(snapshot, shared),
    matches: (value) => valueMatches(value, snapshot.value),
    can: (event) => rebuilt(snapshot).can(plainCopy(event)),
  };
}

/** Actors that have ended are no longer told of. */
function actorsOf(snapshot: Snapshot, shared: SharedData): AnyLocalState['actors'] {
  const running = descendantsOf(snapshot).filter(({ child }) => child.isActive);
  return shared.of(running.map(({ path, child: { src, input } }) => ({ id: path, src, input })));
}

function childrenIn(snapshot: Snapshot, shared: SharedData): AnyLocalState['children'] {
  const children = childrenOf(snapshot);
  if (children.length === 0) return NO_CHILDREN;
  return Object.freeze(Object.fromEntries(children.map((child) => [child.id, childView(child, shared)])));
}

const NO_CHILDREN = Object.freeze({});

function childView({ src, machine, snapshot }: Child, shared: SharedData): AnyChildState {
  const { status, output, context } = snapshot;
  return Object.freeze({
    src,
    status,
    value: machine?.value,
    context: context === undefined ? undefined : shared.of(context),
    output: output === undefined ? undefined : shared.of(output),
    tags: shared.of(machine === null ? [] : [...machine.tags].sort()),
    children: machine === null ? NO_CHILDREN : childrenIn(machine, shared),
    matches: (value: StateValue) => machine !== null && valueMatches(value, machine.value),
  });
}
