import { CONTENTS, type Contents } from '../../model/contents.ts';
import { INDEPENDENCE } from '../../model/independence.ts';
import type { Instance } from '../../model/instance.ts';
import type { Model } from '../../model/model.ts';
import { SHARING } from '../../model/sharing.ts';
import { SleepSet } from '../../reduction/sleep/sleep-set.ts';
import { Layout } from '../../store/layout.ts';
import type { IndexPart } from '../../store/shared/index-part.ts';
import type { SharedLog } from '../../store/shared/shared-log.ts';
import { Ledger, LedgerError } from '../../tables/threads/ledger.ts';
import { Adding } from './adding.ts';
import type { Arrivals } from './arrivals.ts';
import { type Board, HOPELESS, NEXT, NOTABLE } from './board.ts';
import { Common, required } from './common.ts';
import type { LayoutOrder, Order, Phase, Start } from './crew.ts';
import { Expanding } from './expanding.ts';
import { fill, hashShare, putShare, repackAll } from './filling.ts';
import { Judging } from './judging.ts';
import { Numbering } from './numbering.ts';
import { OwnBlocks } from './own-blocks.ts';

/** What a thread needs to take part. */
export interface HandSetting {
  readonly instance: Instance;
  /** Which thread it is: the one that leads is 0. */
  readonly number: number;
  readonly ledger: Ledger;
  readonly start: Start;
}

/**
 * One of several threads that search the same states together, breadth first. It knows the others only by the memory that all
 * share; what is to be done, and when all are done with it, is for the crew.
 *
 * Nothing here ends a search, or judges. What may decide a property, what is a mistake, and what does not fit is left to the
 * thread that leads, which looks at those states again, alone (`NOTABLE`).
 */
export class Hand {
  readonly board: Board;
  readonly arrivals: Arrivals;
  readonly log: SharedLog;
  readonly parts: readonly IndexPart[];
  readonly #common: Common;
  readonly #model: Model;
  readonly #contents: Contents;
  readonly #ledger: Ledger;
  readonly #judging: Judging;
  readonly #expanding: Expanding;
  readonly #adding: Adding;
  readonly #numbering: Numbering;
  /** The layout that comes next, when all is packed anew. */
  #next: Layout | null = null;
  /** The sizes that the parts of the index have once they are emptied, and for how many states. */
  #sizes: readonly number[] = [];
  #mostStates = 0;

  constructor({ instance, number, ledger, start }: HandSetting, layout?: Layout) {
    const { model } = instance;
    const moves = required(model.extension(INDEPENDENCE));
    const sleep = new SleepSet(moves, model.bounds.network.capacity);
    this.#model = model;
    this.#ledger = ledger;
    this.#contents = required(model.extension(CONTENTS));
    this.#common = new Common(number, start, layout ?? this.#layoutFor(start.layout));
    const { board, arrivals, log, parts, reads } = this.#common;
    this.board = board;
    this.arrivals = arrivals;
    this.log = log;
    this.parts = parts;
    const blocks = new OwnBlocks();
    const allow = (label: number) => sleep.allow(label);
    this.#judging = new Judging(instance, start.properties, allow, reads);
    this.#expanding = new Expanding(this.#common, blocks, this.#judging, model, this.#contents, sleep);
    this.#adding = new Adding(this.#common);
    this.#numbering = new Numbering(this.#common, blocks, moves);
  }

  /** Takes an order. */
  take(order: Order, layout?: Layout): void {
    switch (order.kind) {
      case 'layout':
        this.#next = layout ?? this.#layoutFor(order);
        return;
      case 'packed':
        if (this.#next !== null) this.log.use(this.#next);
        this.#next = null;
        return;
      case 'slab':
        this.log.put(order.at, order.slab);
        return;
      case 'arrivals':
        this.arrivals.use(order.memory, order.size);
        return;
      case 'table':
        this.parts[order.part]?.replace(new Uint32Array(order.table));
        return;
      case 'slots':
        this.#sizes = order.sizes;
        this.#mostStates = order.states;
        return;
      case 'known':
        this.#judging.know(order.undecided, order.throwing);
    }
  }

  /** Does its share of a phase. */
  run(phase: Phase): void {
    try {
      this.#run(phase);
    } catch (error) {
      // Whatever it is: the thread that leads will meet it, or go on without.
      this.board.cutAt(0, error instanceof LedgerError ? HOPELESS : NOTABLE);
      if (phase !== 'expand' && phase !== 'number') throw error;
    }
    this.#tell();
  }

  #run(phase: Phase): void {
    switch (phase) {
      case 'expand':
        this.#common.settle();
        this.#ledger.catchUp();
        this.#expanding.run();
        return;
      case 'add':
        this.#adding.run();
        return;
      case 'number':
        this.#numbering.run();
        return;
      case 'undo':
        this.#adding.undo();
        return;
      case 'settle':
        this.#common.settle();
        return;
      case 'repack':
        this.board.start();
        this.repackAll(() => this.board.take());
        return;
      case 'clear':
        this.#common.own.clear(this.#sizes[this.#common.number] ?? 0, this.#mostStates);
        return;
      case 'hash':
        hashShare(this.#common, this.board.words[NEXT] ?? 0);
        return;
      case 'put':
        putShare(this.#common);
    }
  }

  /** Packs slabs anew. @param take gives the next one that nobody has taken */
  repackAll(take: () => number): void {
    repackAll(this.#common, required(this.#next), this.#contents, take);
  }

  /** Puts all states that belong to these owners into their parts of the index. */
  fill(owners: readonly number[]): void {
    fill(this.#common, owners);
  }

  /** Tells the others what there is to know of this thread. */
  #tell(): void {
    const { tables } = this.#model;
    this.#judging.tellReads();
    this.board.sawPackets(this.#contents.most);
    this.#common.tally(tables.bytes() + this.#judging.bytes, tables.xstateCalls());
  }

  #layoutFor({ largest, packets, most }: LayoutOrder): Layout {
    this.#ledger.catchUp();
    this.#contents.cut(0);
    this.#contents.adopt(packets, most);
    return new Layout(largest, this.#contents);
  }
}

/** The part of a thread that joins a search, with a model of its own. */
export function handOf(instance: Instance, number: number, start: Start): Hand {
  const ledger = new Ledger(start.memory.ledger);
  instance.model.extension(SHARING)?.share(ledger);
  return new Hand({ instance, number, ledger, start });
}
