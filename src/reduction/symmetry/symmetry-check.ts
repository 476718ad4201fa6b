import type { Composition } from '../../composition/composition.ts';
import { isSafety } from '../../language/property.ts';
import type { Instance } from '../../model/instance.ts';
import { Steps, THROWN } from '../../model/steps.ts';
import { type Monitor, monitorOf } from '../../property/monitor.ts';
import { notAlike, toldStep } from './not-alike.ts';
import { IDENTITY, type Permutation } from './permutations.ts';
import { textOfStep } from './step-text.ts';
import type { Symmetry } from './symmetry.ts';

/** States that are compared with a mirror image: the first ones, then ever fewer, at intervals that grow by this. */
const FIRST = 16;
const GROWTH = 1.15;

interface Watched {
  readonly name: string;
  readonly monitor: Monitor;
}

/**
 * Compares states with their mirror images: the same steps must be enabled, renamed, and properties must say the same.
 * That the endpoints are alike is the model's claim; a machine is a program, so it can be refuted but not proved.
 */
export class SymmetryCheck {
  readonly #symmetry: Symmetry;
  readonly #model: Composition;
  readonly #watched: readonly Watched[];
  readonly #steps: Steps;
  readonly #mirrored: Steps;
  readonly #image: Uint32Array;
  #seen = 0;
  #next = 0;
  #overflows = 0;
  #compared = 0;

  constructor(composition: Composition, { properties, parameters }: Instance, symmetry: Symmetry) {
    this.#symmetry = symmetry;
    this.#model = composition;
    this.#watched = properties.filter(isSafety).map((property) => ({
      name: property.name,
      monitor: monitorOf(property, composition, parameters),
    }));
    this.#steps = new Steps(composition.width);
    this.#mirrored = new Steps(composition.width);
    this.#image = new Uint32Array(composition.width);
  }

  /** Number of states that were compared with a mirror image. */
  get compared(): number {
    return this.#compared;
  }

  /**
   * Looks at a state that is expanded, if it is its turn.
   *
   * @param overflowing whether one of its messages found no room: which one that is depends on an order
   * @throws ModelError if its mirror image behaves in another way
   */
  look(state: Uint32Array, overflowing: boolean): void {
    const index = this.#seen++;
    const isTurn = index === this.#next;
    if (isTurn) this.#next = index < FIRST ? index + 1 : Math.ceil(index * GROWTH);
    const isRare = overflowing && this.#overflows++ < FIRST;
    if (isTurn || isRare) this.#compare(state, this.#permutation(this.#compared++));
  }

  /** In turn: two neighbours exchange places, or all move on by one. */
  #permutation(turn: number): number {
    const { alike, permutations } = this.#symmetry;
    const count = alike.length;
    const first = (turn >> 1) % (count - 1);
    const positions = Int32Array.from(alike, (_, i) => {
      if (turn % 2 === 1) return (i + 1) % count;
      return i === first ? first + 1 : i === first + 1 ? first : i;
    });
    return permutations.intern(positions);
  }

  #compare(state: Uint32Array, permutation: number): void {
    const images = this.#symmetry.permutations.images(permutation);
    this.#symmetry.rename(permutation, state, this.#image);
    this.#model.expand(state, this.#steps);
    this.#model.expand(this.#image, this.#mirrored);
    const [steps, mirrored] = [this.#steps, this.#mirrored];
    if (this.#model.isFinal(state) !== this.#model.isFinal(this.#image)) this.#object('final', images);
    this.#compareProperties('state', state, this.#image, images);
    const counterparts = new Map<string, Uint32Array>();
    for (let k = 0; k < mirrored.count + mirrored.beyond; k++) {
      const vector = mirrored.vector(k);
      counterparts.set(this.#text(vector, IDENTITY), vector);
    }
    const texts = new Set<string>();
    for (let k = 0; k < steps.count + steps.beyond; k++) {
      const vector = steps.vector(k);
      const text = this.#text(vector, permutation);
      texts.add(text);
      const counterpart = counterparts.get(text);
      if (counterpart === undefined) this.#object(this.#told(vector, 'has no counterpart'), images);
      else if (vector[this.#model.width * 2 + THROWN] === 0) {
        this.#compareProperties('step', vector, counterpart, images);
      }
    }
    for (const [text, vector] of counterparts) {
      if (!texts.has(text)) this.#object(this.#told(vector, 'exists only once they are exchanged'), images);
    }
    if (steps.beyond !== mirrored.beyond) this.#object('which states an assumption confines to', images);
    if (steps.cuts !== mirrored.cuts || steps.waiting.length !== mirrored.waiting.length)
      this.#object('which messages find room in the network', images);
  }

  #compareProperties(
    what: 'state' | 'step',
    vector: Uint32Array,
    mirrored: Uint32Array,
    images: Permutation,
  ): void {
    for (const { name, monitor } of this.#watched) {
      if (monitor.watches !== what) continue;
      if (monitor.decides(vector, 0) !== monitor.decides(mirrored, 0)) {
        this.#object(`what the property "${name}" says of a ${what}`, images);
      }
    }
  }

  /** A step with all that can be seen of it, and the state that it leads to, renamed. */
  #text(vector: Uint32Array, permutation: number): string {
    const { width, reader } = this.#model;
    const images = this.#symmetry.permutations.images(permutation);
    const target = new Uint32Array(width);
    this.#symmetry.rename(permutation, vector.slice(width, width * 2), target);
    const throws = vector[width * 2 + THROWN] !== 0;
    return `${throws ? '' : target} ${textOfStep(reader, vector, this.#symmetry.renaming, images)}`;
  }

  #told(vector: Uint32Array, what: string): string {
    return toldStep(this.#model, vector, what);
  }

  #object(what: string, images: Permutation): never {
    throw notAlike(this.#model, this.#symmetry.alike, images, what);
  }
}
