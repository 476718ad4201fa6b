import type { Atoms } from './atoms.ts';
import { STOPPED } from './atoms.ts';
import { type Automaton, acceptance, acceptingForEver, reads } from './automaton.ts';
import type { Bearing, Conditions } from './conditions.ts';
import type { StateGraph } from './state-graph.ts';

/** A step of the product: a step of the model that the automaton reads. */
export interface ProductEdge {
  /** Where it leads: a place (see `Product`). */
  readonly to: number;
  /** The index of the step among those of the state. */
  readonly edge: number;
  /** The sets of the automaton to which it belongs. */
  readonly accepts: number;
  readonly bearing: Bearing;
}

/** No place, and no state. */
const NONE = -1;

/** Where nothing is read of it. */
const NO_VECTOR = new Uint32Array(0);

/** What is possible in a state, whatever the automaton reads. */
export interface Possible {
  /** Conditions to whose steps some step belongs that is more than idle. */
  readonly conditions: ReadonlySet<number>;
  /** Conditions that demand something of every behaviour, and have it in this state: time need not pass here. */
  readonly rests: ReadonlySet<number>;
  readonly isCut: boolean;
}

/**
 * The product of the states of a model and the nodes of an automaton. Its *places*, a state with the node in which it is read,
 * are numbered state by state.
 */
export class Product {
  readonly graph: StateGraph;
  readonly automaton: Automaton;
  readonly #atoms: Atoms;
  readonly #conditions: Conditions;
  readonly #nodes: number;
  readonly #state: Uint32Array;
  /** What was found last: the same place is often asked of more than once. */
  #lastPlace = NONE;
  #lastEdges: readonly ProductEdge[] = [];
  #lastState = NONE;
  #lastPossible: Possible = { conditions: new Set(), rests: new Set(), isCut: false };
  /** By the bits that are true where nothing happens any more: the nodes from which that is accepted. */
  readonly #stopping = new Map<number, ReadonlySet<number>>();

  constructor(graph: StateGraph, automaton: Automaton, atoms: Atoms, conditions: Conditions) {
    this.graph = graph;
    this.automaton = automaton;
    this.#atoms = atoms;
    this.#conditions = conditions;
    this.#nodes = automaton.nodes.length;
    this.#state = new Uint32Array(graph.model.width);
  }

  /** Number of places. */
  get size(): number {
    return this.graph.size * this.#nodes;
  }

  stateOf(place: number): number {
    return Math.floor(place / this.#nodes);
  }

  place(state: number, node: number): number {
    return state * this.#nodes + node;
  }

  /** What is true of a state. */
  bitsOf(state: number): number {
    this.graph.read(state, this.#state);
    return this.#atoms.ofState(this.#state, 0);
  }

  /** The bits of a step of the loaded state: what is true of it, and of the state before. */
  bitsOfStep(edge: number): number {
    return this.#atoms.ofState(this.graph.vector, 0) | this.#atoms.ofStep(this.graph.step(edge));
  }

  /** The places at which a node of `nodes` may read a state. */
  placesAt(state: number, nodes: readonly number[]): readonly number[] {
    const bits = this.bitsOf(state);
    return nodes.filter((node) => this.#mayRead(node, bits)).map((node) => this.place(state, node));
  }

  /** The steps from a place. */
  edges(place: number): readonly ProductEdge[] {
    if (place !== this.#lastPlace) {
      this.#lastEdges = this.#findEdges(place);
      this.#lastPlace = place;
    }
    return this.#lastEdges;
  }

  #findEdges(place: number): readonly ProductEdge[] {
    const { graph } = this;
    const node = this.automaton.nodes[place % this.#nodes];
    graph.load(this.stateOf(place));
    if (node === undefined) return [];
    const here = this.#atoms.ofState(graph.vector, 0);
    const edges: ProductEdge[] = [];
    const { isEmpty } = this.#atoms;
    for (let edge = 0; edge < graph.count; edge++) {
      const vector = isEmpty ? NO_VECTOR : graph.step(edge);
      const bits = here | this.#atoms.ofStep(vector);
      if (!reads(node, bits, ~0)) continue;
      const there = this.#atoms.ofState(vector, graph.model.width);
      const accepts = acceptance(node, bits);
      const state = graph.target(edge);
      const bearing = this.#conditions.bearing(graph, edge);
      for (const next of node.successors) {
        if (this.#mayRead(next, there)) edges.push({ to: this.place(state, next), edge, accepts, bearing });
      }
    }
    return edges;
  }

  /** What is possible in the state of a place. */
  possible(place: number): Possible {
    const state = this.stateOf(place);
    if (state !== this.#lastState) {
      this.#lastPossible = this.#findPossible(state);
      this.#lastState = state;
    }
    return this.#lastPossible;
  }

  #findPossible(state: number): Possible {
    const { graph } = this;
    graph.load(state);
    const conditions = new Set<number>();
    const rests = new Set<number>();
    for (let edge = 0; edge < graph.count; edge++) {
      const { belongs } = this.#conditions.bearing(graph, edge);
      for (const id of belongs) {
        if (graph.action(edge) >= 0) conditions.add(id);
        else if (this.#conditions.all[id]?.demand === 'recurrent') rests.add(id);
      }
    }
    return { conditions, rests, isCut: graph.isCut };
  }

  /** Whether the automaton accepts that a behaviour stops at a place for ever. */
  acceptsStop(place: number): boolean {
    const { graph, automaton } = this;
    graph.load(this.stateOf(place));
    const bits = this.#atoms.ofState(graph.vector, 0) | STOPPED;
    let nodes = this.#stopping.get(bits);
    if (nodes === undefined) {
      nodes = acceptingForEver(automaton, bits);
      this.#stopping.set(bits, nodes);
    }
    return nodes.has(place % this.#nodes);
  }

  #mayRead(node: number, bits: number): boolean {
    const it = this.automaton.nodes[node];
    return it !== undefined && reads(it, bits, this.#atoms.stateBits);
  }
}
