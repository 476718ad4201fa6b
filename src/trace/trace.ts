import type {
  AnyAction,
  AnyLocalState,
  AnyMessage,
  AnyObservation,
  AnyPacket,
} from '../language/forgotten.ts';
import type { ChannelView, PartitionView } from '../language/views.ts';

/** One message of a trace: it keeps its number from its sending to its end. */
export interface NumberedPacket extends AnyPacket {
  /** Messages are numbered in order of sending, from 1. A retransmission that finds its equal in flight shares its number. */
  readonly number: number;
}

/** What became of a message that an endpoint sent in a step. */
export interface Sent {
  readonly message: AnyMessage;
  readonly number: number;
  /**
   * `in flight`; `merged` with an equal message that was in flight already; `no room`: lost at once, because the
   * network was full; `no way`: lost at once, because its session was not open, or a partition stood between.
   */
  readonly fate: 'in flight' | 'merged' | 'no room' | 'no way';
  /** It tells an end of a session what became of that: it stands for the network's word, not for one that an endpoint has sent. */
  readonly notice?: true;
}

/** A global state in full. */
export interface TraceState {
  /** Ticks since the beginning. */
  readonly tick: number;
  /** Local states by name of the endpoint. */
  readonly endpoints: Readonly<Record<string, AnyLocalState>>;
  readonly network: readonly NumberedPacket[];
  readonly channels: Readonly<Record<string, ChannelView>>;
  readonly partitions: Readonly<Record<string, PartitionView>>;
  readonly history: unknown;
}

/** One global step of a trace. */
export interface TraceStep {
  /** Index of the action among the enabled ones: an element of the replay string. */
  readonly index: number;
  readonly action: AnyAction;
  /** The number of the message that was delivered or lost; null for other actions. */
  readonly number: number | null;
  /** How often this message had been delivered before: above 0, it is a duplicate. */
  readonly earlierDeliveries: number;
  /** Whether the local state of the acting endpoint changed. */
  readonly changed: boolean;
  readonly observations: readonly AnyObservation[];
  readonly sent: readonly Sent[];
  /** Messages that died of age in this tick. */
  readonly expired: readonly NumberedPacket[];
  /** Messages that were lost because a session broke or was aborted, or a partition came about. */
  readonly purged: readonly NumberedPacket[];
  /** What the machine threw; then `after` is the state before. */
  readonly thrown: string | null;
  readonly after: TraceState;
}

/** At which initial state a trace begins, of a model that has several. */
export interface TraceStart {
  /** Its number, from 0: it stands before the path in the replay string. */
  readonly number: number;
  /** How many initial states there are. */
  readonly of: number;
  /** The inputs with which machines start, by name of the endpoint: of those only to which more than one may be given. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the history is, if it may begin with more than one value. */
  readonly history?: { readonly value: unknown };
}

/** A finite walk from an initial state. */
export interface Trace {
  /** Names of the endpoints, in order. */
  readonly endpoints: readonly string[];
  /** The mark of messages to which nothing has happened; null if the model has no marks. */
  readonly initialMark: string | null;
  /** Only where there are several initial states. */
  readonly start?: TraceStart;
  readonly initial: TraceState;
  /**
   * Numbers of the messages at the beginning that tell an end of a session what became of it, as `notice` does of those of a step: left out where there
   * are none. A machine may close a session when it starts.
   */
  readonly initialNotices?: readonly number[];
  readonly steps: readonly TraceStep[];
  /**
   * Of a behaviour that lasts for ever: after how many steps what follows is repeated without end. If that is after the last
   * one, nothing happens any more.
   */
  readonly again?: number;
}
