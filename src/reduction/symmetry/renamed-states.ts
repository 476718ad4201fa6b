import type { Composition } from '../../composition/composition.ts';
import { PairMap } from '../../tables/pair-map.ts';
import type { Permutations } from './permutations.ts';
import type { Renaming } from './renaming.ts';

const UNKNOWN = -3;
/** Names no endpoint that is alike to others. */
const NONE = -2;
/** Names several of them. */
const SEVERAL = -1;

/**
 * States under other names, in ids; each part of a state is renamed once. What names one endpoint only, as most local
 * states and messages do, is renamed once for each slot where that endpoint may go, not for each permutation.
 */
export class RenamedStates {
  readonly #model: Composition;
  readonly #renaming: Renaming;
  readonly #permutations: Permutations;
  /** Per slot of the state vector: by id and by what becomes of the names in it, the renamed id. */
  readonly #renamed: readonly PairMap[];
  /** Per slot: by id, the one endpoint that is named, or NONE, or SEVERAL. */
  readonly #named: readonly number[][];
  readonly #renamedPackets = new PairMap();
  readonly #namedByPackets: number[] = [];

  constructor(model: Composition, renaming: Renaming, permutations: Permutations) {
    this.#model = model;
    this.#renaming = renaming;
    this.#permutations = permutations;
    this.#renamed = Array.from({ length: model.width }, () => new PairMap());
    this.#named = Array.from({ length: model.width }, () => []);
  }

  /** Writes the renamed state into `out`. */
  write(permutation: number, state: Uint32Array, out: Uint32Array): void {
    const endpoints = this.#model.width - 2;
    const images = this.#permutations.images(permutation);
    for (let slot = 0; slot < endpoints; slot++) {
      out[images[slot] ?? slot] = this.#local(permutation, images, slot, state[slot] ?? 0);
    }
    out[endpoints] = this.#network(permutation, images, state[endpoints] ?? 0);
    out[endpoints + 1] = this.#history(permutation, images, state[endpoints + 1] ?? 0);
  }

  #local(permutation: number, images: Int32Array, endpoint: number, id: number): number {
    const named = this.#named[endpoint] ?? [];
    let one = named[id] ?? UNKNOWN;
    if (one === UNKNOWN) {
      one = soleOf(this.#renaming.namedByLocal(endpoint, id));
      named[id] = one;
    }
    if (one === NONE) return id;
    const key = keyOf(one, permutation, images);
    const memo = this.#renamed[endpoint];
    const known = memo?.get(id, key) ?? -1;
    if (known >= 0) return known;
    const renamed = this.#renaming.local(images, endpoint, id);
    memo?.set(id, key, renamed);
    return renamed;
  }

  #network(permutation: number, images: Int32Array, id: number): number {
    const memo = this.#renamed[this.#model.width - 2];
    const known = memo?.get(id, permutation) ?? -1;
    if (known >= 0) return known;
    const renamed = this.#model.values.network.mapped(
      id,
      (packet) => this.#packet(permutation, images, packet),
      (condition) => this.#renaming.wires.condition(images, condition),
    );
    memo?.set(id, permutation, renamed);
    return renamed;
  }

  #packet(permutation: number, images: Int32Array, packet: number): number {
    let one = this.#namedByPackets[packet] ?? UNKNOWN;
    if (one === UNKNOWN) {
      one = soleOf(this.#renaming.namedByPacket(packet));
      this.#namedByPackets[packet] = one;
    }
    if (one === NONE) return packet;
    const key = keyOf(one, permutation, images);
    const known = this.#renamedPackets.get(packet, key);
    if (known >= 0) return known;
    const renamed = this.#renaming.packet(images, packet);
    this.#renamedPackets.set(packet, key, renamed);
    return renamed;
  }

  #history(permutation: number, images: Int32Array, id: number): number {
    const memo = this.#renamed[this.#model.width - 1];
    const known = memo?.get(id, permutation) ?? -1;
    if (known >= 0) return known;
    const renamed = this.#renaming.history(images, id);
    memo?.set(id, permutation, renamed);
    return renamed;
  }
}

function soleOf(named: ReadonlySet<number>): number {
  const [one = NONE] = named;
  return named.size > 1 ? SEVERAL : one;
}

/** What becomes of the names in a part of a state that names `one` endpoint, or SEVERAL. */
function keyOf(one: number, permutation: number, images: Int32Array): number {
  return one === SEVERAL ? images.length + permutation : (images[one] ?? one);
}
