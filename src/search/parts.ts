import { CONTENTS } from '../model/contents.ts';
import type { Instance } from '../model/instance.ts';
import { NO_REDUCTION, type Reduction } from '../reduction/reduction.ts';
import { Reductions } from '../reduction/reductions.ts';
import { NOTHING_SLEEPS, type Sleeping, sleepingOf } from '../reduction/sleep/sleeping.ts';
import { CompactedStates } from '../store/compacted.ts';
import type { StateSet } from '../store/state-set.ts';
import { VisitedStates } from '../store/visited.ts';
import { BreadthFirst } from './breadth-first.ts';
import { DepthFirst } from './depth-first.ts';
import type { Frontier } from './frontier.ts';
import { LoggedStates } from './log.ts';
import { RandomWalk } from './random-walk.ts';
import { RetracedWay } from './retrace.ts';
import type { SearchSettings } from './settings.ts';
import { FullTrail, SampledTrail } from './trail.ts';
import { ReexpandedWay, type WayBack } from './way-back.ts';

/** States expanded together, so that memory is waited for once. */
export const BATCH = 32;

/**
 * What a run is put together from. Each part is a choice that a search makes: in which order states are expanded, how they
 * are kept, how their paths are found again, which steps sleep, which are not followed at all.
 */
export interface RunParts {
  readonly frontier: Frontier;
  readonly states: StateSet;
  readonly wayBack: WayBack;
  readonly sleeping: Sleeping;
  readonly reduction: Reduction;
  /** States that are expanded together, at most. */
  readonly batch: number;
}

/** The parts of a run that begins now. A reduction goes on from one run to the next: it has learned from the earlier ones. */
export function partsFor(instance: Instance, settings: SearchSettings, reduction: Reduction): RunParts {
  const { model } = instance;
  const states = statesFor(instance, settings);
  const sleeping = maySleep(settings) ? sleepingOf(model) : NOTHING_SLEEPS;
  return {
    ...orderOf(instance, settings, states, reduction),
    states: settings.log === null ? states : new LoggedStates(states, settings.log, model),
    sleeping,
    reduction,
    batch: sleeping === NOTHING_SLEEPS ? 1 : BATCH,
  };
}

/** The reductions that a search is asked to make use of. */
export function reductionFor(instance: Instance, { reduce }: SearchSettings): Reduction {
  return reduce.length === 0 ? NO_REDUCTION : new Reductions(instance, reduce);
}

/** Steps sleep if the search is breadth first, and follows all other steps. */
function maySleep({ order, bitstate, reduce }: SearchSettings): boolean {
  return order === 'bfs' && bitstate === null && reduce.length === 0;
}

function statesFor({ model }: Instance, { bitstate, reduce }: SearchSettings): StateSet {
  const { width } = model;
  if (bitstate !== null) return new CompactedStates(width, bitstate);
  // Symmetry renames what is in flight by its id.
  const contents = reduce.includes('symmetry') ? null : model.extension(CONTENTS);
  return new VisitedStates(width, contents);
}

function orderOf(
  instance: Instance,
  settings: SearchSettings,
  states: StateSet,
  reduction: Reduction,
): Pick<RunParts, 'frontier' | 'wayBack'> {
  const { model } = instance;
  switch (settings.order) {
    case 'bfs': {
      const wayBack =
        settings.bitstate === null
          ? new ReexpandedWay(model, states, reduction, new SampledTrail())
          : new RetracedWay(model, () => statesFor(instance, settings), new FullTrail());
      return { frontier: new BreadthFirst(), wayBack };
    }
    case 'dfs':
      return {
        frontier: new DepthFirst(),
        wayBack: new ReexpandedWay(model, states, reduction, new FullTrail()),
      };
    case 'random': {
      const walk = new RandomWalk(settings.seed, settings.walkLength);
      return { frontier: walk, wayBack: walk };
    }
  }
}
