import type { SetFacts } from '../../model/set-facts.ts';
import type { PropertyWatch } from '../../property/property-watch.ts';
import type { CoreMemory } from './memory.ts';
import { F_CLASSED, F_CLASSES, F_KEY_SHIFT } from './records.ts';
import { type CoreStates, slotOf } from './states.ts';

/** Bits of a key: the highest is always set. */
const KEY = 63;
const KEY_BYTES = 8;
const MOST_CLASS_BITS = 16;
const MOST_CLASSES = 2 ** MOST_CLASS_BITS - 1;

/** Keys that are remembered, at first, and at most; by what they become more; and states for each. */
const FIRST = 2 ** 12;
const MOST = 2 ** 18;
const FACTOR = 4;
const STATES = 64;

/** What predicates tell apart in a field. */
interface Classes {
  /** Of what was told apart: its number, from 1 on. */
  readonly numbers: Map<string, number>;
  bits: number;
  room: number;
}

/** Tells a core which states need be judged: those that differ, in what predicates over states were ever seen to read, from all that were. */
export class Judging {
  readonly #memory: CoreMemory;
  readonly #facts: SetFacts;
  readonly #watch: PropertyWatch;
  readonly #states: CoreStates;
  readonly #vector: Uint32Array;
  readonly #classes: Classes[] = [];
  /** What was read when keys were made last. */
  #reads = 0;
  #isJudging = false;
  #isStale = true;
  /** Keys that can be remembered; where they stand, and the bytes that there are for them. */
  #room = FIRST;
  #keys = 0;
  #bytes = 0;

  constructor(memory: CoreMemory, facts: SetFacts, watch: PropertyWatch, states: CoreStates) {
    this.#memory = memory;
    this.#facts = facts;
    this.#watch = watch;
    this.#states = states;
    this.#vector = new Uint32Array(states.width);
  }

  /** Keys do for all that is read by now. Returns false if there is too much for a key. */
  refresh(): boolean {
    const isJudging = this.#watch.open('state').length > 0;
    const { reads } = this.#watch.stateReads;
    if (this.#states.size > this.#room * STATES && this.#room < MOST) this.#enlarge();
    if (!this.#isStale && isJudging === this.#isJudging && reads.length === this.#reads) return true;
    this.#isStale = false;
    this.#isJudging = isJudging;
    this.#reads = reads.length;
    const shifts = this.#shifts();
    if (shifts === null) return false;
    for (const [field, shift] of shifts.entries()) this.#write(field, shift);
    const readsNetwork = this.#watch.stateReads.isRead(this.#facts.endpoints);
    this.#makeRoom(this.#room * (readsNetwork ? 2 : 1) * KEY_BYTES);
    this.#memory.core.setJudging(Number(isJudging), Number(readsNetwork), this.#keys, this.#room);
    return true;
  }

  /** So many bytes for keys, of which none is there yet. */
  #makeRoom(bytes: number): void {
    if (bytes > this.#bytes) {
      this.#keys = this.#memory.allocate(bytes);
      this.#bytes = bytes;
    } else this.#memory.words.fill(0, this.#keys >>> 2, (this.#keys + bytes) >>> 2);
  }

  #enlarge(): void {
    this.#room *= FACTOR;
    this.#isStale = true;
  }

  /** Where the class of each field stands in a key, or NONE; null if they are too many bits. */
  #shifts(): readonly (number | null)[] | null {
    let shift = 0;
    const shifts = Array.from({ length: this.#facts.endpoints + 1 }, (_, field) => {
      if (!this.#watch.stateReads.isRead(slotOf(field, this.#facts.endpoints))) return null;
      const classes = this.#classesOf(field);
      // Whatever was told apart before is numbered anew.
      classes.numbers.clear();
      for (let id = 0; id < this.#idsOf(field); id++) this.#number(field, id);
      classes.bits = Math.min(MOST_CLASS_BITS, 33 - Math.clz32(classes.numbers.size));
      const at = shift;
      shift += classes.bits;
      return at;
    });
    const isTooMuch = shift > KEY || this.#classes.some(({ numbers }) => numbers.size >= MOST_CLASSES);
    return isTooMuch ? null : shifts;
  }

  #write(field: number, shift: number | null): void {
    const memory = this.#memory;
    const at = memory.core.fieldAt(field);
    if (shift === null) {
      memory.set(at + F_CLASSES, 0);
      return;
    }
    const classes = this.#classesOf(field);
    classes.room = Math.max(16, this.#idsOf(field) * 2);
    memory.set(at + F_CLASSES, memory.allocate(classes.room * 2));
    memory.set(at + F_CLASSED, classes.room);
    memory.set(at + F_KEY_SHIFT, shift);
    for (let id = 0; id < this.#idsOf(field); id++) this.#enter(field, id, this.#number(field, id));
  }

  /** The class of an id; 0 if it needs more bits than there are for it in keys. */
  classOf(field: number, id: number): number {
    const classes = this.#classesOf(field);
    const number = this.#number(field, id);
    if (number >= 2 ** classes.bits) {
      this.#isStale = true;
      return 0;
    }
    if (id >= classes.room) this.#isStale = true;
    else this.#enter(field, id, number);
    return number;
  }

  #enter(field: number, id: number, number: number): void {
    const at = this.#memory.core.fieldAt(field) + F_CLASSES;
    this.#memory.setHalf(this.#memory.get(at) + id * 2, number);
  }

  /** Whether the state in the core's vector decides a property, or predicates have read more than before, or fail. */
  decides(): number {
    // As long as nobody reads what is in flight, anything may stand for it: if that is read now, this is not what counts.
    this.#readVector(this.#watch.stateReads.isRead(this.#facts.endpoints));
    return Number(this.#isDecided('state') || this.#watch.stateReads.reads.length !== this.#reads);
  }

  /** Whether the state in the core's vector, in which nothing can happen, decides nothing. */
  mayEnd(): number {
    this.#readVector(true);
    return Number(!this.#isDecided('deadlock'));
  }

  #isDecided(what: 'state' | 'deadlock'): boolean {
    const vector = this.#vector;
    try {
      return this.#watch.open(what).some(({ monitor }) => monitor.decides(vector, 0));
    } catch {
      // Whoever expands this state without the core will find that, too, and on which path.
      return true;
    } finally {
      this.#facts.cut();
    }
  }

  #readVector(withNetwork: boolean): void {
    this.#states.copyVector(this.#vector);
    this.#vector[this.#facts.endpoints] = withNetwork ? this.#facts.draftOf(this.#states.packets) : 0;
  }

  #number(field: number, id: number): number {
    const { numbers } = this.#classesOf(field);
    const text = this.#watch.stateReads.classOf(slotOf(field, this.#facts.endpoints), id);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size + 1);
    return numbers.size;
  }

  #classesOf(field: number): Classes {
    let classes = this.#classes[field];
    if (classes === undefined) {
      classes = { numbers: new Map(), bits: 0, room: 0 };
      this.#classes[field] = classes;
    }
    return classes;
  }

  #idsOf(field: number): number {
    return field < this.#facts.endpoints ? this.#facts.locals(field) : this.#facts.histories;
  }
}
