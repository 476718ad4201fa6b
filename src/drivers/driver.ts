import type { EventObject } from '../language/machine.ts';
import type { TraceStart, TraceState, TraceStep } from '../trace/trace.ts';

/** A value, or a promise of it. */
export type Awaitable<T> = T | PromiseLike<T>;

/**
 * An action of a path, for an implementation to perform. Messages are the implementation's own: what is to be
 * delivered is what it handed to the network itself, in whatever form it sends (bytes, say).
 */
export type DriverAction<M> =
  | {
      readonly kind: 'deliver';
      /** The receiver. */
      readonly endpoint: string;
      readonly from: string;
      readonly message: M;
      /** As in the trace: messages are numbered in order of sending, from 1. */
      readonly number: number;
      /** How often this message was delivered before: above 0, it is a duplicate. */
      readonly earlierDeliveries: number;
      /** What the model's machine gets in place of the message, where its endpoint declares `takes` or `sender`. */
      readonly as?: EventObject;
    }
  /** A call from outside: an event of the endpoint's environment. */
  | { readonly kind: 'event'; readonly endpoint: string; readonly event: EventObject }
  /** What an actor that the machine has started (a promise, a callback, an observable) answers. */
  | {
      readonly kind: 'answer';
      readonly endpoint: string;
      /** Its id. */
      readonly actor: string;
      /** `done` with an output, `error`, a new `snapshot` with a context, or an `event` that it sends to the machine. */
      readonly gives: 'done' | 'error' | 'snapshot' | 'event';
      readonly value: unknown;
    }
  /** A timer, by its name in the model. */
  | { readonly kind: 'expire'; readonly endpoint: string; readonly timer: string }
  /** The process of the endpoint ends, with all that is not durable; and starts again. */
  | { readonly kind: 'crash' | 'restart'; readonly endpoint: string }
  /** The network loses a message. It will never be delivered again; the endpoints notice nothing. */
  | { readonly kind: 'drop'; readonly message: M; readonly number: number }
  /** Time passes, as much as the model calls a tick, in which no timer expires. */
  | { readonly kind: 'tick' };

/** What happens to a session (by the name of its channel) or a partition. */
export interface LinkChangeAction {
  /** A session breaks, or opens; a partition comes about (`down`), or ends (`up`). */
  readonly kind: 'break' | 'open' | 'down' | 'up';
  readonly link: string;
}

/** A message that an implementation hands to the network. */
export interface Outgoing<M> {
  readonly message: M;
  /** The receiver; with two endpoints, the other one need not be named. */
  readonly to?: string;
}

/** A timer that an implementation has armed. */
export interface ShownTimer {
  /** As in the model: the name of the delay; else the id; else the type of the event that it raises. */
  readonly name: string;
  /** Ticks that must pass before it fires; null where it may fire at any time. Left out: not compared. */
  readonly remaining?: number | null;
}

/** What a child shows. What is left out is not compared. */
export interface ShownChild {
  readonly value?: unknown;
  readonly status?: 'active' | 'done' | 'error' | 'stopped';
  readonly context?: unknown;
  readonly children?: Readonly<Record<string, ShownChild>>;
}

/** What one endpoint of an implementation shows, in the words of the model. What is left out is not compared. */
export interface EndpointReport<M> {
  /** The state: XState's state value. */
  readonly value?: unknown;
  readonly status?: 'active' | 'done' | 'error' | 'stopped' | 'crashed';
  /** The context, which must be the model's in every field. */
  readonly context?: unknown;
  /** Some fields of the context: of the others, nothing is known. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** The tags of the state, in any order. */
  readonly tags?: readonly string[];
  /** What it gave when it ended; `{ value: undefined }` for nothing. */
  readonly output?: { readonly value: unknown };
  readonly timers?: readonly ShownTimer[];
  /** The children that its machine lists, by id. */
  readonly children?: Readonly<Record<string, ShownChild>>;
  /** What it has sent since it was last read, in order. */
  readonly sent?: readonly Outgoing<M>[];
  /** What else it was seen doing since it was last read, in order: the model's observations. */
  readonly observed?: readonly EventObject[];
}

/** Where a path begins. */
export interface DriverStart extends TraceStart {
  /** The initial state in full. */
  readonly state: TraceState;
}

/** What an implementation shows, by name of the endpoint. An endpoint that is left out is not part of it. */
export type Reports<M> = Readonly<Record<string, EndpointReport<M>>>;

/**
 * An implementation, as far as a test must reach it. The network is not part of it: who runs a path keeps the messages
 * that the endpoints hand over, and loses, delays, reorders and duplicates them as the path says.
 *
 * Where only some endpoints are implemented, the messages of the others are the model's, by `encode`.
 */
export interface Driver<M = unknown> {
  /**
   * Starts all endpoints anew.
   *
   * @param start at which of its initial states the model begins: where there is a choice, endpoints must start as it says
   */
  reset(start: DriverStart): Awaitable<void>;
  /**
   * Performs an action, and waits until the endpoint has done all that follows from it. What is thrown is a finding.
   *
   * @param step the whole step as the model has it, for drivers that must know what is expected
   */
  apply(action: DriverAction<M>, step: TraceStep): Awaitable<void>;
  /**
   * Makes a session break or open, or a partition come about or end, in the implementation's own network, if it has one. Left out:
   * nothing is done. Messages are kept, and lost, by who runs the path in any case; and where the ends of a session are told what
   * became of it, each gets that later, as an `event`.
   */
  link?(change: LinkChangeAction, step: TraceStep): Awaitable<void>;
  /** Reads what can be seen, after the start and after every action. */
  read(): Awaitable<Reports<M>>;
  /** What a message is in the model. Left out: of messages, only the number and the receivers are compared. */
  decode?(message: M): EventObject;
  /** The message that stands for one of the model, sent by an endpoint that is not implemented. */
  encode?(event: EventObject, from: string): M;
}
