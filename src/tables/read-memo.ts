import type { EverRead } from './ever-read.ts';
import type { Source } from './tuples/source.ts';
import { ABSENT, TupleMap } from './tuples/tuple-map.ts';

/** Slots that are read together, and what follows from the ids found there. */
interface Node {
  readonly slots: readonly number[];
  /** By those ids: the number of the next node, or the complement of the result; both are never 0. */
  readonly map: TupleMap;
}

/** A run of the function: the vector, what was read of it, each once, in order, and the result. */
export interface Fact {
  readonly vector: Uint32Array;
  readonly reads: readonly number[];
  readonly result: number;
}

/** The nodes are numbered from 1: 0 stands for what is not known. */
const FIRST = 1;

/**
 * Remembers a pure function of a vector by the slots of the vector that it really read.
 *
 * What such a function reads first is always the same slot; what it reads next depends only on the values read
 * before. So its runs form a decision tree. Slots that were always read one after another, whatever was found, make
 * up one node, so that a look-up is mostly a single step. A property that looks at one endpoint is thus evaluated
 * once per local state of that endpoint, however many global states there are.
 */
export class ReadMemo {
  readonly #evaluate: Evaluate;
  readonly #sourceOf: SourceOf;
  readonly #everRead: EverRead | undefined;
  readonly #slots = new Set<number>();
  readonly #nodes: (Node | undefined)[] = [undefined, undefined];
  /** The result of a function that reads nothing. */
  #constant = -1;
  #evaluations = 0;
  #facts: Fact[] | null = null;
  /** What is taken for read, too, where something is. */
  #together: (read: number) => readonly number[] = alone;
  /** Numbers of a vector, as far as facts keep it. */
  #length = 0;

  /**
   * @param sourceOf where what is read is found; by default, at the slot of that number
   * @param everRead is told of everything that is ever read
   */
  constructor(evaluate: Evaluate, sourceOf: SourceOf = plainly, everRead?: EverRead) {
    this.#evaluate = evaluate;
    this.#sourceOf = sourceOf;
    this.#everRead = everRead;
  }

  /** How often the function was really evaluated. */
  get evaluations(): number {
    return this.#evaluations;
  }

  /** Bytes held by the tables. */
  get bytes(): number {
    return this.#nodes.reduce((sum, node) => sum + (node?.map.bytes ?? 0), 0);
  }

  /** The slots that were ever read. */
  get slots(): ReadonlySet<number> {
    return this.#slots;
  }

  /** The result, at least 0, for the vector that starts at `offset`. */
  get(vector: Uint32Array, offset = 0): number {
    let node = this.#nodes[FIRST];
    while (node !== undefined) {
      const next = node.map.get(vector, offset);
      if (next < 0) return ~next;
      if (next === ABSENT) break;
      node = this.#nodes[next];
    }
    return this.#constant >= 0 ? this.#constant : this.#learn(vector, offset);
  }

  /** Where something that the function reads is found. */
  get sourceOf(): SourceOf {
    return this.#sourceOf;
  }

  /**
   * From now on, all that is learned is kept as facts, too: what was known is learned anew where it is asked for again.
   *
   * @param together what is taken for read where something is, that first: so that facts tell more apart than the function does.
   *   Default: nothing but that
   */
  keepFacts(length: number, together: (read: number) => readonly number[] = alone): void {
    this.#length = length;
    this.#together = together;
    this.#facts = [];
    this.#nodes.splice(FIRST, this.#nodes.length, undefined);
    this.#constant = -1;
  }

  /** All facts since `keepFacts`; null if none are kept. */
  get facts(): readonly Fact[] | null {
    return this.#facts;
  }

  /** A run of the function that is not remembered. */
  run(vector: Uint32Array): Fact {
    const reads: number[] = [];
    const result = this.#evaluate(vector, 0, reads);
    return { vector, reads: this.#each(reads), result };
  }

  /** Whether the result for the vector that starts at `offset` follows from slots that `covers` accepts. */
  dependsOnlyOn(covers: (slot: number) => boolean, vector: Uint32Array, offset = 0): boolean {
    const reads: number[] = [];
    this.#evaluations++;
    this.#evaluate(vector, offset, reads);
    return reads.every((read) => covers(this.#sourceOf(read).slot));
  }

  #learn(vector: Uint32Array, offset: number): number {
    const reads: number[] = [];
    this.#evaluations++;
    const result = this.#evaluate(vector, offset, reads);
    for (const read of reads) {
      const source = this.#sourceOf(read);
      this.#slots.add(source.slot);
      this.#everRead?.note(read, source);
    }
    const once = this.#each(reads);
    this.#facts?.push({ vector: vector.slice(offset, offset + this.#length), reads: once, result });
    this.#insert(once, vector, offset, result);
    return result;
  }

  /** What is read, and what is taken for it, each once. */
  #each(reads: readonly number[]): readonly number[] {
    return [...new Set(reads.flatMap(this.#together))];
  }

  /** Puts a result where a look-up of this vector will end. */
  #insert(reads: readonly number[], vector: Uint32Array, offset: number, result: number): void {
    if (reads.length === 0) this.#constant = result;
    let at = FIRST;
    for (let done = 0; done < reads.length; ) {
      const node = this.#nodeFor(at, reads.slice(done));
      done += node.slots.length;
      const next = node.map.get(vector, offset);
      if (done === reads.length) node.map.set(vector, offset, ~result);
      else if (next !== ABSENT) at = next;
      else {
        at = this.#nodes.push(undefined) - 1;
        node.map.set(vector, offset, at);
      }
    }
  }

  /** The node with this number, for a run that reads these slots from there on: all of the node's must be among them. */
  #nodeFor(number: number, reads: readonly number[]): Node {
    const known = this.#nodes[number];
    const slots = known === undefined ? reads : common(known.slots, reads);
    if (known !== undefined && slots.length === known.slots.length) return known;
    // Where the runs part, the node ends; what was known behind it is learned anew.
    const node = { slots, map: new TupleMap(slots.map(this.#sourceOf)) };
    this.#nodes[number] = node;
    return node;
  }
}

/** What two lists begin with alike. */
function common(a: readonly number[], b: readonly number[]): readonly number[] {
  const end = a.findIndex((slot, i) => slot !== b[i]);
  return end < 0 ? a : a.slice(0, end);
}

/**
 * Where something that a function reads is found. Beyond the slots of the vector, there may be numbers for less than a
 * whole id: for a part of what it stands for, whose own id is found in a table.
 */
export type SourceOf = (read: number) => Source;

function alone(read: number): readonly number[] {
  return [read];
}

function plainly(slot: number): Source {
  return { slot, table: null };
}

/**
 * The function to remember: computes the result (≥ 0) for the vector that starts at `offset`, and appends to `reads`
 * what it reads of it, in order.
 */
export type Evaluate = (vector: Uint32Array, offset: number, reads: number[]) => number;
