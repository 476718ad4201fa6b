import { type Composition, compositionOf, type ModelFunction } from '../composition/composition.ts';
import type { ActionPath } from '../model/action-path.ts';
import type { Instance } from '../model/instance.ts';
import type { Steps } from '../model/steps.ts';
import { Successors } from '../model/successors.ts';
import { ActionsByLabel } from './actions-by-label.ts';
import { PartialOrder } from './partial-order.ts';
import { proveSymmetry, type SymmetryProof } from './proof/symmetry-proof.ts';
import type { Reduction } from './reduction.ts';
import { REDUCTIONS, type ReductionName, type ReductionReport } from './report.ts';
import { Subsumption } from './subsumption.ts';
import { lifted } from './symmetry/lift.ts';
import type { Symmetry } from './symmetry/symmetry.ts';
import { SymmetryCheck } from './symmetry/symmetry-check.ts';
import { symmetryOf } from './symmetry/symmetry-setup.ts';
import { NOTHING_WATCHED, Reads, type Watching } from './watching.ts';

/** A partial-order reduction that had to begin anew this often is given up. */
const MOST_RESTARTS = 32;

/** The reductions that a search is asked to make use of, as far as they apply. What they learn, they keep from run to run. */
export class Reductions implements Reduction {
  readonly #instance: Instance;
  readonly #composition: Composition;
  readonly #asked: readonly ReductionName[];
  /** Why reductions that were asked for are not used. */
  readonly #objections = new Map<ReductionName, string>();
  /** Why reductions could not be used from some states. */
  readonly #hindrances = new Map<ReductionName, string>();
  readonly #symmetry: Symmetry | null;
  readonly #subsumption: Subsumption | null;
  #partialOrder: PartialOrder | null;
  #check: SymmetryCheck | null = null;
  #watching: Watching = NOTHING_WATCHED;
  readonly #reads = new Reads();
  readonly #out: Successors;
  /** Per step: whether it need not be followed. */
  #left = new Uint8Array(64);
  #someLeft = false;
  /** States of the run, and how many they stand for. */
  #stoodFor = 1;
  #states = 1;
  #restarts = 0;
  /** What became of the proof of the symmetry, once the search is at its end. */
  #proof: SymmetryProof | null = null;
  #overflows = false;

  /** @throws ModelError for a model whose parts cannot be told apart, or a symmetry that is none */
  constructor(instance: Instance, asked: readonly ReductionName[]) {
    const composition = compositionOf(instance.model);
    const actions = new ActionsByLabel(composition);
    this.#composition = composition;
    this.#asked = REDUCTIONS.filter((name) => asked.includes(name));
    this.#out = new Successors(composition.width);
    this.#symmetry = this.#asked.includes('symmetry') ? symmetryOf(composition, instance) : null;
    if (this.#symmetry === null) this.#objections.set('symmetry', 'the model declares none');
    if (this.#symmetry !== null) this.#check = new SymmetryCheck(composition, instance, this.#symmetry);
    this.#instance = instance;
    const { dependence } = composition;
    this.#subsumption = this.#applies('subsumption', dependence ?? Subsumption.objection(composition))
      ? new Subsumption(composition, actions)
      : null;
    this.#partialOrder = this.#applies(
      'partial-order',
      dependence ?? this.#withOthers() ?? PartialOrder.objection(composition),
    )
      ? new PartialOrder(composition, actions)
      : null;
  }

  begin(watching: Watching): void {
    this.#watching = watching;
    const { initials } = this.#composition;
    this.#states = new Set(initials.map((initial) => this.representative(initial).join())).size;
    this.#stoodFor = initials.length;
    if (this.#symmetry !== null) this.#keepFacts(watching, this.#symmetry.alike);
    this.#reads.learn(watching);
  }

  successors(steps: Steps): Successors {
    this.#check?.look(steps.base, steps.overflows > 0);
    if (steps.overflows > 0) this.#overflows = true;
    this.#leaveOut(steps);
    return this.#represented(this.#someLeft ? this.#followed(steps) : steps);
  }

  isTooLittle(steps: Steps, targets: Int32Array): boolean {
    if (this.#partialOrder === null || !this.#someLeft) return false;
    for (let k = 0; k < steps.count; k++) if ((targets[k] ?? 0) >= 0) return false;
    this.#someLeft = false;
    this.#left.fill(0);
    return true;
  }

  representative(state: Uint32Array): Uint32Array {
    return this.#symmetry?.representative(state) ?? state;
  }

  all(steps: Steps): Successors {
    return this.#represented(steps);
  }

  countLeftOut(steps: Steps): number {
    let count = 0;
    if (this.#someLeft) for (let k = 0; k < steps.count; k++) count += this.#left[k] ?? 0;
    return count;
  }

  discovered(k: number): void {
    if (this.#symmetry === null) return;
    this.#states++;
    this.#stoodFor += this.#symmetry.weight(k);
  }

  isRefuted(steps: Steps): boolean {
    if (this.#subsumption === null && this.#partialOrder === null) return false;
    if (this.#someLeft) this.#partialOrder?.count(this.#left, steps.count);
    const watching = this.#watching;
    this.#reads.learn(watching);
    const subsumed = (this.#subsumption?.leftOut ?? 0) > 0;
    if (subsumed && this.#subsumption?.objection(this.#reads, watching) !== null) return this.#restart();
    const ordered = this.#partialOrder;
    if (ordered === null) return false;
    const isRefuted = ordered.isRefuted(this.#reads, watching);
    if (!isRefuted && (ordered.leftOut === 0 || ordered.objection(this.#reads, watching) === null))
      return false;
    return this.#restart();
  }

  get standsForOthers(): boolean {
    return this.#symmetry !== null;
  }

  finish(): void {
    if (this.#symmetry === null) return;
    const properties = (['state', 'step'] as const).flatMap((of) =>
      this.#watching.open(of).flatMap(({ named, monitor: { memo } }): ModelFunction[] => {
        const what = `what the property "${named.name}" says of a ${of}`;
        return memo === null ? [] : [{ what, memo, of, gives: 'answer' }];
      }),
    );
    this.#proof = proveSymmetry(this.#composition, this.#symmetry, {
      properties,
      overflows: this.#overflows,
    });
  }

  lift(path: ActionPath): ActionPath {
    return this.#symmetry === null ? path : lifted(this.#composition, this.#symmetry, path);
  }

  reports(): readonly ReductionReport[] {
    return this.#asked.map((name) => this.#report(name));
  }

  /** What was asked before is asked again, so that all that the run makes use of is known at its end. */
  #keepFacts(watching: Watching, alike: readonly number[]): void {
    const composition = this.#composition;
    composition.keepFacts(alike);
    this.#overflows = false;
    this.#proof = null;
    for (const of of ['state', 'step'] as const) {
      for (const { monitor } of watching.open(of)) {
        if (monitor.memo !== null) composition.keepFactsOf(monitor.memo, alike);
        if (of === 'state') for (const initial of composition.initials) monitor.decides(initial, 0);
      }
    }
  }

  #applies(name: ReductionName, objection: string | null): boolean {
    if (objection !== null) this.#objections.set(name, objection);
    return this.#asked.includes(name) && objection === null;
  }

  #withOthers(): string | null {
    if (this.#symmetry !== null) return 'symmetry is used, and the two do not go together';
    if (this.#subsumption !== null) return 'subsumption is used, and the two do not go together';
    return null;
  }

  #leaveOut(steps: Steps): void {
    this.#someLeft = false;
    if (this.#subsumption === null && this.#partialOrder === null) return;
    const { count } = steps;
    if (count > this.#left.length) this.#left = new Uint8Array(count * 2);
    this.#left.fill(0, 0, count);
    const watching = this.#watching;
    this.#subsumption?.look(steps);
    if (this.#mayUse('subsumption', this.#subsumption, watching)) {
      this.#subsumption?.leaveOut(steps, watching, this.#left);
    }
    if (this.#mayUse('partial-order', this.#partialOrder, watching)) {
      this.#partialOrder?.leaveOut(steps, this.#reads, watching, this.#left);
    }
    for (let k = 0; k < count; k++) if (this.#left[k] === 1) this.#someLeft = true;
  }

  #mayUse(name: ReductionName, reduction: Subsumption | PartialOrder | null, watching: Watching): boolean {
    const objection = reduction?.objection(this.#reads, watching) ?? null;
    if (objection !== null) this.#hindrances.set(name, objection);
    return objection === null;
  }

  /** The successors by the steps that are followed; in place of the others, the state at hand. */
  #followed(steps: Steps): Successors {
    const out = this.#out;
    const { base, width } = steps;
    out.start(base);
    for (let k = 0; k < steps.count; k++) {
      if (this.#left[k] !== 1) out.addFrom(steps, k);
      else out.add(width, 0, base[width - 2] ?? 0, base[width - 1] ?? 0, steps.label(k));
    }
    return out;
  }

  #represented(successors: Successors): Successors {
    return this.#symmetry?.represent(successors) ?? successors;
  }

  #restart(): true {
    this.#restarts++;
    if (this.#symmetry !== null)
      this.#check = new SymmetryCheck(this.#composition, this.#instance, this.#symmetry);
    if (this.#subsumption !== null) this.#subsumption.leftOut = 0;
    this.#partialOrder?.restart();
    if (this.#restarts > MOST_RESTARTS && this.#partialOrder !== null) {
      this.#partialOrder = null;
      this.#objections.set('partial-order', `it was given up after ${MOST_RESTARTS} beginnings`);
    }
    return true;
  }

  #report(name: ReductionName): ReductionReport {
    const objection = this.#objections.get(name);
    if (objection !== undefined) return { name, on: false, why: objection, counts: {} };
    switch (name) {
      case 'symmetry':
        return {
          name,
          on: true,
          why: this.#proof?.why ?? null,
          counts: {
            endpoints: this.#symmetry?.alike.length ?? 0,
            states: this.#states,
            standFor: this.#stoodFor,
            compared: this.#check?.compared ?? 0,
            proved: this.#proof?.why === null ? 1 : 0,
            steps: this.#proof?.steps ?? 0,
            runs: this.#proof?.runs ?? 0,
          },
        };
      case 'subsumption':
        return this.#used(name, this.#subsumption, { leftOut: this.#subsumption?.leftOut ?? 0 });
      case 'partial-order':
        return this.#used(name, this.#partialOrder, {
          leftOut: this.#partialOrder?.leftOut ?? 0,
          states: this.#partialOrder?.states ?? 0,
        });
    }
  }

  #used(
    name: ReductionName,
    reduction: Subsumption | PartialOrder | null,
    counts: Readonly<Record<string, number>>,
  ): ReductionReport {
    const leftOut = reduction?.leftOut ?? 0;
    const why = this.#hindrances.get(name);
    if (leftOut === 0 && why !== undefined) return { name, on: false, why, counts: {} };
    return { name, on: true, why: null, counts: { ...counts, restarts: this.#restarts } };
  }
}
