import { ModelError } from '../language/errors.ts';
import type { AnyProperty } from '../language/forgotten.ts';
import { nearest } from '../language/nearest.ts';
import { isSafety } from '../language/property.ts';
import type { ActionPath } from '../model/action-path.ts';
import type { Instance } from '../model/instance.ts';
import type { Model } from '../model/model.ts';
import { LABELS, type SharedByLabel, STEP_EXTRA, type Steps } from '../model/steps.ts';
import { EverRead } from '../tables/ever-read.ts';
import { type Monitor, monitorOf, premiseMonitor, throwMonitor, type Watched } from './monitor.ts';
import type { PropertyOutcome } from './outcome.ts';
import { shownBy } from './shown.ts';

export type Named = Pick<PropertyOutcome, 'name' | 'kind' | 'sentence' | 'source'>;

/** A finding at a state itself, not at one of its steps. */
export const NO_ACTION = -1;

const UNKNOWN = 0;
const SETTLED = 1;
const OPEN = 2;

interface Finding {
  readonly path: ActionPath;
  readonly reason: string | null;
}

interface Watch {
  /** Its number among all that is watched: see `undecided`. */
  readonly number: number;
  readonly named: Named;
  readonly monitor: Monitor;
  /** For the premise of the property, not for what decides it. */
  readonly ofPremise?: true;
  finding: Finding | null;
}

const NO_THROW: Named = {
  name: 'machines do not throw',
  kind: 'no-throw',
  sentence: 'No guard, assignment or other function of a machine throws.',
  source: null,
};

/**
 * All properties of a model that paths decide, watched in one search. The first finding decides a property; the rest go on.
 * Claims about the long run are searched for when all states are known (see liveness/).
 */
export class PropertyWatch {
  readonly #all: readonly Watch[];
  readonly #premises: readonly Watch[];
  readonly #open: Record<Watched, Watch[]>;
  readonly #pathTo: (state: number, action: number, watch: number) => ActionPath | null;
  readonly #onSettled: (label: number) => void;
  /** By label: whether the open step properties are known to be undecided by all its steps. */
  readonly #settled: number[] = [];
  /** What predicates over states were ever seen to read. */
  readonly stateReads: EverRead;
  /** The vector of the step at hand. */
  readonly #vector: Uint32Array;
  readonly #standsForOthers: boolean;
  readonly #model: Model;
  #looksAround = false;
  readonly #labels: SharedByLabel | null;
  #asked: number;
  #violations = 0;

  /**
   * @param pathTo the path to a state and on by one of its actions (NO_ACTION: only to the state); null if it is for somebody else to
   *   judge: then nothing is decided. It is told the number of what is watched for, too
   * @param settled is told of the labels that no property need look at
   * @param standsForOthers whether the search goes on with other states than those that it judged
   */
  constructor(
    instance: Instance,
    only: readonly string[] | undefined,
    pathTo: (state: number, action: number, watch: number) => ActionPath | null,
    settled: (label: number) => void = () => {},
    standsForOthers = false,
  ) {
    this.#standsForOthers = standsForOthers;
    this.#model = instance.model;
    this.#onSettled = settled;
    this.#labels = instance.model.extension(LABELS);
    this.#pathTo = pathTo;
    this.#vector = new Uint32Array(instance.model.width * 2 + STEP_EXTRA);
    this.stateReads = new EverRead(instance.model.width);
    const properties = selected(instance.properties, only);
    this.#asked = properties.length;
    const premises = properties.flatMap((property) => premiseOf(property, instance, this.stateReads));
    this.#premises = premises.map((premise, number) => ({ ...premise, number, finding: null }));
    const watches = properties.filter(isSafety).map((property, i) => ({
      number: premises.length + i,
      named: namedOf(property),
      monitor: monitorOf(property, instance.model, instance.parameters, this.stateReads),
      finding: null,
    }));
    const throws = { number: premises.length + watches.length, named: NO_THROW, finding: null };
    this.#all = [...watches, { ...throws, monitor: throwMonitor(instance.model) }];
    const watching = (what: Watched) =>
      [...this.#premises, ...this.#all].filter(({ monitor }) => monitor.watches === what);
    this.#open = {
      state: watching('state'),
      step: watching('step'),
      deadlock: watching('deadlock'),
      throw: watching('throw'),
    };
  }

  /** Whether some property is violated. */
  get violated(): boolean {
    return this.#violations > 0;
  }

  /** Whether every property of the model is decided. (That machines do not throw never ends a search.) */
  get allDecided(): boolean {
    return this.#asked === 0 && this.#all.length > 1;
  }

  /**
   * The state that step `k` of the state `from` leads to. If it differs from that state in nothing that a predicate was
   * ever seen to read, no predicate can tell them apart. That takes that what was judged before, by itself or in the same
   * way, is that very state, and not one that it stands for.
   */
  atSuccessor(steps: Steps, k: number, from: number): void {
    if (!this.#standsForOthers && !steps.differs(k, this.stateReads)) return;
    steps.write(k, this.#vector, 0);
    this.at('state', this.#vector, 0, from, k);
  }

  /** Whether no step with this label can be a finding, whatever the states. */
  isSettled(label: number): boolean {
    return label < this.#settled.length && this.#settled[label] === SETTLED;
  }

  /** Step `k` of the state `from`. */
  atStep(steps: Steps, k: number, from: number): void {
    const label = steps.label(k);
    steps.writeStep(k, this.#vector);
    this.at('step', this.#vector, 0, from, k);
    if ((this.#settled[label] ?? UNKNOWN) === UNKNOWN) this.#settle(label);
  }

  /** A label after whose steps no property can be decided, whatever the states, need never be looked at again. */
  #settle(label: number): void {
    const covers = (slot: number) => this.#labels?.covers(label, slot) ?? false;
    const isSettled = this.#open.step.every(({ monitor }) => monitor.dependsOnlyOn(covers, this.#vector));
    while (this.#settled.length <= label) this.#settled.push(UNKNOWN);
    this.#settled[label] = isSettled ? SETTLED : OPEN;
    if (isSettled) this.#onSettled(label);
    else this.#looksAround = true;
  }

  atThrow(steps: Steps, k: number, from: number): void {
    steps.writeStep(k, this.#vector);
    this.at('throw', this.#vector, 0, from, k);
  }

  /** The open properties of one kind: it shrinks as they are decided. */
  open(what: Watched): readonly { readonly named: { readonly name: string }; readonly monitor: Monitor }[] {
    return this.#open[what];
  }

  /** The numbers of all that is not decided yet: premises, then properties, in order, then that machines do not throw. */
  get undecided(): readonly number[] {
    return this.#everything.flatMap(({ number, finding }) => (finding === null ? [number] : []));
  }

  /** All that is watched for, by number. */
  get watched(): readonly { readonly named: Named; readonly monitor: Monitor; readonly ofPremise?: true }[] {
    return this.#everything;
  }

  /** Watches for nothing any more but what has these numbers: the rest was decided elsewhere. */
  keep(undecided: readonly number[]): void {
    this.#everything.forEach((watch) => {
      const open = this.#open[watch.monitor.watches];
      const at = undecided.includes(watch.number) ? -1 : open.indexOf(watch);
      if (at >= 0) open.splice(at, 1);
    });
  }

  get #everything(): readonly Watch[] {
    return [...this.#premises, ...this.#all];
  }

  /**
   * Tells what decides something, by its number: the path to a state, or to a step, as somebody else has found it.
   *
   * @throws Error if that shows nothing here
   */
  decide(number: number, path: ActionPath): void {
    const watch = this.#everything[number];
    const shown = watch === undefined ? null : shownBy(path, this.#model, watch.monitor);
    if (watch === undefined || shown === null) throw new Error(`the path ${path.join('/')} decides nothing`);
    watch.finding = { path, reason: watch.monitor.reason(shown, 0) };
    this.keep(this.undecided);
  }

  /** Whether a step property was seen to depend on more than the acting endpoint, its action and the history. */
  get looksAround(): boolean {
    return this.#looksAround && this.#open.step.length > 0;
  }

  #vacuity(name: string): Pick<PropertyOutcome, 'vacuous'> {
    const premise = this.#premises.find(({ named }) => named.name === name);
    if (premise === undefined || premise.finding !== null) return {};
    return { vacuous: 'its premise is true in no reachable state' };
  }

  /** Bytes held by the tables of what predicates said. */
  get bytes(): number {
    return this.#all.reduce((sum, { monitor }) => sum + (monitor.memo?.bytes ?? 0), 0);
  }

  outcomes(complete: boolean): readonly PropertyOutcome[] {
    return this.#all.map(({ named, finding }) => {
      const reachable = named.kind === 'reachable';
      if (finding !== null) return { ...named, verdict: reachable ? 'reached' : 'violated', ...finding };
      if (!complete) return { ...named, verdict: 'unknown' };
      return { ...named, verdict: reachable ? 'unreachable' : 'holds', ...this.#vacuity(named.name) };
    });
  }

  /** A state or step whose vector stands from `offset` on, after the path to `from` and by `action`. */
  at(what: Watched, vector: Uint32Array, offset: number, from: number, action: number): void {
    const open = this.#open[what];
    for (let i = open.length - 1; i >= 0; i--) {
      const watch = open[i];
      if (watch === undefined || !watch.monitor.decides(vector, offset)) continue;
      const path = this.#pathTo(from, action, watch.number);
      if (path === null) continue;
      watch.finding = this.#finding(watch, path, vector, offset);
      open.splice(i, 1);
      if (watch.ofPremise === true) continue;
      if (what !== 'throw') this.#asked--;
      if (watch.named.kind !== 'reachable') this.#violations++;
    }
  }

  /** What was found, and why, as its path shows it: where states stand for others, that may be an image of what was judged. */
  #finding({ named, monitor }: Watch, path: ActionPath, vector: Uint32Array, offset: number): Finding {
    if (!this.#standsForOthers) return { path, reason: monitor.reason(vector, offset) };
    const shown = shownBy(path, this.#model, monitor);
    if (shown !== null) return { path, reason: monitor.reason(shown, 0) };
    throw new ModelError(
      `symmetry: what the property "${named.name}" says changes when endpoints that are declared to be alike are exchanged. Take the symmetry out of the model, or do without --reduce symmetry`,
    );
  }
}

/**
 * The properties that are asked for.
 *
 * @throws ModelError for a name that does not exist
 */
export function selected(
  properties: readonly AnyProperty[],
  only: readonly string[] | undefined,
): readonly AnyProperty[] {
  if (only === undefined) return properties;
  const names = properties.map(({ name }) => name);
  for (const name of only) {
    if (!names.includes(name)) throw new ModelError(`there is no property "${name}"${nearest(name, names)}`);
  }
  return properties.filter(({ name }) => only.includes(name));
}

function premiseOf(
  property: AnyProperty,
  instance: Instance,
  reads: EverRead,
): Pick<Watch, 'named' | 'monitor' | 'ofPremise'>[] {
  if (property.kind !== 'invariant' || property.premise === undefined) return [];
  const monitor = premiseMonitor(property, instance.model, instance.parameters, reads);
  return [{ named: namedOf(property), monitor, ofPremise: true }];
}

/** What is told of a property, whatever the verdict. */
export function namedOf({ name, kind, sentence, ...rest }: AnyProperty): Named {
  return { name, kind, sentence, source: rest.source ?? null };
}
