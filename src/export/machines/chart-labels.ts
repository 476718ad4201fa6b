import { wrap } from '../drawing/wrap.ts';
import type { ChartAction, ChartState, ChartTransition, Trigger } from './chart.ts';

/** What sets a transition off, in words. */
export function triggerText(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'event':
      return trigger.event;
    case 'always':
      return '';
    case 'after':
      return `after ${trigger.delay}`;
    case 'done':
      return trigger.of === null ? 'done' : `${trigger.of} done`;
    case 'error':
      return `${trigger.of} failed`;
    case 'snapshot':
      return `${trigger.of} changed`;
    case 'crash':
    case 'restart':
      return trigger.kind;
  }
}

/** `event [guard] / actions`, on one line. */
export function transitionText(transition: ChartTransition): string {
  const { trigger, guard, actions } = transition;
  const parts = [triggerText(trigger), guard === null ? '' : `[${guard}]`, actionsText(actions)];
  const text = parts.filter((part) => part !== '').join(' ');
  return text === '' ? 'always' : text;
}

/** The same in lines of this width, with what its author says of it in quotes below. */
export function transitionLines(transition: ChartTransition, width?: number, remark = ''): readonly string[] {
  const { description } = transition;
  const about = description === null ? [] : wrap(`“${description}”`, width);
  return [...wrap(`${transitionText(transition)}${remark}`, width), ...about];
}

/** `/ first, second`; nothing for no effects. */
export function actionsText(actions: readonly ChartAction[]): string {
  return actions.length === 0 ? '' : `/ ${actions.map(({ text }) => text).join(', ')}`;
}

/** What a state does by itself: on entry, on exit, and while it is there. One line each. */
export function behaviourTexts(state: ChartState): readonly string[] {
  return [
    ...(state.entry.length === 0 ? [] : [`entry ${actionsText(state.entry)}`]),
    ...(state.exit.length === 0 ? [] : [`exit ${actionsText(state.exit)}`]),
    ...state.invokes.map((name) => `invoke ${name}`),
  ];
}

/** What a state is called: its key, and its tags. */
export function tagText(state: ChartState): string {
  return state.tags.map((tag) => `#${tag}`).join(' ');
}
