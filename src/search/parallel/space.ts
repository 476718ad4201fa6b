import { CONTENTS, type Contents } from '../../model/contents.ts';
import { INDEPENDENCE } from '../../model/independence.ts';
import type { Instance } from '../../model/instance.ts';
import type { Model } from '../../model/model.ts';
import { SHARING } from '../../model/sharing.ts';
import { Steps } from '../../model/steps.ts';
import type { PropertyWatch } from '../../property/property-watch.ts';
import { ArrivalSleeping } from '../../reduction/sleep/arrival-sleeping.ts';
import { Layout } from '../../store/layout.ts';
import { FACTOR, FULL, PART_WORDS } from '../../store/shared/index-part.ts';
import { SharedLog, SLAB, type Slab } from '../../store/shared/shared-log.ts';
import { type Keeper, SharedStates } from '../../store/shared/shared-states.ts';
import { Ledger } from '../../tables/threads/ledger.ts';
import { BreadthFirst } from '../breadth-first.ts';
import type { RunParts } from '../parts.ts';
import type { Run } from '../run.ts';
import type { SearchSettings } from '../settings.ts';
import type { Trail } from '../trail.ts';
import { ReexpandedWay } from '../way-back.ts';
import { Arrivals } from './arrivals.ts';
import {
  crewMemory,
  KNOWN,
  MOST_PACKETS,
  NEXT,
  type Room,
  TALLY,
  TALLY_BYTES,
  TALLY_CALLS,
} from './board.ts';
import type { Hiring, LayoutOrder, Order, Start } from './crew.ts';
import { Hand } from './hand.ts';

/** Slots of a part of the index at first. */
const FIRST_SLOTS = 2 ** 12;

/** The share of the slots of a part that may be taken while states are added. */
const CROWDED = 0.95;

/** The share of all states that wait where the index grows by the factor twice. */
const MANY = 0.25;

/** The share of the ledger that may be taken. */
const LEDGER_FULL = 0.9;

/** Places for states that wait, at first. */
const FIRST_WAITING = 2 ** 12;

/**
 * All that the threads of a search share, as the one sees it that leads: it makes room, has states packed anew, and can do by
 * itself what all do together.
 */
export class Space implements Keeper {
  readonly hand: Hand;
  readonly states: SharedStates;
  readonly start: Start;
  readonly #model: Model;
  readonly #contents: Contents;
  readonly #ledger: Ledger;
  readonly #frontier: BreadthFirst;
  readonly #room: Room;
  readonly #tell: (order: Order) => void;
  readonly #reads: Uint8Array;
  readonly #tallies: Float64Array;
  /** The layout that states are being packed for. */
  #next: Layout | null = null;

  /** @param tell gives an order to the others */
  constructor(
    instance: Instance,
    settings: SearchSettings,
    run: Run,
    { others, room }: Pick<Hiring, 'others' | 'room'>,
    tell: (order: Order) => void,
  ) {
    const { model } = instance;
    const { frontier, states: before } = run.parts;
    const contents = model.extension(CONTENTS);
    const sharing = model.extension(SHARING);
    if (!(frontier instanceof BreadthFirst) || contents === null || sharing === null)
      throw new Error('several threads cannot search this model');
    const memory = crewMemory(others + 1, room, PART_WORDS, Ledger.memory);
    this.#model = model;
    this.#room = room;
    this.#contents = contents;
    this.#frontier = frontier;
    this.#tell = tell;
    this.#reads = new Uint8Array(memory.reads);
    this.#tallies = new Float64Array(memory.tallies);
    this.#ledger = new Ledger(memory.ledger);
    sharing.share(this.#ledger);
    this.#ledger.tellAll();
    contents.cut(0);
    const layoutOrder = this.#layoutOrder(contents.most);
    contents.adopt(layoutOrder.packets, layoutOrder.most);
    const layout = new Layout(layoutOrder.largest, contents);
    const first = Math.min(FIRST_WAITING, room.waiting);
    const waiting = Arrivals.places(Math.max(first, (before.size - frontier.first) * 2));
    const arrivals = Arrivals.memory(Math.max(room.waiting, waiting));
    const slabs: Slab[] = [];
    while (slabs.length * SLAB <= before.size) slabs.push(SharedLog.slab(layout));
    const properties = settings.properties;
    this.start = { memory, arrivals, waiting, layout: layoutOrder, slabs, properties };
    this.hand = new Hand({ instance, number: 0, ledger: this.#ledger, start: this.start }, layout);
    this.states = new SharedStates(model.width, this.hand.log, this.hand.parts, contents, this, before.size);
    this.#copyStates(run);
    this.tellReads(run.watch);
  }

  /** The parts of the run from now on. */
  runParts(before: RunParts): RunParts {
    const { filter } = before.sleeping;
    const moves = this.#model.extension(INDEPENDENCE);
    const { log } = this.hand;
    const { states } = this;
    const trail: Trail = {
      note: (state, parent) => {
        log.note(state, parent);
        states.noted = state + 1;
      },
      parents: (state) => log.parents(state, states.noted),
      get bytes() {
        return (states.size >>> 6) * 4;
      },
    };
    const wayBack = new ReexpandedWay(this.#model, states, before.reduction, trail);
    if (before.wayBack instanceof ReexpandedWay) wayBack.continue(before.wayBack);
    return {
      ...before,
      states,
      wayBack,
      sleeping:
        filter === null || moves === null
          ? before.sleeping
          : new ArrivalSleeping(filter, moves, this.hand.arrivals),
    };
  }

  /** There is no more room for values that all must agree on. */
  get isFull(): boolean {
    return this.#ledger.share > LEDGER_FULL;
  }

  /** Whether all rows of the chunk could be new. */
  get hasRoomForFresh(): boolean {
    const { board, parts } = this.hand;
    return parts.every((_, owner) => board.rowsFor(owner) <= this.#room.fresh);
  }

  catchUp(): void {
    this.#ledger.catchUp();
  }

  /** Has a watch know what predicates have read anywhere. */
  learnReads(watch: PropertyWatch): void {
    const { sourceOf } = this.#model.reader;
    for (let read = 0; read < this.#reads.length; read++) {
      if (this.#reads[read] === 1) watch.stateReads.note(read, sourceOf(read));
    }
  }

  /** Tells all what the predicates of a watch have read. */
  tellReads(watch: PropertyWatch): void {
    for (const read of watch.stateReads.reads) this.#reads[read] = 1;
  }

  /** Tells the run what the others have needed. */
  tally(run: Run): void {
    let bytes = 0;
    let calls = 0;
    for (let at = TALLY; at < this.#tallies.length; at += TALLY) {
      bytes += this.#tallies[at + TALLY_BYTES] ?? 0;
      calls += this.#tallies[at + TALLY_CALLS] ?? 0;
    }
    run.others = { bytes, calls };
  }

  makeRoom(states: number): void {
    this.makeRoomInLog(states);
    const sizes = this.neededSlots(() => 0);
    const isCrowded = this.hand.parts.some(({ taken, size }) => taken + states > size * CROWDED);
    if (sizes !== null || isCrowded) this.#refill(sizes ?? this.slots.map((size) => size * 2 + states * 2));
  }

  /** So many states are written next, and wait then. */
  makeRoomInLog(states: number): void {
    const needed = this.states.size + states;
    const { log, arrivals } = this.hand;
    while (log.room <= needed) this.#order({ kind: 'slab', at: log.slabs, slab: SharedLog.slab(log.layout) });
    if (needed - this.#frontier.first > arrivals.size) this.#enlargeArrivals(needed - this.#frontier.first);
  }

  repack(): void {
    this.beginRepack();
    const { words } = this.hand.board;
    words[NEXT] = 0;
    words[KNOWN] = this.states.size;
    this.hand.repackAll(counter());
    this.endRepack();
    this.#refill(this.slots);
  }

  /** All threads pack their share of the states anew next. */
  beginRepack(): void {
    this.#ledger.catchUp();
    const { words, log } = { words: this.hand.board.words, log: this.hand.log };
    const order = this.#layoutOrder(Math.max(words[MOST_PACKETS] ?? 0, this.#contents.most));
    this.#contents.adopt(order.packets, order.most);
    const layout = new Layout(order.largest, this.#contents);
    if (!log.hasRoomFor(layout)) {
      for (let at = 0; at < log.slabs; at++)
        this.#order({ kind: 'slab', at, slab: log.enlarged(at, layout) });
    }
    this.#next = layout;
    this.hand.take(order, layout);
    this.#tell(order);
  }

  endRepack(): void {
    this.#next = null;
    this.#order({ kind: 'packed' });
  }

  /** The sizes of the parts of the index. */
  get slots(): readonly number[] {
    return this.hand.parts.map(({ size }) => size);
  }

  /** The sizes that the parts of the index should have, for so many rows more of each owner; null if they may stay. */
  neededSlots(rows: (owner: number) => number): readonly number[] | null {
    const { parts } = this.hand;
    const mayStay = parts.every(
      ({ taken, size }, owner) => taken <= size * FULL && taken + rows(owner) <= size * CROWDED,
    );
    if (mayStay) return null;
    // Where many states wait, many more will come: filling the index once more is saved.
    const waiting = this.states.size - this.#frontier.first;
    const factor = waiting > this.states.size * MANY ? FACTOR ** 2 : FACTOR;
    return parts.map(({ taken, size }, owner) => {
      let next = size;
      while (taken > next * FULL || taken + rows(owner) > next * CROWDED) next = Math.ceil(next * factor);
      return next;
    });
  }

  /** The parts of the index are emptied next. */
  orderSlots(sizes: readonly number[]): void {
    const { parts } = this.hand;
    for (const [part, size] of sizes.entries()) {
      if (size <= (parts[part]?.room ?? 0)) continue;
      const table = new SharedArrayBuffer(Math.max(size * 4, this.#room.slots) * 4);
      this.#order({ kind: 'table', part, table });
    }
    this.#order({ kind: 'slots', sizes, states: this.states.size });
  }

  /**
   * There are no others any more.
   *
   * @param isTorn whether the index is half done, and must be filled anew
   */
  goAlone(isTorn: boolean): void {
    this.#ledger.close();
    if (this.#next !== null) throw new Error('a worker ended while states were being packed anew');
    if (isTorn) this.#refill(this.slots);
  }

  /** Empties the index, and fills it again. */
  #refill(sizes: readonly number[]): void {
    const { board, parts } = this.hand;
    this.orderSlots(sizes);
    parts.forEach((part, i) => {
      part.clear(sizes[i] ?? part.size, this.states.size);
    });
    board.words[KNOWN] = this.states.size;
    this.hand.fill(parts.map((_, owner) => owner));
  }

  #order(order: Order): void {
    this.hand.take(order);
    this.#tell(order);
  }

  #layoutOrder(most: number): LayoutOrder {
    const largest = this.#model.tables.sizes().map(({ distinct }) => Math.max(0, distinct - 1));
    return { kind: 'layout', largest, packets: this.#contents.packets, most };
  }

  #enlargeArrivals(waiting: number): void {
    const { arrivals } = this.hand;
    const size = Arrivals.places(waiting);
    const memory = Arrivals.memory(Math.max(this.#room.waiting, size));
    const larger = new Arrivals(memory, size);
    const end = Math.min(this.states.size, this.#frontier.first + arrivals.size);
    for (let state = this.#frontier.first; state < end; state++)
      larger.put(state, arrivals.move(state), arrivals.groups(state));
    this.#order({ kind: 'arrivals', memory, size });
  }

  /** Copies what the run has found so far. */
  #copyStates(run: Run): void {
    const { states, wayBack, sleeping } = run.parts;
    const { log, arrivals } = this.hand;
    const contents = this.#contents;
    if (!(wayBack instanceof ReexpandedWay)) throw new Error('several threads search breadth first only');
    const steps = new Steps(this.#model.width);
    const words = new Int32Array(log.layout.words);
    for (let state = 0; state < states.size; state++) {
      contents.cut(0);
      states.load(state, steps);
      const { base } = steps;
      base[base.length - 2] = contents.draft(base[base.length - 2] ?? 0);
      log.layout.pack(base, 0, words, 0);
      log.write(state, words, 0);
      if (state % 64 === 0) log.note(state, wayBack.trail.parents(state)[0]);
      if (state >= this.#frontier.first) arrivals.put(state, ...sleeping.arrival(state));
    }
    contents.cut(0);
    const each = Math.ceil((states.size / this.hand.parts.length) * 2);
    this.#refill(this.hand.parts.map(() => Math.max(FIRST_SLOTS, each)));
  }
}

/** Numbers from 0 on. */
function counter(): () => number {
  let next = 0;
  return () => next++;
}
