import { guarded, ModelError } from './errors.ts';

/** Where model code runs, in the author's words: a text, or what makes one once it is needed. */
type Place = string | (() => string);

/** Model code that is running: where, and what it did first that no function of its arguments may do. */
interface Watch {
  readonly place: Place;
  broken: ModelError | null;
}

/** A function of the platform that does not give the same on every call, and where it is found. */
interface Impure {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly original: unknown;
  readonly replacement: unknown;
}

const CHOICE =
  "let the environment choose, by an event with a payload for each choice (events: [{ type: 'TOSS', heads: true }, { type: 'TOSS', heads: false }]), or make it a parameter of the model";
const TIME = 'a model counts time by its timers (after, a delayed raise) and ticks';

/** The way out for each function, by the global object that has it. */
const impureNames: readonly (readonly [object: string, method: string, wayOut: string])[] = [
  ['Math', 'random', CHOICE],
  ['performance', 'now', TIME],
  ['crypto', 'randomUUID', CHOICE],
  ['crypto', 'getRandomValues', CHOICE],
];

let running: Watch | null = null;
let found: readonly Impure[] | null = null;

/**
 * Runs model code, in which chance and clocks are replaced by functions that refuse: a verdict means nothing unless the
 * same state and event always give the same. What is refused is thrown at the end, too, so that code that catches
 * everything (XState's guards, say) cannot hide it.
 *
 * @throws ModelError that names place, function and way out
 */
export function purely<T>(place: Place, run: () => T): T {
  const outer = running;
  const watch: Watch = { place, broken: null };
  if (outer === null) replace();
  running = watch;
  let result: T;
  try {
    result = run();
  } catch (thrown) {
    throw watch.broken ?? thrown;
  } finally {
    running = outer;
    if (outer === null) restore();
  }
  if (watch.broken !== null) throw watch.broken;
  return result;
}

/** Runs a function of the model's author, which must be pure; what it throws is a mistake in the model. */
export function pureCall<T>(what: string, run: () => T): T {
  return purely(what, () =>
    guarded(what, () => {
      try {
        return run();
      } catch (thrown) {
        throw isOfFrozen(thrown) ? new Error(`${thrown.message}; ${FROZEN}`) : thrown;
      }
    }),
  );
}

/** A call of model code that is running. */
export interface CallInHand {
  readonly place: string;
  /** The same object as long as the same call runs. */
  readonly call: object;
}

/** The call of model code that is running now, for those who watch from outside whether it ever ends; null if none is. */
export function callInHand(): CallInHand | null {
  if (running === null) return null;
  return { place: textOf(running.place), call: running };
}

/** Refuses what the model code at hand does, wherever it is caught. */
export function refuse(what: string, wayOut: string): never {
  const error = new ModelError(
    `${running === null ? 'the model' : textOf(running.place)} uses ${what}; ${wayOut}`,
  );
  if (running !== null) running.broken ??= error;
  throw error;
}

function textOf(place: Place): string {
  return typeof place === 'function' ? place() : place;
}

const FROZEN =
  'what a model is shown is frozen, since a change in place would change the past, too: make a copy first, as in [...list].sort()';

function isOfFrozen(thrown: unknown): thrown is TypeError {
  return (
    thrown instanceof TypeError &&
    /read.only|not extensible|Cannot (delete|add) property/.test(thrown.message)
  );
}

function replace(): void {
  found ??= [...impureNames.flatMap(methodOf), ...clockOf()];
  for (const { holder, key, replacement } of found) holder[key] = replacement;
}

function restore(): void {
  for (const { holder, key, original } of found ?? []) holder[key] = original;
}

/** What has the method is looked for along the prototypes: to put it anywhere else would leave something behind. */
function methodOf([object, method, wayOut]: (typeof impureNames)[number]): Impure[] {
  let holder: unknown = Reflect.get(globalThis, object);
  while (isRecord(holder) && !Object.hasOwn(holder, method)) holder = Object.getPrototypeOf(holder);
  if (!isRecord(holder) || Object.getOwnPropertyDescriptor(holder, method)?.writable !== true) return [];
  const replacement = (): never => refuse(`${object}.${method}()`, wayOut);
  return [{ holder, key: method, original: holder[method], replacement }];
}

/** The `Date` of the platform: dates that are given are data, the present one is not. */
function clockOf(): Impure[] {
  const key = 'Date';
  const original: unknown = Reflect.get(globalThis, key);
  if (typeof original !== 'function') return [];
  const replacement: unknown = new Proxy(original, {
    apply: () => refuse('Date()', TIME),
    construct: (target, args, newTarget): object =>
      args.length === 0 ? refuse('new Date()', TIME) : Reflect.construct(target, args, newTarget),
    get: (target, name, receiver): unknown =>
      name === 'now' ? () => refuse('Date.now()', TIME) : Reflect.get(target, name, receiver),
  });
  return [{ holder: globalThis as Record<string, unknown>, key, original, replacement }];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
