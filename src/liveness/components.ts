import { GrowingUint32 } from '../tables/growing.ts';

/** What is known of a place whose component is complete. */
const DONE = 1 << 31;
/** Two facts about it; see `Visitor`. */
export const FACT_A = 1 << 30;
export const FACT_B = 1 << 29;
const FACTS = FACT_A | FACT_B;
const COMPONENT = FACT_B - 1;

const NEW = 0;

/** Places that are taken up between two looks around. */
const BETWEEN_LOOKS = 64;

/** What is told of the places of a graph while its components are found. */
export interface Visitor {
  /** Appends to `targets` where the steps from a place lead. Returns what is true of the place by itself: facts, as bits. */
  visit(place: number, targets: number[]): number;
  /**
   * A component is complete, and all that can be reached from it.
   *
   * @param facts those of its places, and of all that they lead to
   * @returns what else is true of all its places, as bits
   */
  complete(members: readonly number[], facts: number): Generator<void, number> | number;
}

/**
 * The strongly connected components of a graph, by depth-first search: Tarjan's algorithm in the form of Pearce, "An Improved
 * Algorithm for Finding the Strongly Connected Components of a Directed Graph" (2005), which keeps one number of each place: before its
 * component is complete, the least number that it can get back to, and then the component.
 *
 * Steps are asked for once for each place, and only those to places that are new are kept until they are taken.
 */
export class Components {
  readonly #numbers: Uint32Array;
  #components = 0;
  /** Places on the way: four numbers each. The first that are waiting for their turn. Those whose component is not complete. */
  readonly #frames = new GrowingUint32();
  readonly #waiting = new GrowingUint32();
  readonly #stack = new GrowingUint32();

  /** @param size number of places */
  constructor(size: number) {
    this.#numbers = new Uint32Array(size);
  }

  get bytes(): number {
    return this.#numbers.byteLength;
  }

  /** Whether the component of a place is known. */
  isDone(place: number): boolean {
    return ((this.#numbers[place] ?? 0) & DONE) !== 0;
  }

  /** The component of a place; only those that are done have one. */
  of(place: number): number {
    return (this.#numbers[place] ?? 0) & COMPONENT;
  }

  facts(place: number): number {
    return (this.#numbers[place] ?? 0) & FACTS;
  }

  /** Takes places out of their component: they are in one of their own, which is returned, unless they are found again. */
  setApart(places: readonly number[]): number {
    const component = this.#components++;
    for (const place of places) this.#numbers[place] = DONE | this.facts(place) | component;
    return component;
  }

  /** Forgets the component of places, so that they are found again. */
  forget(places: readonly number[]): void {
    for (const place of places) this.#numbers[place] = NEW;
  }

  /** Adds facts to places that are done. */
  note(places: readonly number[], facts: number): void {
    for (const place of places) this.#numbers[place] = (this.#numbers[place] ?? 0) | facts;
  }

  /**
   * Finds the components of all that can be reached from a place, as far as they are not known. It yields now and then, so that
   * whoever waits can look around. While a component is told of, those within it may be found: see `forget`.
   */
  *from(root: number, visitor: Visitor): Generator<void, void> {
    if (this.#numbers[root] !== NEW) return;
    const numbers = this.#numbers;
    const frames = this.#frames;
    const waiting = this.#waiting;
    const stack = this.#stack;
    // What lies below belongs to a search that is told of a component now.
    const firstFrame = frames.length;
    const bottom = stack.length;
    const targets: number[] = [];
    let next = 1;
    let taken = 0;

    const enter = (place: number): void => {
      const number = next++;
      numbers[place] = number;
      targets.length = 0;
      let facts = visitor.visit(place, targets);
      const start = waiting.length;
      for (const target of targets) {
        const known = numbers[target] ?? NEW;
        if (known === NEW) waiting.push(target);
        else if ((known & DONE) !== 0) facts |= known & FACTS;
        else lower(place, known);
      }
      frames.push(place);
      frames.push(number);
      frames.push(start);
      frames.push(facts >>> 0);
    };
    const lower = (place: number, number: number): void => {
      if (number < (numbers[place] ?? 0)) numbers[place] = number;
    };

    enter(root);
    while (frames.length > firstFrame) {
      if (++taken % BETWEEN_LOOKS === 0) yield;
      const facts = frames.pop();
      const start = frames.pop();
      const number = frames.pop();
      const place = frames.pop();
      if (waiting.length > start) {
        const target = waiting.pop();
        const known = numbers[target] ?? NEW;
        let more = 0;
        if (known !== NEW) {
          if ((known & DONE) !== 0) more = known & FACTS;
          else lower(place, known);
        }
        frames.push(place);
        frames.push(number);
        frames.push(start);
        frames.push((facts | more) >>> 0);
        if (known === NEW) enter(target);
        continue;
      }
      const lowest = numbers[place] ?? 0;
      let all = facts;
      if (lowest === number) {
        const members = [place];
        while (stack.length > bottom && (numbers[stack.at(stack.length - 1)] ?? 0) >= number)
          members.push(stack.pop());
        const component = this.#components++;
        for (const member of members) numbers[member] = DONE | (facts & FACTS) | component;
        const told = visitor.complete(members, facts);
        const more = typeof told === 'number' ? told : yield* told;
        all |= more;
        this.note(members, (facts | more) & FACTS);
      } else stack.push(place);
      if (frames.length > firstFrame) {
        // The place that led here: what is true of what it leads to is true of it.
        frames.push((frames.pop() | all) >>> 0);
        if (lowest !== number) {
          const parent = frames.at(frames.length - 4);
          lower(parent, lowest);
        }
      }
    }
  }
}
