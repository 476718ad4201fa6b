import type { ActionPath } from '../model/action-path.ts';
import { beginningIn } from '../model/beginnings.ts';
import type { Model } from '../model/model.ts';
import { Steps } from '../model/steps.ts';
import type { Monitor } from './monitor.ts';

/**
 * The vector of the state, or of the step, in which a path ends: what it shows to one who watches for the one or the other. Null if it shows
 * nothing, or did so before.
 */
export function shownBy(path: ActionPath, model: Model, monitor: Monitor): Uint32Array | null {
  const { watches } = monitor;
  const isOfSteps = watches === 'step' || watches === 'throw';
  const steps = new Steps(model.width);
  const beginning = beginningIn(model, path);
  let { state } = beginning;
  let shown = state;
  for (const [i, index] of beginning.steps.entries()) {
    // Whether a state is a dead end, or a step throws, its vector does not say.
    const isShown = watches === 'state' || (watches === 'step' && i > 0);
    if (isShown && monitor.decides(shown, 0)) return null;
    model.expand(state, steps);
    const step = steps.vector(index);
    state = step.slice(model.width, model.width * 2);
    shown = isOfSteps ? step : state;
  }
  return monitor.decides(shown, 0) ? shown : null;
}
