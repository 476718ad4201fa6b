import type { SetFacts } from '../../model/set-facts.ts';
import type { Successors } from '../../model/successors.ts';
import type { StateSet } from '../../store/state-set.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { NOT_ADDED } from './instance.ts';
import { type CoreMemory, Outgrown } from './memory.ts';
import { F_MASK, F_SHIFT, F_WORD, FIELD } from './records.ts';

const WORD = 32;

/** Packets that have a bit. */
export const MOST_PACKETS = 64;

/** The states of a search, in the memory of a core. What is in flight is a bit for each packet; all others see numbers, as models have them. */
export class CoreStates implements StateSet {
  readonly width: number;
  readonly #memory: CoreMemory;
  readonly #facts: SetFacts;
  #fields: Fields | null = null;
  /** Bits that each field needs: of the endpoints, the history, what is in flight. */
  readonly #needed: number[];
  /** Where fields stand that are written anew; and the words of a state before and after. */
  readonly #before: number;
  readonly #scratch: number;
  /** Where the bits of what is in flight stand in the vector. */
  readonly #network: number;
  readonly #vector: Uint32Array;
  #prepared: readonly Successors[] = [];

  constructor(memory: CoreMemory, facts: SetFacts) {
    this.#memory = memory;
    this.#facts = facts;
    this.width = facts.endpoints + 2;
    const fields = facts.endpoints + 1;
    this.#needed = Array.from({ length: fields + 1 }, () => 0);
    this.#before = memory.allocate(fields * FIELD);
    this.#scratch = memory.allocate(128);
    this.#network = (fields * 4 + 7) & ~7;
    this.#vector = new Uint32Array(this.width);
  }

  get size(): number {
    return this.#memory.core.size.value >>> 0;
  }

  get bytes(): number {
    return this.#memory.core.heldByStates() >>> 0;
  }

  /**
   * Makes room for all ids that there are, and for a value that did not fit.
   *
   * @throws Outgrown if a state would be too long
   */
  widen(field: number, bits: number): void {
    const { endpoints } = this.#facts;
    for (let i = 0; i < endpoints; i++) this.#need(i, bitsOf(this.#facts.locals(i) - 1));
    this.#need(endpoints, bitsOf(this.#facts.histories - 1));
    this.#need(endpoints + 1, Math.min(MOST_PACKETS, this.#facts.packets));
    this.#need(field, bits);
    const fields = fieldsOf(this.#needed, [endpoints + 1, ...this.#needed.keys()].slice(0, endpoints + 2));
    if (fields === null) throw new Outgrown('a state takes too many bits');
    const { fields: before } = this.#fields ?? { fields: null };
    // A state never takes fewer bytes than before: what stands behind it must not move down.
    const bytes = Math.max(fields.bytes, this.#fields?.bytes ?? 0);
    this.#write(this.#before, before ?? fields.fields);
    this.#write(this.#memory.core.fieldAt(0), fields.fields);
    const network = fields.fields[endpoints + 1] ?? { word: 0, shift: 0, bits: 0 };
    const words = Math.ceil(bytes / 8);
    const mask = (1n << BigInt(network.bits)) - 1n;
    const isDone = this.#memory.core.repack(
      this.#before,
      bytes,
      network.word * 8,
      BigInt(network.shift),
      mask,
      this.#scratch,
    );
    if (isDone === 0) throw new Outgrown('there is no more memory');
    this.#fields = { ...fields, bytes, words };
  }

  #need(field: number, bits: number): void {
    this.#needed[field] = Math.max(this.#needed[field] ?? 0, bits);
  }

  #write(at: number, fields: Fields['fields']): void {
    const memory = this.#memory;
    for (let i = 0; i <= this.#facts.endpoints; i++) {
      const { word, shift, bits } = fields[i] ?? { word: 0, shift: 0, bits: 0 };
      const field = at + i * FIELD;
      memory.set(field + F_WORD, word * 8);
      memory.set(field + F_SHIFT, shift);
      memory.set(field + F_MASK, 2 ** bits - 1);
      memory.set(field + F_MASK + 4, 0);
    }
  }

  /** @throws Outgrown, before anything is added, if there is no room */
  add(vectors: Uint32Array, offset: number): number {
    this.#makeRoom(1);
    this.#fit(vectors, offset);
    return this.#add(vectors, offset);
  }

  addAll(successors: Successors, targets: Int32Array): void {
    this.#fitAll(successors);
    this.#addEach(successors, targets);
  }

  /** There must be room. */
  #addEach(successors: Successors, targets: Int32Array): void {
    for (let k = 0; k < successors.count; k++) {
      successors.write(k, this.#vector, 0);
      targets[k] = this.#add(this.#vector, 0);
    }
  }

  /** @throws Outgrown, before anything is added, if there is no room */
  prepare(several: readonly Successors[], count: number): void {
    this.#prepared = several;
    for (const successors of several.slice(0, count)) this.#fitAll(successors);
  }

  addPrepared(which: number, targets: Int32Array): void {
    const successors = this.#prepared[which];
    if (successors !== undefined) this.#addEach(successors, targets);
  }

  #fitAll(successors: Successors): void {
    this.#makeRoom(successors.count);
    for (let k = 0; k < successors.count; k++) {
      successors.write(k, this.#vector, 0);
      this.#fit(this.#vector, 0);
    }
  }

  #makeRoom(states: number): void {
    if (this.#memory.core.reserve(states) === 0) throw new Outgrown('there is no more memory');
  }

  /** Sees to it that a vector fits into the fields. */
  #fit(vectors: Uint32Array, offset: number): void {
    const { endpoints, packets } = this.#facts;
    if (packets > MOST_PACKETS) throw new Outgrown('there are too many messages');
    for (let field = 0; field <= endpoints + 1; field++) {
      const bits = field > endpoints ? packets : bitsOf(vectors[offset + slotOf(field, endpoints)] ?? 0);
      if (bits > (this.#fields?.fields[field]?.bits ?? 0)) this.widen(field, bits);
    }
  }

  /** There must be room. */
  #add(vectors: Uint32Array, offset: number): number {
    const { endpoints } = this.#facts;
    const packets = this.#facts.packetsIn(vectors[offset + endpoints] ?? 0);
    const memory = this.#memory;
    const vector = memory.core.vector.value;
    for (let field = 0; field <= endpoints; field++) {
      memory.set(vector + field * 4, vectors[offset + slotOf(field, endpoints)] ?? 0);
    }
    memory.set(vector + this.#network, 0);
    memory.set(vector + this.#network + 4, 0);
    for (const packet of packets) memory.setBit(vector + this.#network, packet, true);
    const added = memory.core.add();
    if (added === NOT_ADDED) throw new Error('a state was to fit, and does not');
    return added;
  }

  /** Writes a state into `out`; the number of what is in flight stays. */
  read(index: number, out: Uint32Array): void {
    this.#memory.core.read(index);
    this.copyVector(out);
    out[this.width - 2] = this.#facts.idOf(this.packets);
  }

  /** Copies the ids that stand in the core's vector, but for what is in flight. */
  copyVector(out: Uint32Array): void {
    const { endpoints } = this.#facts;
    const { words } = this.#memory;
    const from = this.#memory.core.vector.value >>> 2;
    for (let field = 0; field <= endpoints; field++) out[slotOf(field, endpoints)] = words[from + field] ?? 0;
  }

  /** The packets whose bits stand in the core's vector. */
  get packets(): readonly number[] {
    const at = this.#memory.core.vector.value + this.#network;
    const packets: number[] = [];
    for (let j = 0; j < MOST_PACKETS; j += WORD) {
      for (let word = this.#memory.get(at + j / 8); word !== 0; word &= word - 1) {
        packets.push(j + WORD - 1 - Math.clz32(word & -word));
      }
    }
    return packets;
  }

  begin(): void {
    this.#facts.cut();
  }

  load(index: number, successors: Successors): void {
    this.#memory.core.read(index);
    this.copyVector(successors.base);
    successors.base[this.width - 2] = this.#facts.draftOf(this.packets);
    successors.packedBy = null;
  }

  release(): void {}
}

/** The slot of a state's vector that a field holds. */
export function slotOf(field: number, endpoints: number): number {
  return field < endpoints ? field : field + 1;
}

/** Bits that a number needs: none if it is 0. */
function bitsOf(id: number): number {
  return id <= 0 ? 0 : 32 - Math.clz32(id);
}
