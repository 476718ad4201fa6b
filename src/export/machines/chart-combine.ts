import { bareState, type Chart, type ChartState, type ChartTransition } from './chart.ts';
import type { Condition } from './chart-code.ts';
import type { Reached } from './chart-options.ts';

/** A machine that takes part in a protocol. */
export interface Part {
  /** Name of its endpoint. */
  readonly name: string;
  readonly chart: Chart;
  readonly reached?: Reached | undefined;
}

/** Several machines that run beside one another: the regions of one parallel state. */
export function sideBySide(name: string, parts: readonly Part[]): Chart {
  const root = bareState(name, name, null, 'parallel');
  return {
    name,
    states: [
      root,
      ...parts.flatMap((part) => part.chart.states.map((state) => movedState(part, state, name))),
    ],
    transitions: parts.flatMap((part) => part.chart.transitions.map((each) => movedTransition(part, each))),
    delays: Object.assign({}, ...parts.map(({ chart }) => chart.delays)),
  };
}

/** What is reached of machines that run beside one another; undefined if it is not known of any. Where it is not known of one, that is not taken for "nothing". */
export function reachedBeside(name: string, parts: readonly Part[]): Reached | undefined {
  if (parts.every(({ reached }) => reached === undefined)) return undefined;
  const all = (what: 'states' | 'transitions') =>
    new Set(
      parts.flatMap((part) => {
        const ids = part.reached?.[what] ?? part.chart[what].map(({ id }) => id);
        return [...ids].map((id) => idIn(part, id));
      }),
    );
  return { states: new Set([name, ...all('states')]), transitions: all('transitions') };
}

function movedState(part: Part, state: ChartState, root: string): ChartState {
  return {
    ...state,
    id: idIn(part, state.id),
    key: state.parent === null ? part.name : state.key,
    parent: state.parent === null ? root : idIn(part, state.parent),
    initial: state.initial.map((id) => idIn(part, id)),
  };
}

function movedTransition(part: Part, each: ChartTransition): ChartTransition {
  return {
    ...each,
    id: idIn(part, each.id),
    source: idIn(part, each.source),
    targets: each.targets.map((id) => idIn(part, id)),
    condition: each.condition === null ? null : movedCondition(part, each.condition),
  };
}

function movedCondition(part: Part, condition: Condition): Condition {
  switch (condition.kind) {
    case 'named':
      return condition;
    case 'in':
      return { kind: 'in', states: condition.states.map((ids) => ids.map((id) => idIn(part, id))) };
    case 'not':
      return { kind: 'not', part: movedCondition(part, condition.part) };
    case 'and':
    case 'or':
      return { kind: condition.kind, parts: condition.parts.map((each) => movedCondition(part, each)) };
  }
}

function idIn({ name }: Part, id: string): string {
  return `${name}:${id}`;
}
