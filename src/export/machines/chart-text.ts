/** The longest piece of source text that stands for an inline function. */
const LONGEST_SOURCE = 48;

/** Names that functions get from the property that holds them: they say nothing. */
const INFERRED = new Set(['', 'guard', 'actions', 'entry', 'exit', 'delay', 'anonymous']);

/** A guard on one line: its name, `a and not b`, or the source text of an inline one. */
export function guardText(guard: unknown): string {
  return guardPhrase(guard, false);
}

function guardPhrase(guard: unknown, nested: boolean): string {
  if (typeof guard === 'string') return guard;
  if (typeof guard === 'object' && guard !== null && 'type' in guard) return named(guard);
  if (typeof guard !== 'function') return 'guard';
  const parts: readonly unknown[] = 'guards' in guard && Array.isArray(guard.guards) ? guard.guards : [];
  if (parts.length > 0 && guard.name === 'not') return `not ${guardPhrase(parts[0], true)}`;
  if (parts.length > 0) {
    const phrase = parts.map((part) => guardPhrase(part, true)).join(` ${guard.name} `);
    return nested && parts.length > 1 ? `(${phrase})` : phrase;
  }
  if ('stateValue' in guard) return `in ${plain(guard.stateValue)}`;
  return INFERRED.has(guard.name) ? (sourceText(guard) ?? 'inline guard') : guard.name;
}

/** An effect on one line. */
export function actionText(action: unknown): string {
  if (typeof action === 'string') return action;
  if (typeof action === 'object' && action !== null && 'type' in action) return named(action);
  if (typeof action !== 'function') return 'action';
  const type = typeOf(action);
  const builtin = type === null ? undefined : builtins[type];
  if (builtin !== undefined) return builtin(action as unknown as Fields);
  return INFERRED.has(action.name) ? (sourceText(action) ?? 'inline action') : action.name;
}

type Fields = Readonly<Record<string, unknown>>;

/** XState's own actions, by their type. */
const builtins: Readonly<Record<string, (action: Fields) => string>> = {
  'xstate.assign': ({ assignment }) =>
    typeof assignment === 'object' && assignment !== null
      ? `assign ${Object.keys(assignment).join(', ')}`
      : 'assign',
  'xstate.emit': ({ event }) => `emit ${eventName(event)}`,
  'xstate.raise': ({ event, delay }) =>
    `raise ${eventName(event)}${delay === undefined ? '' : ` after ${delayText(delay)}`}`,
  'xstate.cancel': ({ sendId }) => `cancel ${plain(sendId)}`,
  'xstate.sendTo': ({ event, to, delay }) =>
    `send ${eventName(event)} to ${targetName(to)}${delay === undefined ? '' : ` after ${delayText(delay)}`}`,
  'xstate.spawnChild': ({ src }) => `spawn ${typeof src === 'string' ? src : 'an actor'}`,
  'xstate.stopChild': ({ actorRef }) => `stop ${plain(actorRef)}`,
  'xstate.log': ({ value }) => (typeof value === 'string' ? `log "${value}"` : 'log'),
  'xstate.enqueueActions': ({ collect }) =>
    typeof collect === 'function' && !INFERRED.has(collect.name) && collect.name !== 'collect'
      ? collect.name
      : 'enqueueActions',
};

/** Whether XState made this effect itself, to arm or disarm the timer of an `after`. */
export function isTimerAction(action: unknown): boolean {
  const fields = action as { readonly id?: unknown; readonly sendId?: unknown };
  const type = typeOf(action);
  if (type === 'xstate.raise') return String(fields.id).startsWith('xstate.after.');
  return type === 'xstate.cancel' && String(fields.sendId).startsWith('xstate.after.');
}

/** Whether an effect can be seen from outside; named ones are looked up, and unknown ones can. */
export function seesTheWorld(action: unknown, implementations: Fields): boolean {
  const name = typeof action === 'string' ? action : typeof action === 'object' ? typeOf(action) : null;
  const implementation = name === null ? action : (implementations[name] ?? action);
  return typeOf(implementation) !== 'xstate.assign';
}

/** The body of an inline arrow function, if it is short enough to be read. */
export function sourceText(value: unknown): string | null {
  if (typeof value !== 'function') return null;
  const source = Function.prototype.toString.call(value).replace(/\s+/g, ' ').replaceAll('"', "'");
  const body = /^(?:async )?(?:\([^)]*\)|\w+) => (.+)$/.exec(source)?.[1];
  if (body === undefined || body.startsWith('{') || body.length > LONGEST_SOURCE) return null;
  return body;
}

function named(value: object): string {
  const { type, params } = value as { readonly type: unknown; readonly params?: unknown };
  if (params === undefined) return String(type);
  if (typeof params === 'function') return `${String(type)}(…)`;
  const fields = Object.entries(params ?? {}).map(([name, each]) => `${name}: ${plain(each)}`);
  return `${String(type)}(${fields.join(', ')})`;
}

function typeOf(action: unknown): string | null {
  if ((typeof action !== 'function' && typeof action !== 'object') || action === null) return null;
  return 'type' in action && typeof action.type === 'string' ? action.type : null;
}

function eventName(event: unknown): string {
  if (typeof event === 'object' && event !== null && 'type' in event) return String(event.type);
  if (typeof event === 'string') return event;
  return literalType(event) ?? 'an event';
}

/** The type that a function of the shape `() => ({ type: 'X', … })` always gives. */
function literalType(value: unknown): string | null {
  if (typeof value !== 'function') return null;
  const types = [...Function.prototype.toString.call(value).matchAll(/\btype:\s*(['"])([^'"]+)\1/g)];
  return types.length === 1 ? (types[0]?.[2] ?? null) : null;
}

function targetName(to: unknown): string {
  if (typeof to === 'string') return to;
  if (typeof to === 'object' && to !== null && 'id' in to) return String(to.id);
  return sourceText(to) ?? 'an actor';
}

function delayText(delay: unknown): string {
  if (typeof delay === 'number') return `${delay} ms`;
  return typeof delay === 'string' ? delay : (sourceText(delay) ?? 'a delay');
}

function plain(value: unknown): string {
  if (typeof value === 'function') return sourceText(value) ?? 'a function';
  if (typeof value === 'string') return value;
  const digits = (_: string, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner);
  return JSON.stringify(value, digits)?.replaceAll('"', '') ?? String(value);
}
