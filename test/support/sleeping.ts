import { expect } from 'vitest';
import type { Instance } from '../../src/index.ts';
import { Steps } from '../../src/model/steps.ts';
import { PropertyWatch } from '../../src/property/property-watch.ts';
import { SleepSet } from '../../src/reduction/sleep/sleep-set.ts';
import { SleepSetQueue } from '../../src/reduction/sleep/sleep-set-queue.ts';
import { independenceOf } from './independence.ts';

/** Which steps may sleep: all that do not throw, or only those at which no property need look. */
export type May = 'all' | 'unwatched';

/** A step that slept: the state that it leads away from, by number, and the vector of the step. */
export interface Sleeper {
  readonly from: number;
  readonly vector: Uint32Array;
  /** It changes nothing, so that it leads to the state itself. */
  readonly isLoop: boolean;
}

/** What became of a walk in which steps sleep. */
export interface Walk {
  readonly states: number;
  readonly transitions: number;
  readonly sleepers: readonly Sleeper[];
  /** Whether the walk has come to its end. */
  readonly complete: boolean;
}

/**
 * Walks the states of a model breadth first, with steps that sleep, and expands each state once more without. Makes sure
 * that whatever sleeps leads to a state that was visited before the steps of this state were followed, and that all
 * else is the same.
 */
export function walkAsleep(instance: Instance, may: May, most = Number.POSITIVE_INFINITY): Walk {
  const { model } = instance;
  const independence = independenceOf(model);
  const sleep = new SleepSet(independence, model.bounds.network.capacity);
  const queue = new SleepSetQueue(independence, sleep);
  const allow = (label: number) => sleep.allow(label);
  const watch = new PropertyWatch(instance, undefined, () => [], may === 'unwatched' ? allow : undefined);
  const [some, all] = [new Steps(model.width, sleep), new Steps(model.width)];
  const states = [...model.initials];
  const numbers = new Map(states.map((initial, number) => [initial.join(), number]));
  const sleepers: Sleeper[] = [];
  let transitions = 0;
  let targets = new Int32Array(16);
  for (let state = 0; state < states.length; state++) {
    if (states.length > most) return { states: states.length, transitions, sleepers, complete: false };
    const vector = states[state] ?? new Uint32Array(model.width);
    queue.enter(state);
    model.expand(vector, some);
    model.expand(vector, all);
    transitions += all.count;
    for (const sleeper of leftOut(some, all)) {
      const to = numbers.get(targetOf(sleeper, model.width).join());
      expect(to, 'the number of a state to which a sleeping step leads').toBeDefined();
      const isLoop = targetOf(sleeper, model.width).join() === vector.join();
      sleepers.push({ from: state, vector: sleeper, isLoop });
    }
    const known = states.length;
    if (some.count > targets.length) targets = new Int32Array(some.count * 2);
    for (let k = 0; k < some.count; k++) targets[k] = numberOf(targetOf(some.vector(k), model.width));
    queue.note(state, some, targets, known, states.length);
    for (let k = 0; k < some.count; k++) {
      if (some.throws(k)) continue;
      if (may === 'all') allow(some.label(k));
      else if (!watch.isSettled(some.label(k))) watch.atStep(some, k, state);
    }
  }
  return { states: states.length, transitions, sleepers, complete: true };

  function numberOf(vector: Uint32Array): number {
    const known = numbers.get(vector.join());
    if (known !== undefined) return ~known;
    numbers.set(vector.join(), states.length);
    return states.push(vector) - 1;
  }
}

/** The steps that are among all, but not among some: the latter must be all the others, in the same order. */
function leftOut(some: Steps, all: Steps): Uint32Array[] {
  const missing: Uint32Array[] = [];
  let k = 0;
  for (let i = 0; i < all.count; i++) {
    const vector = all.vector(i);
    if (k < some.count && some.vector(k).join() === vector.join()) k++;
    else missing.push(vector);
  }
  expect(k, 'steps that do not sleep, found in order among all').toBe(some.count);
  expect(some.asleep, 'steps that sleep').toBe(missing.length);
  expect([some.cuts, some.overflows], 'cuts and overflows').toEqual([all.cuts, all.overflows]);
  return missing;
}

function targetOf(step: Uint32Array, width: number): Uint32Array {
  return step.slice(width, width * 2);
}
