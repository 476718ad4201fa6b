import type {
  EmittedOf,
  Endpoint,
  EventOf,
  LocalStateOf,
  Machine,
  NamedActionOf,
  StartsActors,
} from './endpoint.ts';

/** The endpoints of a protocol, by name. */
export type EndpointMap = Readonly<Record<string, Endpoint<Machine>>>;

/** The name of an endpoint. */
export type NameOf<E extends EndpointMap> = keyof E & string;

type MachineOf<T> = T extends Endpoint<infer M> ? M : never;

/** The local state of the endpoint `N`. */
export type LocalStateIn<E extends EndpointMap, N extends keyof E = keyof E> = {
  [K in N]: LocalStateOf<MachineOf<E[K]>>;
}[N];

type EventIn<E extends EndpointMap> = { [N in keyof E]: EventOf<MachineOf<E[N]>> }[keyof E];
type EmittedIn<E extends EndpointMap> = { [N in keyof E]: EmittedOf<MachineOf<E[N]>> }[keyof E];

/** An event that one endpoint emits and some endpoint takes: what the network may carry. */
export type MessageEvent<E extends EndpointMap> = Extract<EmittedIn<E>, { type: EventIn<E>['type'] }>;

/** A message: an event on its way from one endpoint to another, with the mark that no machine can see. */
export interface Message<E extends EndpointMap, M extends string> {
  readonly from: NameOf<E>;
  readonly to: NameOf<E>;
  readonly event: MessageEvent<E>;
  readonly mark: M;
}

/** A message in flight. */
export interface Packet<E extends EndpointMap, M extends string> extends Message<E, M> {
  /** Ticks since it was sent. Stops counting once its age no longer matters. */
  readonly age: number;
  /** True while an assumption promises that it will still be delivered. */
  readonly owed: boolean;
}

/** What an endpoint was seen doing in a step, other than sending: an emitted event or a named action. */
export type Observation<E extends EndpointMap> = {
  [N in NameOf<E>]: { readonly endpoint: N; readonly effect: EffectOf<E, N> };
}[NameOf<E>];

type EffectOf<E extends EndpointMap, N extends keyof E> =
  | EmittedOf<MachineOf<E[N]>>
  | NamedActionOf<MachineOf<E[N]>>;

/** An actor that a machine has started answers: it ends, comes to a new state, or sends an event. */
interface AnswerOf<N extends string> {
  readonly kind: 'answer';
  readonly endpoint: N;
  /** The actor's id. */
  readonly actor: string;
  readonly gives: 'done' | 'error' | 'snapshot' | 'event';
  /** Its output, its error, its context, or the event. */
  readonly value: unknown;
}

/** The label of a global step. `answer` is one only if some machine starts actors. */
export type Action<E extends EndpointMap, M extends string> =
  | {
      readonly kind: 'deliver';
      readonly endpoint: NameOf<E>;
      readonly message: Packet<E, M>;
      readonly copyStays: boolean;
      /** What the machine gets in place of the event, where its endpoint declares `takes` or `sender`. */
      readonly as?: EventIn<E>;
    }
  | {
      [N in NameOf<E>]: {
        readonly kind: 'event';
        readonly endpoint: N;
        readonly event: EventOf<MachineOf<E[N]>>;
      };
    }[NameOf<E>]
  | {
      [N in NameOf<E>]: StartsActors<MachineOf<E[N]>> extends true ? AnswerOf<N> : never;
    }[NameOf<E>]
  | { readonly kind: 'expire'; readonly endpoint: NameOf<E>; readonly timer: string }
  /** An endpoint that declares `crashes` goes down; and starts again. */
  | { readonly kind: 'crash' | 'restart'; readonly endpoint: NameOf<E> }
  | { readonly kind: 'drop'; readonly message: Packet<E, M> }
  | {
      /** A session breaks, or opens; a partition comes about (its links go down), or ends. */
      readonly kind: 'break' | 'open' | 'down' | 'up';
      /** The name of the session's channel, or of the partition. */
      readonly link: string;
    }
  | { readonly kind: 'tick' };

/** The names of a protocol's channels and partitions. */
export interface LinkNames {
  readonly channels: string;
  readonly partitions: string;
}

/** How a partition is. */
export interface PartitionView {
  /** Whether it does not stand between its groups. */
  readonly up: boolean;
  /** How often it came about. */
  readonly downs: number;
}

/** How a channel is. One that is no session is always up. */
export interface ChannelView {
  /** Whether the session is open. */
  readonly up: boolean;
  /** How often the session broke. */
  readonly downs: number;
  /** Of a session that is not open, or that an end has closed: the ends that have asked for it. */
  readonly askedBy: readonly string[];
  /** Of a session that is open: the ends that have closed it. It is over once both have, and have got all that was on its way. */
  readonly closedBy: readonly string[];
}

/** A global state, as properties see it. What a predicate does not read does not cost anything. */
export interface StateView<E extends EndpointMap, H, M extends string, L extends LinkNames = LinkNames> {
  readonly endpoints: { readonly [N in NameOf<E>]: LocalStateIn<E, N> };
  /** The messages in flight, in canonical order (with FIFO order: in the order of sending, per pair). */
  readonly network: readonly Packet<E, M>[];
  /** The channels of the network, by name. */
  readonly channels: { readonly [N in L['channels']]: ChannelView };
  /** The partitions of the network, by name. */
  readonly partitions: { readonly [N in L['partitions']]: PartitionView };
  readonly history: H;
}

/** A global step, as step properties see it. */
export interface StepView<E extends EndpointMap, H, M extends string, L extends LinkNames = LinkNames> {
  readonly before: StateView<E, H, M, L>;
  readonly action: Action<E, M>;
  readonly after: StateView<E, H, M, L>;
  /** What the acting endpoint was seen doing, in order. */
  readonly observations: readonly Observation<E>[];
  /** The messages that the acting endpoint handed to the network, in order (some of which may be lost at once). */
  readonly sent: readonly Message<E, M>[];
}

/** A step while its history is being written: that after it is not known yet. */
export interface StepBeforeHistory<
  E extends EndpointMap,
  H,
  M extends string,
  L extends LinkNames = LinkNames,
> extends Omit<StepView<E, H, M, L>, 'after'> {
  readonly after: Omit<StateView<E, H, M, L>, 'history'>;
}

/** A step while marks are being written: the network and history after it are not known yet. */
export interface UnfinishedStep<E extends EndpointMap, H, M extends string, L extends LinkNames = LinkNames>
  extends Omit<StepView<E, H, M, L>, 'after'> {
  readonly after: Pick<StateView<E, H, M, L>, 'endpoints'>;
}
