import type { ActionPath } from '../model/action-path.ts';
import { STOPPED } from './claims/atoms.ts';
import {
  type Automaton,
  type AutomatonNode,
  acceptance,
  acceptingForEver,
  reads,
} from './claims/automaton.ts';
import type { Bearing } from './conditions.ts';
import type { PartLook } from './part-look.ts';
import type { RecordedGraph } from './recorded-graph.ts';

/** A step of the product: a step of the model that the automaton reads. */
export interface ProductEdge {
  /** Where it leads: a place (see `Product`). */
  readonly to: number;
  /** The kind of the step (see `RecordedGraph`). */
  readonly kind: number;
  /** The sets of the automaton to which it belongs. */
  readonly accepts: number;
  readonly bearing: Bearing;
}

/** No place. */
const NONE = -1;

/** All bits are known. */
const ALL = ~0;

/**
 * The product of the states of a model and the nodes of an automaton. Its *places*, a state with the node in which it is read,
 * are numbered state by state.
 */
export class Product {
  readonly graph: RecordedGraph;
  readonly automaton: Automaton;
  /** Which of the claims of the graph the automaton reads; below zero if it reads nothing. */
  readonly #claim: number;
  readonly #stateBits: number;
  readonly #readsStates: boolean;
  readonly #readsSteps: boolean;
  readonly #nodes: number;
  #opened = NONE;
  /** Of the steps from the opened place, as many as `count`: what an edge has. Entries from `count` on mean nothing. */
  readonly to: number[] = [];
  readonly #kinds: number[] = [];
  readonly #accepts: number[] = [];
  count = 0;
  /** By the bits that are true where nothing happens any more: the nodes from which that is accepted. */
  readonly #stopping = new Map<number, ReadonlySet<number>>();

  /** @param stateBits the bits that are about states */
  constructor(graph: RecordedGraph, automaton: Automaton, claim: number, stateBits: number) {
    this.graph = graph;
    this.automaton = automaton;
    this.#claim = claim;
    this.#readsStates = graph.readsStates(claim);
    this.#readsSteps = graph.readsSteps(claim);
    this.#stateBits = stateBits;
    this.#nodes = automaton.nodes.length;
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
    return this.#readsStates ? this.graph.stateBits(state, this.#claim) : 0;
  }

  /** What is true of the steps of a kind, and of the state before. */
  bitsOfStep(state: number, kind: number): number {
    return this.bitsOf(state) | (this.#readsSteps ? this.graph.stepBits(kind, this.#claim) : 0);
  }

  /** The places at which a node of `nodes` may read a state. */
  placesAt(state: number, nodes: readonly number[]): readonly number[] {
    const bits = this.bitsOf(state);
    return nodes.filter((node) => this.#mayRead(node, bits)).map((node) => this.place(state, node));
  }

  /** Finds the steps from a place: what follows is about them. */
  open(place: number): void {
    if (place === this.#opened) return;
    this.#opened = place;
    this.count = 0;
    const state = this.stateOf(place);
    const node = this.automaton.nodes[place % this.#nodes];
    const here = this.bitsOf(state);
    // Bits of steps may still be required.
    if (node === undefined || !reads(node, here, this.#stateBits)) return;
    const { graph } = this;
    graph.open(state);
    if (this.#readsSteps) {
      for (let edge = 0; edge < graph.count; edge++) {
        const bits = here | graph.stepBits(graph.kinds[edge] ?? 0, this.#claim);
        if (reads(node, bits, ALL)) this.#add(node, edge, acceptance(node, bits));
      }
    } else if (reads(node, here, ALL)) {
      const accepts = acceptance(node, here);
      for (let edge = 0; edge < graph.count; edge++) this.#add(node, edge, accepts);
    }
  }

  /** Adds a step of the opened state, which leads to the nodes that may read the state there. */
  #add(node: AutomatonNode, edge: number, accepts: number): void {
    const { graph } = this;
    const target = graph.targets[edge] ?? 0;
    const there = this.bitsOf(target);
    for (const next of node.successors) {
      if (!this.#mayRead(next, there)) continue;
      this.to[this.count] = this.place(target, next);
      this.#kinds[this.count] = graph.kinds[edge] ?? 0;
      this.#accepts[this.count++] = accepts;
    }
  }

  /** The sets of the automaton to which step `i` of the opened place belongs. */
  accepts(i: number): number {
    return this.#accepts[i] ?? 0;
  }

  /** What step `i` of the opened place means. */
  bearing(i: number): Bearing {
    return this.graph.bearing(this.#kinds[i] ?? 0);
  }

  /** The steps from a place; or only those that lead to a certain one. */
  edges(place: number, to?: number): readonly ProductEdge[] {
    this.open(place);
    const edges: ProductEdge[] = [];
    for (let i = 0; i < this.count; i++) {
      const target = this.to[i] ?? 0;
      if (to !== undefined && target !== to) continue;
      const kind = this.#kinds[i] ?? 0;
      edges.push({ to: target, kind, accepts: this.accepts(i), bearing: this.bearing(i) });
    }
    return edges;
  }

  /** How a step from a place is written in a path. */
  action(place: number, { to, kind }: ProductEdge): ActionPath[number] {
    return this.graph.action(this.stateOf(place), this.stateOf(to), kind);
  }

  /** Tells what is possible in the state of a place, whatever the automaton reads. */
  tell(place: number, look: PartLook): void {
    const { graph } = this;
    const state = this.stateOf(place);
    look.place(graph.isCut(state));
    graph.open(state);
    for (let edge = 0; edge < graph.count; edge++) {
      const kind = graph.kinds[edge] ?? 0;
      look.possible(graph.bearing(kind), graph.isIdle(kind));
    }
  }

  /** Whether the automaton accepts that a behaviour stops at a place for ever. */
  acceptsStop(place: number): boolean {
    const bits = this.bitsOf(this.stateOf(place)) | STOPPED;
    let nodes = this.#stopping.get(bits);
    if (nodes === undefined) {
      nodes = acceptingForEver(this.automaton, bits);
      this.#stopping.set(bits, nodes);
    }
    return nodes.has(place % this.#nodes);
  }

  #mayRead(node: number, bits: number): boolean {
    const it = this.automaton.nodes[node];
    return it !== undefined && reads(it, bits, this.#stateBits);
  }
}
