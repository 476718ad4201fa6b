import { bareState, bareTransition, type Chart, type ChartTransition, type Trigger } from './chart.ts';
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
      bareState(outer, `${chart.name} or crashed`, null, 'compound', [machine]),
      ...chart.states.map((state) => (state.id === machine ? { ...state, parent: outer } : state)),
      bareState(crashed, 'crashed', outer, 'atomic'),
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

function faultId(outer: string, fault: Fault): string {
  return `${outer} ${fault}`;
}

function faultOf(fault: Fault, outer: string, source: string, target: string): ChartTransition {
  return bareTransition(faultId(outer, fault), source, [target], { kind: fault });
}
