import {
  type AnyMachineSnapshot,
  type EventObject,
  initialTransition,
  matchesState,
  transition,
} from 'xstate';
import { ModelError } from '../../../src/language/errors.ts';
import type { AnyLocalState, AnyPacket } from '../../../src/language/forgotten.ts';
import { answersOf, below, childrenOf, type Live, type NaiveAnswer, pathOf } from './actors.ts';
import { rulesFor } from './channels.ts';
import { Living, type LivingTimer, type NaiveCause } from './living.ts';
import { isInline, nameIn } from './machine-names.ts';
import type { NaiveSystem } from './system.ts';
import { distinct, textOf, withMarkers } from './text.ts';

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
  /** Ids that lead to the actor that has armed it, and to the one that it is for; null for one that takes nothing any more. */
  readonly owner: readonly string[];
  readonly target: readonly string[] | null;
}

/** A local state as it is: XState's snapshot and the armed timers, in the order in which they were armed. */
export interface Local {
  readonly snapshot: AnyMachineSnapshot;
  readonly timers: readonly NaiveTimer[];
  /** The actor, if it has to do with others; what is told of it is told by letting it all happen again. */
  readonly living: Live | null;
  /** What has happened to the machine since it was started. */
  readonly past: readonly NaiveCause[];
  readonly life: NaiveLife;
}

/** How often an endpoint crashed, with what it started last, and whether it is down: then with what survived, and what it will have. */
export interface NaiveLife {
  readonly input: unknown;
  /** The input with which it started first. */
  readonly first: unknown;
  readonly crashes: number;
  readonly down: { readonly durable: unknown; readonly willHave: unknown } | null;
}

/** What an endpoint did in one step. */
export interface Run {
  readonly local: Local;
  readonly messages: readonly EventObject[];
  readonly observations: readonly EventObject[];
  /** Both, in order. */
  readonly shown: readonly EventObject[];
  /** Names of the timers that are armed. */
  readonly armed: readonly string[];
}

type RawEffect = ReturnType<typeof transition>[1][number];

export function startLocal(
  system: NaiveSystem,
  name: string,
  input: unknown,
  crashes = 0,
  // A list, since it may have started with undefined.
  [first]: readonly [unknown] = [input],
): Run {
  const { machine } = endpointOf(system, name);
  const life = { input, first, crashes, down: null };
  const [snapshot, effects] = initialTransition(machine, input);
  if (isOfActors(snapshot as AnyMachineSnapshot, effects)) return living(system, name, [], life);
  if (snapshot.status === 'error') throw new ModelError(`${name} cannot start`);
  return afterEffects(system, name, snapshot as AnyMachineSnapshot, effects, [], [], life);
}

/** Gives the machine an event; throws what the machine throws. */
export function runLocal(system: NaiveSystem, name: string, local: Local, event: EventObject): Run {
  const past = [...local.past, { event }];
  if (local.snapshot.status !== 'active' || local.life.down !== null) return still(local);
  return (
    (local.living === null ? reacting(system, name, local, event, past) : null) ??
    living(system, name, past, local.life)
  );
}

/** Lets one of its actors answer; throws what the machine throws, and an error that it does not handle. */
export function answerLocal(system: NaiveSystem, name: string, local: Local, answer: NaiveAnswer): Run {
  return living(system, name, [...local.past, { answer }], local.life);
}

/** Lets a timer fire. */
export function expireLocal(system: NaiveSystem, name: string, local: Local, { timer, rest }: Due): Run {
  const past = [...local.past, { fires: local.timers.indexOf(timer) }];
  const found = local.living === null ? reacting(system, name, rest, timer.event, past) : null;
  return found ?? living(system, name, past, local.life);
}

function still(local: Local): Run {
  return { local, messages: [], observations: [], shown: [], armed: [] };
}

/** What a machine without actors does; null if it turns out to have some. */
function reacting(
  system: NaiveSystem,
  name: string,
  { snapshot: before, timers, life }: Local,
  event: EventObject,
  past: readonly NaiveCause[],
): Run | null {
  const [snapshot, effects] = transition(endpointOf(system, name).machine, before, event);
  if (isOfActors(snapshot as AnyMachineSnapshot, effects)) return null;
  const run = afterEffects(system, name, snapshot as AnyMachineSnapshot, effects, timers, past, life);
  if (run.local.snapshot.status === 'error') throw run.local.snapshot.error;
  return run;
}

function isOfActors({ children }: AnyMachineSnapshot, effects: readonly RawEffect[]): boolean {
  const types = ['xstate.spawnChild', 'xstate.stopChild', 'xstate.sendTo'];
  return Object.keys(children ?? {}).length > 0 || effects.some(({ type }) => types.includes(type));
}

/** Where a machine with actors comes to, from its start. */
function living(system: NaiveSystem, name: string, past: readonly NaiveCause[], life: NaiveLife): Run {
  const { machine } = endpointOf(system, name);
  const all = new Living(machine, life.input);
  for (const cause of past) all.happens(cause);
  const { snapshot } = all;
  if (snapshot.status === 'error') {
    if (past.length === 0) throw new ModelError(`${name} cannot start`);
    throw snapshot.error;
  }
  if (snapshot.status === 'active' && all.hasLost) throw new ModelError('an actor that nobody lists');
  const isCarried = ({ type }: EventObject) => system.carries.includes(type);
  const timers = snapshot.status === 'active' ? all.timers.map((timer) => timerOf(system, timer)) : [];
  return {
    local: { snapshot, timers, living: all.root, past, life },
    messages: all.shown.filter(isCarried),
    observations: all.shown.filter((event) => !isCarried(event)),
    shown: all.shown,
    armed: all.armed,
  };
}

function timerOf({ tick, elastic }: NaiveSystem, timer: LivingTimer): NaiveTimer {
  const { source, target, id, name, event, delay, elapsed, known } = timer;
  const owner = pathOf(source);
  const own = name.slice(owner.join('/').length + (owner.length === 0 ? 0 : 1));
  const names = [name, own, ...(id !== null && owner.length === 0 ? [id] : [])];
  const stretches = tick === null || names.some((each) => elastic.includes(each));
  return {
    id: id === null ? null : [...owner, id].join('/'),
    name,
    event,
    delay,
    elapsed,
    known,
    owner,
    target: takes(target) ? pathOf(target) : null,
    remaining: stretches ? null : delay / tick + 1 - elapsed,
  };
}

function takes(actor: Live): boolean {
  return actor._processingStatus !== 2;
}

/** What the actors of an endpoint may answer. */
export function localAnswers(
  system: NaiveSystem,
  name: string,
  { living: root, life }: Local,
): NaiveAnswer[] {
  return root === null || life.down !== null ? [] : answersOf(root, endpointOf(system, name).actors);
}

/** A timer that may fire, and the local state without it. */
export interface Due {
  readonly timer: NaiveTimer;
  readonly rest: Local;
}

/** The timers that may fire now, each with the local state from which it is taken. */
export function dueTimers(system: NaiveSystem, local: Local): Due[] {
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
    past: [...local.past, 'tick'],
    timers: local.timers.map((timer) => ({
      ...timer,
      remaining: timer.remaining === null ? null : timer.remaining - 1,
      elapsed: timer.elapsed + 1,
    })),
  };
}

/** The endpoint goes down, or starts again, if it can. */
export function faultsOf(system: NaiveSystem, name: string, local: Local): NaiveFault[] {
  const { crashes } = endpointOf(system, name);
  if (crashes === null) return [];
  const { life, snapshot } = local;
  const { first } = life;
  if (life.down === null) {
    if (life.crashes >= crashes.most || snapshot.status !== 'active') return [];
    const durable = crashes.durable?.(localView(local).context);
    const again = startLocal(system, name, crashes.restart?.(durable, first as never) ?? first);
    const down = { durable, willHave: localView(again.local).context };
    const after = { ...life, crashes: life.crashes + 1, down };
    return [{ kind: 'crash', run: still({ snapshot, timers: [], living: null, past: [], life: after }) }];
  }
  if (crashes.restarts === false) return [];
  const given = crashes.restart?.(life.down.durable, first as never) ?? first;
  return [{ kind: 'restart', run: startLocal(system, name, given, life.crashes, [first]) }];
}

export interface NaiveFault {
  readonly kind: 'crash' | 'restart';
  readonly run: Run;
}

/** What the machine may get when a message arrives: nothing while it waits. */
export function waysOf(system: NaiveSystem, name: string, local: Local, packet: AnyPacket): EventObject[] {
  const { receives, takes, sender } = endpointOf(system, name);
  const event = sender === null ? packet.event : { ...packet.event, [sender]: packet.from };
  if (local.life.down !== null) return rulesFor(system, packet).waitsWhileDown ? [] : [event];
  if (receives !== null && !receives(event, localView(local))) return [];
  return takes === null ? [event] : distinct<EventObject>(takes(event, localView(local)));
}

/** Text of everything that a local state's future depends on. */
export function localText(
  system: NaiveSystem,
  name: string,
  { snapshot, timers, living: root, life }: Local,
): string {
  const { crashes, down, first } = life;
  const begun = system.endpoints[name]?.crashes === null ? [] : [first];
  if (down !== null) return textOf(['down', crashes, [down.durable], snapshot.value, begun]);
  const state = snapshotText(snapshot, root === null ? [] : childrenOf(root));
  return textOf([state, timerTexts(system, timers), crashes, begun]);
}

function snapshotText(snapshot: AnyMachineSnapshot, children: readonly Live[]): string {
  // A history state returns to a set of states, whatever order they were left in.
  const history = Object.entries(snapshot.historyValue as Record<string, { path: readonly string[] }[]>).map(
    ([key, nodes]) => textOf([key, nodes.map(({ path }) => textOf(path)).sort()]),
  );
  const { value, context, status, output, error } = snapshot;
  const failed = status === 'error' ? { error } : {};
  return textOf([
    value,
    alwaysInTurn(snapshot),
    context,
    history.sort(),
    status,
    { output },
    failed,
    children.map(actorText),
  ]);
}

/** An actor, as far as it matters: what it was started with, and what has become of it. */
function actorText(actor: Live): string {
  const { id, src, options, _snapshot: state } = actor;
  const own = { id, src, input: options.input, told: options.syncSnapshot === true };
  const now = 'machine' in state ? snapshotText(state, childrenOf(actor)) : textOf({ ...(state as object) });
  return textOf([own, now]);
}

function ownText({ id, name, event, remaining, known, owner, target }: NaiveTimer): string {
  return textOf({ id, name, event, remaining, known, owner, target });
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

export function localView(local: Local): AnyLocalState {
  const view = runningView(local);
  const { down } = local.life;
  if (down === null) return view;
  const nothing = { timers: [], actors: [], children: {}, output: undefined, can: () => false };
  return { ...view, ...nothing, status: 'crashed', context: down.willHave };
}

function runningView({ snapshot, timers, living: root }: Local): AnyLocalState {
  return {
    value: snapshot.value,
    context: root === null ? snapshot.context : withMarkers(snapshot.context, root),
    status: snapshot.status,
    output: snapshot.output,
    tags: [...snapshot.tags].sort(),
    timers: timers.map((timer) => ({
      id: timer.id,
      name: timer.name,
      remaining: timer.remaining,
    })),
    actors: (root === null ? [] : below(root)).flatMap((actor) =>
      actor._snapshot.status === 'active'
        ? [{ id: pathOf(actor).join('/'), src: String(actor.src), input: actor.options.input }]
        : [],
    ),
    children: root === null ? {} : childrenView(root),
    matches: (value) => matchesState(value, snapshot.value),
    can: (event) => snapshot.can(event),
  };
}

function childrenView(parent: Live): AnyLocalState['children'] {
  const views = childrenOf(parent).map((child) => {
    const state = child._snapshot;
    const isMachine = 'machine' in state;
    const view = {
      src: String(child.src),
      status: state.status,
      value: isMachine ? state.value : undefined,
      context: withMarkers(state.context, child),
      output: state.output,
      tags: isMachine ? [...state.tags].sort() : [],
      children: isMachine ? childrenView(child) : {},
      matches: (value: AnyLocalState['value']) => isMachine && matchesState(value, state.value),
    };
    return [child.id, view] as const;
  });
  return Object.fromEntries(views);
}

/** What a machine without actors does besides coming to a state. */
function afterEffects(
  system: NaiveSystem,
  name: string,
  snapshot: AnyMachineSnapshot,
  effects: readonly RawEffect[],
  armed: readonly NaiveTimer[],
  past: readonly NaiveCause[],
  life: NaiveLife,
): Run {
  let timers = armed;
  const shown: EventObject[] = [];
  const { machine } = endpointOf(system, name);
  for (const effect of effects) {
    const params = effect.params as Record<string, unknown> | undefined;
    if (effect.type === 'xstate.emit') {
      shown.push(params?.event as EventObject);
    } else if (effect.type === 'xstate.raise') {
      timers = arm(system, name, timers, params ?? {});
    } else if (effect.type === 'xstate.cancel') {
      timers = timers.filter(({ id, known }) => !known || id !== params?.sendId);
    } else if (!effect.type.startsWith('xstate.') && !isInline(machine, effect)) {
      shown.push({ type: effect.type, ...(params !== undefined && { params }) });
    }
  }
  return {
    local: { snapshot, timers: snapshot.status === 'active' ? timers : [], living: null, past, life },
    messages: shown.filter(({ type }) => system.carries.includes(type)),
    observations: shown.filter(({ type }) => !system.carries.includes(type)),
    shown,
    armed: effects.flatMap((effect) => armedBy(system, name, effect)),
  };
}

function armedBy(system: NaiveSystem, endpoint: string, { type, params }: RawEffect): readonly string[] {
  const { event, id, delay } = (params ?? {}) as { event?: EventObject; id?: unknown; delay?: unknown };
  if (type !== 'xstate.raise' || typeof delay !== 'number' || event === undefined) return [];
  return [typeof id === 'string' ? nameIn(endpointOf(system, endpoint).machine, id) : event.type];
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
    {
      id,
      name,
      event,
      remaining,
      known: id !== null,
      delay: params.delay,
      elapsed: 0,
      owner: [],
      target: [],
    },
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
