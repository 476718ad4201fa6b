import { createMachine, type EventObject, emit } from 'xstate';
import type { AnyModel, NetworkOptions, ReductionName } from '../../../src/index.ts';
import { MODEL } from '../../../src/language/definition.ts';
import { type EndpointOptions, endpoint, type Machine } from '../../../src/language/endpoint.ts';
import type { AnyStateView, AnyStepView } from '../../../src/language/forgotten.ts';

/** A model, a reduction, and the verdict that both searches must give of a property of it; or how a claim is refused. */
export interface ReductionCase {
  /** What it protects from. */
  readonly title: string;
  readonly model: AnyModel;
  /** Null for none: then only steps that sleep are left out, which are those of a search breadth first. */
  readonly reduce: ReductionName | readonly ReductionName[] | null;
  readonly property: string;
  readonly verdict: 'holds' | 'violated' | 'reached' | 'unreachable';
  /** What the reduced search may say instead of the right verdict; null if it must give that. */
  readonly refused: RegExp | null;
  /** Why the report may say that the claim is not proved, and give another verdict. */
  readonly sampled?: RegExp;
}

/**
 * A machine, by its states, of which the first is the initial one: by event, the next state and what is sent. `s1 !M>b !N` goes to `s1`,
 * and sends M to b and N to the other one. What it does when it enters a state stands under `entry`, what it does after some
 * milliseconds under their number.
 */
export type Chart = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Charts = Readonly<Record<string, Chart>>;

type Config = Parameters<typeof createMachine>[0];

/** What of a model is not told by the charts of its endpoints. */
export interface Rest extends Partial<Pick<AnyModel, 'history' | 'assumptions' | 'final' | 'properties'>> {
  readonly network?: Omit<NetworkOptions, 'carries'>;
  /** Further options of endpoints, by name. */
  readonly options?: Readonly<Record<string, EndpointOptions<Machine>>>;
  /** Milliseconds. */
  readonly tick?: number;
}

/** A model of endpoints given by charts. What is sent by anyone is a message, other types of events come from outside. */
function modelOf(charts: Charts, { network, tick, options, ...rest }: Rest): AnyModel {
  const carries = [...new Set(Object.values(charts).flatMap(sentBy))];
  const endpoints = Object.fromEntries(
    Object.entries(charts).map(([name, chart]) => {
      const told = tellingIn(network);
      const events = takenBy(chart).filter((type) => !carries.includes(type) && !told.includes(type));
      const own = { events: events.map((type) => ({ type })), ...options?.[name] };
      return [name, endpoint(machineOf(chart), own)];
    }),
  );
  return {
    [MODEL]: true,
    name: 'fixture',
    parameters: {},
    build: () => ({
      endpoints,
      network: { carries, ...network },
      ...(tick !== undefined && { time: { tick } }),
    }),
    properties: [],
    ...rest,
  };
}

/** The types of events by which the ends of sessions are told what became of them. */
function tellingIn(network: Rest['network']): readonly string[] {
  const sessions = Object.values(network?.channels ?? {}).map(({ session }) => session);
  return sessions.flatMap((session) => Object.values(session?.tells ?? {}));
}

function machineOf(chart: Chart): Machine {
  const states = Object.entries(chart).map(([state, { entry, ...rest }]) => {
    const [timed, on] = [true, false].map((wanted) =>
      Object.fromEntries(
        Object.entries(rest)
          .filter(([event]) => /^\d+$/.test(event) === wanted)
          .map(([event, does]) => [event, transitionOf(does)]),
      ),
    );
    return [state, { on, after: timed, entry: entry === undefined ? [] : effectsOf(entry) }];
  });
  const config = { initial: Object.keys(chart)[0], states: Object.fromEntries(states) };
  return createMachine(config as Config);
}

function transitionOf(does: string) {
  const target = does.split(' ').find((word) => word !== '' && !word.startsWith('!'));
  return { ...(target !== undefined && { target }), actions: effectsOf(does) };
}

function effectsOf(does: string) {
  return sendings(does).map(({ type, to }) =>
    emit((to === undefined ? { type } : { type, to }) as EventObject & object),
  );
}

function sendings(does: string): readonly { readonly type: string; readonly to: string | undefined }[] {
  return does
    .split(' ')
    .filter((word) => word.startsWith('!'))
    .map((word) => {
      const [type = '', to] = word.slice(1).split('>');
      return { type, to };
    });
}

function sentBy(chart: Chart): readonly string[] {
  return Object.values(chart).flatMap((state) =>
    Object.values(state).flatMap((does) => sendings(does).map(({ type }) => type)),
  );
}

function takenBy(chart: Chart): readonly string[] {
  const events = Object.values(chart).flatMap((state) => Object.keys(state));
  return [...new Set(events)].filter((event) => event !== 'entry' && !/^\d+$/.test(event));
}

/** Is never reached, so that a search which is asked for it goes on to the end. */
export const NEVER = 'never';

/** What can happen: a state, or a step. */
export interface Wanted {
  state?(state: AnyStateView): boolean;
  step?(step: AnyStepView): boolean;
}

/** A case in which something can happen that is not seen if a condition is dropped. */
export function reached(
  reduce: ReductionCase['reduce'],
  [title, charts, wanted, rest = {}]: readonly [title: string, charts: Charts, wanted: Wanted, rest?: Rest],
): ReductionCase {
  const properties = [
    { kind: 'reachable', name: 'p', sentence: 'It can happen.', ...wanted },
    { kind: 'reachable', name: NEVER, sentence: 'It cannot happen.', state: () => false },
  ] as const;
  const model = modelOf(charts, { ...rest, properties });
  return { title, model, reduce, property: 'p', verdict: 'reached', refused: null };
}

/** A case in which there is a deadlock. */
export function stuck(
  reduce: ReductionCase['reduce'],
  [title, charts, rest]: readonly [title: string, charts: Charts, rest: Rest],
): ReductionCase {
  const property = { kind: 'deadlock-free', name: 'p', sentence: 'It goes on.' } as const;
  const model = modelOf(charts, { ...rest, properties: [property] });
  return { title, model, reduce, property: 'p', verdict: 'violated', refused: null };
}

/**
 * A state as a text: the values of all endpoints, in their order, then what is in flight, with age and mark if they matter, and the
 * history: `a1 b0 M>b@1^old | late`.
 */
export function at(text: string): Wanted {
  return { state: (state) => textOf(state) === text };
}

function textOf({ endpoints, network, history }: AnyStateView): string {
  const flying = network.map(({ event, to, mark, age }) => {
    return `${event.type}>${to}${age > 0 ? `@${age}` : ''}${mark === '' ? '' : `^${mark}`}`;
  });
  const values = Object.values(endpoints).map(({ value }) => value);
  return [...values, ...flying.sort(), ...(history === null ? [] : ['|', history])].join(' ');
}
