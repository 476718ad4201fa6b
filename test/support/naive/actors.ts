import type { AnyActor, AnyActorLogic, AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';

/** An actor of XState's own, with what its types hide. */
export interface Live extends Pick<AnyActor, 'id' | 'src' | 'system' | 'send' | 'start' | 'subscribe'> {
  logic: unknown;
  readonly _parent?: Live;
  readonly _processingStatus: number;
  readonly _snapshot: AnyMachineSnapshot;
  readonly options: { readonly input?: unknown; readonly syncSnapshot?: boolean };
}

/** The answers of an endpoint's actors. */
export interface NaiveAnswer {
  readonly actor: string;
  readonly gives: 'done' | 'error' | 'snapshot' | 'event';
  readonly value: unknown;
}

/** Told when a stand-in gets an event. */
type Hear = (actor: Live, event: EventObject) => void;

/** The machine, with actors that do nothing but answer, in place of those that answer at will; in its children's machines, too. */
export function withStandIns(machine: AnyStateMachine, hear: Hear): AnyStateMachine {
  const actors = Object.entries(machine.implementations.actors as Record<string, AnyActorLogic>).map(
    ([name, logic]) => {
      if ('root' in logic) return [name, withStandIns(logic as AnyStateMachine, hear)];
      return [name, 'start' in logic ? standIn(logic, hear) : logic];
    },
  );
  return machine.provide({ actors: Object.fromEntries(actors) }) as AnyStateMachine;
}

function standIn(logic: AnyActorLogic, hear: Hear): AnyActorLogic {
  return {
    getInitialSnapshot: (scope, input) => ({ ...logic.getInitialSnapshot(scope, input) }),
    getPersistedSnapshot: (snapshot) => snapshot,
    transition: (snapshot, event: EventObject & { readonly answer?: NaiveAnswer }, { self }) => {
      if (event.type === 'xstate.stop') return { ...snapshot, status: 'stopped' };
      if (event.type !== 'naive answer' || event.answer === undefined) {
        hear(self as unknown as Live, event);
        return snapshot;
      }
      const { gives, value } = event.answer;
      if (gives === 'done') return { ...snapshot, status: 'done', output: value };
      if (gives === 'error') return { ...snapshot, status: 'error', error: value };
      if (gives === 'snapshot') return { ...snapshot, context: value };
      self._parent?.send(value as EventObject);
      return snapshot;
    },
  };
}

/** What a machine, and the actors of it, list as their children: those that run where their parent has ended. */
export function childrenOf(actor: Live): readonly Live[] {
  const { status, children } = actor._snapshot;
  const all = Object.values(children ?? {}) as unknown as readonly Live[];
  if (status === 'active') return all;
  return actor._parent === undefined ? [] : all.filter(({ _processingStatus }) => _processingStatus === 1);
}

/** Ids that lead to an actor. */
export function pathOf(actor: Live): readonly string[] {
  return actor._parent === undefined ? [] : [...pathOf(actor._parent), actor.id];
}

/** All below an actor, each before its children. */
export function below(actor: Live): readonly Live[] {
  return childrenOf(actor).flatMap((child) => [child, ...below(child)]);
}

function rootOf(actor: Live): Live {
  return actor._parent === undefined ? actor : rootOf(actor._parent);
}

/** Whether an actor is still listed by its parent, and so on. */
export function isListed(actor: Live): boolean {
  const root = rootOf(actor);
  return actor === root || below(root).includes(actor);
}

type Declared = Readonly<Record<string, unknown>>;

/** What each actor that runs may answer, in the order in which XState has them. */
export function answersOf(root: Live, declared: Declared): NaiveAnswer[] {
  return below(root).flatMap((actor) => {
    if (actor._snapshot.status !== 'active') return [];
    const id = pathOf(actor).join('/');
    const said = declared[id] ?? declared[String(actor.src)];
    const given: unknown = typeof said === 'function' ? said({ id, input: actor.options.input }) : said;
    const lists = Object(given) as Record<string, readonly unknown[] | undefined>;
    const kinds = { done: 'done', error: 'error', snapshots: 'snapshot', events: 'event' } as const;
    return Object.entries(kinds).flatMap(([key, gives]) =>
      (lists[key] ?? []).map((value): NaiveAnswer => ({ actor: id, gives, value })),
    );
  });
}
