import { ENDPOINT_OPTIONS_SCHEMA } from './form/schema.ts';
import { validate } from './form/validate.ts';
import type {
  AnyStateMachine,
  ContextFrom,
  EmittedFrom,
  EventFromLogic,
  InputFrom,
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

/** What one endpoint is in: the state of its machine, and its armed timers. */
export interface LocalState<Value, Context, Tag> {
  /** XState's state value: a name, or an object where states are nested or parallel. */
  readonly value: Value;
  readonly context: Context;
  readonly status: 'active' | 'done' | 'error' | 'stopped';
  readonly tags: readonly Tag[];
  /** What the machine gave as its output when it ended; undefined before, and if it gave none. */
  readonly output: unknown;
  readonly timers: readonly ArmedTimer[];
  /** Whether the machine is in this state (XState's `snapshot.matches`). */
  matches(value: Value): boolean;
}

/** The local state of an endpoint that runs this machine. */
export type LocalStateOf<M extends Machine> = LocalState<StateValueFrom<M>, ContextFrom<M>, TagsFrom<M>>;

/** External events that may happen at any time: a list, or a function of the local state that gives one. */
export type EnvironmentEvents<M extends Machine> =
  | readonly EventOf<M>[]
  | ((state: LocalStateOf<M>) => readonly EventOf<M>[]);

/** One side of a protocol. */
export interface Endpoint<M extends Machine> {
  readonly machine: M;
  readonly input: unknown;
  readonly events: EnvironmentEvents<M>;
}

type InputOption<M extends Machine> =
  undefined extends InputFrom<M> ? { readonly input?: InputFrom<M> } : { readonly input: InputFrom<M> };

/** How a machine takes part in a protocol. */
export type EndpointOptions<M extends Machine> = InputOption<M> & {
  /** Events from outside (user calls such as OPEN or CLOSE) that may happen at any time. Default: none. */
  readonly events?: EnvironmentEvents<M>;
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
  return { machine, input: options?.input, events: options?.events ?? [] };
}
