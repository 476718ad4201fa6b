import type { AnyOf } from './any-of.ts';
import { ENDPOINT_OPTIONS_SCHEMA } from './form/schema.ts';
import { validate } from './form/validate.ts';
import type {
  AnyActorLogic,
  AnyStateMachine,
  ContextFrom,
  EmittedFrom,
  EventFromLogic,
  EventObject,
  InputFrom,
  OutputFrom,
  SnapshotFrom,
  StateMachine,
  StateValue,
  StateValueFrom,
  TagsFrom,
} from './machine.ts';

/** Any XState v5 machine. */
export type Machine = AnyStateMachine;
/** The events that a machine takes. */
export type EventOf<M extends Machine> = EventFromLogic<M>;
/** The events that a machine emits. */
export type EmittedOf<M extends Machine> = EmittedFrom<M>;

/** A timer that an endpoint has armed. */
export interface ArmedTimer {
  /** XState's id of the timer; null for a delayed `raise` that was given none. */
  readonly id: string | null;
  /** The delay's name (`after: { RTO: … }` is `RTO`); else the id; else the type of the event that it raises. */
  readonly name: string;
  /** Ticks that must pass before it fires; 0 when it is due; null when it may fire at any time. */
  readonly remaining: number | null;
}

/** An actor that a machine has invoked or spawned. */
export interface RunningActor {
  readonly id: string;
  /** The name of its logic in `setup({ actors })`; XState's own name for logic that stands in line. */
  readonly src: string;
  readonly input: unknown;
}

/** What a child of a machine is in. */
export interface ChildState<Value, Context, Tag, Children> {
  /** The name of its logic. */
  readonly src: string;
  /** XState's state value; undefined for an actor that is no machine. */
  readonly value: Value;
  /** Of an observable, or a function: its state; undefined for a promise or a callback. */
  readonly context: Context;
  readonly status: 'active' | 'done' | 'error' | 'stopped';
  readonly output: unknown;
  readonly tags: readonly Tag[];
  readonly children: Children;
  /** Whether it is a machine that is in this state. */
  matches(value: Exclude<Value, undefined>): boolean;
}

/** What one endpoint is in: the state of its machine, and its armed timers. */
export interface LocalState<Value, Context, Tag, Children = UnnamedChildren, Event = EventObject> {
  /** XState's state value: a name, or an object where states are nested or parallel. */
  readonly value: Value;
  readonly context: Context;
  /** XState's status; `crashed` while the endpoint is down: value and tags are those it had, the context is the one with which it will start again. */
  readonly status: 'active' | 'done' | 'error' | 'stopped' | 'crashed';
  readonly tags: readonly Tag[];
  /** What the machine gave as its output when it ended; undefined before, and if it gave none. */
  readonly output: unknown;
  readonly timers: readonly ArmedTimer[];
  /**
   * The actors that the machine has started and that have not ended, in the order of starting, each followed by those that it has started,
   * whose ids are told with its own: `upload/read`.
   */
  readonly actors: readonly RunningActor[];
  /** The states of the actors that the machine has started, by id, as XState lists them: also of those that have ended. */
  readonly children: Children;
  /** Whether the machine is in this state (XState's `snapshot.matches`). */
  matches(value: Value): boolean;
  /** Whether the machine would take a transition on this event (XState's `snapshot.can`). */
  can(event: Event): boolean;
}

/** Children of which the types say nothing. */
export interface UnnamedChildren {
  readonly [id: string]: ChildState<StateValue | undefined, unknown, string, UnnamedChildren> | undefined;
}

/** The states of children by the ids that `setup({ types: { children } })` names; of others nothing is known. */
type ChildrenOf<S> = S extends { readonly children: infer C }
  ? string extends keyof C
    ? UnnamedChildren
    : [keyof C] extends [never]
      ? UnnamedChildren
      : { readonly [Id in keyof C]?: ChildOf<NonNullable<C[Id]>> }
  : UnnamedChildren;

type ChildOf<Ref> = Ref extends { getSnapshot(): infer S }
  ? S extends {
      readonly value: infer Value;
      readonly context: infer Context;
      readonly tags: ReadonlySet<infer Tag>;
    }
    ? ChildState<Value, Context, Tag, UnnamedChildren>
    : ChildState<undefined, ContextOf<S>, string, UnnamedChildren>
  : never;

/** The local state of an endpoint that runs this machine. */
export type LocalStateOf<M extends Machine> = LocalState<
  StateValueFrom<M>,
  ContextFrom<M>,
  TagsFrom<M>,
  ChildrenOf<SnapshotFrom<M>>,
  EventOf<M>
>;

/** External events that may happen at any time: a list, or a function of the local state that gives one. */
export type EnvironmentEvents<M extends Machine> =
  | readonly EventOf<M>[]
  | ((state: LocalStateOf<M>) => readonly EventOf<M>[]);

/**
 * What an actor may answer: one of these at any moment while it runs, each as an action of its own. What is left out, it does not do.
 */
export interface ActorAnswers<Output = unknown, Context = unknown, E = EventObject> {
  /** Outputs with which it may end: what a promise resolves to, `undefined` for an observable that completes. */
  readonly done?: readonly Output[];
  /** Errors with which it may end. */
  readonly error?: readonly unknown[];
  /** Contexts that it may come to: the values of an observable. */
  readonly snapshots?: readonly Context[];
  /** Events that it may send to the machine: those of a callback, or an event observable. */
  readonly events?: readonly E[];
}

/** What an actor may answer, or a function that says so for one that runs. */
export type DeclaredAnswers<A extends ActorAnswers> = A | ((actor: Pick<RunningActor, 'id' | 'input'>) => A);

/** What a machine's type says of the actors and the actions that it names. */
type NamedIn<M extends Machine> =
  M extends StateMachine<
    infer _C,
    infer _E,
    infer _Ch,
    infer Source,
    infer Action,
    infer _G,
    infer _D,
    infer _S,
    infer _T,
    infer _I,
    infer _O,
    infer _Em,
    infer _Me,
    infer _Co
  >
    ? { readonly source: Source; readonly action: Action }
    : never;

type SourceOf<M extends Machine> = NamedIn<M>['source'];
type ActionOf<M extends Machine> = NamedIn<M>['action'];

type Named<A> = A extends { readonly type: infer T; readonly params: infer P }
  ? { readonly type: T & string; readonly params?: P }
  : never;

/** The actions that a machine names in its setup, as they are observed. */
export type NamedActionOf<M extends Machine> = Named<ActionOf<M>>;

/** Whether a machine may start actors, as far as its type says. */
export type StartsActors<M extends Machine> = [SourceOf<M>] extends [never] ? false : true;

type AnswersOf<L extends AnyActorLogic, E> = ActorAnswers<OutputFrom<L>, ContextOf<SnapshotFrom<L>>, E>;

type ContextOf<S> = S extends { readonly context: infer C } ? C : unknown;

/** What the actors of a machine may answer, by the name of their logic; for logic that stands in line, by the actor's id. */
export type DeclaredActorsOf<M extends Machine> = {
  readonly [A in SourceOf<M> as A['src']]?: DeclaredAnswers<AnswersOf<A['logic'], EventOf<M>>>;
} & { readonly [id: string]: DeclaredAnswers<ActorAnswers> | undefined };

/** How an endpoint crashes: it loses its timers, its actors and its context, and may start again. What becomes of messages to it, the network says (`whileDown`). */
export type CrashOptions<M extends Machine> = {
  /** How often it may crash, at any moment. */
  readonly most: number;
  /** Whether it may start again, at any moment while it is down. Default: true. */
  readonly restarts?: boolean;
} & (
  | { readonly durable?: undefined; readonly restart?: undefined }
  | {
      /** What survives, as on a disk: the context, with what is lost put back to what it is at the start. */
      durable(context: ContextFrom<M>): ContextFrom<M>;
      /** The input with which the machine starts again, made of what survived and of the input that it had. */
      restart(durable: ContextFrom<M>, input: InputFrom<M>): InputFrom<M>;
    }
);

/** Whether an endpoint can take an event in a local state. */
export type Receives<E, S> = (event: E, state: S) => boolean;

/** The ways in which an endpoint may take an event in a local state. */
export type Takes<E, S> = (event: E, state: S) => readonly E[];

/** One side of a protocol. */
export interface Endpoint<M extends Machine> {
  readonly machine: M;
  /** With which its machine starts, or `anyOf(…)` several. */
  readonly input: unknown;
  readonly receives: Receives<EventOf<M>, LocalStateOf<M>> | null;
  readonly takes: Takes<EventOf<M>, LocalStateOf<M>> | null;
  readonly sender: string | null;
  readonly crashes: CrashOptions<M> | null;
  readonly events: EnvironmentEvents<M>;
  readonly actors: Readonly<Record<string, DeclaredAnswers<ActorAnswers> | undefined>>;
}

type InputOption<M extends Machine> =
  undefined extends InputFrom<M>
    ? {
        /** With which the machine starts. Where it is left open, `anyOf(…)` these: each begins behaviours of its own. */
        readonly input?: InputFrom<M> | AnyOf<InputFrom<M>>;
      }
    : {
        /** With which the machine starts. Where it is left open, `anyOf(…)` these: each begins behaviours of its own. */
        readonly input: InputFrom<M> | AnyOf<InputFrom<M>>;
      };

/** How a machine takes part in a protocol. */
export type EndpointOptions<M extends Machine> = InputOption<M> & {
  /** Events from outside (user calls such as OPEN or CLOSE) that may happen at any time. Default: none. */
  readonly events?: EnvironmentEvents<M>;
  /** What the promises, callbacks and observables that the machine starts may answer. Default: it starts none. */
  readonly actors?: DeclaredActorsOf<M>;
  /** Whether a message can be taken in this state; one that cannot stays in flight. Default: all can. */
  readonly receives?: Receives<EventOf<M>, LocalStateOf<M>>;
  /**
   * Where a reaction is not determined: the ways in which a message or an event from outside may be taken, each as the event that the machine
   * gets. A choice is a step of its own. Default: as it is.
   */
  readonly takes?: Takes<EventOf<M>, LocalStateOf<M>>;
  /** The field in which a message tells the machine who sent it. Default: it is not told. */
  readonly sender?: string;
  /** Default: it never crashes. */
  readonly crashes?: CrashOptions<M>;
};

type OptionsArgument<M extends Machine> =
  undefined extends InputFrom<M> ? [options?: EndpointOptions<M>] : [options: EndpointOptions<M>];

/**
 * Makes an XState machine an endpoint of a protocol. Its actions that are functions are not run: one that changes the context in place does
 * so in an actor, but not here (use `assign`).
 *
 * @throws ModelError for an option that does not exist
 */
export function endpoint<M extends Machine>(machine: M, ...[options]: OptionsArgument<M>): Endpoint<M> {
  if (options !== undefined) validate(ENDPOINT_OPTIONS_SCHEMA, options, 'endpoint(…)');
  return {
    machine,
    input: options?.input,
    events: options?.events ?? [],
    actors: options?.actors ?? {},
    receives: options?.receives ?? null,
    takes: options?.takes ?? null,
    sender: options?.sender ?? null,
    crashes: options?.crashes ?? null,
  };
}
