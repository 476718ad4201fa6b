import type { ActionPath } from '../model/action-path.ts';
import type { Model } from '../model/model.ts';
import { Steps } from '../model/steps.ts';
import type { Monitor } from './monitor.ts';

/** The vector of the state, or of the step, in which a path ends: what it shows to one who watches for the one or the other. */
export function shownBy(path: ActionPath, model: Model, { watches }: Monitor): Uint32Array {
  const steps = new Steps(model.width);
  let state = model.initial;
  let step = state;
  for (const index of path) {
    model.expand(state, steps);
    step = steps.vector(index);
    state = step.slice(model.width, model.width * 2);
  }
  return watches === 'step' || watches === 'throw' ? step : state;
}
