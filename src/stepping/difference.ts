import type { Json } from '../tables/kinds/tagged-json.ts';
import type { StateSnapshot } from './snapshot.ts';

/** One thing in which two states differ. */
export interface StateDifference {
  /** Where: `['endpoints', 'client', 'context', 'tries']`, or `['network', '#3']` for a message by its number. */
  readonly path: readonly string[];
  /** The value there in the first state; absent if there is none. */
  readonly before?: Json;
  /** The value there in the second state; absent if there is none. */
  readonly after?: Json;
}

/**
 * In what two states differ, in the order in which states are written. Messages are compared by their numbers on the path, timers by name and
 * place; lists of different lengths as a whole.
 */
export function differencesBetween(before: StateSnapshot, after: StateSnapshot): readonly StateDifference[] {
  return [...differing([], comparable(before), comparable(after))];
}

/** The snapshot with messages and timers under names. */
function comparable({ network, endpoints, ...rest }: StateSnapshot): Json {
  return {
    tick: rest.tick,
    endpoints: Object.fromEntries(
      Object.entries(endpoints).map(([name, { state: _, timers, tags, ...endpoint }]) => [
        name,
        {
          value: endpoint.value,
          status: endpoint.status,
          context: endpoint.context,
          tags: [...tags],
          timers: named(timers.map(({ name: timer, remaining }) => [timer, { remaining }])),
          children: endpoint.children,
        },
      ]),
    ),
    network: Object.fromEntries(network.map(({ number, ...message }) => [`#${number}`, message])),
    channels: rest.channels,
    partitions: rest.partitions,
    history: rest.history,
  };
}

/** An object of entries, of which several may have one name. */
function named(entries: readonly (readonly [string, Json])[]): Json {
  const seen = new Map<string, number>();
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return [count === 1 ? name : `${name} (${count})`, value];
    }),
  );
}

function* differing(
  path: readonly string[],
  before: Json | undefined,
  after: Json | undefined,
): Generator<StateDifference> {
  if (before !== undefined && after !== undefined && isOneTree(before, after)) {
    const [a, b] = [entriesOf(before), entriesOf(after)];
    for (const key of new Set([...a.keys(), ...b.keys()]))
      yield* differing([...path, key], a.get(key), b.get(key));
    return;
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  yield {
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

/** Whether two values are compared part by part. */
function isOneTree(before: Json, after: Json): boolean {
  if (Array.isArray(before) && Array.isArray(after)) return before.length === after.length;
  return isPlain(before) && isPlain(after);
}

function isPlain(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isTagged(value);
}

/** What JSON does not have is written as an object with one tag: a value like a number. */
function isTagged(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0]?.startsWith('$') === true && !keys[0].startsWith('$$');
}

function entriesOf(value: Json): ReadonlyMap<string, Json> {
  return new Map(Object.entries(value as object) as readonly (readonly [string, Json])[]);
}
