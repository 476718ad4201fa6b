import type { AnyChildState, AnyLocalState } from '../language/forgotten.ts';
import { placeName } from '../language/state-text.ts';
import { type Json, taggedJson } from '../tables/kinds/tagged-json.ts';
import type { NumberedPacket, TraceState } from '../trace/trace.ts';

/** A running timer. */
export interface TimerSnapshot {
  readonly name: string;
  /** Ticks until it is due; null for a timer that may fire at any moment. */
  readonly remaining: number | null;
}

/** The local state of one endpoint, as plain data. */
export interface EndpointSnapshot {
  /** The state of its machine on one line: `open.half`, with the machines that it has started. */
  readonly state: string;
  /** XState's state value. */
  readonly value: Json;
  readonly status: string;
  readonly context: Json;
  readonly tags: readonly string[];
  readonly timers: readonly TimerSnapshot[];
  /** The actors that it has started, by id. */
  readonly children: Json;
}

/** A message in flight, as plain data. */
export interface MessageSnapshot {
  /** Its number on the path: it keeps that from its sending to its end. */
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly event: Json;
  readonly mark: string;
  /** Ticks since it was sent, counted as long as they matter. */
  readonly age: number;
  /** Whether an assumption promises that it will still be delivered. */
  readonly owed: boolean;
}

/**
 * A global state as plain data: JSON, in which what JSON does not have is written as `taggedJson` writes it. So it can be kept, sent to another
 * thread, and compared.
 */
export interface StateSnapshot {
  /** Ticks since the beginning of the path. */
  readonly tick: number;
  readonly endpoints: Readonly<Record<string, EndpointSnapshot>>;
  readonly network: readonly MessageSnapshot[];
  /** How each is, by name. */
  readonly channels: Json;
  readonly partitions: Json;
  readonly history: Json;
}

/** The state of a trace as plain data. */
export function snapshotOf({ tick, endpoints, network, history, ...rest }: TraceState): StateSnapshot {
  return {
    tick,
    endpoints: Object.fromEntries(
      Object.entries(endpoints).map(([name, local]) => [name, endpointSnapshot(local)]),
    ),
    network: network.map(messageSnapshot),
    channels: taggedJson(rest.channels),
    partitions: taggedJson(rest.partitions),
    history: taggedJson(history),
  };
}

function endpointSnapshot(local: AnyLocalState): EndpointSnapshot {
  const { value, status, context, tags, timers, children } = local;
  return {
    state: status === 'crashed' ? 'down' : placeName(local),
    value: taggedJson(value),
    status,
    context: taggedJson(context),
    tags: [...tags],
    timers: timers.map(({ name, remaining }) => ({ name, remaining })),
    children: childrenJson(children),
  };
}

function childrenJson(children: AnyLocalState['children']): Json {
  const entries = Object.entries(children).flatMap(([id, child]) =>
    child === undefined ? [] : [[id, childJson(child)] as const],
  );
  return Object.fromEntries(entries);
}

function childJson({ src, status, value, context, output, children }: AnyChildState): Json {
  return {
    src,
    status,
    ...(value === undefined ? {} : { value: taggedJson(value) }),
    ...(context === undefined ? {} : { context: taggedJson(context) }),
    ...(output === undefined ? {} : { output: taggedJson(output) }),
    children: childrenJson(children),
  };
}

function messageSnapshot({ number, from, to, event, mark, age, owed }: NumberedPacket): MessageSnapshot {
  return { number, from, to, event: taggedJson(event), mark, age, owed };
}
