import { ModelError } from '../language/errors.ts';
import type { AnyAction } from '../language/forgotten.ts';
import type { ActionPath } from '../model/action-path.ts';
import { formatSteps, stepCount } from '../model/action-path.ts';
import { beginningIn, pathToInitial } from '../model/beginnings.ts';
import type { Instance } from '../model/instance.ts';
import type { Model } from '../model/model.ts';
import { REFUSED, type RefusedStep } from '../model/refused.ts';
import { Steps, THROWN } from '../model/steps.ts';
import { startIn, Told } from '../trace/replay.ts';
import type { Trace, TraceState, TraceStep } from '../trace/trace.ts';
import { actionText } from './action-text.ts';
import { differencesBetween, type StateDifference } from './difference.ts';
import { type StateSnapshot, snapshotOf } from './snapshot.ts';
import { type PropertyHere, Truths } from './truth.ts';

/** A place on a walk: a state, and the way on which one came to it. It never changes. */
export interface Place {
  readonly path: ActionPath;
  /** The place before the last step; null at the beginning. */
  readonly parent: Place | null;
  /** The last step; null at the beginning. */
  readonly step: TraceStep | null;
  readonly state: TraceState;
  /** What the machine threw in the last step: then there is no way on. Null for nothing. */
  readonly thrown: string | null;
  /** Whether nothing more needs to happen here. */
  readonly isFinal: boolean;
}

/** A step that can be taken. */
export interface EnabledStep {
  /** Its element of the replay string. */
  readonly index: number;
  readonly action: AnyAction;
  /** What it is, as an imperative: `deliver SYN to server`. */
  readonly text: string;
  /** The number of the message that it delivers or loses; null for other steps. */
  readonly number: number | null;
  /** What it would be, in full. */
  readonly step: TraceStep;
  /** In what the state afterwards would differ from this one. */
  readonly changes: readonly StateDifference[];
  /** The assumptions that confine the search to other states than the one it leads to: it is judged, and not followed. */
  readonly beyond: readonly string[];
}

/** How far a path could be walked. */
export interface Fit {
  readonly place: Place;
  /** Why no further: null if all of it could be walked. */
  readonly misfit: string | null;
}

/** What is kept of a place, and nobody need see. */
interface Kept {
  readonly vector: Uint32Array;
  /** Of the step that led here. */
  readonly stepVector: Uint32Array | null;
  /** The number of the initial state at which the walk has begun. */
  readonly beginning: number;
  readonly told: Told;
}

/**
 * Walks through an instance step by step: what can be taken at a place and what not, what each step would change, what properties say. Each
 * question is answered by the model itself, which computes what it is asked for and searches nothing.
 */
export class Stepper {
  readonly instance: Instance;
  /** The place before any step: where there are several initial states, the first of them. */
  readonly start: Place;
  /** How many initial states there are. */
  readonly starts: number;
  readonly #model: Model;
  readonly #truths: Truths;
  readonly #kept = new WeakMap<Place, Kept>();
  readonly #begun: Place[] = [];
  /** The steps of the place that was asked for last. */
  #expanded: { readonly place: Place; readonly steps: Steps } | null = null;

  constructor(instance: Instance) {
    this.instance = instance;
    this.#model = instance.model;
    this.#truths = new Truths(instance);
    this.starts = instance.model.initials.length;
    this.start = this.#startAt(0);
  }

  /**
   * The place before any step, at the initial state of this number.
   *
   * @throws RangeError if there is no such state
   */
  startAt(initial: number): Place {
    return this.#startAt(initial);
  }

  #startAt(initial: number): Place {
    const known = this.#begun[initial];
    if (known !== undefined) return known;
    const vector = this.#model.initials[initial];
    if (vector === undefined) throw new RangeError(`no initial state has the number ${initial}`);
    const told = new Told(this.#model, initial);
    const place: Place = {
      path: pathToInitial(this.#model, initial),
      parent: null,
      step: null,
      state: told.initial(),
      thrown: null,
      isFinal: this.#model.isFinal(vector),
    };
    this.#kept.set(place, { vector, stepVector: null, beginning: initial, told });
    this.#begun[initial] = place;
    return place;
  }

  /**
   * The place to which a path leads.
   *
   * @throws ModelError if the path does not fit the model
   */
  at(path: ActionPath): Place {
    const { initial, steps } = beginningIn(this.#model, path);
    return steps.reduce((place, index) => this.take(place, index), this.#startAt(initial));
  }

  /** The place to which a path leads, or as much of it as fits. */
  fit(path: ActionPath): Fit {
    let place = this.start;
    try {
      const { initial, steps } = beginningIn(this.#model, path);
      place = this.#startAt(initial);
      for (const index of steps) place = this.take(place, index);
    } catch (error) {
      if (error instanceof ModelError) return { place, misfit: error.message };
      throw error;
    }
    return { place, misfit: null };
  }

  /**
   * The place after a step: one that is enabled, or, below zero, one that changes nothing.
   *
   * @throws ModelError if there is no such step
   */
  take(place: Place, index: number): Place {
    const steps = this.#expand(place);
    const vector = place.thrown === null ? vectorOf(steps, index) : null;
    if (vector === null) throw new ModelError(misfitText(place, index, steps));
    return this.#placeAfter(place, index, vector);
  }

  /** The steps that can be taken, under the numbers of the replay string. */
  enabled(place: Place): readonly EnabledStep[] {
    if (place.thrown !== null) return [];
    const steps = this.#expand(place);
    const before = snapshotOf(place.state);
    const { told } = this.#of(place);
    return Array.from({ length: steps.count + steps.beyond }, (_, index) => {
      const vector = steps.vector(index);
      const step = told.copy().step(vector, index);
      const after = vector.slice(this.#model.width, this.#model.width * 2);
      return {
        index,
        action: step.action,
        text: actionText(step.action),
        number: step.number,
        step,
        changes: differencesBetween(before, snapshotOf(step.after)),
        beyond: index < steps.count ? [] : (this.#model.extension(REFUSED)?.beyond(after) ?? []),
      };
    });
  }

  /** What one might look for here, and cannot be taken, each with the reason. Models that are composed otherwise than of endpoints tell none. */
  refused(place: Place): readonly RefusedStep[] {
    if (place.thrown !== null) return [];
    return this.#model.extension(REFUSED)?.of(this.#of(place).vector) ?? [];
  }

  /** What each property says of this place. */
  judge(place: Place): readonly PropertyHere[] {
    const { vector, stepVector } = this.#of(place);
    const isDeadEnd = place.thrown === null && this.#expand(place).isDeadEnd;
    // A machine that throws takes no step of which properties speak.
    const step = place.thrown === null ? stepVector : null;
    return this.#truths.at({ step, state: vector, isDeadEnd });
  }

  /** The state here as plain data. */
  snapshot(place: Place): StateSnapshot {
    return snapshotOf(place.state);
  }

  /** The walk to this place in full, as `replay` tells it. */
  trace(place: Place): Trace {
    const steps: TraceStep[] = [];
    for (let at: Place | null = place; at !== null; at = at.parent) if (at.step !== null) steps.push(at.step);
    const { endpoints, initialMark } = this.#model.reader;
    const { beginning } = this.#of(place);
    const start = this.#startAt(beginning);
    const notices = this.#of(start).told.notices();
    return {
      endpoints,
      initialMark,
      ...startIn(this.#model, beginning),
      initial: start.state,
      ...(notices.length > 0 && { initialNotices: notices }),
      steps: steps.reverse(),
    };
  }

  /** The ids of the state here, as the model has it: for those who have searched the same instance. */
  vector(place: Place): Uint32Array {
    return this.#of(place).vector.slice();
  }

  #placeAfter(parent: Place, index: number, stepVector: Uint32Array): Place {
    const { width } = this.#model;
    const { told: before, beginning } = this.#of(parent);
    const told = before.copy();
    const step = told.step(stepVector, index);
    const vector = stepVector.slice(width, width * 2);
    const place: Place = {
      path: [...parent.path, index],
      parent,
      step,
      state: step.after,
      thrown: stepVector[width * 2 + THROWN] === 0 ? null : step.thrown,
      isFinal: this.#model.isFinal(vector),
    };
    this.#kept.set(place, { vector, stepVector, beginning, told });
    return place;
  }

  /** Who asks for one thing of a place asks for another: what follows on it, one by one. */
  #expand(place: Place): Steps {
    if (this.#expanded?.place === place) return this.#expanded.steps;
    const steps = new Steps(this.#model.width, null, true);
    this.#model.expand(this.#of(place).vector, steps);
    this.#expanded = { place, steps };
    return steps;
  }

  #of(place: Place): Kept {
    const kept = this.#kept.get(place);
    if (kept === undefined) throw new RangeError('this place is of another stepper');
    return kept;
  }
}

function vectorOf(steps: Steps, index: number): Uint32Array | null {
  if (index >= 0) return index < steps.count + steps.beyond ? steps.vector(index) : null;
  if (~index >= steps.idle.length) return null;
  const vector = new Uint32Array(steps.stride);
  steps.writeIdle(~index, vector);
  return vector;
}

function misfitText({ path, thrown }: Place, index: number, steps: Steps): string {
  const enabled = steps.count + steps.beyond;
  const where = `step ${stepCount(path) + 1} takes action ${formatSteps([index])}`;
  if (thrown !== null) return `${where}, but the machine threw in the step before`;
  if (index < 0) return `${where}, but there are not so many steps that change nothing`;
  return enabled === 0
    ? `${where}, but no action is enabled`
    : `${where}, but only the actions 0 to ${enabled - 1} are enabled`;
}
