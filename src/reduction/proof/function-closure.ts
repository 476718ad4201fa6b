import type { Composition, ModelFunction } from '../../composition/composition.ts';
import { ModelError } from '../../language/errors.ts';
import { SENT } from '../../model/steps.ts';
import type { Fact } from '../../tables/read-memo.ts';
import type { Images } from './images.ts';

/** What is read of a slot: the id, the value of the local state, its context. */
const PARTS = 3;
const VALUE = 1;
const CONTEXT = 2;

/** Runs of a function that are compared with their images, at most. */
const MOST_COMPARED = 2 ** 18;

/** A run of the function: what it read, each part of a slot being one number, and what it gave. */
interface Run {
  readonly vector: Uint32Array;
  readonly keys: readonly number[];
  readonly result: number;
}

/** What a function reads next, and what follows by what it finds there. */
interface Fork {
  readonly key: number;
  readonly next: Map<number, Fork | Run>;
}

/** What is told of a function that gives something else after an exchange of names. */
type Objection = (run: Run, images: Images) => ModelError;

/**
 * Closes the runs of one function of the model under the generators of the group. A run says that the function gives its
 * result wherever it finds what it has read. Its image says the same of what it has read, renamed: so the function is
 * asked with that. Where it reads more than that, as `a || b` does with the names exchanged, it is asked with everything that
 * may stand there: all local states that were ever seen, in all combinations, may they occur together or not.
 *
 * Each run that is met so is compared with its images in turn.
 */
export class FunctionClosure {
  readonly #model: Composition;
  readonly #function: ModelFunction;
  readonly #generators: readonly Images[];
  readonly #object: Objection;
  /** Is told of triggers and what they are after an exchange: what they do to marks is compared elsewhere. */
  readonly #trigger: (images: Images, trigger: number, image: number) => void;
  #root: Fork | Run | null = null;
  /** Runs in states of the search, and their images; then those that need not occur. */
  readonly #real: Run[] = [];
  readonly #possible: Run[] = [];
  #isReal = true;
  #why: string | null = null;
  compared = 0;

  constructor(
    model: Composition,
    { generators, object, trigger }: Pick<Closing, 'generators' | 'object' | 'trigger'>,
    theFunction: ModelFunction,
  ) {
    this.#model = model;
    this.#generators = generators;
    this.#object = object(theFunction);
    this.#trigger = trigger;
    this.#function = theFunction;
  }

  /**
   * Compares all runs. Returns why not all could be; null if they could.
   *
   * @throws ModelError for one that differs from its image, and occurs
   */
  close(): string | null {
    for (const fact of this.#function.memo.facts ?? []) this.#add(fact);
    for (let i = 0; i < this.#real.length; i++) this.#compareAll(this.#real[i]);
    this.#isReal = false;
    for (let i = 0; i < this.#possible.length; i++) this.#compareAll(this.#possible[i]);
    return this.#why;
  }

  #compareAll(run: Run | undefined): void {
    if (run === undefined || this.#why !== null) return;
    for (const images of this.#generators) {
      const sent = this.#model.width * 2 + SENT;
      if (run.keys.includes(sent * PARTS) && images.isAmbiguous(run.vector[sent] ?? 0)) {
        this.#why = `${this.#function.what} may follow the order in which messages are sent`;
        return;
      }
      const keys = new Set(run.keys.map((key) => images.slot(slotOf(key)) * PARTS + (key % PARTS)));
      this.#ask(this.#image(run.vector, images), keys, run, images, this.#isReal);
    }
  }

  /** Makes sure that the function gives the same wherever these parts of slots are as in this vector. */
  #ask(vector: Uint32Array, fixed: ReadonlySet<number>, run: Run, images: Images, isReal: boolean): void {
    if (this.compared++ > MOST_COMPARED) this.#why ??= `${this.#function.what} has too many cases`;
    if (this.#why !== null) return;
    const found = this.#run(vector, isReal);
    if (found === null) return;
    if (!this.#agree(run.result, found.result, images)) {
      if (isReal) throw this.#object(run, images);
      this.#why = `${this.#function.what} may differ where no state is known that occurs`;
      return;
    }
    const known = new Set(fixed);
    for (const key of found.keys) {
      if (known.has(key)) continue;
      for (const other of this.#others(vector, key, known)) {
        const changed = vector.slice();
        changed[slotOf(key)] = other;
        this.#ask(changed, new Set([...known, key]), run, images, false);
      }
      known.add(key);
    }
  }

  /** One id for each other thing that may stand at a part of a slot, if these parts are as in the vector. */
  #others(vector: Uint32Array, key: number, fixed: ReadonlySet<number>): readonly number[] {
    const slot = slotOf(key);
    const of = slot % this.#model.width;
    const size = this.#model.values.locals[of]?.size;
    if (size === undefined || slot >= this.#model.width * 2) {
      this.#why ??= `${this.#function.what} reads more of the network, the history or the step once names are exchanged`;
      return [];
    }
    const same = [...fixed].filter((each) => slotOf(each) === slot);
    const changed = vector.slice();
    const met = new Set([this.#at(vector, key)]);
    const others: number[] = [];
    for (let id = 0; id < size; id++) {
      changed[slot] = id;
      const value = this.#at(changed, key);
      if (met.has(value) || same.some((each) => this.#at(changed, each) !== this.#at(vector, each))) continue;
      met.add(value);
      others.push(id);
    }
    return others;
  }

  #agree(result: number, image: number, images: Images): boolean {
    switch (this.#function.gives) {
      case 'answer':
        return result === image;
      case 'history':
        return images.history(result) === image;
      case 'trigger':
        this.#trigger(images, result, image);
        return true;
    }
  }

  /** The run of the function on a vector; null if it cannot be run there, and that need not occur. */
  #run(vector: Uint32Array, isReal: boolean): Run | null {
    let at = this.#root;
    while (at !== null && 'next' in at) at = at.next.get(this.#at(vector, at.key)) ?? null;
    if (at !== null) return at;
    try {
      return this.#add(this.#function.memo.run(vector), isReal);
    } catch (error) {
      if (isReal || !(error instanceof ModelError)) throw error;
      this.#why = `${this.#function.what} gives no answer where no state is known that occurs`;
      return null;
    }
  }

  /** Notes a run, unless it is known. */
  #add({ vector, reads, result }: Fact, isReal = true): Run {
    const keys = [...new Set(reads.map((read) => this.#keyOf(read)))];
    const run: Run = { vector, keys, result };
    let fork: Fork | null = null;
    let value = 0;
    for (const key of keys) {
      const here: Fork | Run | null = fork === null ? this.#root : (fork.next.get(value) ?? null);
      const next: Fork = here !== null && 'next' in here ? here : { key, next: new Map() };
      if (next !== here) this.#put(fork, value, next);
      fork = next;
      value = this.#at(vector, key);
    }
    const known = fork === null ? this.#root : (fork.next.get(value) ?? null);
    if (known !== null && !('next' in known)) return known;
    this.#put(fork, value, run);
    (isReal ? this.#real : this.#possible).push(run);
    return run;
  }

  #put(fork: Fork | null, value: number, what: Fork | Run): void {
    if (fork === null) this.#root = what;
    else fork.next.set(value, what);
  }

  #keyOf(read: number): number {
    const { slot, table } = this.#function.memo.sourceOf(read);
    if (table === null) return slot * PARTS;
    const locals = this.#model.values.locals[slot % this.#model.width];
    return slot * PARTS + (table === locals?.values ? VALUE : CONTEXT);
  }

  /** What stands at a part of a slot. */
  #at(vector: Uint32Array, key: number): number {
    const slot = slotOf(key);
    const id = vector[slot] ?? 0;
    const locals = this.#model.values.locals[slot % this.#model.width];
    switch (key % PARTS) {
      case VALUE:
        return locals?.values[id] ?? 0;
      case CONTEXT:
        return locals?.contexts[id] ?? 0;
      default:
        return id;
    }
  }

  #image(vector: Uint32Array, images: Images): Uint32Array {
    const { width } = this.#model;
    const out = vector.slice();
    images.state(vector, 0, out);
    if (this.#function.of === 'step') images.state(vector, width, out);
    if (this.#function.of === 'unfinished step') images.locals(vector, width, out);
    if (this.#function.of !== 'state') images.extra(vector, out);
    return out;
  }
}

/** What closures of functions have in common. */
export interface Closing {
  readonly generators: readonly Images[];
  readonly object: (theFunction: ModelFunction) => Objection;
  readonly trigger: (images: Images, trigger: number, image: number) => void;
}

function slotOf(key: number): number {
  return Math.floor(key / PARTS);
}
