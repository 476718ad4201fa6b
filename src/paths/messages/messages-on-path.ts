import { type NetworkChange, NO_POSITION } from './network-changes.ts';

/** What is known of a message in flight on one path. */
interface Followed {
  /** Messages are numbered in order of sending. */
  readonly number: number;
  readonly deliveries: number;
  /** A message sent later on the same way has been delivered. */
  readonly overtaken: boolean;
}

/** A delivery on one path. */
export interface PathDelivery {
  /** Position of the message in the network's canonical order, before the step. */
  readonly position: number;
  /** It was delivered before. */
  readonly isDuplicate: boolean;
  /** A message sent after it on the same way was delivered before. */
  readonly isOvertaken: boolean;
}

/** Follows the messages in flight along one path. */
export class MessagesOnPath {
  /** By position in the canonical order. */
  #followed: readonly Followed[];
  #last: number;

  /** @param initial number of messages in flight at the beginning */
  constructor(initial: number) {
    this.#followed = Array.from({ length: initial }, (_, i) => newMessage(i + 1));
    this.#last = initial;
  }

  /** Another one that goes on from here. */
  fork(): MessagesOnPath {
    const fork = new MessagesOnPath(0);
    fork.#followed = this.#followed;
    fork.#last = this.#last;
    return fork;
  }

  /** Goes on by a step; says what is delivered in it, or null. */
  step(change: NetworkChange): PathDelivery | null {
    const { taken } = change;
    const now = taken === NO_POSITION ? undefined : this.#followed[taken];
    const before = change.delivered && now !== undefined ? this.#delivered(change, now) : this.#followed;
    const after: Followed[] = [];
    change.to.forEach((position, at) => {
      const one = before[at];
      if (position === NO_POSITION || one === undefined) return;
      const other = after[position];
      // Messages that have become equal in a set are one from now on: the one that was sent first.
      after[position] = other === undefined || one.number < other.number ? one : other;
    });
    for (const position of change.sent) after[position] = newMessage(++this.#last);
    this.#followed = inOrderOfSending(after, change.equals);
    if (!change.delivered || now === undefined) return null;
    return { position: taken, isDuplicate: now.deliveries > 0, isOvertaken: now.overtaken };
  }

  #delivered(change: NetworkChange, now: Followed): readonly Followed[] {
    const message = change.before[change.taken];
    return this.#followed.map((each, at) => {
      const other = change.before[at];
      if (at === change.taken) return { ...each, deliveries: each.deliveries + 1 };
      const sameWay = other?.from === message?.from && other?.to === message?.to;
      return sameWay && each.number < now.number ? { ...each, overtaken: true } : each;
    });
  }
}

function newMessage(number: number): Followed {
  return { number, deliveries: 0, overtaken: false };
}

/** Of messages that are equal, the one that was sent first comes first: it is the one that is taken. */
function inOrderOfSending(messages: readonly Followed[], equals: readonly number[]): readonly Followed[] {
  const result = [...messages];
  for (const first of new Set(equals)) {
    const positions = equals.flatMap((each, at) => (each === first ? [at] : []));
    if (positions.length < 2) continue;
    const sorted = positions.flatMap((at) => messages[at] ?? []).sort((a, b) => a.number - b.number);
    positions.forEach((at, i) => {
      const message = sorted[i];
      if (message !== undefined) result[at] = message;
    });
  }
  return result;
}
