import type { ActionPath } from '../model/action-path.ts';
import { pathToInitial } from '../model/beginnings.ts';
import type { Model } from '../model/model.ts';
import { MOST_ATOMS } from './claims/atoms.ts';
import type { Beginning } from './claims/claim.ts';
import { asksFor, type FairComponents } from './fair-components.ts';
import { PartLook } from './part-look.ts';
import type { Product, ProductEdge } from './product.ts';

/** A behaviour that lasts for ever: a path, and what is repeated without end after it. */
export interface Lasso {
  readonly stem: ActionPath;
  /** If it is empty, the behaviour stops. */
  readonly cycle: ActionPath;
}

const UNSEEN = -1;
/** The first of a path comes from nowhere. */
const NOWHERE = -2;

/** Draws the behaviour by which a claim is violated, once it is known where fair behaviours may stay. */
export class LassoSearch {
  readonly #product: Product;
  readonly #fair: FairComponents;
  readonly #begins: Beginning;
  readonly #model: Pick<Model, 'initials'>;
  /**
   * Breadth first, from where each spot was reached first. Spots are the states, in which the beginning of the violation is
   * waited for, and behind them the places of the product.
   */
  readonly #parents: Int32Array;

  constructor(fair: FairComponents, begins: Beginning, model: Pick<Model, 'initials'>) {
    this.#model = model;
    this.#fair = fair;
    this.#product = fair.product;
    this.#begins = begins;
    this.#parents = new Int32Array(this.#states + fair.product.size).fill(UNSEEN);
  }

  /** The lasso with the shortest stem, and a short cycle on which every condition of fairness is met. */
  find(): Lasso {
    const last = this.#nearest();
    const place = last - this.#states;
    return { stem: this.#pathTo(last), cycle: this.#cycleAt(place) };
  }

  get #states(): number {
    return this.#product.graph.size;
  }

  /** The first spot, breadth first, at which a fair behaviour may stay that violates the claim. */
  #nearest(): number {
    const queue: number[] = [];
    let found: number | null = null;
    const discover = (spot: number, from: number): void => {
      if (found !== null || this.#parents[spot] !== UNSEEN) return;
      this.#parents[spot] = from;
      queue.push(spot);
      if (spot < this.#states) {
        // No step is needed for a violation to begin here, so it is as near as the state.
        for (const begun of this.#begunAt(spot)) discover(begun, spot);
      } else if (this.#fair.isFair(spot - this.#states)) found = spot;
    };
    for (const spot of this.#first()) discover(spot, NOWHERE);
    // A queue that grows while it is read.
    for (const from of queue) {
      if (found !== null) return found;
      this.#expand(from, discover);
    }
    if (found === null) throw new Error('no fair behaviour can be reached');
    return found;
  }

  /** Where the automaton reads a state from which on the claim may be violated. */
  #begunAt(state: number): readonly number[] {
    const begins = this.#begins;
    const isOne =
      begins.at === 'anywhere' ||
      (begins.at === 'state' && (this.#product.bitsOf(state) & begins.bits) !== 0);
    return isOne ? this.#spotsAt(state, this.#product.automaton.initial) : [];
  }

  #first(): readonly number[] {
    const { initial } = this.#product.automaton;
    // The first states that a search has found are the initial ones.
    const states = [...this.#model.initials.keys()];
    if (this.#begins.at === 'initial') return states.flatMap((state) => this.#spotsAt(state, initial));
    return states;
  }

  /** Spots at which a state is read; those where a violation begins come after the state itself. */
  #spotsAt(state: number, nodes: readonly number[]): readonly number[] {
    return this.#product.placesAt(state, nodes).map((place) => this.#states + place);
  }

  /** Discovers what one step leads to: first where a violation begins with it. */
  #expand(spot: number, discover: (to: number, from: number) => void): void {
    const product = this.#product;
    const { graph } = product;
    if (spot >= this.#states) {
      product.open(spot - this.#states);
      for (let i = 0; i < product.count; i++) discover(this.#states + (product.to[i] ?? 0), spot);
      return;
    }
    graph.open(spot);
    if (this.#begins.at === 'step') {
      for (let edge = 0; edge < graph.count; edge++) {
        if (!this.#beginsAt(spot, graph.kinds[edge] ?? 0)) continue;
        const begun = this.#spotsAt(graph.targets[edge] ?? 0, product.automaton.initial);
        for (const to of begun) discover(to, spot);
      }
    }
    for (let edge = 0; edge < graph.count; edge++) discover(graph.targets[edge] ?? 0, spot);
  }

  /** Whether the violation may begin after steps of a kind from a state. */
  #beginsAt(state: number, kind: number): boolean {
    const begins = this.#begins;
    if (begins.at !== 'step') return false;
    const bits = this.#product.bitsOfStep(state, kind);
    return (bits & begins.bits) !== 0 && (bits & begins.butNot) === 0;
  }

  #pathTo(last: number): ActionPath {
    const path: number[] = [];
    for (let spot = last; ; ) {
      const from = this.#parents[spot] ?? NOWHERE;
      if (from === NOWHERE) return [...pathToInitial(this.#model, this.#stateOf(spot)), ...path.reverse()];
      const action = this.#actionBetween(from, spot);
      if (action !== null) path.push(action);
      spot = from;
    }
  }

  #stateOf(spot: number): number {
    return spot < this.#states ? spot : this.#product.stateOf(spot - this.#states);
  }

  /** The step between two spots; null if waiting ends without one. */
  #actionBetween(from: number, to: number): number | null {
    const { graph } = this.#product;
    if (from >= this.#states) {
      const found = this.#product.edges(from - this.#states).find((edge) => this.#states + edge.to === to);
      if (found === undefined) throw new RangeError(`nothing leads from the spot ${from} to the spot ${to}`);
      return this.#product.action(from - this.#states, found);
    }
    const begins = to >= this.#states;
    if (begins && this.#begins.at !== 'step') return null;
    const state = begins ? this.#product.stateOf(to - this.#states) : to;
    const found = graph
      .steps(from)
      .find(({ target, kind }) => target === state && (!begins || this.#beginsAt(from, kind)));
    if (found === undefined) throw new RangeError(`nothing leads from the spot ${from} to the spot ${to}`);
    return graph.action(from, state, found.kind);
  }

  #cycleAt(place: number): ActionPath {
    const fair = this.#fair;
    if (fair.mayStop(place)) return [];
    const loops = fair.loops(place);
    if (loops !== null) return this.#cycle(place, () => loops);
    const component = fair.componentOf(place);
    if (component === null) throw new Error('no fair behaviour may stay here');
    return this.#cycle(place, (from) =>
      this.#product
        .edges(from)
        .filter(
          ({ to, bearing }) => fair.componentOf(to) === component && !asksFor(bearing.asks, component.avoids),
        ),
    );
  }

  /** A cycle from a place by some steps, of which everything that is demanded can be met. */
  #cycle(start: number, stepsFrom: (place: number) => readonly ProductEdge[]): ActionPath {
    const product = this.#product;
    const actions: number[] = [];
    const walked: ProductEdge[] = [];
    const look = () => {
      const part = new PartLook(this.#fair.conditions);
      product.tell(start, part);
      for (const edge of walked) {
        part.edge(edge.accepts, edge.bearing);
        product.tell(edge.to, part);
      }
      return part;
    };
    let at = start;
    const walk = (edges: readonly ProductEdge[]) => {
      for (const edge of edges) {
        walked.push(edge);
        actions.push(product.action(at, edge));
        at = edge.to;
      }
    };
    // Each round but those that lead back meets something for good, of what is demanded once or comes to be asked for.
    const rounds = 2 * (this.#fair.conditions.all.length + MOST_ATOMS) + 4;
    for (let round = 0; round <= rounds; round++) {
      const serves = this.#serving(look());
      if (serves !== null) walk(this.#shortest(at, stepsFrom, serves));
      else if (at === start && actions.length > 0) return actions;
      else walk(this.#shortest(at, stepsFrom, ({ to }) => to === start));
    }
    throw new Error('no cycle meets all that is demanded');
  }

  /** Says whether a step would meet something that is not met yet; null if all is. */
  #serving(look: PartLook): ((edge: ProductEdge) => boolean) | null {
    const missing = this.#product.automaton.sets & ~look.accepts;
    const weak = look.unmetWeak();
    const recurrent = look.unmetRecurrent();
    const unmet = [...weak, ...recurrent, ...look.unmetStrong(), ...look.unmetPairs()];
    if (missing === 0 && unmet.length === 0) return null;
    return ({ accepts, bearing, to }) => {
      if ((accepts & missing) !== 0) return true;
      if (unmet.some((id) => bearing.belongs.includes(id) || bearing.meets.includes(id))) return true;
      if (weak.length + recurrent.length === 0) return false;
      const there = new PartLook(this.#fair.conditions);
      this.#product.tell(to, there);
      const possible = there.demanding();
      const restless = there.unmetRecurrent();
      return weak.some((id) => !possible.includes(id)) || recurrent.some((id) => !restless.includes(id));
    };
  }

  /** The shortest walk that ends with a wanted step. */
  #shortest(
    from: number,
    stepsFrom: (place: number) => readonly ProductEdge[],
    isWanted: (edge: ProductEdge) => boolean,
  ): readonly ProductEdge[] {
    const before = new Map<number, { readonly place: number; readonly walked: ProductEdge } | null>([
      [from, null],
    ]);
    const back = (place: number): ProductEdge[] => {
      const walk: ProductEdge[] = [];
      for (let came = before.get(place) ?? null; came !== null; came = before.get(came.place) ?? null) {
        walk.push(came.walked);
      }
      return walk.reverse();
    };
    for (const place of before.keys()) {
      const all = stepsFrom(place);
      const last = all.find(isWanted);
      if (last !== undefined) return [...back(place), last];
      for (const walked of all) {
        if (!before.has(walked.to)) before.set(walked.to, { place, walked });
      }
    }
    throw new Error('nothing that is wanted can be reached');
  }
}
