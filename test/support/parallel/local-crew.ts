import type { Instance } from '../../../src/index.ts';
import type { Room } from '../../../src/search/parallel/board.ts';
import {
  type Crew,
  type HelpStart,
  type Hiring,
  type Order,
  PACE,
  type Phase,
  type Start,
} from '../../../src/search/parallel/crew.ts';
import { type Hand, handOf } from '../../../src/search/parallel/hand.ts';

/** Rooms that are small, so that whatever must be made larger is; and blocks that are, so that small models have several. */
export const SMALL: Room = {
  block: 3,
  rows: 64,
  rowWords: 2 ** 14,
  round: 16,
  fresh: 2 ** 10,
  slots: 2 ** 12,
  waiting: 2 ** 3,
  ledger: 2 ** 19,
  isInTurn: true,
};

/** When those who follow do their share: before the thread that leads does its own, or after it. */
export type Turn = 'before' | 'after';

/** Other threads that are none: each does its share in this one, in a known order. */
export class LocalCrew implements Crew, Hiring {
  readonly room: Room;
  readonly from: number;
  readonly pace = PACE;
  readonly helpFrom = Number.POSITIVE_INFINITY;
  readonly isReady = true;
  get failure(): string | null {
    return null;
  }

  readonly others: number;
  readonly #instances: readonly Instance[];
  readonly #turn: Turn;
  readonly #hands: Hand[] = [];
  #phase: Phase | null = null;
  /** Phases that were begun, by name. */
  readonly begun = new Map<Phase, number>();
  hasJoined = false;

  readonly #handOf: typeof handOf;

  /** A core is tried with threads elsewhere. */
  help(_start: HelpStart): void {}

  /**
   * @param instances of the model, one for each of the others
   * @param from states from which on they join
   */
  constructor(
    instances: readonly Instance[],
    turn: Turn,
    from: number,
    room: Room = SMALL,
    make: typeof handOf = handOf,
  ) {
    this.#handOf = make;
    this.#instances = instances;
    this.others = instances.length;
    this.#turn = turn;
    this.from = from;
    this.room = room;
  }

  prepare(): void {}

  join(start: Start): Crew {
    this.hasJoined = true;
    this.#instances.forEach((instance, i) => {
      this.#hands.push(this.#handOf(instance, i + 1, start));
    });
    return this;
  }

  tell(order: Order): void {
    for (const hand of this.#hands) hand.take(order);
  }

  begin(phase: Phase): void {
    this.begun.set(phase, (this.begun.get(phase) ?? 0) + 1);
    this.#phase = phase;
    if (this.#turn === 'before') this.#run();
  }

  isDone(): boolean {
    if (this.#turn === 'after') this.#run();
    return true;
  }

  #run(): void {
    if (this.#phase !== null) for (const hand of this.#hands) hand.run(this.#phase);
    this.#phase = null;
  }

  dismiss(): void {
    this.#hands.length = 0;
  }
}
