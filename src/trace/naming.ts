import type { AnyMessage } from '../language/forgotten.ts';
import type { Trace, TraceState, TraceStep } from './trace.ts';

/** A message as people are shown it: what it is called, and what else it carries. */
export interface ShownEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What has been seen of the messages of a trace, as far as it decides what they are called. */
export interface NamesSoFar {
  /** The type of the first one; undefined before there is one. */
  readonly type: unknown;
  /** Whether all have that type, and a kind each. */
  readonly haveKinds: boolean;
}

/** Before any message. */
export const NO_NAMES: NamesSoFar = { type: undefined, haveKinds: true };

/** What has been seen after these, too; the same object if they change nothing. */
export function withNames(names: NamesSoFar, events: readonly object[]): NamesSoFar {
  let { type, haveKinds } = names;
  for (const event of events) {
    const fields = fieldsOf(event);
    type ??= fields.type;
    haveKinds &&= fields.type === type && typeof fields.kind === 'string';
  }
  return type === names.type && haveKinds === names.haveKinds ? names : { type, haveKinds };
}

/** Whether the kind of a message stands for its type. */
export function isByKind({ type, haveKinds }: NamesSoFar): boolean {
  return type !== undefined && haveKinds;
}

/**
 * How the messages of one trace are shown: without their receivers, which a picture shows anyway, and without fields
 * that say nothing. Where all are of one type and have a kind (as TCP's segments), the kind stands for the type.
 */
export function namingOf(events: readonly object[]): (event: object) => ShownEvent {
  return namingBy(withNames(NO_NAMES, events));
}

/** How messages are shown of which this has been seen. */
export function namingBy(names: NamesSoFar): (event: object) => ShownEvent {
  const byKind = isByKind(names);
  return (event) => {
    const { type, kind, to: _to, ...rest } = fieldsOf(event);
    const shown = byKind || kind === undefined ? rest : { kind, ...rest };
    const telling = Object.entries(shown).filter(([, value]) => value !== undefined && value !== null);
    return { ...Object.fromEntries(telling), type: String(byKind ? kind : type) };
  };
}

/** The events of all messages of a trace. */
export function messagesOf({ initial, steps }: Trace): readonly object[] {
  const sent = steps.flatMap((step) => step.sent.map(({ message }) => message.event));
  return [...initial.network.map(({ event }) => event), ...sent];
}

/** The trace with its messages as they are shown. */
export function withShownMessages(trace: Trace): Trace {
  const naming = namingOf(messagesOf(trace));
  const shown = <M extends AnyMessage>(message: M): M => ({ ...message, event: naming(message.event) });
  const state = (full: TraceState): TraceState => ({ ...full, network: full.network.map(shown) });
  const step = (full: TraceStep): TraceStep => ({
    ...full,
    action: 'message' in full.action ? { ...full.action, message: shown(full.action.message) } : full.action,
    sent: full.sent.map((each) => ({ ...each, message: shown(each.message) })),
    expired: full.expired.map(shown),
    after: state(full.after),
  });
  return { ...trace, initial: state(trace.initial), steps: trace.steps.map(step) };
}

function fieldsOf(event: object): Readonly<Record<string, unknown>> {
  return event as Readonly<Record<string, unknown>>;
}
