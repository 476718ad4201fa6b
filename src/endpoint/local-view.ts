import type { AnyLocalState } from '../language/forgotten.ts';
import type { Snapshot } from '../language/machine.ts';
import { plainCopy } from '../tables/copies.ts';
import type { SharedData } from '../tables/shared-data.ts';
import { childrenOf } from './actors/child.ts';
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
  return down === null ? view : { ...view, status: 'crashed', timers: [], actors: [], can: () => false };
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
    matches: (value) => valueMatches(value, snapshot.value),
    can: (event) => rebuilt(snapshot).can(plainCopy(event)),
  };
}

/** Actors that have ended are no longer told of. */
function actorsOf(snapshot: Snapshot, shared: SharedData): AnyLocalState['actors'] {
  const running = childrenOf(snapshot).filter(({ isActive }) => isActive);
  return shared.of(running.map(({ id, src, input }) => ({ id, src, input })));
}
