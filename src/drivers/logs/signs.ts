import type { AnyAction, AnyLocalState, AnyObservation, AnyPacket } from '../../language/forgotten.ts';
import type { Sight, Sighting, SightKind } from '../../language/log.ts';
import { isSameData } from '../../tables/copies.ts';
import { builtInOf } from '../../tables/kinds/kind.ts';
import { answerText, effectText, eventText } from '../../trace/event-text.ts';

/** A step of the model, as far as a log could show it. */
export interface SeenStep {
  readonly action: AnyAction;
  /** What was sent by an endpoint. */
  readonly sent: readonly AnyPacket[];
  readonly observations: readonly AnyObservation[];
  /** The local state afterwards of the endpoint that acts; null for a loss or a tick. */
  readonly after: AnyLocalState | null;
}

/** What a step shows: one line of a log that sees it. */
export interface Sign {
  readonly kind: SightKind;
  readonly endpoint: string;
  readonly event: object;
  readonly after: AnyLocalState | null;
  readonly text: string;
}

/** The signs of a step, in order: what caused it, what was sent, what else was observed. */
export function signsOf({ action, sent, observations, after }: SeenStep): readonly Sign[] {
  return [
    ...causeOf(action, after),
    ...sent.map(({ from, event }) => sign('sent', from, event, `${from} sends ${eventText(event)}`)),
    ...observations.map(({ endpoint, effect }) =>
      sign('observed', endpoint, effect, `${endpoint}: ${effectText(effect)}`),
    ),
  ];
}

function causeOf(action: AnyAction, after: AnyLocalState | null): readonly Sign[] {
  switch (action.kind) {
    case 'deliver': {
      const { endpoint, message, as = message.event } = action;
      const text = `${endpoint} gets ${eventText(message.event)}`;
      return [sign('delivered', endpoint, message.event, text), step(endpoint, as, text, after)];
    }
    case 'event': {
      const { endpoint, event } = action;
      const text = `${endpoint}: ${eventText(event)}`;
      return [sign('event', endpoint, event, text), step(endpoint, event, text, after)];
    }
    case 'answer': {
      const { endpoint } = action;
      const text = `${endpoint}: ${answerText(action)}`;
      const told = { actor: action.actor, gives: action.gives, value: action.value };
      return [sign('answered', endpoint, told, text), step(endpoint, toldOf(action), text, after)];
    }
    case 'expire': {
      const { endpoint, timer } = action;
      const text = `${endpoint}: ${timer} expires`;
      const event = { type: `xstate.after.${timer}` };
      return [sign('expired', endpoint, { name: timer }, text), step(endpoint, event, text, after)];
    }
    case 'crash':
    case 'restart':
    case 'drop':
    case 'break':
    case 'open':
    case 'down':
    case 'up':
    case 'tick':
      return [];
  }
}

/** What XState tells the machine. */
function toldOf({ actor, gives, value }: Extract<AnyAction, { kind: 'answer' }>): object {
  switch (gives) {
    case 'done':
      return { type: `xstate.done.actor.${actor}`, output: value, actorId: actor };
    case 'error':
      return { type: `xstate.error.actor.${actor}`, error: value, actorId: actor };
    case 'snapshot':
      return { type: `xstate.snapshot.${actor}`, snapshot: { status: 'active', context: value } };
    case 'event':
      return Object(value);
  }
}

const sign = (kind: SightKind, endpoint: string, event: object, text: string): Sign => ({
  kind,
  endpoint,
  event,
  after: null,
  text,
});

const step = (endpoint: string, event: object, text: string, after: AnyLocalState | null): Sign => ({
  ...sign('step', endpoint, event, text),
  after,
});

/** Whether a log that sees these sights would show this. */
export function isSeen(sees: readonly Sight[], { kind, endpoint }: Pick<Sign, 'kind' | 'endpoint'>): boolean {
  return sees.some((sight) => sight.kind === kind && (sight.endpoint ?? endpoint) === endpoint);
}

/** Whether a sighting is of this sign. */
export function fits(sighting: Sighting, shown: Sign): boolean {
  if (sighting.kind !== shown.kind || sighting.endpoint !== shown.endpoint) return false;
  const isTimer = shown.kind === 'step' && isOfTimer(sighting, shown);
  if (!isTimer && !hasFields(shown.event, sighting.event)) return false;
  return sighting.after === null || (shown.after !== null && isState(shown.after, sighting.after));
}

/** XState calls the event of a timer `xstate.after.DELAY.id`; the model knows the name of the delay. */
function isOfTimer({ event }: Sighting, shown: Sign): boolean {
  const { type } = event;
  const name = (shown.event as { readonly type: string }).type;
  return typeof type === 'string' && (type === name || type.startsWith(`${name}.`));
}

/** Whether an endpoint is in this state, as far as it was seen. */
export function isState(local: AnyLocalState, { value, context }: NonNullable<Sighting['after']>): boolean {
  return (value === undefined || isEqual(local.value, value)) && hasFields(local.context, context ?? {});
}

/** Whether data have these fields, in which objects are compared field by field again. */
function hasFields(data: unknown, fields: object): boolean {
  return Object.entries(fields).every(
    ([name, wanted]) => isRecord(data) && Object.hasOwn(data, name) && isEqual(data[name], wanted),
  );
}

/** Whether data are those that a log tells, in the form that keeps all of them, or in what plain JSON makes of them. */
function isEqual(data: unknown, wanted: unknown): boolean {
  const builtIn = typeof data === 'object' && data !== null ? builtInOf(data) : null;
  if (builtIn !== null && typeof wanted === 'object' && wanted !== null && builtInOf(wanted) !== null)
    return isSameData(builtIn, wanted);
  if (builtIn instanceof Date) return builtIn.toJSON() === wanted;

  if (Array.isArray(wanted))
    return (
      Array.isArray(data) &&
      data.length === wanted.length &&
      wanted.every((item, i) => isEqual(data[i], item))
    );
  if (isRecord(wanted)) return hasFields(data, wanted);
  return Object.is(data, wanted) || (wanted === null ? !hasJson(data) : Object.is(wanted, 0) && data === 0);
}

/** Whether plain JSON has the value; in its place there is null. */
function hasJson(value: unknown): boolean {
  return value !== undefined && (typeof value !== 'number' || Number.isFinite(value));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How a sighting is told. */
export function sightingText({ kind, endpoint, event, after }: Sighting): string {
  const type = 'type' in event ? String(event.type) : '';
  const text =
    type === '' && Object.keys(event).length === 0 ? '' : ` ${eventText({ ...event, type: type || kind })}`;
  const state = after?.value === undefined ? '' : `, then ${JSON.stringify(after.value)}`;
  switch (kind) {
    case 'sent':
      return `${endpoint} sends${text}`;
    case 'delivered':
      return `${endpoint} gets${text}`;
    case 'expired':
      return `${endpoint}: ${String(event.name)} expires`;
    case 'state':
      return `${endpoint} is in ${JSON.stringify(after?.value ?? after?.context)}`;
    case 'event':
    case 'answered':
    case 'observed':
    case 'step':
      return `${endpoint}:${text}${state}`;
  }
}
