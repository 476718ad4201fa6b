import { Components, FACT_A, FACT_B, type Visitor } from './components.ts';
import type { RecordedGraph } from './recorded-graph.ts';

const WANTED = FACT_A;
const CUT = FACT_B;

/** What is known of the states from which nothing that is wanted can be reached. */
export type Traps =
  | { readonly verdict: 'holds' }
  /** Such a state, and how many there are. */
  | { readonly verdict: 'violated'; readonly state: number; readonly states: number }
  /** From all of them, steps can be reached that were cut off. */
  | { readonly verdict: 'unknown'; readonly states: number };

/**
 * Says whether a state, or a step, as wanted can be reached from every state. Where a component of the graph is complete, so is
 * all that it leads to; so one search tells it of every state.
 */
export class Recoverability implements Visitor {
  readonly components: Components;
  readonly #graph: RecordedGraph;
  readonly #claim: number;
  readonly #initials: number;

  /**
   * @param claim which of the claims of the graph says what is wanted: by any of its predicates
   * @param initials how many of the first states are initial ones
   */
  constructor(graph: RecordedGraph, claim: number, initials: number) {
    this.#initials = initials;
    this.#graph = graph;
    this.#claim = claim;
    this.components = new Components(graph.size);
  }

  visit(state: number, targets: number[]): number {
    const graph = this.#graph;
    graph.open(state);
    let isWanted = graph.stateBits(state, this.#claim) !== 0;
    for (let edge = 0; edge < graph.count; edge++) {
      targets.push(graph.targets[edge] ?? 0);
      isWanted ||= graph.stepBits(graph.kinds[edge] ?? 0, this.#claim) !== 0;
    }
    return (isWanted ? WANTED : 0) | (graph.isCut(state) ? CUT : 0);
  }

  complete(): number {
    return 0;
  }

  *search(): Generator<void, Traps> {
    for (let initial = 0; initial < this.#initials; initial++) yield* this.components.from(initial, this);
    let states = 0;
    let certain = -1;
    for (let state = 0; state < this.#graph.size; state++) {
      const facts = this.components.facts(state);
      if ((facts & WANTED) !== 0) continue;
      states++;
      if (certain < 0 && (facts & CUT) === 0) certain = state;
    }
    if (states === 0) return { verdict: 'holds' };
    return certain < 0 ? { verdict: 'unknown', states } : { verdict: 'violated', state: certain, states };
  }
}
