import type { AnyFairness } from '../../../../src/language/forgotten.ts';
import { stepView } from '../state.ts';
import { textOf } from '../text.ts';
import type { Edge, NaiveGraph } from './graph.ts';

/** One demand on whatever happens again and again, read off all edges of a graph. */
export interface NaiveCondition {
  readonly title: string;
  readonly demand: 'weak' | 'strong' | 'if asked' | 'always';
  /** Edges that do what is demanded. */
  readonly doing: ReadonlySet<Edge>;
  /** States in which it could be done by more than an idle step. */
  readonly possible: ReadonlySet<number>;
  /** Edges that ask for it. */
  readonly asking: ReadonlySet<Edge>;
  /** States in which it need not be done. */
  readonly rest: ReadonlySet<number>;
}

interface Open {
  readonly doing: Set<Edge>;
  readonly possible: Set<number>;
  readonly asking: Set<Edge>;
  readonly rest: Set<number>;
}

/** All conditions of the assumptions of fairness that a graph knows something of. */
export function conditionsOf(
  graph: NaiveGraph,
  fairness: readonly (readonly [name: string, AnyFairness])[],
): readonly NaiveCondition[] {
  return fairness.flatMap(([name, each]) => {
    const open = new Map<string, Open>();
    const at = (key: string): Open => {
      const known = open.get(key) ?? {
        doing: new Set(),
        possible: new Set(),
        asking: new Set(),
        rest: new Set(),
      };
      open.set(key, known);
      return known;
    };
    if (each.kind === 'time-passes') at('time');
    for (const edge of graph.edges.flat()) note(each, edge, graph, at);
    return [...open].map(([key, found]) => ({ title: `${name} ${key}`, demand: demandOf(each), ...found }));
  });
}

function demandOf({ kind }: AnyFairness): NaiveCondition['demand'] {
  switch (kind) {
    case 'strong':
      return 'strong';
    case 'fair-loss':
      return 'if asked';
    case 'time-passes':
      return 'always';
    case 'weak':
    case 'deliveries':
    case 'timers-fire':
    case 'calls':
      return 'weak';
  }
}

function note(
  fairness: AnyFairness,
  edge: Edge,
  { system: { parameters } }: NaiveGraph,
  at: (key: string) => Open,
): void {
  const { step } = edge;
  if (step === null) return;
  const { action, sent, armed } = step;
  const takes = (key: string): void => {
    at(key).doing.add(edge);
    if (!edge.isIdle) at(key).possible.add(edge.from);
  };
  switch (fairness.kind) {
    case 'weak':
    case 'strong': {
      if (edge.isIdle) return;
      if (fairness.steps?.(stepView(step), parameters) === true) takes('these');
      const key = fairness.key?.(stepView(step), parameters) ?? null;
      if (key !== null) takes(`key ${key}`);
      return;
    }
    case 'deliveries':
      if (action.kind === 'deliver') takes(wayText(action.message));
      return;
    case 'timers-fire':
      if (action.kind === 'expire' && (fairness.timers?.includes(action.timer) ?? true))
        takes(`${action.endpoint} ${action.timer}`);
      for (const timer of armed) {
        if ('endpoint' in action && (fairness.timers?.includes(timer) ?? true))
          at(`${action.endpoint} ${timer}`).doing.add(edge);
      }
      return;
    case 'time-passes':
      if (action.kind !== 'tick') return;
      at('time').doing.add(edge);
      if (edge.isIdle) at('time').rest.add(edge.from);
      return;
    case 'fair-loss': {
      const meant = ({ event }: { event: { type: string } }) =>
        fairness.messages?.includes(event.type) ?? true;
      if (action.kind === 'deliver' && meant(action.message)) at(wayText(action.message)).doing.add(edge);
      for (const message of sent) if (meant(message)) at(wayText(message)).asking.add(edge);
      return;
    }
    case 'calls':
      if (action.kind !== 'event' || !fairness.events.includes(action.event.type)) return;
      if (fairness.endpoints?.includes(action.endpoint) ?? true)
        takes(`${action.endpoint} ${action.event.type}`);
      return;
  }
}

function wayText({ from, to, event }: { from: string; to: string; event: unknown }): string {
  return textOf([from, to, event]);
}

/** Whether a condition is met where these edges, and no others, are taken again and again. */
export function isMet(condition: NaiveCondition, cycle: readonly Edge[]): boolean {
  const { demand, doing, possible, asking, rest } = condition;
  if (cycle.some((edge) => doing.has(edge))) return true;
  switch (demand) {
    case 'weak':
      return cycle.some(({ from }) => !possible.has(from));
    case 'strong':
      return cycle.every(({ from }) => !possible.has(from));
    case 'if asked':
      return cycle.every((edge) => !asking.has(edge));
    case 'always':
      return cycle.some(({ from }) => rest.has(from));
  }
}
