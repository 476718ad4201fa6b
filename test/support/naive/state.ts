import type {
  AnyAction,
  AnyMessage,
  AnyObservation,
  AnyStateView,
  AnyStepView,
} from '../../../src/language/forgotten.ts';
import { type Local, localText, localView } from './local.ts';
import type { Flight, LinkStates } from './network.ts';
import type { NaiveSystem } from './system.ts';
import { textOf } from './text.ts';

export interface NaiveState {
  readonly locals: Readonly<Record<string, Local>>;
  readonly flight: Flight;
  readonly links: LinkStates;
  readonly history: unknown;
}

export interface NaiveStep {
  readonly before: NaiveState;
  readonly action: AnyAction;
  readonly after: NaiveState;
  readonly observations: readonly AnyObservation[];
  readonly sent: readonly AnyMessage[];
  /** Names of the timers that are armed, whether they were before or not. */
  readonly armed: readonly string[];
}

/** Text of everything that the future depends on. */
export function stateText(system: NaiveSystem, { locals, flight, links, history }: NaiveState): string {
  return textOf([
    system.names.map((name) => localText(system, name, at(locals, name))),
    flight,
    links,
    history,
  ]);
}

export function stateView({ locals, flight, links, history }: NaiveState): AnyStateView {
  const views = (kind: 'channel' | 'partition') =>
    Object.entries(links).flatMap(([name, { of, up, downs, askedBy, closedBy }]) => {
      if (of !== kind) return [];
      return [[name, { up, downs, ...(kind === 'channel' && { askedBy, closedBy }) }] as const];
    });
  return {
    endpoints: viewsOf(locals),
    network: flight,
    channels: Object.fromEntries(views('channel')) as AnyStateView['channels'],
    partitions: Object.fromEntries(views('partition')),
    history,
  };
}

export function stepView({ before, after, armed: _, ...rest }: NaiveStep): AnyStepView {
  return { ...rest, before: stateView(before), after: stateView(after) };
}

/** The local states, as predicates see them. */
export function viewsOf(locals: Readonly<Record<string, Local>>): AnyStateView['endpoints'] {
  return Object.fromEntries(Object.entries(locals).map(([name, local]) => [name, localView(local)]));
}

/** The local state of one endpoint. */
export function at(locals: Readonly<Record<string, Local>>, name: string): Local {
  const local = locals[name];
  if (local === undefined) throw new Error(`no endpoint "${name}"`);
  return local;
}
