import type { Chart, ChartState, ChartTransition } from './chart.ts';

/** A chart with its states found by id and by parent. */
export interface ChartTree {
  readonly chart: Chart;
  readonly root: ChartState;
  state(id: string): ChartState;
  children(id: string): readonly ChartState[];
  /** Transitions that stay inside a state's box, as lines of text: without a target, or back to it without entering it. */
  inner(id: string): readonly ChartTransition[];
  /** Transitions that are arrows. */
  readonly arrows: readonly ChartTransition[];
  /** Whether `id` is `ancestor` or lies within it. */
  isWithin(id: string, ancestor: string): boolean;
  /** Whether the machine has anything of its own to show, so that its states need a frame around them. */
  readonly framed: boolean;
}

export function treeOf(chart: Chart): ChartTree {
  const states = new Map(chart.states.map((state) => [state.id, state]));
  const [root] = chart.states;
  if (root === undefined) throw new RangeError('a chart without a state');
  const state = (id: string): ChartState => states.get(id) ?? root;
  const isWithin = (id: string, ancestor: string): boolean => {
    for (let at: string | null = id; at !== null; at = state(at).parent) {
      if (at === ancestor) return true;
      if (at === root.id) return false;
    }
    return false;
  };
  const isInner = (each: ChartTransition) => staysInside(each, state(each.source));
  const grouped = groupBySource(chart.transitions.filter(isInner));
  const children = groupByParent(chart.states);
  return {
    chart,
    root,
    state,
    children: (id) => children.get(id) ?? [],
    inner: (id) => grouped.get(id) ?? [],
    arrows: chart.transitions.filter((each) => !isInner(each)),
    isWithin,
    framed:
      root.kind !== 'compound' || hasOwn(root) || chart.transitions.some(({ source }) => source === root.id),
  };
}

function staysInside({ source, targets, reenter }: ChartTransition, { kind }: ChartState): boolean {
  if (targets.length === 0) return true;
  const isSelf = targets.length === 1 && targets[0] === source;
  return isSelf && !reenter && kind !== 'compound' && kind !== 'parallel';
}

function hasOwn({ entry, exit, invokes, description, tags }: ChartState): boolean {
  return entry.length + exit.length + invokes.length + tags.length > 0 || description !== null;
}

function groupBySource(transitions: readonly ChartTransition[]): Map<string, ChartTransition[]> {
  const groups = new Map<string, ChartTransition[]>();
  for (const each of transitions) groups.set(each.source, [...(groups.get(each.source) ?? []), each]);
  return groups;
}

function groupByParent(states: readonly ChartState[]): Map<string, ChartState[]> {
  const groups = new Map<string, ChartState[]>();
  for (const each of states) {
    if (each.parent !== null) groups.set(each.parent, [...(groups.get(each.parent) ?? []), each]);
  }
  return groups;
}
