import { type ActionPath, type LassoPath, stepsOf } from '../model/action-path.ts';
import { beginningIn, STARTS } from '../model/beginnings.ts';
import type { Model } from '../model/model.ts';
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
export function replay(model: Model, path: ActionPath, again?: number): Trace {
  const { reader } = model;
  const beginning = beginningIn(model, path);
  const told = new Told(model, beginning.initial);
  const initial = told.initial();
  const notices = told.notices();
  const steps: TraceStep[] = [];
  walkPath(model, path, (vector, _, index) => {
    steps.push(told.step(vector, index));
  });
  return {
    endpoints: reader.endpoints,
    initialMark: reader.initialMark,
    ...startIn(model, beginning.initial),
    initial,
    ...(notices.length > 0 && { initialNotices: notices }),
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
  return replay(model, [...stem, ...again], stepsOf(stem).length);
}

/** Tells the steps of a path one after another: which message is which is known from those before. */
export class Told {
  readonly #model: Model;
  readonly #beginning: number;
  readonly #inFlight: InFlight;
  #tick: number;

  /** @param beginning the number of the initial state at which the path begins */
  constructor(model: Model, beginning: number, inFlight = inFlightAt(model, beginning), tick = 0) {
    this.#model = model;
    this.#beginning = beginning;
    this.#inFlight = inFlight;
    this.#tick = tick;
  }

  /** The same, to go on another way from here. */
  copy(): Told {
    return new Told(this.#model, this.#beginning, this.#inFlight.copy(), this.#tick);
  }

  /** The state before any step. */
  initial(): TraceState {
    return this.#state(initialOf(this.#model, this.#beginning));
  }

  /** Numbers of the messages in flight by which ends of sessions are told what became of these. */
  notices(): readonly number[] {
    return this.#inFlight.notices();
  }

  /**
   * The next step.
   *
   * @param vector that of the step: see `Steps`
   * @param index its element of the replay string
   */
  step(vector: Uint32Array, index: number): TraceStep {
    const inFlight = this.#inFlight;
    const { reader } = this.#model;
    const width = (vector.length - STEP_EXTRA) / 2;
    const extra = width * 2;
    const action = reader.action(vector[extra] ?? 0);
    if (action.kind === 'tick') this.#tick++;
    const thrown = reader.thrown(vector[extra + THROWN] ?? 0);
    const before = vector.slice(0, width);
    const after = vector.slice(width, extra);
    const packetsAfter = reader.packets(after[width - 2] ?? 0);
    const networkAfter = after[width - 2] ?? 0;
    const linksAfter = {
      channels: reader.channels(networkAfter),
      partitions: reader.partitions(networkAfter),
    };
    const taken = 'message' in action ? inFlight.take(action, packetsAfter) : null;
    const expired = action.kind === 'tick' ? inFlight.tick() : [];
    const observations = reader.observations(vector[extra + OBSERVATIONS] ?? 0);
    inFlight.remark((packet) => reader.markAfter(vector, packet));
    const purged =
      thrown === '' && inFlight.mayPurge(action, observations) ? inFlight.purge(packetsAfter) : [];
    const sent =
      thrown === '' ? inFlight.send(reader.sent(vector[extra + SENT] ?? 0), packetsAfter, linksAfter) : [];
    if (thrown === '') inFlight.expect(packetsAfter);
    return {
      index,
      action,
      number: taken?.number ?? null,
      earlierDeliveries: taken?.deliveries ?? 0,
      changed: reader.endpoints.some((_, i) => before[i] !== after[i]),
      observations,
      sent,
      expired,
      purged,
      thrown: thrown === '' ? null : thrown,
      after: this.#state(after),
    };
  }

  #state(state: Uint32Array): TraceState {
    const { reader } = this.#model;
    const { length } = state;
    return {
      tick: this.#tick,
      endpoints: Object.fromEntries(
        reader.endpoints.map((name, i) => [name, reader.localState(i, state[i] ?? 0)]),
      ),
      network: this.#inFlight.numbered(),
      channels: reader.channels(state[length - 2] ?? 0),
      partitions: reader.partitions(state[length - 2] ?? 0),
      history: reader.history(state[length - 1] ?? 0),
    };
  }
}

function inFlightAt(model: Model, beginning: number): InFlight {
  const { reader, width, bounds } = model;
  const network = initialOf(model, beginning)[width - 2] ?? 0;
  return new InFlight(reader.packets(network), bounds.network, reader.endpoints);
}

function initialOf({ initials }: Model, number: number): Uint32Array {
  const initial = initials[number];
  if (initial === undefined) throw new RangeError(`no initial state has the number ${number}`);
  return initial;
}

/** Where a trace begins, if there is a choice. */
export function startIn(model: Model, number: number): Pick<Trace, 'start'> {
  const { length } = model.initials;
  if (length === 1) return {};
  const starts = model.extension(STARTS);
  const history = starts?.opensHistory
    ? { history: { value: model.reader.history(initialOf(model, number)[model.width - 1] ?? 0) } }
    : {};
  return { start: { number, of: length, inputs: starts?.inputs(number) ?? {}, ...history } };
}
