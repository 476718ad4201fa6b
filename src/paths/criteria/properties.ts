import { isSafety } from '../../language/property.ts';
import { type Monitor, monitorOf, throwMonitor, type Watched } from '../../property/monitor.ts';
import { NO_GOALS } from '../goals/goal-sets.ts';
import type { Setting } from '../setting.ts';
import type { Criterion } from './criterion.ts';

interface Witnessed {
  readonly monitor: Monitor;
  readonly name: string;
  /** The set of its goal; null until it is reached for the first time. */
  set: number | null;
}

/**
 * The witness of every reachability property, and a counterexample to every other property that is violated. A
 * property that holds has nothing to show, and is no goal.
 */
export class PropertiesCriterion implements Criterion {
  readonly #setting: Setting;
  readonly #wanted: readonly string[];
  readonly #watching: Record<Watched, readonly Witnessed[]>;

  constructor(setting: Setting) {
    this.#setting = setting;
    const { instance, model } = setting;
    const all = instance.properties
      .filter(isSafety)
      .map((property): Witnessed & { readonly isWanted: boolean } => ({
        monitor: monitorOf(property, model, instance.parameters),
        name: property.kind === 'reachable' ? property.name : `violation of "${property.name}"`,
        isWanted: property.kind === 'reachable',
        set: null,
      }));
    const thrown = { monitor: throwMonitor(model), name: 'violation of "machines do not throw"', set: null };
    this.#wanted = all.filter(({ isWanted }) => isWanted).map(({ name }) => name);
    const watching = (what: Watched) => [...all, thrown].filter(({ monitor }) => monitor.watches === what);
    this.#watching = {
      state: watching('state'),
      step: watching('step'),
      deadlock: watching('deadlock'),
      throw: watching('throw'),
    };
  }

  initial(state: Uint32Array): number {
    return this.state(state, 0);
  }

  step(vector: Uint32Array): number {
    return this.#decided('step', vector, 0);
  }

  state(vector: Uint32Array, offset: number): number {
    return this.#decided('state', vector, offset);
  }

  deadEnd(state: Uint32Array): number {
    return this.#decided('deadlock', state, 0);
  }

  thrown(vector: Uint32Array): number {
    return this.#decided('throw', vector, 0);
  }

  declare(): void {
    for (const name of this.#wanted) this.#setting.goals.id('properties', name, null);
  }

  #decided(what: Watched, vector: Uint32Array, offset: number): number {
    const { sets } = this.#setting;
    let all = NO_GOALS;
    for (const witnessed of this.#watching[what]) {
      if (witnessed.monitor.decides(vector, offset)) all = sets.union(all, this.#setOf(witnessed));
    }
    return all;
  }

  #setOf(witnessed: Witnessed): number {
    const { goals, sets } = this.#setting;
    witnessed.set ??= sets.of([goals.id('properties', witnessed.name, null)]);
    return witnessed.set;
  }
}
