import type { AnyPacket } from '../../language/forgotten.ts';
import { NOWHERE, type Passage, type Passages } from './passage.ts';

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
  readonly #passages: Passages;

  constructor(passages: Passages) {
    this.#passages = passages;
    this.watches = [
      {
        fault: 'delivered twice',
        memories: (vector, memory, isWanted) =>
          this.#afterDelivery(this.#passages.of(vector), memory, isWanted),
        isReached: (vector, memory) => memory !== OPEN && this.#takes(vector, memory - 1),
      },
      {
        fault: 'delivered late',
        memories: (vector, memory, isWanted) =>
          this.#afterOvertaking(this.#passages.of(vector), memory, isWanted),
        isReached: (vector, memory) =>
          memory !== OPEN && overtaker(memory) === NOWHERE && this.#takes(vector, overtaken(memory)),
      },
    ];
  }

  #takes(vector: Uint32Array, place: number): boolean {
    const { taken, delivered } = this.#passages.of(vector);
    return delivered && taken === place;
  }

  /** A memory is the place of a message that has been delivered and is still in flight, plus one. */
  #afterDelivery(passage: Passage, memory: number, isWanted: IsWanted): readonly number[] {
    const { to, taken, delivered } = passage;
    const place = memory === OPEN ? (delivered ? to[taken] : NOWHERE) : to[memory - 1];
    const isKept = isInteresting(passage, place, isWanted);
    if (memory !== OPEN) return isKept ? [checked(place) + 1] : NOTHING;
    return isKept ? [OPEN, checked(place) + 1] : STILL_OPEN;
  }

  /** A memory is a message and one sent after it on the same way; or that message, once the later one was delivered. */
  #afterOvertaking(passage: Passage, memory: number, isWanted: IsWanted): readonly number[] {
    if (memory === OPEN) return guesses(passage, isWanted);
    const { to, taken, delivered } = passage;
    const place = to[overtaken(memory)];
    if (!isInteresting(passage, place, isWanted)) return NOTHING;
    const later = overtaker(memory);
    if (later === NOWHERE || (delivered && taken === later)) return [tag(place, NOWHERE)];
    const laterPlace = to[later] ?? NOWHERE;
    return laterPlace === NOWHERE ? NOTHING : [tag(place, laterPlace)];
  }
}

const NOTHING: readonly number[] = [];

function isInteresting({ after }: Passage, place: number | undefined, isWanted: IsWanted): place is number {
  const message = place === undefined ? undefined : after[place];
  return message !== undefined && isWanted(message);
}

const STILL_OPEN: readonly number[] = [OPEN];

/** Each message sent may be the one that overtakes any message on the same way. */
function guesses({ to, sent, after }: Passage, isWanted: IsWanted): readonly number[] {
  if (sent.length === 0) return STILL_OPEN;
  const all = new Set([OPEN]);
  const earlier = to.filter((place) => place !== NOWHERE);
  for (const later of sent) {
    for (const place of earlier) {
      const message = after[place];
      if (message !== undefined && isWanted(message) && sameWay(after, place, later))
        all.add(tag(place, later));
    }
    earlier.push(later);
  }
  return [...all];
}

function sameWay(messages: Passage['after'], a: number, b: number): boolean {
  return messages[a]?.from === messages[b]?.from && messages[a]?.to === messages[b]?.to;
}

function tag(place: number, later: number): number {
  return checked(place) * MOST + checked(later) + 2;
}

function overtaken(memory: number): number {
  return Math.floor((memory - 1) / MOST);
}

function overtaker(memory: number): number {
  return ((memory - 1) % MOST) - 1;
}

/** @throws RangeError if there are more messages in flight than can be told apart */
function checked(place: number): number {
  if (place < MOST - 2) return place;
  throw new RangeError(`more than ${MOST - 2} messages are in flight; limit network.capacity`);
}
