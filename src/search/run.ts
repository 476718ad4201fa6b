import { onPath } from '../language/errors.ts';
import type { ActionPath } from '../model/action-path.ts';
import { pathToInitial } from '../model/beginnings.ts';
import type { Instance } from '../model/instance.ts';
import type { Model } from '../model/model.ts';
import { Steps } from '../model/steps.ts';
import { NO_ACTION, PropertyWatch } from '../property/property-watch.ts';
import { Throwing } from '../property/throwing.ts';
import { Batch } from './batch.ts';
import { ComponentGrowth } from './component-growth.ts';
import type { Ending } from './outcome.ts';
import type { RunParts } from './parts.ts';
import type { SearchSettings } from './settings.ts';

/** What was counted of the steps of some states. */
export interface StepCounts {
  /** Steps, those that sleep among them; and how many of them do. */
  readonly transitions: number;
  readonly asleep: number;
  readonly overflows: number;
  readonly cuts: number;
  /** New states. */
  readonly found: number;
}

/**
 * One run from the initial states: the loop of every search, whatever its parts.
 *
 *     add the initial states, and look at them
 *     while the frontier has states:
 *       expand the next ones
 *       for each of their steps: look at it; if its target is new, look at that, and offer it to the frontier
 *
 * A search makes a run anew where a reduction has relied on something that turned out to be wrong.
 */
export class Run {
  #parts: RunParts;
  readonly watch: PropertyWatch;
  readonly growth: ComponentGrowth;
  readonly throwing: Throwing;
  readonly #model: Model;
  readonly #settings: SearchSettings;
  #batch: Batch;
  /** Which state of the batch is followed. */
  #at = 0;
  /** Steps of all states that were expanded, those that sleep among them; and how many of them do. */
  transitions = 0;
  asleep = 0;
  /** Steps of the longest path by which a state was first reached. */
  depth = 0;
  /** Of the states that were found, how many are initial ones. */
  initialStates = 0;
  /** Messages that found no room, and steps that were cut off because such a message may not be lost. */
  overflows = 0;
  cuts = 0;
  /** Steps that lead beyond the states to which an assumption confines the search. */
  beyond = 0;
  /** What other threads need for their models and properties, and how often they have called XState. */
  others: { readonly bytes: number; readonly calls: number } = { bytes: 0, calls: 0 };
  #ending: Ending | null = null;
  #isRefuted = false;

  constructor(instance: Instance, settings: SearchSettings, parts: RunParts) {
    const { model } = instance;
    this.#parts = parts;
    this.#model = model;
    this.#settings = settings;
    this.#batch = new Batch(model, parts);
    this.growth = new ComponentGrowth(model);
    this.throwing = new Throwing(model);
    this.watch = new PropertyWatch(
      instance,
      settings.properties ?? undefined,
      (state, action) => this.#pathBy(state, action),
      (label) => parts.sleeping.allow(label),
      parts.reduction.standsForOthers,
    );
    this.#begin();
    parts.reduction.begin(this.watch);
  }

  /** Adds the initial states: each once, also where others stand for it. */
  #begin(): void {
    const { states, wayBack, frontier, reduction } = this.#parts;
    const { initials } = this.#model;
    const added = initials.flatMap((initial, i) =>
      states.add(reduction.representative(initial), 0) < 0
        ? []
        : [{ initial, path: pathToInitial(this.#model, i) }],
    );
    this.initialStates = added.length;
    frontier.start(added.length);
    wayBack.begin(added.map(({ path }) => path));
    added.forEach(({ initial }, state) => {
      this.watch.at('state', initial, 0, state, NO_ACTION);
    });
  }

  get parts(): RunParts {
    return this.#parts;
  }

  /** Goes on with other parts, which hold the same. No state may be expanded and not followed. */
  moveTo(parts: RunParts): void {
    this.#parts = parts;
    this.#batch = new Batch(this.#model, parts);
  }

  /** Counts what was done elsewhere, by steps from states at this depth. */
  count(done: StepCounts, depth: number): void {
    this.transitions += done.transitions;
    this.asleep += done.asleep;
    this.overflows += done.overflows;
    this.cuts += done.cuts;
    if (done.found > 0) this.depth = Math.max(this.depth, depth + 1);
    this.growth.sample(this.parts.states.size);
  }

  /** Why it has ended; null while it goes on. */
  get ending(): Ending | null {
    return this.#ending;
  }

  /** Whether a reduction has relied on something that turned out to be wrong: a new run must be made, which knows it. */
  get isRefuted(): boolean {
    return this.#isRefuted;
  }

  /** States that were seen and are not followed yet. */
  get waiting(): number {
    return this.parts.frontier.waiting + this.#batch.waiting;
  }

  /** Ends the run from outside. */
  stop(ending: Ending): void {
    this.#ending ??= ending;
  }

  /** Expands the next states, and follows their steps. Returns the number of states expanded: 0 at the end. */
  advance(): number {
    const count = this.#batch.expand();
    if (count === 0) {
      this.#ending = this.#natural();
      if (this.#ending === 'exhausted') this.parts.reduction.finish();
    }
    for (let i = 0; i < count && this.#ending === null && !this.#isRefuted; i++) this.#tryToFollow(i);
    return count;
  }

  #tryToFollow(i: number): void {
    try {
      this.#follow(i);
    } catch (error) {
      throw this.#onPathTo(this.#batch.number(i), error);
    }
  }

  /** Apart from the above: where a function's parameter is used by a closure in it, each call makes a scope on the heap. */
  #onPathTo(state: number, error: unknown): unknown {
    return onPath(error, () => this.#pathBy(state, NO_ACTION));
  }

  /** Follows the steps of the state `i` of the batch. */
  #follow(i: number): void {
    const { states, sleeping, reduction } = this.parts;
    const state = this.#batch.number(i);
    const steps = this.#batch.steps(i);
    this.#at = i;
    if (steps.isDeadEnd) this.watch.at('deadlock', steps.base, 0, state, NO_ACTION);
    const known = states.size;
    const targets = this.#batch.follow(i);
    this.#countSteps(steps);
    sleeping.note(state, steps, targets, known, states.size);
    for (let k = 0; k < steps.count; k++) this.#take(state, steps, k, targets[k] ?? 0);
    for (let j = 0; j < steps.beyond; j++) this.#lookBeyond(state, steps, steps.count + j);
    states.release(state);
    this.#endIfDecided();
    if (this.#ending === null) this.#isRefuted = reduction.isRefuted(steps);
    if (!this.#isRefuted && states.size > this.#settings.maxStates) this.#ending ??= 'max-states';
  }

  #countSteps(steps: Steps): void {
    this.overflows += steps.overflows;
    this.cuts += steps.cuts;
    this.beyond += steps.beyond;
    this.asleep += steps.asleep;
    this.transitions += steps.count + steps.asleep - this.parts.reduction.countLeftOut(steps);
  }

  /** Looks at step `k`, which leads to the new state `target`, or to the known state `~target`. */
  #take(from: number, steps: Steps, k: number, target: number): void {
    const { watch } = this;
    if (!watch.isSettled(steps.label(k))) {
      if (steps.throws(k)) {
        this.transitions--;
        watch.atThrow(steps, k, from);
        this.throwing.note(steps, k);
        return;
      }
      watch.atStep(steps, k, from);
    }
    if (target >= 0) this.#discovered(target, from, steps, k);
    else if (this.parts.frontier.takesAll) this.parts.frontier.offer(~target, k, false);
  }

  /** Step `k` leads beyond the states to which the search is confined: it is judged, and so is that state, and that is all. */
  #lookBeyond(from: number, steps: Steps, k: number): void {
    if (!this.watch.isSettled(steps.label(k))) this.watch.atStep(steps, k, from);
    this.watch.atSuccessor(steps, k, from);
  }

  /** Step `k` of the state `parent` leads to a new state. */
  #discovered(state: number, parent: number, steps: Steps, k: number): void {
    const { frontier, wayBack, reduction } = this.parts;
    reduction.discovered(k);
    wayBack.note(state, parent);
    frontier.offer(state, k, true);
    if (frontier.depth >= this.depth) this.depth = frontier.depth + 1;
    this.growth.sample(state + 1);
    this.watch.atSuccessor(steps, k, parent);
  }

  #endIfDecided(): void {
    if (this.watch.violated && this.#settings.first) this.#ending ??= 'first';
    else if (this.watch.allDecided) this.#ending ??= 'decided';
  }

  /** How a run ends that nothing has stopped. */
  #natural(): Ending {
    if (!this.parts.frontier.exhaustive) return 'walked';
    return this.#settings.bitstate === null ? 'exhausted' : 'compacted';
  }

  /** The path to the state that is followed, and on. */
  #pathBy(state: number, action: number): ActionPath {
    const path = this.parts.wayBack.to(state);
    return this.parts.reduction.lift(action === NO_ACTION ? path : [...path, this.#indexOf(action)]);
  }

  /** The index among all steps of the state that is followed, those that sleep included, of its step `k`. */
  #indexOf(k: number): number {
    const some = this.#batch.steps(this.#at);
    if (some.asleep === 0) return k;
    const all = new Steps(some.width);
    this.#model.expand(some.base, all);
    for (let index = k; index < all.count; index++) if (all.label(index) === some.label(k)) return index;
    throw new Error(`step ${k} is none of all steps`);
  }
}
