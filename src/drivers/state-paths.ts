import { instantiate } from '../composition/instantiate.ts';
import type { AnyModel } from '../language/definition.ts';
import { ModelError } from '../language/errors.ts';
import type { AnyAction } from '../language/forgotten.ts';
import type { InstanceOptions } from '../language/resolve.ts';
import { type ActionPath, beginningAt, stepCount } from '../model/action-path.ts';
import { beginningIn } from '../model/beginnings.ts';
import type { Model } from '../model/model.ts';
import { ACTION, Steps, THROWN } from '../model/steps.ts';
import { canonicalText } from '../tables/plain-data.ts';
import { replay } from '../trace/replay.ts';
import type { Trace, TraceState, TraceStep } from '../trace/trace.ts';
import { walkPath } from '../trace/walk.ts';
import type { Traces } from './run.ts';

/** A global state in the shape of a snapshot of XState. */
export interface PathSnapshot extends TraceState {
  readonly status: 'active';
  readonly output: undefined;
  readonly error: undefined;
  /** The step that led here, with its action and all that it did; null in the initial state. */
  readonly step: TraceStep | null;
  /** The actions that led here: what a replay string says. */
  readonly path: ActionPath;
}

/** An action in the shape of an event of XState: its kind, and its index among the enabled ones. */
export interface PathEvent {
  readonly type: 'xstate.init' | AnyAction['kind'];
  readonly index: number;
}

/** A path in the shape that `xstate/graph` and `@xstate/test` give it. */
export interface StatePath {
  readonly state: PathSnapshot;
  /** Each event with the state after it; the first one is the start. */
  readonly steps: { readonly state: PathSnapshot; readonly event: PathEvent }[];
  readonly weight: number;
}

/** A model in the shape of an actor's logic, so that `new TestModel(logic, options)` takes it. */
export interface ComposedLogic {
  readonly logic: {
    transition(snapshot: PathSnapshot, event: PathEvent): PathSnapshot;
    getInitialSnapshot(): PathSnapshot;
    getPersistedSnapshot(snapshot: PathSnapshot): PathSnapshot;
  };
  readonly options: {
    /** The enabled actions. */
    events(snapshot: PathSnapshot): readonly PathEvent[];
    /** Which states are the same. */
    serializeState(snapshot: PathSnapshot): string;
    serializeEvent(event: PathEvent): string;
  };
}

/** A trace as a `StatePath`. */
export function toStatePath(trace: Trace): StatePath {
  const snapshots = [trace.initial, ...trace.steps.map(({ after }) => after)].map((_, steps) =>
    at(trace, steps),
  );
  const steps = snapshots.map((state) => ({ state, event: eventTo(state) }));
  return { state: at(trace, trace.steps.length), steps, weight: trace.steps.length };
}

/** The paths of a suite as `StatePath`s, for `testModel.getPaths(() => toStatePaths(suite))`. */
export function toStatePaths(suite: Traces): StatePath[] {
  return Array.from(suite.traces(), toStatePath);
}

/**
 * A model as the logic of one actor, whose states are the global states and whose events are the actions.
 *
 * It is there for those who want `@xstate/test` to find paths by itself, in small models: every transition walks the
 * whole path again, and equal states are told by their text. What it finds is put together from states of other paths,
 * so that `step` and the numbers of messages are not those of the path: replay its actions. `testPaths` has no such limits.
 *
 * @throws ModelError as `instantiate` does, and for a model with several initial states
 */
export function composedLogic(definition: AnyModel, options: InstanceOptions = {}): ComposedLogic {
  const { model } = instantiate(definition, options);
  if (model.initials.length > 1) {
    throw new ModelError(
      `the logic of an actor has one initial state, but the model "${definition.name}" has ${model.initials.length} (anyOf); leave nothing open at the start, or take the paths of testPaths`,
    );
  }
  const reached = (path: ActionPath) => at(replay(model, path), stepCount(path));
  return {
    logic: {
      transition: ({ path }, { index }) => reached([...path, index]),
      getInitialSnapshot: () => reached([]),
      getPersistedSnapshot: (snapshot) => snapshot,
    },
    options: {
      events: ({ path }) => enabled(model, path),
      serializeState: (snapshot) => textOf(snapshot, model.bounds.network.order === 'fifo'),
      serializeEvent: ({ type, index }) => `${type} ${index}`,
    },
  };
}

/** A text for each state. Messages are numbered in order of sending, which matters only where it is kept, on one way. */
function textOf(
  { endpoints, network, channels, partitions, history }: PathSnapshot,
  isFifo: boolean,
): string {
  const packets = network.map(({ number: _, ...packet }) => ({
    key: isFifo ? `${packet.from} ${packet.to}` : canonicalText(packet),
    packet,
  }));
  packets.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return canonicalText([
    Object.values(endpoints).map(({ value, context, status, timers, actors }) => [
      value,
      context,
      status,
      timers,
      actors,
    ]),
    packets.map(({ packet }) => packet),
    channels,
    partitions,
    history,
  ]);
}

function at({ start, initial, steps }: Trace, count: number): PathSnapshot {
  const step = steps[count - 1] ?? null;
  const beginning = start === undefined ? [] : [beginningAt(start.number)];
  const path = [...beginning, ...steps.slice(0, count).map(({ index }) => index)];
  return { ...(step?.after ?? initial), status: 'active', output: undefined, error: undefined, step, path };
}

function eventTo({ step }: PathSnapshot): PathEvent {
  return step === null ? { type: 'xstate.init', index: -1 } : { type: step.action.kind, index: step.index };
}

function enabled(model: Model, path: ActionPath): readonly PathEvent[] {
  const { width, reader } = model;
  let { state } = beginningIn(model, path);
  walkPath(model, path, (vector) => {
    state = vector.slice(width, width * 2);
  });
  const steps = new Steps(width);
  model.expand(state, steps);
  return Array.from({ length: steps.count }, (_, index) => ({ index, vector: steps.vector(index) }))
    .filter(({ vector }) => vector[width * 2 + THROWN] === 0)
    .map(({ index, vector }) => ({ index, type: reader.action(vector[width * 2 + ACTION] ?? 0).kind }));
}
