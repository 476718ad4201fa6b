import type { AnyAction } from '../../language/forgotten.ts';
import { actionText, type Place } from '../../stepping/index.ts';
import { eventText } from '../../trace/event-text.ts';
import type { ShownEvent } from '../../trace/naming.ts';
import { shownState } from '../../trace/shown-state.ts';
import type { TraceStep } from '../../trace/trace.ts';

/** A step in words, with the number of its message: `deliver #2 SYN_ACK to client`. */
export function stepText(step: TraceStep, shown: (event: object) => ShownEvent): string {
  return textOf(step.action, step.number, shown);
}

export function textOf(
  action: AnyAction,
  number: number | null,
  shown: (event: object) => ShownEvent,
): string {
  const sign = number === null ? '' : `#${number} `;
  switch (action.kind) {
    case 'deliver': {
      const { message, endpoint, copyStays, as } = action;
      const taken = as === undefined ? '' : `, as ${eventText(as)}`;
      return `deliver ${sign}${eventText(shown(message.event))} to ${endpoint}${taken}${copyStays ? ', a copy stays' : ''}`;
    }
    case 'drop':
      return `lose ${sign}${eventText(shown(action.message.event))}`;
    default:
      return actionText(action);
  }
}

/** What a step does, in a few words each. */
export function briefOf(
  { action, sent, observations, thrown, after, expired }: TraceStep,
  shown: (event: object) => ShownEvent,
  isNothing: boolean,
  { state }: Place,
): readonly string[] {
  const acting = 'endpoint' in action ? action.endpoint : null;
  const states = Object.entries(after.endpoints).flatMap(([name, local]) => {
    const before = state.endpoints[name];
    const [a, b] = [before === undefined ? '' : shownState(before), shownState(local)];
    if (a === b) return [];
    return [name === acting ? `${a} → ${b}` : `${name}: ${a} → ${b}`];
  });
  const texts = [
    ...states,
    ...sent.map(({ message, number, fate }) => {
      const told = fate === 'in flight' ? '' : ` (${fate === 'merged' ? 'already in flight' : fate})`;
      return `sends #${number} ${eventText(shown(message.event))}${told}`;
    }),
    ...observations.map(({ effect }) => eventText(effect)),
    ...expired.map(({ number }) => `#${number} dies of age`),
    ...(thrown === null ? [] : [`throws: ${thrown}`]),
  ];
  return texts.length > 0 || !isNothing ? texts : ['changes nothing'];
}
