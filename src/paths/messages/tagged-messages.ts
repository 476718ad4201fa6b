import type { AnyPacket } from '../../language/forgotten.ts';
import { type NetworkChange, type NetworkChanges, NO_POSITION } from './network-changes.ts';

/** A search for messages with a past: the memory holds one message, or two, that were guessed to be of interest. */
export interface TaggedWatch {
  readonly fault: 'delivered twice' | 'delivered late';
  /** @param isWanted whether a message of this kind is still of interest */
  readonly memories: (vector: Uint32Array, memory: number, isWanted: IsWanted) => readonly number[];
  /** Whether this step is the delivery that was waited for. */
  readonly isReached: (vector: Uint32Array, memory: number) => boolean;
}

type IsWanted = (message: AnyPacket) => boolean;

/** Nothing has been guessed yet. */
const OPEN = 0;
/** Messages in flight that a memory can tell apart. */
const MOST = 1 << 12;

/**
 * Watches for deliveries that depend on what happened to the message before.
 *
 * A memory of everything would multiply the states by all pasts of all messages. It is enough to guess, when a message
 * is delivered or sent, that this is the one to be watched, and to remember that one alone: every guess is searched.
 */
export class TaggedMessages {
  readonly watches: readonly TaggedWatch[];
  readonly #changes: NetworkChanges;

  constructor(changes: NetworkChanges) {
    this.#changes = changes;
    this.watches = [
      {
        fault: 'delivered twice',
        memories: (vector, memory, isWanted) =>
          this.#afterDelivery(this.#changes.of(vector), memory, isWanted),
        isReached: (vector, memory) => memory !== OPEN && this.#takes(vector, memory - 1),
      },
      {
        fault: 'delivered late',
        memories: (vector, memory, isWanted) =>
          this.#afterOvertaking(this.#changes.of(vector), memory, isWanted),
        isReached: (vector, memory) =>
          memory !== OPEN && overtaker(memory) === NO_POSITION && this.#takes(vector, overtaken(memory)),
      },
    ];
  }

  #takes(vector: Uint32Array, position: number): boolean {
    const { taken, delivered } = this.#changes.of(vector);
    return delivered && taken === position;
  }

  /** A memory is the position of a message that has been delivered and is still in flight, plus one. */
  #afterDelivery(change: NetworkChange, memory: number, isWanted: IsWanted): readonly number[] {
    const { to, taken, delivered } = change;
    const position = memory === OPEN ? (delivered ? to[taken] : NO_POSITION) : to[memory - 1];
    const isKept = isInteresting(change, position, isWanted);
    if (memory !== OPEN) return isKept ? [checked(position) + 1] : NOTHING;
    return isKept ? [OPEN, checked(position) + 1] : STILL_OPEN;
  }

  /** A memory is a message and one sent after it on the same way; or that message, once the later one was delivered. */
  #afterOvertaking(change: NetworkChange, memory: number, isWanted: IsWanted): readonly number[] {
    if (memory === OPEN) return guesses(change, isWanted);
    const { to, taken, delivered } = change;
    const position = to[overtaken(memory)];
    if (!isInteresting(change, position, isWanted)) return NOTHING;
    const later = overtaker(memory);
    if (later === NO_POSITION || (delivered && taken === later)) return [tag(position, NO_POSITION)];
    const laterPlace = to[later] ?? NO_POSITION;
    return laterPlace === NO_POSITION ? NOTHING : [tag(position, laterPlace)];
  }
}

const NOTHING: readonly number[] = [];

function isInteresting(
  { after }: NetworkChange,
  position: number | undefined,
  isWanted: IsWanted,
): position is number {
  const message = position === undefined ? undefined : after[position];
  return message !== undefined && isWanted(message);
}

const STILL_OPEN: readonly number[] = [OPEN];

/** Each message sent may be the one that overtakes any message on the same way. */
function guesses({ to, sent, after }: NetworkChange, isWanted: IsWanted): readonly number[] {
  if (sent.length === 0) return STILL_OPEN;
  const all = new Set([OPEN]);
  const earlier = to.filter((position) => position !== NO_POSITION);
  for (const later of sent) {
    for (const position of earlier) {
      const message = after[position];
      if (message !== undefined && isWanted(message) && sameWay(after, position, later))
        all.add(tag(position, later));
    }
    earlier.push(later);
  }
  return [...all];
}

function sameWay(messages: NetworkChange['after'], a: number, b: number): boolean {
  return messages[a]?.from === messages[b]?.from && messages[a]?.to === messages[b]?.to;
}

function tag(position: number, later: number): number {
  return checked(position) * MOST + checked(later) + 2;
}

function overtaken(memory: number): number {
  return Math.floor((memory - 1) / MOST);
}

function overtaker(memory: number): number {
  return ((memory - 1) % MOST) - 1;
}

/** @throws RangeError if there are more messages in flight than can be told apart */
function checked(position: number): number {
  if (position < MOST - 2) return position;
  throw new RangeError(`more than ${MOST - 2} messages are in flight; limit network.capacity`);
}
