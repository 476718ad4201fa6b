import type { CausedSketch, DelaySketch, ModelSketch, StateSketch, TransitionSketch } from './sketch.ts';

/** The same model in discrete time; its first machine has many timers with one delay: so that it matters which was armed first. */
export function withEqualDelays(sketch: ModelSketch): ModelSketch {
  const [first, ...others] = sketch.machines;
  if (first === undefined) return sketch;
  const machines = [{ ...first, fixed: 10, states: first.states.map(timely) }, ...others];
  // There is little room, so that the models stay small.
  const network = { ...sketch.network, capacity: 1 };
  return { ...sketch, machines, network, timed: true, elastic: [], equalDelays: 'in-order' };
}

/** In each state, two timers do what it does at its first and last events. */
function timely(state: StateSketch): StateSketch {
  const [first, last] = [state.on[0], state.on.at(-1)];
  return { ...state, after: [...afterBy(first, 10), ...afterBy(last, 'fixed.delay')] };
}

function afterBy(
  caused: CausedSketch | undefined,
  delay: DelaySketch,
): readonly (TransitionSketch & { readonly delay: DelaySketch })[] {
  if (caused === undefined) return [];
  const { guard, target, reenter, effects } = caused;
  // No payload is asked for: the event of a timer has none.
  return [{ guard: guard?.guard === 'payload is' ? null : guard, target, reenter, effects, delay }];
}
