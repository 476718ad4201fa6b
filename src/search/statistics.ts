import type { Model } from '../model/model.ts';
import { missProbability } from '../store/compacted.ts';
import type { Progress, SearchStatistics } from './outcome.ts';
import type { Run } from './run.ts';
import type { SearchSettings } from './settings.ts';

/** Where a run stands, after so many milliseconds of searching. */
export function progressOf(run: Run, model: Model, milliseconds: number): Progress {
  const seconds = milliseconds / 1000;
  const distinctStates = run.parts.states.size;
  const { store, trace, frontier, components, properties } = memoryOf(run, model);
  return {
    distinctStates,
    transitions: run.transitions,
    depth: run.depth,
    frontier: run.waiting,
    seconds,
    statesPerSecond: seconds > 0 ? Math.round(distinctStates / seconds) : 0,
    bytes: store + trace + frontier + components + properties,
    componentBytes: components + properties,
  };
}

/** What a run was, or is by now. */
export function statisticsOf(
  run: Run,
  model: Model,
  milliseconds: number,
  { bitstate }: SearchSettings,
): SearchStatistics {
  const { bytes, componentBytes: _, ...progress } = progressOf(run, model, milliseconds);
  const memory = memoryOf(run, model);
  return {
    ...progress,
    initialStates: run.initialStates,
    bytesPerState: Math.round((bytes / progress.distinctStates) * 10) / 10,
    memory,
    fingerprint:
      bitstate === null
        ? null
        : { bits: bitstate, missProbability: missProbability(progress.distinctStates, bitstate) },
    asleep: run.asleep,
    localTransitions: model.tables.xstateCalls() + run.others.calls,
    capacityHits: run.overflows,
    cuts: run.cuts,
    beyond: run.beyond,
    throwing: run.throwing.list(),
    sizes: model.tables.sizes(),
    growing: run.growth.fastest(),
    reductions: run.parts.reduction.reports(),
  };
}

function memoryOf({ parts, watch, others }: Run, model: Model): SearchStatistics['memory'] {
  return {
    store: parts.states.bytes,
    trace: parts.wayBack.bytes,
    frontier: parts.frontier.bytes + parts.sleeping.bytes,
    components: model.tables.bytes() + others.bytes,
    properties: watch.bytes,
  };
}
