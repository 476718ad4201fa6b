import { refuse } from '../../language/pure.ts';
import { mapped } from '../../tables/copies.ts';
import { builtInOf } from '../../tables/kinds/kind.ts';
import { partsOf } from '../../tables/kinds/parts.ts';
import { type Actor, isActor, pathOf } from './actor.ts';

/** What stands for an actor in data: as XState writes it where it stores a machine, and more where the id alone would not do. */
export interface Marker {
  readonly xstate$$type: 1;
  readonly id: string;
  /** Of an actor that is no child of whom the data belong to: the ids that lead to it from the machine of the endpoint. */
  readonly path?: readonly string[];
  /** It was stopped, and takes nothing any more, also if there is another one of its id. */
  readonly stopped?: true;
  /** It is another endpoint. */
  readonly endpoint?: true;
}

/** Whether something stands for an actor. */
export function isMarker(value: unknown): value is Marker {
  return typeof value === 'object' && value !== null && 'xstate$$type' in value && 'id' in value;
}

/** Another endpoint, as `system.get` gives it. */
export class Peer {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  getSnapshot(): never {
    return refuse(`the state of the endpoint "${this.id}"`, 'let it tell by a message');
  }
}

const peers = new Map<string, Peer>();

/** The one reference to an endpoint of this name. */
export function peerOf(name: string): Peer {
  const known = peers.get(name) ?? new Peer(name);
  peers.set(name, known);
  return known;
}

/** An actor that was stopped in an earlier step. */
export class Gone {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  getSnapshot(): never {
    return refuse(
      `the state of the actor "${this.id}", which was stopped`,
      'keep what is needed of it in the context before it is stopped',
    );
  }
}

/** Whether something refers to an actor. */
export type Reference = Actor | Peer | Gone;

function isReference(value: unknown): value is Reference {
  return isActor(value) || value instanceof Peer || value instanceof Gone;
}

/** Data with something else wherever a part is of one kind; the same object where there is none. */
function replaced<T extends object>(
  value: unknown,
  is: (part: unknown) => part is T,
  by: (part: T) => unknown,
  ancestors: readonly object[] = [],
): unknown {
  if (typeof value !== 'object' || value === null || ancestors.includes(value)) return value;
  if (is(value)) return by(value);
  if (!isData(value)) return value;
  let changes = false;
  const inner = [...ancestors, value];
  const copy = mapped(value, (part) => {
    const after = replaced(part, is, by, inner);
    changes ||= after !== part;
    return after;
  });
  return changes ? copy : value;
}

/** Whether data hold a reference to an actor. It is asked for after each step, so nothing is copied for it. */
export function refers(value: unknown, ancestors: object[] = []): boolean {
  if (typeof value !== 'object' || value === null || ancestors.includes(value)) return false;
  if (isReference(value)) return true;
  if (!isData(value)) return false;
  ancestors.push(value);
  const found = partsIn(value).some((part) => refers(part, ancestors));
  ancestors.pop();
  return found;
}

function partsIn(value: object): readonly unknown[] {
  const builtIn = Array.isArray(value) ? null : builtInOf(value);
  return builtIn === null ? Object.values(value) : partsOf(builtIn, () => '').map((part) => part.value);
}

function isData(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    Array.isArray(value) || prototype === Object.prototype || prototype === null || builtInOf(value) !== null
  );
}

/** Data with a marker wherever there is a reference. */
export function marked<T>(value: T, markerOf: (ref: Reference) => Marker): T {
  return replaced(value, isReference, markerOf) as T;
}

/** Data with a reference wherever there is a marker. */
export function revived<T>(value: T, referenceOf: (marker: Marker) => Reference): T {
  return replaced(value, isMarker, referenceOf) as T;
}

/** Data in which those who refer to the actor of this path refer to one that was stopped. */
export function withStopped<T>(value: T, path: readonly string[]): T {
  const isIt = (marker: Marker) =>
    marker.path?.length === path.length && marker.path.every((id, i) => id === path[i]);
  return replaced(value, isMarker, (marker) => (isIt(marker) ? stoppedMarker(marker.id) : marker)) as T;
}

function stoppedMarker(id: string): Marker {
  return { xstate$$type: 1, id, stopped: true };
}

/**
 * What stands for an actor in the data of another one.
 *
 * @param holder whose data they are; null where they are nobody's
 * @param reaches whether an actor is still among those of the endpoint
 */
export function markerOf(ref: Reference, holder: Actor | null, reaches: (actor: Actor) => boolean): Marker {
  if (ref instanceof Peer) return { xstate$$type: 1, id: ref.id, endpoint: true };
  if (ref instanceof Gone || !reaches(ref)) return stoppedMarker(ref.id);
  if (holder !== null && ref._parent === holder) return { xstate$$type: 1, id: ref.id };
  const path = pathOf(ref);
  return { xstate$$type: 1, id: path.at(-1) ?? '', path };
}
