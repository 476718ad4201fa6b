import type { AnyMessage } from '../language/forgotten.ts';
import type { Trace, TraceState, TraceStep } from './trace.ts';

/** A message as people are shown it: what it is called, and what else it carries. */
export interface ShownEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/**
 * How the messages of one trace are shown: without their receivers, which a picture shows anyway, and without fields
 * that say nothing. Where all are of one type and have a kind (as TCP's segments), the kind stands for the type.
 */
export function namingOf(events: readonly object[]): (event: object) => ShownEvent {
  const types = new Set(events.map((event) => fieldsOf(event).type));
  const byKind = types.size === 1 && events.every((event) => typeof fieldsOf(event).kind === 'string');
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
