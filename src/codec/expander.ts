import { compositionOf } from '../composition/composition.ts';
import { CONTENTS, type Contents } from '../model/contents.ts';
import type { Instance } from '../model/instance.ts';
import { ACTION, STEP_EXTRA, Steps } from '../model/steps.ts';
import { NO_ACTION, PropertyWatch } from '../property/property-watch.ts';
import { Throwing, type ThrowingStep } from '../property/throwing.ts';
import type { Atom, AtomKind } from './atom.ts';
import { MissingAtoms } from './atoms.ts';
import { Codec, Words } from './codec.ts';
import { NAME_WORDS, type Name } from './names.ts';

/** States that are to be expanded. */
export interface Batch {
  /** The numbers of what is not decided yet: see PropertyWatch. */
  readonly open: readonly number[];
  /** Atoms that may not be known, with all that they are made from. */
  readonly atoms: readonly Atom[];
  readonly count: number;
  /** The states, one after another: for each how many names it has, then these. */
  readonly states: Uint32Array;
}

/** What a value takes that is known under an id, about: a local state of a machine with a small context. */
const VALUE_BYTES = 4096;

/** Per state: steps, those in which machines throw not among them; messages that found no room; steps cut off; steps beyond. */
export const COUNTS = 4;

/** A machine throws in a step. */
export interface ThrowingAt extends ThrowingStep {
  /** Which state of the batch, and which of its steps. */
  readonly state: number;
  readonly step: number;
}

/** What came of a batch. It depends on nothing but the batch. */
export interface Expanded {
  /** COUNTS words per state. */
  readonly counts: Words;
  /** Three words each: the number of what is decided, the state of the batch, and its step plus one, or 0 for the state itself. */
  readonly findings: Words;
  /**
   * The states that steps lead to, each once, by the first step that leads there: which state of the batch, which step, how many names, these.
   */
  readonly successors: Words;
  readonly successorCount: number;
  /** The atoms that occur in successors and not in the batch. */
  readonly atoms: readonly Atom[];
  readonly throwing: readonly ThrowingAt[];
}

/** What goes wrong with a state of a batch. */
export class ExpansionError extends Error {
  /** Which state of the batch. */
  readonly state: number;

  constructor(state: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'ExpansionError';
    this.state = state;
  }
}

/** Expands states that others hold, and judges them. What it keeps from one batch to the next can be dropped at any time. */
export class Expander {
  readonly #make: () => Instance;
  readonly #properties: readonly string[] | undefined;
  readonly #pulse: () => void;
  #kept: Kept;

  /**
   * @param make makes the instance, and makes it again when what it has learned is dropped
   * @param properties names of those that are judged; undefined for all
   * @param pulse is called for each state
   */
  constructor(make: () => Instance, properties: readonly string[] | undefined, pulse = () => {}) {
    this.#make = make;
    this.#properties = properties;
    this.#pulse = pulse;
    this.#kept = this.#begin();
  }

  get instance(): Instance {
    return this.#kept.instance;
  }

  get codec(): Codec {
    return this.#kept.codec;
  }

  /** What is judged, by number: see PropertyWatch. */
  get watched(): PropertyWatch['watched'] {
    return this.#kept.watched;
  }

  /** Bytes that what was met so far takes, about: tables, and the objects of XState behind them. */
  get bytes(): number {
    const { sizes, bytes } = this.#kept.instance.model.tables;
    return sizes().reduce((sum, { distinct }) => sum + distinct * VALUE_BYTES, bytes());
  }

  /** Forgets all that was met so far. */
  drop(): void {
    this.#kept = this.#begin();
  }

  /** The initial states, and the atoms of which they are composed. */
  initials(): { readonly states: readonly Uint8Array[]; readonly atoms: readonly Atom[] } {
    const { codec, instance } = this.#kept;
    const { initials } = instance.model;
    const { network } = compositionOf(instance.model).values;
    const states = initials.map((initial) => codec.encode(initial));
    const idsIn = (slot: number) => new Set(initials.map((initial) => initial[slot] ?? 0));
    const atoms: Atom[] = [];
    const add = (kind: AtomKind, ids: Iterable<number>) => {
      for (const id of ids) atoms.push(codec.atoms.atom(kind, id, null, 0));
    };
    for (let slot = 0; slot < codec.fixed - 1; slot++) add(slot, idsIn(slot));
    add('history', idsIn(codec.fixed));
    const packets = new Set<number>();
    for (const id of idsIn(codec.fixed - 1)) {
      const list = network.listed(id);
      for (const packet of list.items.subarray(0, list.length)) packets.add(packet);
    }
    add('packet', packets);
    return { states, atoms };
  }

  /**
   * @throws MissingAtoms if names are not known
   * @throws ExpansionError for what is wrong with the model, as a state shows it
   */
  expand(batch: Batch): Expanded {
    return this.#kept.expand(batch);
  }

  #begin(): Kept {
    return new Kept(this.#make(), this.#properties, this.#pulse);
  }
}

/** What is kept from one batch to the next. */
class Kept {
  readonly instance: Instance;
  readonly codec: Codec;
  readonly #properties: readonly string[] | undefined;
  readonly #contents: Contents | null;
  readonly #steps: Steps;
  readonly #pulse: () => void;
  #watch: PropertyWatch;
  #open = '';

  constructor(instance: Instance, properties: readonly string[] | undefined, pulse: () => void) {
    this.#pulse = pulse;
    this.instance = instance;
    this.codec = new Codec(instance.model);
    this.#properties = properties;
    this.#contents = instance.model.extension(CONTENTS);
    this.#steps = new Steps(instance.model.width);
    this.#watch = this.#newWatch();
  }

  get watched(): PropertyWatch['watched'] {
    return this.#watch.watched;
  }

  #newWatch(): PropertyWatch {
    return new PropertyWatch(this.instance, this.#properties, (state, action, watch) => {
      this.#found?.finding(watch, state, action);
      return null;
    });
  }

  #found: Found | null = null;

  expand(batch: Batch): Expanded {
    this.codec.atoms.learn(batch.atoms);
    const starts = this.#lookAll(batch);
    this.#watchFor(batch.open);
    const found = new Found(this.instance, this.codec);
    for (let i = 0; i < batch.count; i++) found.know(batch.states, starts[i] ?? 0);
    this.#found = found;
    for (let i = 0; i < batch.count; i++) {
      this.#pulse();
      this.#expandOne(batch.states, starts[i] ?? 0, i, found);
    }
    this.#found = null;
    return found.result();
  }

  /** Where the states of a batch stand. All their names must be known. */
  #lookAll({ states, count }: Batch): Int32Array {
    const starts = new Int32Array(count);
    const missing = new Set<Name>();
    let at = 0;
    for (let i = 0; i < count; i++) {
      starts[i] = at;
      const names = states[at] ?? 0;
      const end = at + 1 + names * NAME_WORDS;
      if (names < this.codec.fixed || end > states.length)
        throw new RangeError(`state ${i} of the batch is no state of this model`);
      this.codec.look(states, at + 1, names, missing);
      at = end;
    }
    if (at !== states.length) throw new RangeError('there is more in the batch than its states');
    if (missing.size > 0) throw new MissingAtoms([...missing]);
    return starts;
  }

  #watchFor(open: readonly number[]): void {
    const wanted = open.join();
    if (wanted === this.#open) return;
    this.#open = wanted;
    this.#watch = this.#newWatch();
    this.#watch.keep(open);
  }

  #expandOne(states: Uint32Array, at: number, i: number, found: Found): void {
    const { model } = this.instance;
    const steps = this.#steps;
    try {
      this.#contents?.cut(0);
      this.codec.read(states, at + 1, states[at] ?? 0, steps.base);
      model.expand(steps.base, steps);
      this.#judge(steps, i);
    } catch (error) {
      throw new ExpansionError(i, error);
    }
    found.take(steps, i);
  }

  /** Lets properties look at a state and its steps, in the order in which a search looks. */
  #judge(steps: Steps, i: number): void {
    const watch = this.#watch;
    watch.at('state', steps.base, 0, i, NO_ACTION);
    if (steps.isDeadEnd) watch.at('deadlock', steps.base, 0, i, NO_ACTION);
    for (let k = 0; k < steps.count + steps.beyond; k++) {
      if (!watch.isSettled(steps.label(k))) {
        if (steps.throws(k)) {
          watch.atThrow(steps, k, i);
          continue;
        }
        watch.atStep(steps, k, i);
      }
      if (k >= steps.count) watch.atSuccessor(steps, k, i);
    }
  }
}

/** What comes of one batch. */
class Found {
  readonly #codec: Codec;
  readonly #instance: Instance;
  readonly #throwing: Throwing;
  readonly #throwingAt: ThrowingAt[] = [];
  readonly #counts = new Words();
  readonly #findings = new Words();
  readonly #successors = new Words();
  #successorCount = 0;
  readonly #atoms: Atom[] = [];
  /** Per kind: the ids that occurred in the batch, or in successors. */
  readonly #known = new Map<AtomKind, Uint8Array>();
  /** Where successors stand, by a hash of their names: complements, so that 0 is none. */
  #index = new Int32Array(1024);
  readonly #vector: Uint32Array;
  readonly #lastState: number[] = [];

  constructor(instance: Instance, codec: Codec) {
    this.#instance = instance;
    this.#codec = codec;
    this.#throwing = new Throwing(instance.model);
    this.#vector = new Uint32Array(instance.model.width * 2 + STEP_EXTRA);
  }

  /** Whoever gave these names knows what they stand for. */
  know(states: Uint32Array, at: number): void {
    const names = states[at] ?? 0;
    for (let i = 0; i < names; i++) {
      const kind = this.#codec.kindAt(i);
      const word = at + 1 + i * NAME_WORDS;
      this.#isNew(kind, this.#codec.atoms.table(kind).id(states[word] ?? 0, states[word + 1] ?? 0));
    }
  }

  /** The first finding of each kind in each state. */
  finding(watch: number, state: number, action: number): void {
    if (this.#lastState[watch] === state) return;
    this.#lastState[watch] = state;
    this.#findings.push(watch);
    this.#findings.push(state);
    this.#findings.push(action + 1);
  }

  take(steps: Steps, i: number): void {
    let thrown = 0;
    for (let k = 0; k < steps.count; k++) {
      if (steps.throws(k)) {
        thrown++;
        this.#noteThrowing(steps, k, i);
      } else this.#add(steps, k, i);
    }
    for (const count of [steps.count - thrown, steps.overflows, steps.cuts, steps.beyond])
      this.#counts.push(count);
  }

  #noteThrowing(steps: Steps, step: number, state: number): void {
    if (this.#throwing.knows(steps, step)) return;
    this.#throwing.note(steps, step);
    const last = this.#throwing.list().at(-1);
    if (last !== undefined) this.#throwingAt.push({ ...last, state, step });
  }

  #add(steps: Steps, k: number, i: number): void {
    const vector = this.#vector;
    steps.writeStep(k, vector);
    const out = this.#successors;
    const at = out.length;
    const { width } = steps;
    out.reserve(3);
    out.words[at] = i;
    out.words[at + 1] = k;
    out.length = at + 3;
    const names = this.#codec.write(vector, width, out);
    out.words[at + 2] = names;
    if (!this.#isFirst(at)) {
      out.length = at;
      return;
    }
    this.#successorCount++;
    this.#noteAtoms(steps, vector);
  }

  /** Whether the successor that was written last, from `at` on, is there for the first time. */
  #isFirst(at: number): boolean {
    if (this.#successorCount * 2 >= this.#index.length) this.#grow();
    const slot = this.#slot(at);
    if (this.#index[slot] !== 0) return false;
    this.#index[slot] = ~at;
    return true;
  }

  #slot(at: number): number {
    const { words } = this.#successors;
    const count = (words[at + 2] ?? 0) * NAME_WORDS;
    let hash = count;
    for (let i = 0; i < count; i++)
      hash = Math.imul(hash ^ (words[at + 3 + i] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
    const mask = this.#index.length - 1;
    let slot = (hash ^ (hash >>> 16)) & mask;
    while (this.#index[slot] !== 0 && !this.#areEqual(~(this.#index[slot] ?? 0), at))
      slot = (slot + 1) & mask;
    return slot;
  }

  #areEqual(a: number, b: number): boolean {
    const { words } = this.#successors;
    const end = 3 + (words[a + 2] ?? 0) * NAME_WORDS;
    for (let i = 2; i < end; i++) if (words[a + i] !== words[b + i]) return false;
    return true;
  }

  #grow(): void {
    const old = this.#index;
    this.#index = new Int32Array(old.length * 2);
    for (const entry of old) if (entry !== 0) this.#index[this.#slot(~entry)] = entry;
  }

  #noteAtoms(steps: Steps, vector: Uint32Array): void {
    const { width, base } = steps;
    const action = vector[width * 2 + ACTION] ?? 0;
    for (let slot = 0; slot < width - 2; slot++) {
      const id = vector[width + slot] ?? 0;
      if (id !== base[slot] && this.#isNew(slot, id)) this.#tell(slot, id, base[slot] ?? 0, action);
    }
    const history = vector[width * 2 - 1] ?? 0;
    if (this.#isNew('history', history)) this.#tell('history', history, null, action);
    const list = compositionOf(this.#instance.model).values.network.listed(vector[width * 2 - 2] ?? 0);
    for (let i = 0; i < list.length; i++) {
      const id = list.items[i] ?? 0;
      if (this.#isNew('packet', id)) this.#tell('packet', id, null, action);
    }
  }

  #tell(kind: AtomKind, id: number, from: number | null, action: number): void {
    this.#atoms.push(this.#codec.atoms.atom(kind, id, from, action));
  }

  #isNew(kind: AtomKind, id: number): boolean {
    let known = this.#known.get(kind);
    if (known === undefined || id >= known.length) {
      const larger = new Uint8Array(Math.max(256, id * 2));
      if (known !== undefined) larger.set(known);
      known = larger;
      this.#known.set(kind, known);
    }
    if (known[id] === 1) return false;
    known[id] = 1;
    return true;
  }

  result(): Expanded {
    return {
      counts: this.#counts,
      findings: this.#findings,
      successors: this.#successors,
      successorCount: this.#successorCount,
      atoms: this.#atoms,
      throwing: this.#throwingAt,
    };
  }
}
