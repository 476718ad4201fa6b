import type { AnyAction } from '../../language/forgotten.ts';
import { ACTION } from '../../model/steps.ts';
import { PairMap } from '../../tables/pair-map.ts';
import { canonicalText } from '../../tables/plain-data.ts';
import { localStateText } from '../goals/goal-names.ts';
import { NO_GOALS } from '../goals/goal-sets.ts';
import type { Setting } from '../setting.ts';
import type { Criterion } from './criterion.ts';

/**
 * Every reaction: each local state in full with each message, call or timer that it meets. An implementation that
 * does the same in all of them does the same everywhere, but for what is ignored and so is no step of any path.
 */
export class ReactionsCriterion implements Criterion {
  readonly #setting: Setting;
  /** Per endpoint: from local state and action to the set of the goal. */
  readonly #sets: readonly PairMap[];

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#sets = setting.lanes.map(() => new PairMap());
  }

  step(vector: Uint32Array): number {
    const { model, reader, lanes } = this.#setting;
    const id = vector[model.width * 2 + ACTION] ?? 0;
    const action = reader.action(id);
    if (!('endpoint' in action)) return NO_GOALS;
    const lane = lanes.findIndex(({ endpoint }) => endpoint === action.endpoint);
    const before = vector[lane] ?? 0;
    const known = this.#sets[lane]?.get(before, id) ?? -1;
    return known >= 0 ? known : this.#setOf(lane, before, id, action);
  }

  #setOf(lane: number, before: number, id: number, action: AnyAction): number {
    const { reader, goals, sets, lanes } = this.#setting;
    const endpoint = lanes[lane]?.endpoint ?? '';
    const state = localStateText(reader.localState(lane, before));
    const set = sets.of([goals.id('reactions', `${endpoint} ${state} on ${causeText(action)}`, endpoint)]);
    this.#sets[lane]?.set(before, id, set);
    return set;
  }
}

function causeText(action: AnyAction): string {
  switch (action.kind) {
    case 'deliver':
      return canonicalText(action.as ?? action.message.event, 'event');
    case 'event':
      return canonicalText(action.event, 'event');
    case 'answer':
      return `${action.actor} giving ${action.gives} ${canonicalText(action.value, 'answer')}`;
    case 'expire':
      return `expiry of ${action.timer}`;
    case 'crash':
    case 'restart':
    case 'drop':
    case 'break':
    case 'open':
    case 'down':
    case 'up':
    case 'tick':
      return action.kind;
  }
}
