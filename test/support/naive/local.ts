import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventObject,
  initialTransition,
  matchesState,
  transition,
} from 'xstate';
import { ModelError } from '../../../src/language/errors.ts';
import type { AnyLocalState } from '../../../src/language/forgotten.ts';
import {
  answered,
  answersOf,
  executed,
  type NaiveActor,
  type NaiveActors,
  type NaiveAnswer,
  withSpawned,
} from './actors.ts';
import type { NaiveSystem } from './system.ts';
import { distinct, textOf } from './text.ts';

/** What XState's scheduler holds: `known` is false once it has lost the timer's id. */
export interface NaiveTimer {
  /** Null where the machine gave none: XState makes up one that nobody else can name. */
  readonly id: string | null;
  /** The name of its delay; else the id; else the type of its event. */
  readonly name: string;
  readonly event: EventObject;
  /** Null: may fire at any time. */
  readonly remaining: number | null;
  readonly known: boolean;
  /** Milliseconds it was armed with, and ticks that have passed since. */
  readonly delay: number;
  readonly elapsed: number;
}

/** A local state as it is: XState's snapshot and the armed timers, in the order in which they were armed. */
export interface Local {
  readonly snapshot: AnyMachineSnapshot;
  readonly timers: readonly NaiveTimer[];
  readonly actors: NaiveActors;
  /** How often it has crashed; and whether it is down, with what survived. */
  readonly crashes: number;
  readonly down: { readonly durable: unknown; readonly willHave: unknown } | null;
}

/** What an endpoint did in one step. */
export interface Run {
  readonly local: Local;
  readonly messages: readonly EventObject[];
  readonly observations: readonly EventObject[];
  /** Names of the timers that are armed. */
  readonly armed: readonly string[];
}

type RawEffect = ReturnType<typeof transition>[1][number];

export function startLocal(
  system: NaiveSystem,
  name: string,
  input = endpointOf(system, name).input,
  crashes = 0,
): Run {
  const { machine } = endpointOf(system, name);
  const [snapshot, effects] = initialTransition(machine, input);
  if (snapshot.status === 'error') throw new ModelError(`${name} cannot start`);
  const life = { crashes, down: null };
  const run = afterEffects(system, name, snapshot as AnyMachineSnapshot, effects, [], {}, life);
  if (run.local.snapshot.status === 'error') throw new ModelError(`${name} cannot start`);
  return run;
}

/** Gives the machine an event; throws what the machine throws. */
export function runLocal(system: NaiveSystem, name: string, local: Local, event: EventObject): Run {
  if (local.snapshot.status !== 'active' || local.down !== null)
    return { local, messages: [], observations: [], armed: [] };
  const [snapshot, effects] = transition(endpointOf(system, name).machine, local.snapshot, event);
  const run = afterEffects(
    system,
    name,
    snapshot as AnyMachineSnapshot,
    effects,
    local.timers,
    local.actors,
    local,
  );
  if (run.local.snapshot.status === 'error') throw run.local.snapshot.error;
  return run;
}

/** Lets one of its actors answer; throws what the machine throws, and an error that it does not handle. */
export function answerLocal(system: NaiveSystem, name: string, local: Local, answer: NaiveAnswer): Run {
  const { actors, heard } = answered(local.actors, answer);
  const after = { ...local, actors };
  const [event] = heard;
  return event === undefined
    ? { local: after, messages: [], observations: [], armed: [] }
    : runLocal(system, name, after, event);
}

/** What the actors of an endpoint may answer. */
export function localAnswers(
  system: NaiveSystem,
  name: string,
  { snapshot, actors, down }: Local,
): NaiveAnswer[] {
  if (down !== null) return [];
  return answersOf(snapshot, actors, endpointOf(system, name).actors);
}

/** The timers that may fire now, each with the local state from which it is taken. */
export function dueTimers(system: NaiveSystem, local: Local): { timer: NaiveTimer; rest: Local }[] {
  const due = local.timers.filter((timer) => {
    const { remaining } = timer;
    return remaining === null || (remaining === 0 && !(system.inOrder && mustWait(local.timers, timer)));
  });
  const firings = due.map((timer) => {
    const others = local.timers.filter((other) => other !== timer);
    return { timer, rest: { ...local, timers: forget(others, timer.id) } };
  });
  const texts = firings.map(({ timer, rest }) => textOf([ownText(timer), timerTexts(system, rest.timers)]));
  return firings.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}

/** Whether a timer that was armed earlier with the same delay has not fired yet: that one is due before. */
function mustWait(timers: readonly NaiveTimer[], timer: NaiveTimer): boolean {
  const earlier = timers.slice(0, timers.indexOf(timer));
  return earlier.some(({ remaining, delay }) => remaining !== null && delay === timer.delay);
}

/** The local state a tick later, or null if a timer must fire first. */
export function tickLocal(local: Local): Local | null {
  if (local.timers.some(({ remaining }) => remaining === 0)) return null;
  return {
    ...local,
    timers: local.timers.map((timer) => ({
      ...timer,
      remaining: timer.remaining === null ? null : timer.remaining - 1,
      elapsed: timer.elapsed + 1,
    })),
  };
}

/** Text of everything that a local state's future depends on. */
/** The endpoint goes down, or starts again; null if it cannot. */
export function faultsOf(system: NaiveSystem, name: string, local: Local): NaiveFault[] {
  const { crashes, input } = endpointOf(system, name);
  if (crashes === null) return [];
  if (local.down === null) {
    if (local.crashes >= crashes.most || local.snapshot.status !== 'active') return [];
    const durable = crashes.durable?.(local.snapshot.context);
    const down = { snapshot: local.snapshot, timers: [], actors: {}, crashes: local.crashes + 1 };
    const again = startLocal(system, name, crashes.restart?.(durable, input) ?? input);
    const willHave = again.local.snapshot.context;
    return [{ kind: 'crash', run: { ...nothingDone, local: { ...down, down: { durable, willHave } } } }];
  }
  if (crashes.restarts === false) return [];
  const given = crashes.restart?.(local.down.durable, input) ?? input;
  return [{ kind: 'restart', run: startLocal(system, name, given, local.crashes) }];
}

export interface NaiveFault {
  readonly kind: 'crash' | 'restart';
  readonly run: Run;
}

const nothingDone = { messages: [], observations: [], armed: [] };

/** What the machine may get when a message arrives: nothing while it waits. */
export function waysOf(system: NaiveSystem, name: string, local: Local, packet: NaiveMessage): EventObject[] {
  const { receives, takes, sender, crashes } = endpointOf(system, name);
  const event = sender === null ? packet.event : { ...packet.event, [sender]: packet.from };
  if (local.down !== null) return crashes?.messages === 'wait' ? [] : [event];
  if (receives !== null && !receives(event, localView(local))) return [];
  return takes === null ? [event] : distinct<EventObject>(takes(event, localView(local)));
}

interface NaiveMessage {
  readonly from: string;
  readonly event: EventObject;
}

export function localText(system: NaiveSystem, local: Local): string {
  const { crashes, down, snapshot } = local;
  if (down !== null) return textOf(['down', crashes, [down.durable], snapshot.value]);
  return textOf([runningText(system, local), crashes]);
}

function runningText(system: NaiveSystem, { snapshot, timers, actors }: Local): string {
  // A history state returns to a set of states, whatever order they were left in.
  const history = Object.entries(snapshot.historyValue as Record<string, { path: readonly string[] }[]>).map(
    ([key, nodes]) => textOf([key, nodes.map(({ path }) => textOf(path)).sort()]),
  );
  const { value, context, status, output } = snapshot;
  const order = alwaysInTurn(snapshot);
  return textOf([
    value,
    order,
    context,
    history.sort(),
    status,
    { output },
    timerTexts(system, timers),
    inOrder(snapshot, actors),
  ]);
}

function ownText({ id, name, event, remaining, known }: NaiveTimer): string {
  return textOf({ id, name, event, remaining, known });
}

/**
 * What matters of armed timers. Their order does among those with one delay that were armed in one tick, if they differ;
 * and whether it was this tick, since another one may still come behind them.
 */
function timerTexts(system: NaiveSystem, timers: readonly NaiveTimer[]): readonly string[] {
  if (!system.inOrder) return timers.map(ownText).sort();
  const counted = timers.filter(({ remaining }) => remaining !== null);
  const groups = new Map<string, NaiveTimer[]>();
  for (const timer of counted) {
    const group = `${timer.delay} ${timer.elapsed}`;
    groups.set(group, [...(groups.get(group) ?? []), timer]);
  }
  const texts = [...groups.values()].flatMap((members) => {
    const own = members.map((timer) => textOf([ownText(timer), timer.elapsed === 0]));
    return new Set(own).size === 1 ? own : [textOf(own)];
  });
  const free = timers.filter(({ remaining }) => remaining === null).map(ownText);
  return [...free, ...texts].sort();
}

/** XState looks for `always` in the innermost active states, in turn, and from each outwards; which is first may matter. */
function alwaysInTurn({ _nodes: nodes }: AnyMachineSnapshot): string[] {
  const turns: string[] = [];
  for (const node of nodes) {
    if (Object.keys(node.states).length > 0) continue;
    for (let at: typeof node | undefined = node; at !== undefined; at = at.parent) {
      if (at.always === undefined) continue;
      turns.push(node.id);
      break;
    }
  }
  return turns.length > 1 ? turns : [];
}

/** The actors, as XState lists them. */
function inOrder({ children }: AnyMachineSnapshot, actors: NaiveActors): readonly (NaiveActor | undefined)[] {
  return Object.keys(children).map((id) => actors[id]);
}

export function localView(local: Local): AnyLocalState {
  const { snapshot } = local;
  if (local.down === null) return runningView(local);
  return {
    ...runningView(local),
    status: 'crashed',
    context: local.down.willHave,
    output: undefined,
    timers: [],
    actors: [],
    can: () => false,
    matches: (value) => matchesState(value, snapshot.value),
  };
}

function runningView({ snapshot, timers, actors }: Local): AnyLocalState {
  return {
    value: snapshot.value,
    context: snapshot.context,
    status: snapshot.status,
    output: snapshot.output,
    tags: [...snapshot.tags].sort(),
    timers: timers.map((timer) => ({
      id: timer.id,
      name: timer.name,
      remaining: timer.remaining,
    })),
    actors: inOrder(snapshot, actors).flatMap((actor) =>
      actor?.state.status === 'active' ? [{ id: actor.id, src: actor.src, input: actor.input }] : [],
    ),
    matches: (value) => matchesState(value, snapshot.value),
    can: (event) => snapshot.can(event),
  };
}

/** The name of the delay whose `after` has this id in some state of the machine; other ids are names themselves. */
function nameIn({ root }: AnyStateMachine, label: string): string {
  const nodes = [root];
  for (const node of nodes) {
    nodes.push(...Object.values(node.states));
    const { id, config } = node;
    const isOwn = Object.keys(config.after ?? {}).some((delay) =>
      [delay, Number(delay)].some((name) => label === `xstate.after.${name}.${id}`),
    );
    if (isOwn) return label.slice('xstate.after.'.length, -id.length - 1);
  }
  return label;
}

function afterEffects(
  system: NaiveSystem,
  name: string,
  snapshot: AnyMachineSnapshot,
  effects: readonly RawEffect[],
  armed: readonly NaiveTimer[],
  before: NaiveActors,
  life: Pick<Local, 'crashes' | 'down'>,
  waited: readonly EventObject[] = [],
): Run {
  let timers = armed;
  const spawned = withSpawned(snapshot, before, effects);
  let { actors } = spawned;
  const waiting: EventObject[] = [...waited, ...spawned.waiting];
  const messages: EventObject[] = [];
  const observations: EventObject[] = [];
  for (const [i, effect] of effects.entries()) {
    const ofActors = executed(endpointOf(system, name).machine, actors, effect, effects.slice(i + 1));
    if (ofActors !== null) {
      actors = ofActors.actors;
      waiting.push(...ofActors.waiting);
      observations.push(...ofActors.shown);
      continue;
    }
    const params = effect.params as Record<string, unknown> | undefined;
    if (effect.type === 'xstate.emit') {
      const event = params?.event as EventObject;
      (system.carries.includes(event.type) ? messages : observations).push(event);
    } else if (effect.type === 'xstate.raise') {
      timers = arm(system, name, timers, params ?? {});
    } else if (effect.type === 'xstate.cancel') {
      timers = timers.filter(({ id, known }) => !known || id !== params?.sendId);
    } else if (!effect.type.startsWith('xstate.') && !isInline(system, name, effect)) {
      observations.push({ type: effect.type, ...(params !== undefined && { params }) });
    }
  }
  const run = {
    local: { snapshot, timers, actors, crashes: life.crashes, down: life.down },
    messages,
    observations,
    armed: effects.flatMap((effect) => armedBy(system, name, effect)),
  };
  return heard(system, name, run, waiting);
}

/** What waits for the machine is taken one by one, before anything else happens; what ends has neither timers nor actors. */
function heard(system: NaiveSystem, name: string, run: Run, waiting: readonly EventObject[]): Run {
  const { snapshot, timers, actors } = run.local;
  if (snapshot.status !== 'active')
    return {
      ...run,
      local: { ...run.local, snapshot: { ...snapshot, children: {} }, timers: [], actors: {} },
    };
  const [first, ...others] = waiting;
  if (first === undefined) return run;
  const [next, effects] = transition(endpointOf(system, name).machine, snapshot, first);
  const more = afterEffects(
    system,
    name,
    next as AnyMachineSnapshot,
    effects,
    timers,
    actors,
    run.local,
    others,
  );
  return {
    local: more.local,
    messages: [...run.messages, ...more.messages],
    observations: [...run.observations, ...more.observations],
    armed: [...run.armed, ...more.armed],
  };
}

function armedBy(system: NaiveSystem, endpoint: string, { type, params }: RawEffect): readonly string[] {
  const { event, id, delay } = (params ?? {}) as { event?: EventObject; id?: unknown; delay?: unknown };
  if (type !== 'xstate.raise' || typeof delay !== 'number' || event === undefined) return [];
  return [typeof id === 'string' ? nameIn(endpointOf(system, endpoint).machine, id) : event.type];
}

/** JavaScript names `entry: () => …` by itself: only what the machine knows by its name, or nobody does, is named. */
function isInline(system: NaiveSystem, name: string, effect: RawEffect): boolean {
  const { actions } = endpointOf(system, name).machine.implementations;
  return effect.exec !== undefined && (actions as Record<string, unknown>)[effect.type] !== effect.exec;
}

function arm(
  system: NaiveSystem,
  endpoint: string,
  timers: readonly NaiveTimer[],
  params: { event?: unknown; id?: unknown; delay?: unknown },
): readonly NaiveTimer[] {
  const { tick, elastic } = system;
  if (typeof params.delay !== 'number') return timers;
  const event = params.event as EventObject;
  const id = typeof params.id === 'string' ? params.id : null;
  const label = id ?? event.type;
  const name = nameIn(endpointOf(system, endpoint).machine, label);
  const stretches = tick === null || elastic.includes(label) || elastic.includes(name);
  const remaining = stretches ? null : params.delay / tick + 1;
  return [
    ...forget(timers, id),
    { id, name, event, remaining, known: true, delay: params.delay, elapsed: 0 },
  ];
}

/** XState's scheduler knows one timer by an id, the newest, and none once any of that id has fired. */
function forget(timers: readonly NaiveTimer[], id: string | null): NaiveTimer[] {
  return timers.map((timer) => (id !== null && timer.id === id ? { ...timer, known: false } : timer));
}

function endpointOf(system: NaiveSystem, name: string) {
  const endpoint = system.endpoints[name];
  if (endpoint === undefined) throw new Error(`no endpoint "${name}"`);
  return endpoint;
}
