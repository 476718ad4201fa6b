import type { Chart, ChartAction, ChartState, ChartTransition } from './chart.ts';
import { triggerText } from './chart-labels.ts';

/** What of a chart is to be drawn. */
export interface Selection {
  /** Id or key of a state: only it, what it contains, and its neighbours. */
  readonly focus?: string | undefined;
  /**
   * Only what leads from one state to another, with the effects that can be seen from outside; arrows between the
   * same states on the same event are one, with what they have in common. Default: false.
   */
  readonly brief?: boolean | undefined;
  /** Events, guards or effects: transitions that name one of them are left out. */
  readonly hide?: readonly string[] | undefined;
}

/**
 * The part of a chart that is to be drawn.
 *
 * @throws RangeError naming the states that there are, if the focus is none of them
 */
export function select(chart: Chart, { focus, brief = false, hide = [] }: Selection): Chart {
  const shown = withoutHidden(chart, hide);
  const drawn = brief ? inBrief(shown) : shown;
  return focus === undefined ? drawn : around(drawn, focusOf(chart, focus));
}

function withoutHidden(chart: Chart, hide: readonly string[]): Chart {
  if (hide.length === 0) return chart;
  const isShown = ({ trigger, guard, actions }: ChartTransition) => {
    const words = [
      triggerText(trigger),
      ...(guard ?? '').split(/[^\w.$-]+/),
      ...actions.map(({ text }) => text),
    ];
    return !hide.some((word) => words.includes(word));
  };
  return { ...chart, transitions: chart.transitions.filter(isShown) };
}

function inBrief(chart: Chart): Chart {
  const moves = chart.transitions.filter(
    ({ source, targets }) => targets.length > 0 && !(targets.length === 1 && targets[0] === source),
  );
  return {
    name: chart.name,
    delays: chart.delays,
    states: chart.states.map((state) => ({
      ...state,
      initialActions: seen(state.initialActions),
      entry: seen(state.entry),
      exit: seen(state.exit),
    })),
    transitions: merged(moves.map((each) => ({ ...each, actions: seen(each.actions) }))),
  };
}

function seen<T extends { readonly visible: boolean }>(actions: readonly T[]): readonly T[] {
  return actions.filter(({ visible }) => visible);
}

/**
 * Transitions between the same states on the same event become one. It has what they have in common: the parts of
 * their guards that all require, and the effects that all have; an ellipsis stands for what differs.
 */
function merged(transitions: readonly ChartTransition[]): readonly ChartTransition[] {
  const groups = new Map<string, ChartTransition[]>();
  for (const each of transitions) {
    const key = JSON.stringify([each.source, each.targets, triggerText(each.trigger)]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined || others.length === 0) return group;
    return [{ ...first, guard: commonGuard(group), actions: commonActions(group) }];
  });
}

function commonGuard(group: readonly ChartTransition[]): string | null {
  const lists = group.map(({ guard }) => (guard === null ? [] : conjuncts(guard)));
  const common = (lists[0] ?? []).filter((part) => lists.every((list) => list.includes(part)));
  const differ = lists.some((list) => list.length > common.length);
  if (common.length === 0) return differ ? '…' : null;
  return `${common.join(' and ')}${differ ? ' …' : ''}`;
}

function commonActions(group: readonly ChartTransition[]): readonly ChartAction[] {
  const [first, ...others] = group.map(({ actions }) => actions);
  const common = (first ?? []).filter(({ text }) =>
    others.every((list) => list.some((other) => other.text === text)),
  );
  const differ = group.some(({ actions }) => actions.length > common.length);
  return differ ? [...common, { text: '…', visible: true, self: null }] : common;
}

/** The parts of a guard that must all hold; a guard with `or` in it is one part, unless brackets keep it apart. */
function conjuncts(guard: string): readonly string[] {
  const flat = guard.replace(/\([^()]*\)/g, '');
  return / or /.test(flat) ? [guard] : guard.split(/ and (?![^(]*\))/);
}

function focusOf(chart: Chart, focus: string): ChartState {
  const found =
    chart.states.find(({ id }) => id === focus) ??
    chart.states.find(({ key, parent }) => key === focus && parent !== null) ??
    chart.states.find(({ id }) => id.endsWith(`.${focus}`));
  if (found !== undefined) return found;
  const names = chart.states.slice(1).map(({ key }) => key);
  throw new RangeError(`the machine "${chart.name}" has no state "${focus}"; it has ${names.join(', ')}`);
}

function around(chart: Chart, focus: ChartState): Chart {
  const byId = new Map(chart.states.map((state) => [state.id, state]));
  const isInside = (id: string) => lineage(byId, id).includes(focus.id);
  const touching = chart.transitions.filter(
    ({ source, targets }) => isInside(source) || targets.some(isInside),
  );
  const named = new Set([focus.id, ...touching.flatMap(({ source, targets }) => [source, ...targets])]);
  const kept = new Set([...named].flatMap((id) => lineage(byId, id)));
  const states = chart.states.filter(({ id }) => kept.has(id) || isInside(id));
  const ids = new Set(states.map(({ id }) => id));
  return {
    name: chart.name,
    delays: chart.delays,
    states: states.map((state) => ({ ...state, initial: state.initial.filter((id) => ids.has(id)) })),
    transitions: touching,
  };
}

/** The state with this id and everything that contains it. */
function lineage(byId: ReadonlyMap<string, ChartState>, id: string): readonly string[] {
  const state = byId.get(id);
  if (state === undefined) return [];
  return [id, ...(state.parent === null ? [] : lineage(byId, state.parent))];
}
