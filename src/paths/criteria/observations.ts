import { OBSERVATIONS } from '../../model/steps.ts';
import type { Setting } from '../setting.ts';
import type { Criterion } from './criterion.ts';

/** Every kind of observation of every endpoint: an emitted event that is no message, or a named action. */
export class ObservationsCriterion implements Criterion {
  readonly #setting: Setting;
  /** Per list of observations: the set of its goals. */
  readonly #sets: number[] = [];

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  step(vector: Uint32Array): number {
    const list = vector[this.#setting.model.width * 2 + OBSERVATIONS] ?? 0;
    return this.#sets[list] ?? this.#setOf(list);
  }

  #setOf(list: number): number {
    const { reader, goals, sets, label } = this.#setting;
    const seen = reader.observations(list);
    const ids = seen.map(({ endpoint, effect }) =>
      goals.id('observations', `${endpoint} » ${label(effect)}`, endpoint),
    );
    const set = sets.of(ids);
    this.#sets[list] = set;
    return set;
  }
}
