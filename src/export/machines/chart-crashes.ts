import type { Chart, ChartState, ChartTransition, Trigger } from './chart.ts';
import type { Reached } from './chart-options.ts';

/** What an endpoint can do beside what its machine says. */
export type Fault = 'crash' | 'restart';

/** Whether an endpoint that has crashed may start again. Default: it may. */
export interface Crashing {
  readonly restarts?: boolean | undefined;
}

/** A machine that may crash: as one state, beside one in which it is down. A restart enters the machine as at the start. */
export function withCrashes(chart: Chart, { restarts = true }: Crashing = {}): Chart {
  const { machine, outer, crashed } = idsFor(chart);
  return {
    ...chart,
    states: [
      stateOf(outer, `${chart.name} or crashed`, null, [machine]),
      ...chart.states.map((state) => (state.id === machine ? { ...state, parent: outer } : state)),
      stateOf(crashed, 'crashed', outer, []),
    ],
    transitions: [
      ...chart.transitions,
      faultOf('crash', outer, machine, crashed),
      ...(restarts ? [faultOf('restart', outer, crashed, machine)] : []),
    ],
  };
}

/** What is reached of a chart of `withCrashes`, by what is reached of the machine, and which faults happened. */
export function reachedWithCrashes(chart: Chart, reached: Reached, faults: ReadonlySet<Fault>): Reached {
  const { outer, crashed } = idsFor(chart);
  return {
    states: new Set([...reached.states, outer, ...(faults.has('crash') ? [crashed] : [])]),
    transitions: new Set([...reached.transitions, ...[...faults].map((fault) => faultId(outer, fault))]),
  };
}

/** Whether nobody asks for what sets a transition off: it is drawn with dashes. */
export function isFault({ kind }: Trigger): boolean {
  return kind === 'crash' || kind === 'restart';
}

/** The ids of a machine and of the two states that are added to it, which no state of its own has. */
function idsFor({ name, states }: Chart): { machine: string; outer: string; crashed: string } {
  const taken = new Set(states.map(({ id }) => id));
  const free = (id: string): string => (taken.has(id) ? free(`${id}'`) : id);
  return {
    machine: states[0]?.id ?? name,
    outer: free(`${name} or crashed`),
    crashed: free(`${name} crashed`),
  };
}

function stateOf(id: string, key: string, parent: string | null, initial: readonly string[]): ChartState {
  return {
    id,
    key,
    parent,
    kind: initial.length === 0 ? 'atomic' : 'compound',
    history: null,
    initial,
    initialActions: [],
    entry: [],
    exit: [],
    invokes: [],
    invokeIds: [],
    tags: [],
    description: null,
  };
}

function faultId(outer: string, fault: Fault): string {
  return `${outer} ${fault}`;
}

function faultOf(fault: Fault, outer: string, source: string, target: string): ChartTransition {
  return {
    id: faultId(outer, fault),
    source,
    targets: [target],
    trigger: { kind: fault },
    descriptor: null,
    guard: null,
    condition: null,
    actions: [],
    reenter: false,
    description: null,
  };
}
