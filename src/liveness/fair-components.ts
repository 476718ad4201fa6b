import { Components, FACT_A, type Visitor } from './components.ts';
import type { Conditions } from './conditions.ts';
import { PartLook } from './part-look.ts';
import { PlaceSet } from './place-set.ts';
import type { Product, ProductEdge } from './product.ts';

/** A fair behaviour goes on from here. */
const GOES_ON = FACT_A;

/** A part of the product in which a fair, accepted behaviour may stay for ever: it can visit all of it, again and again. */
export interface FairComponent {
  readonly component: number;
  /** Steps that ask for these conditions must not be taken: nothing in the component meets them. */
  readonly avoids: ReadonlySet<number>;
}

/** What a behaviour that never leaves some places must not do, and what it may. */
interface Part {
  readonly members: readonly number[];
  readonly avoids: ReadonlySet<number>;
}

/**
 * Finds where fair behaviours may stay for ever that an automaton accepts: strongly connected components of the product in
 * which every condition of fairness, a Streett pair on states and steps, can be met. Where one cannot, what asks for it is
 * taken away, and what is left of the component falls apart into smaller ones: Emerson and Lei, "Modalities for Model
 * Checking: Branching Time Logic Strikes Back" (1987), after Lichtenstein and Pnueli (POPL 1985).
 *
 * A place by itself is looked at when it is visited: a behaviour may stop there, or take steps that lead back to it. So only
 * components of two places and more are left to be looked at once they are complete.
 */
export class FairComponents implements Visitor {
  readonly product: Product;
  readonly components: Components;
  readonly conditions: Conditions;
  /**
   * Whether only what is certain counts: where steps were cut off, nothing is known to be impossible, so that no behaviour is
   * known to be fair that stops there, or comes there again and again.
   */
  readonly #certain: boolean;
  readonly #fair = new Map<number, FairComponent>();
  /** Places where a fair, accepted behaviour may stay. */
  readonly #alone: PlaceSet;
  /** The states in which fair behaviours stay; null if that is not known. */
  readonly #staying: PlaceSet | null;

  constructor(product: Product, conditions: Conditions, certain: boolean, staying: PlaceSet | null) {
    this.product = product;
    this.conditions = conditions;
    this.components = new Components(product.size);
    this.#alone = new PlaceSet(product.size);
    this.#certain = certain;
    this.#staying = staying;
  }

  /** Whether any was found. */
  get found(): boolean {
    return !this.#alone.isEmpty || this.#fair.size > 0;
  }

  /** Finds all that can be reached from a place. */
  from(place: number): Generator<void, void> {
    return this.components.from(place, this);
  }

  /** Whether a fair, accepted behaviour may stay at a place, or in a component that it belongs to. */
  isFair(place: number): boolean {
    return this.#alone.has(place) || this.componentOf(place) !== null;
  }

  /** The fair component of a place; null if there is none. */
  componentOf(place: number): FairComponent | null {
    if (!this.components.isDone(place)) return null;
    return this.#fair.get(this.components.of(place)) ?? null;
  }

  /** Whether a fair, accepted behaviour goes on from a place. */
  goesOn(place: number): boolean {
    return (this.components.facts(place) & GOES_ON) !== 0;
  }

  visit(place: number, targets: number[]): number {
    const { product } = this;
    product.open(place);
    for (let i = 0; i < product.count; i++) {
      const to = product.to[i] ?? 0;
      if (to !== place) targets.push(to);
    }
    if (!this.#mayStay(place) || (!this.mayStop(place) && this.loops(place) === null)) return 0;
    this.#alone.add(place);
    return GOES_ON;
  }

  *complete(members: readonly number[], facts: number): Generator<void, number> {
    // What a fair behaviour visits again and again are states in which one stays.
    if (members.length < 2 || !members.some((place) => this.#mayStay(place))) return 0;
    const before = this.#fair.size;
    yield* this.#look({ members, avoids: NOTHING });
    return this.#fair.size > before || (facts & GOES_ON) !== 0 ? GOES_ON : 0;
  }

  #mayStay(place: number): boolean {
    return this.#staying === null || this.#staying.has(this.product.stateOf(place));
  }

  /** Whether a fair, accepted behaviour may stop at a place for ever. */
  mayStop(place: number): boolean {
    if (!this.product.acceptsStop(place)) return false;
    const { graph } = this.product;
    const state = this.product.stateOf(place);
    if (this.#certain && graph.isCut(state)) return false;
    return graph.mayStop(state);
  }

  /** The steps from a place to itself that a fair, accepted behaviour may take for ever; null if there are none. */
  loops(place: number): readonly ProductEdge[] | null {
    const { product } = this;
    const state = product.stateOf(place);
    if (!product.graph.mayLoop(state) || this.#isUncertain(product.graph.isCut(state))) return null;
    return this.#fairLoops(place, product.edges(place, place));
  }

  #fairLoops(place: number, loops: readonly ProductEdge[]): readonly ProductEdge[] | null {
    const look = new PartLook(this.conditions);
    this.product.tell(place, look);
    for (const { accepts, bearing } of loops) look.edge(accepts, bearing);
    if (loops.length === 0 || look.isHopeless(this.product.automaton.sets)) return null;
    if (look.unmetStrong().length > 0) return null;
    const unmet = look.unmetPairs();
    if (unmet.length === 0) return loops;
    return this.#fairLoops(
      place,
      loops.filter(({ bearing }) => !bearing.asks.some((id) => unmet.includes(id))),
    );
  }

  #isUncertain(isCut: boolean): boolean {
    return this.#certain && isCut && this.conditions.dependsOnPossible;
  }

  /** Looks at a component, and at what it falls apart into. */
  *#look({ members, avoids }: Part): Generator<void, void> {
    const { product } = this;
    const uncertain: number[] = [];
    const look = new PartLook(this.conditions);
    const first = members[0];
    if (first === undefined) return;
    const component = this.components.of(first);
    for (const [i, place] of members.entries()) {
      if (i % BETWEEN_LOOKS === 0) yield;
      product.tell(place, look);
      if (product.graph.isCut(product.stateOf(place))) uncertain.push(place);
      product.open(place);
      for (let i = 0; i < product.count; i++) {
        if (this.#isWithin(i, component, avoids)) look.edge(product.accepts(i), product.bearing(i));
      }
    }
    if (look.isHopeless(this.product.automaton.sets)) return;
    const unmet = look.unmetPairs();
    const strong = look.unmetStrong();
    const leaves = this.#isUncertain(look.isCut) ? uncertain : [];
    if (unmet.length + strong.length + leaves.length === 0) {
      this.#fair.set(component, { component, avoids });
      return;
    }
    const gone = new Set(leaves);
    for (const [i, place] of members.entries()) {
      if (strong.length === 0) break;
      if (i % BETWEEN_LOOKS === 0) yield;
      const here = new PartLook(this.conditions);
      product.tell(place, here);
      const possible = here.demanding();
      if (strong.some((id) => possible.includes(id))) gone.add(place);
    }
    this.components.setApart([...gone]);
    yield* this.#parts(
      members.filter((place) => !gone.has(place)),
      new Set([...avoids, ...unmet]),
    );
  }

  /** Finds the components of some places, of steps that do not ask for what is to be avoided, and looks at each. */
  *#parts(members: readonly number[], avoids: ReadonlySet<number>): Generator<void, void> {
    const { product } = this;
    this.components.forget(members);
    const parts: (readonly number[])[] = [];
    const visitor: Visitor = {
      visit: (place, targets) => {
        product.open(place);
        for (let i = 0; i < product.count; i++) {
          if (!asksFor(product.bearing(i).asks, avoids)) targets.push(product.to[i] ?? 0);
        }
        return 0;
      },
      complete: (part) => {
        parts.push(part);
        return 0;
      },
    };
    for (const place of members) yield* this.components.from(place, visitor);
    for (const part of parts) if (part.length > 1) yield* this.#look({ members: part, avoids });
  }

  /** Whether step `i` of the opened place stays in a component, and asks for nothing that is to be avoided. */
  #isWithin(i: number, component: number, avoids: ReadonlySet<number>): boolean {
    const { product } = this;
    return this.components.of(product.to[i] ?? 0) === component && !asksFor(product.bearing(i).asks, avoids);
  }
}

/** Places that are looked at between two looks around. */
const BETWEEN_LOOKS = 64;

const NOTHING: ReadonlySet<number> = new Set();

/** Whether a step asks for something that nothing meets. */
export function asksFor(asks: readonly number[], avoids: ReadonlySet<number>): boolean {
  return avoids.size > 0 && asks.some((id) => avoids.has(id));
}
