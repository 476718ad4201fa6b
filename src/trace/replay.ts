import type { AnyAction } from '../language/forgotten.ts';
import type { LassoPath } from '../model/action-path.ts';
import type { Model } from '../model/model.ts';
import type { StepReader } from '../model/reader.ts';
import { OBSERVATIONS, SENT, STEP_EXTRA, THROWN } from '../model/steps.ts';
import { InFlight } from './in-flight.ts';
import type { Trace, TraceState, TraceStep } from './trace.ts';
import { walkPath } from './walk.ts';

/**
 * The trace of a path, in full.
 *
 * @param again after how many steps what follows is repeated without end, if it is
 * @throws ModelError if the path does not fit the model
 */
export function replay(model: Model, path: readonly number[], again?: number): Trace {
  const { reader, width } = model;
  const inFlight = new InFlight(
    reader.packets(model.initial[width - 2] ?? 0),
    model.bounds.network,
    reader.endpoints,
  );
  const initial = stateOf(reader, model.initial, inFlight, 0);
  const steps: TraceStep[] = [];
  let tick = 0;
  walkPath(model, path, (vector, at) => {
    const action = reader.action(vector[width * 2] ?? 0);
    if (action.kind === 'tick') tick++;
    steps.push(stepOf(reader, vector, path[at] ?? 0, action, inFlight, tick));
  });
  return {
    endpoints: reader.endpoints,
    initialMark: reader.initialMark,
    initial,
    steps,
    ...(again === undefined ? {} : { again }),
  };
}

/**
 * The trace of a behaviour that lasts for ever: its path, and what is repeated.
 *
 * @param rounds how often it is; more than once, for implementations that are driven along it
 * @throws ModelError if the path does not fit the model
 */
export function replayLasso(model: Model, { stem, cycle }: LassoPath, rounds = 1): Trace {
  const again = Array.from({ length: rounds }, () => cycle).flat();
  return replay(model, [...stem, ...again], stem.length);
}

function stepOf(
  reader: StepReader,
  vector: Uint32Array,
  index: number,
  action: AnyAction,
  inFlight: InFlight,
  tick: number,
): TraceStep {
  const width = (vector.length - STEP_EXTRA) / 2;
  const extra = width * 2;
  const thrown = reader.thrown(vector[extra + THROWN] ?? 0);
  const before = vector.slice(0, width);
  const after = vector.slice(width, extra);
  const packetsAfter = reader.packets(after[width - 2] ?? 0);
  const linksAfter = reader.links(after[width - 2] ?? 0);
  const taken = 'message' in action ? inFlight.take(action, packetsAfter) : null;
  const expired = action.kind === 'tick' ? inFlight.tick() : [];
  const purged = action.kind === 'break' || action.kind === 'down' ? inFlight.purge(packetsAfter) : [];
  inFlight.remark((packet) => reader.markAfter(vector, packet));
  const sent =
    thrown === '' ? inFlight.send(reader.sent(vector[extra + SENT] ?? 0), packetsAfter, linksAfter) : [];
  if (thrown === '') inFlight.expect(packetsAfter);
  return {
    index,
    action,
    number: taken?.number ?? null,
    earlierDeliveries: taken?.deliveries ?? 0,
    changed: reader.endpoints.some((_, i) => before[i] !== after[i]),
    observations: reader.observations(vector[extra + OBSERVATIONS] ?? 0),
    sent,
    expired,
    purged,
    thrown: thrown === '' ? null : thrown,
    after: stateOf(reader, after, inFlight, tick),
  };
}

function stateOf(reader: StepReader, state: Uint32Array, inFlight: InFlight, tick: number): TraceState {
  const { length } = state;
  return {
    tick,
    endpoints: Object.fromEntries(
      reader.endpoints.map((name, i) => [name, reader.localState(i, state[i] ?? 0)]),
    ),
    network: inFlight.numbered(),
    links: reader.links(state[length - 2] ?? 0),
    history: reader.history(state[length - 1] ?? 0),
  };
}
