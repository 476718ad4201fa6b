import type { Model } from '../../model/model.ts';
import { ACTION, SENT, STEP_EXTRA, Steps } from '../../model/steps.ts';
import type { Labels } from '../labels.ts';

/** A step that the expansion of a state met, but that is not enabled. */
export interface NotEnabled {
  readonly action: number;
  /** Id of the list of messages that it would send. */
  readonly sent: number;
}

/** All that the expansion of a state meets, by the ids of actions. */
export interface FoundSteps {
  /** Steps that are enabled, those beyond what the search is confined to among them. */
  readonly enabled: ReadonlySet<number>;
  /** In the order of their numbers in replay strings. */
  readonly idle: readonly NotEnabled[];
  readonly cutOff: readonly NotEnabled[];
  readonly waiting: readonly NotEnabled[];
}

/** Expands a state with all that does not count as a step, too. */
export function foundIn(
  model: Pick<Model, 'width' | 'expand'>,
  labels: Labels,
  state: Uint32Array,
): FoundSteps {
  const steps = new Steps(model.width, null, true);
  model.expand(state, steps);
  const extra = new Uint32Array(STEP_EXTRA);
  const ofLabel = (label: number): NotEnabled => {
    labels.write(label, extra, 0);
    return { action: extra[ACTION] ?? 0, sent: extra[SENT] ?? 0 };
  };
  const enabled = new Set<number>();
  for (let k = 0; k < steps.count + steps.beyond; k++) enabled.add(ofLabel(steps.label(k)).action);
  return {
    enabled,
    idle: steps.idle.map(ofLabel),
    cutOff: steps.cutOff.map(ofLabel),
    waiting: steps.waiting.map(ofLabel),
  };
}
