import type { AnyStateView } from '../../../src/language/forgotten.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { type NaiveState, stateView } from './state.ts';
import { type Found, initialStates, stepsFrom } from './steps.ts';
import type { NaiveSystem } from './system.ts';
import { textOf } from './text.ts';

export interface Followed {
  readonly last: NaiveState;
  /** What can happen in the last state. */
  readonly found: Found;
}

/**
 * Follows a trace with the naive reading of the model.
 *
 * @throws Error at the first step that is none of the naive ones. A last step in which a machine threw is left out.
 */
export function followNaively(system: NaiveSystem, trace: Trace): Followed {
  // States that look alike may differ in what only crashes show: the number tells them apart.
  let state = initialStates(system)[trace.start?.number ?? 0];
  if (state === undefined || viewText(stateView(state)) !== viewText(trace.initial))
    throw new Error('the initial states differ');
  for (const [index, { action, after, observations, thrown }] of trace.steps.entries()) {
    if (thrown !== null) break;
    const wanted = textOf([action, viewText(after), observations]);
    const { steps, beyond } = stepsFrom(system, state);
    const taken = [...steps, ...beyond].find(
      (step) => textOf([step.action, viewText(stateView(step.after)), step.observations]) === wanted,
    );
    if (taken === undefined) throw new Error(`step ${index + 1} (${action.kind}) is no naive step`);
    state = taken.after;
  }
  return { last: state, found: stepsFrom(system, state) };
}

/** Text of a state view in which the order of messages and timers, and functions, make no difference. */
export function viewText({ endpoints, network, channels, partitions, history }: AnyStateView): string {
  const locals = Object.entries(endpoints).map(([name, { value, context, status, tags, timers }]) => {
    return [name, value, context, status, tags, timers.map(textOf).sort()];
  });
  const messages = network.map(({ from, to, event, mark, age, owed }) => {
    return textOf({ from, to, event, mark, age, owed });
  });
  return textOf([locals, messages.sort(), channels, partitions, history]);
}
