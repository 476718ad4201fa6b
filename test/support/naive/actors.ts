import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';

/** An actor that a machine has started, as far as it matters: what it was started with, and what has become of it. */
export interface NaiveActor {
  readonly id: string;
  readonly src: string;
  readonly input: unknown;
  readonly told: boolean;
  readonly state: NaiveActorState;
  /** XState's own. */
  readonly of: unknown;
}

export interface NaiveActorState {
  readonly status: string;
  readonly output?: unknown;
  readonly error?: unknown;
  readonly context?: unknown;
}

/** By id, in no order that matters. */
export type NaiveActors = Readonly<Record<string, NaiveActor>>;

/** What XState says of an actor that it is about to start. */
interface Reference {
  readonly id: string;
  readonly src: string;
  readonly options: { readonly input?: unknown; readonly syncSnapshot?: boolean };
  getSnapshot(): NaiveActorState;
}

interface RawEffect {
  readonly type: string;
  readonly params?: unknown;
}

/** The actors with those that an assignment has spawned, which no effect tells of. */
export function withSpawned(
  snapshot: AnyMachineSnapshot,
  actors: NaiveActors,
  effects: readonly RawEffect[],
): Pick<Executed, 'actors' | 'waiting'> {
  const started = effects.flatMap(({ type, params }) =>
    type === 'xstate.spawnChild' ? [(params as { actorRef: unknown }).actorRef] : [],
  );
  const stopped = effects.flatMap(({ type, params }) => (type === 'xstate.stopChild' ? [params] : []));
  const refs = Object.values(snapshot.children) as unknown as Reference[];
  const spawned = refs.filter(
    (ref) => !started.includes(ref) && !stopped.includes(ref) && actors[ref.id]?.of !== ref,
  );
  const more = spawned.map(begun);
  const byId = Object.fromEntries(more.map((actor) => [actor.id, actor]));
  return { actors: { ...actors, ...byId }, waiting: more.flatMap(newsOf) };
}

function begun(of: Reference): NaiveActor {
  const { id, src, options } = of;
  const told = options.syncSnapshot === true;
  return { id, src, input: options.input, told, state: { ...of.getSnapshot() }, of };
}

/** What the execution of effects does to actors. */
export interface Executed {
  readonly actors: NaiveActors;
  /** Events that wait for the machine. */
  readonly waiting: readonly EventObject[];
  /** What was sent to actors that answer at will. */
  readonly shown: readonly EventObject[];
}

/** Executes one effect; null if it is not about actors. `later` are those that follow it. */
export function executed(
  machine: AnyStateMachine,
  actors: NaiveActors,
  { type, params }: RawEffect,
  later: readonly RawEffect[],
): Executed | null {
  if (type === 'xstate.spawnChild') {
    const { actorRef } = params as { actorRef: Reference };
    const neverStarts = later.some((next) => next.type === 'xstate.stopChild' && next.params === actorRef);
    if (neverStarts) return { actors, waiting: [], shown: [] };
    const actor = begun(actorRef);
    return { actors: { ...actors, [actor.id]: actor }, waiting: newsOf(actor), shown: [] };
  }
  if (type === 'xstate.stopChild') {
    const id = (params as Reference | undefined)?.id ?? '';
    // One that an assignment has spawned in its place is there already.
    if (actors[id]?.of !== params) return { actors, waiting: [], shown: [] };
    const last = actors[id] && afterEvent(machine, actors[id], { type: 'xstate.stop' });
    return { actors: without(actors, id), waiting: last ? newsOf(last) : [], shown: [] };
  }
  if (type !== 'xstate.sendTo') return null;
  const { to, event } = params as { to: Reference; event: EventObject };
  const actor = actors[to.id];
  if (actor?.state.status !== 'active') return { actors, waiting: [], shown: [] };
  const next = afterEvent(machine, actor, event);
  if (next !== null) return { actors: { ...actors, [actor.id]: next }, waiting: newsOf(next), shown: [] };
  const shown = { type: 'xstate.sendTo', params: { actor: actor.id, event } };
  return { actors, waiting: [], shown: [shown] };
}

/** What an event makes of an actor that is a function; null for one that answers at will, or has ended. */
function afterEvent(machine: AnyStateMachine, actor: NaiveActor, event: EventObject): NaiveActor | null {
  const logic = machine.implementations.actors[actor.src] as {
    start?: unknown;
    transition(state: NaiveActorState, event: EventObject, scope: object): NaiveActorState;
  };
  if (logic.start !== undefined || actor.state.status !== 'active') return null;
  return { ...actor, state: after(() => logic.transition(actor.state, event, {}), actor.state) };
}

function after(run: () => NaiveActorState, before: NaiveActorState): NaiveActorState {
  try {
    return run();
  } catch (error) {
    return { ...before, status: 'error', error };
  }
}

/** What the machine hears of a new state of an actor. */
function newsOf({ id, told, state }: NaiveActor): EventObject[] {
  const news: Record<string, object> = {
    done: { type: `xstate.done.actor.${id}`, output: state.output, actorId: id },
    error: { type: `xstate.error.actor.${id}`, error: state.error, actorId: id },
    ...(told && { active: { type: `xstate.snapshot.${id}`, snapshot: state } }),
  };
  return state.status in news ? [news[state.status] as EventObject] : [];
}

function without(actors: NaiveActors, gone: string): NaiveActors {
  return Object.fromEntries(Object.entries(actors).filter(([id]) => id !== gone));
}

/** The answers of an endpoint's actors. */
export interface NaiveAnswer {
  readonly actor: string;
  readonly gives: 'done' | 'error' | 'snapshot' | 'event';
  readonly value: unknown;
}

type Declared = Readonly<Record<string, unknown>>;

/** What each actor that runs may answer, in the order in which XState has them. */
export function answersOf(
  snapshot: AnyMachineSnapshot,
  actors: NaiveActors,
  declared: Declared,
): NaiveAnswer[] {
  return Object.keys(snapshot.children).flatMap((id) => {
    const actor = actors[id];
    if (actor?.state.status !== 'active') return [];
    const said = declared[actor.src];
    const given: unknown = typeof said === 'function' ? said({ id, input: actor.input }) : said;
    const lists = Object(given) as Record<string, readonly unknown[] | undefined>;
    const kinds = { done: 'done', error: 'error', snapshots: 'snapshot', events: 'event' } as const;
    return Object.entries(kinds).flatMap(([key, gives]) =>
      (lists[key] ?? []).map((value): NaiveAnswer => ({ actor: id, gives, value })),
    );
  });
}

/** The actors once one has answered, and what the machine hears of it. */
export function answered(actors: NaiveActors, { actor: id, gives, value }: NaiveAnswer) {
  const actor = actors[id];
  if (actor === undefined) throw new Error(`no actor "${id}"`);
  if (gives === 'event') return { actors, heard: [value as EventObject] };
  const change = {
    done: { status: 'done', output: value },
    error: { status: 'error', error: value },
    snapshot: { context: value },
  }[gives];
  const next = { ...actor, state: { ...actor.state, ...change } };
  return { actors: { ...actors, [id]: next }, heard: newsOf(next) };
}
