import { ModelError, messageOf } from '../../language/errors.ts';
import type { Fields, Log, Sight, Sighting, SightKind } from '../../language/log.ts';
import { fromTaggedJson } from '../../trace/tagged-json.ts';
import { inspected } from './inspection.ts';

/** Per kind of sighting: the key of the line that holds the event, and the one that names the endpoint. */
const KEYS = {
  sent: { endpoint: 'from', of: 'a message' },
  delivered: { endpoint: 'to', of: 'a message' },
  event: { endpoint: 'endpoint', of: 'an event' },
  answered: { endpoint: 'endpoint', of: 'an answer of an actor' },
  expired: { endpoint: 'endpoint', of: 'the name of a timer' },
  observed: { endpoint: 'endpoint', of: 'an effect' },
  step: { endpoint: 'endpoint', of: 'an event' },
  state: { endpoint: 'endpoint', of: 'a state' },
} as const satisfies Record<SightKind, { readonly endpoint: string; readonly of: string }>;

const KINDS = Object.keys(KEYS) as readonly SightKind[];

type Line = Readonly<Record<string, unknown>>;

/**
 * Reads a log of JSON lines (docs/logs.md), also those of XState's inspection API.
 *
 * @throws ModelError for a line that is none of these, with its number
 */
export function readJsonLines(text: string): Log {
  const lines = text.split('\n').map((line, i) => ({ line: line.trim(), where: `line ${i + 1}` }));
  const written = lines.filter(({ line }) => line !== '');
  const notes: string[] = [];
  const objects = written.flatMap(({ line, where }, i) => {
    const isLast = i === written.length - 1 && !text.endsWith('\n');
    const object = parsed(line, where, isLast);
    if (object === null) notes.push(`${where}, the last one, is cut off, and was left out`);
    return object === null ? [] : [{ object, where }];
  });
  const [first] = objects;
  const header = first !== undefined && 'sees' in first.object ? sightsOf(first.object, first.where) : null;
  const sightings = (header === null ? objects : objects.slice(1)).flatMap(({ object, where }) =>
    sightingsOf(object, where),
  );
  const { steps, others } = inspected(sightings);
  return { sees: header ?? seenKinds(others), sightings: steps, notes };
}

/** Without a header: the kinds that occur, of every endpoint; steps and states of the endpoints that have some. */
function seenKinds(sightings: readonly Sighting[]): readonly Sight[] {
  const kinds = new Set(sightings.map(({ kind }) => kind));
  return [...kinds].flatMap((kind): readonly Sight[] => {
    if (kind !== 'step') return [{ kind }];
    const endpoints = new Set(sightings.filter((each) => each.kind === kind).map(({ endpoint }) => endpoint));
    return [...endpoints].map((endpoint) => ({ kind, endpoint }));
  });
}

/** Null for a last line that is cut off: whoever wrote it was stopped. */
function parsed(line: string, where: string, mayBeCut: boolean): Line | null {
  try {
    const value: unknown = JSON.parse(line);
    if (isRecord(value)) return untagged(value, where);
  } catch (error) {
    if (error instanceof ModelError) throw error;
    if (mayBeCut) return null;
  }
  throw new ModelError(`${where} of the log is no JSON object: ${line.slice(0, 60)}`);
}

function untagged(line: Line, where: string): Line {
  try {
    return Object.fromEntries(Object.entries(line).map(([key, value]) => [key, fromTaggedJson(value)]));
  } catch (error) {
    throw new ModelError(`${where}: ${messageOf(error)}`);
  }
}

function sightsOf({ sees }: Line, where: string): readonly Sight[] {
  if (!Array.isArray(sees))
    throw new ModelError(`${where}: "sees" is a list, as in ["sent", "delivered to server"]`);
  return sees.map((text: unknown) => {
    const [, name = '', endpoint] = /^(\w+)(?: (?:by|to|of|from) (.+))?$/.exec(String(text)) ?? [];
    const kind = KINDS.find((known) => known === name);
    if (kind === undefined)
      throw new ModelError(`${where}: nothing is called "${text}"; a log sees ${KINDS.join(', ')}`);
    return endpoint === undefined ? { kind } : { kind, endpoint };
  });
}

function sightingsOf(line: Line, where: string): readonly Sighting[] {
  const { type } = line;
  if (typeof type === 'string' && type.startsWith('@xstate.')) return inspectionOf(line, where);
  const kind = KINDS.find((known) => known in line);
  if (kind === undefined)
    throw new ModelError(`${where} of the log says nothing known; a line has one of ${KINDS.join(', ')}`);
  const { endpoint: key, of } = KEYS[kind];
  const endpoint = line[key];
  if (typeof endpoint !== 'string')
    throw new ModelError(`${where}: ${of} has "${key}", the name of an endpoint`);
  const value = line[kind];
  const event = kind === 'expired' ? { name: value } : kind === 'state' ? {} : value;
  if (!isRecord(event)) throw new ModelError(`${where}: "${kind}" is ${of}, as an object`);
  const after =
    kind === 'state' ? stateOf(value, where) : kind === 'step' ? stateOf(line.after ?? {}, where) : null;
  return [{ kind, endpoint, event, after, where }];
}

/** `{ value, context }`, or the value alone. */
function stateOf(state: unknown, where: string): NonNullable<Sighting['after']> {
  if (typeof state === 'string') return { value: state };
  if (!isRecord(state)) throw new ModelError(`${where}: a state is a text, or has value and context`);
  const { value, context } = state;
  return { ...(value === undefined ? {} : { value }), ...(isRecord(context) ? { context } : {}) };
}

/** A transition of an actor, as its `inspect` was told; what else it was told is not needed. */
function inspectionOf(line: Line, where: string): readonly Sighting[] {
  if (line.type !== '@xstate.snapshot') return [];
  const { actorRef, event, snapshot } = line;
  const endpoint = isRecord(actorRef) ? (actorRef.id ?? actorRef.sessionId) : actorRef;
  if (typeof endpoint !== 'string' || !isRecord(event) || !isRecord(snapshot))
    throw new ModelError(`${where} is no inspection event with actorRef, event and snapshot`);
  return [{ kind: 'step', endpoint, event: event as Fields, after: stateOf(snapshot, where), where }];
}

function isRecord(value: unknown): value is Line {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
