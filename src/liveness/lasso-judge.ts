import { ModelError } from '../language/errors.ts';
import type { AnyLivenessProperty } from '../language/forgotten.ts';
import { type ActionPath, formatLasso, type LassoPath, stepsOf } from '../model/action-path.ts';
import { beginningIn } from '../model/beginnings.ts';
import type { Instance } from '../model/instance.ts';
import { VisitedStates } from '../store/visited.ts';
import { Atoms, STOPPED } from './claims/atoms.ts';
import { acceptance, reads } from './claims/automaton.ts';
import { type Claim, claimOf } from './claims/claim.ts';
import { Conditions } from './conditions.ts';
import { PartLook } from './part-look.ts';
import { StateGraph } from './state-graph.ts';

/** What is true at one position of a lasso. */
interface Position {
  readonly bits: number;
  readonly next: number;
}

/** A step of a lasso; null where nothing happens any more. */
interface Taken {
  readonly state: number;
  readonly edge: number | null;
}

/**
 * Says of one lasso what it is: whether it is fair, and which claims it violates. It does not search.
 */
export class LassoJudge {
  readonly #instance: Instance;
  readonly #graph: StateGraph;
  readonly #conditions: Conditions;
  readonly #taken: readonly Taken[];
  /** The position at which what is repeated begins. */
  readonly #again: number;

  /** @throws ModelError if the path does not fit the model, or what is repeated does not lead back to where it begins */
  constructor(instance: Instance, lasso: LassoPath) {
    const { model } = instance;
    const states = new VisitedStates(model.width);
    states.add(beginningIn(model, lasso.stem).state, 0);
    this.#instance = instance;
    this.#graph = new StateGraph(model, states);
    this.#conditions = new Conditions(instance);
    const steps = stepsOf(lasso.stem);
    this.#again = steps.length;
    this.#taken = this.#walk(lasso, steps);
  }

  /** The assumptions of fairness that it does not meet, by name; none if it is fair. */
  unmet(): readonly string[] {
    const look = new PartLook(this.#conditions);
    for (const { state, edge } of this.#taken.slice(this.#again)) {
      this.#graph.load(state);
      tell(this.#graph, this.#conditions, look);
      if (edge !== null) look.edge(0, this.#conditions.bearing(this.#graph, edge));
    }
    const stopped = this.#taken.at(-1)?.edge === null;
    const weak = stopped ? look.demanding() : look.unmetWeak();
    const unmet = [...weak, ...look.unmetStrong(), ...look.unmetPairs(), ...look.unmetRecurrent()];
    return [...new Set(unmet.map((id) => this.#conditions.all[id]?.assumption ?? ''))];
  }

  /** Whether it violates a claim, be it fair or not. Null for claims that no behaviour decides alone. */
  violates(property: AnyLivenessProperty): boolean | null {
    if (property.kind === 'recoverable') return null;
    const claim = claimOf(property);
    const positions = this.#positions(claim);
    return this.#starts(claim, positions).some(([at, node]) => this.#accepts(claim, positions, at, node));
  }

  #walk({ stem, cycle }: LassoPath, steps: ActionPath): readonly Taken[] {
    const graph = this.#graph;
    const taken: Taken[] = [];
    let state = 0;
    let begin = 0;
    for (const [i, action] of [...steps, ...cycle].entries()) {
      if (i === steps.length) begin = state;
      graph.load(state);
      const edge = Array.from({ length: graph.count }, (_, k) => k).find((k) => graph.action(k) === action);
      if (edge === undefined) throw new ModelError(`the path ${formatLasso({ stem, cycle })} does not fit`);
      taken.push({ state, edge });
      state = graph.target(edge);
    }
    if (cycle.length === 0) return [...taken, { state, edge: null }];
    if (state === begin) return taken;
    throw new ModelError(
      `the path ${formatLasso({ stem, cycle })} is no behaviour that can be repeated: what stands behind the ~ does not lead back to the state where it begins`,
    );
  }

  #positions({ atoms }: Claim): readonly Position[] {
    const { model, parameters } = this.#instance;
    const predicates = new Atoms(atoms, model, parameters);
    return this.#taken.map(({ state, edge }, i) => {
      this.#graph.load(state);
      const here = predicates.ofState(this.#graph.vector, 0);
      const bits = edge === null ? here | STOPPED : here | predicates.ofStep(this.#graph.step(edge));
      return { bits, next: i + 1 < this.#taken.length ? i + 1 : this.#again };
    });
  }

  /** Where a violation may begin: positions, with the node that reads them. */
  #starts(
    { begins, automaton }: Claim,
    positions: readonly Position[],
  ): readonly (readonly [number, number])[] {
    const beginsAt = ({ bits, next }: Position, i: number): readonly number[] => {
      switch (begins.at) {
        case 'initial':
          return i === 0 ? [i] : [];
        case 'anywhere':
          return [i];
        case 'state':
          return (bits & begins.bits) !== 0 ? [i] : [];
        case 'step':
          return (bits & begins.bits) !== 0 && (bits & begins.butNot) === 0 ? [next] : [];
      }
    };
    const at = positions.flatMap(beginsAt);
    return at.flatMap((i) => automaton.initial.map((node) => [i, node] as const));
  }

  /** Whether the automaton accepts what is read from a position on. */
  #accepts({ automaton }: Claim, positions: readonly Position[], at: number, node: number): boolean {
    const size = automaton.nodes.length;
    const next = (spot: number): readonly number[] => {
      const [position, from] = [positions[Math.floor(spot / size)], automaton.nodes[spot % size]];
      if (position === undefined || from === undefined || !reads(from, position.bits, ~0)) return [];
      return from.successors.map((to) => position.next * size + to);
    };
    const reach = (spots: readonly number[]): ReadonlySet<number> => {
      const seen = new Set(spots);
      for (const spot of seen) for (const to of next(spot)) seen.add(to);
      return seen;
    };
    return [...reach([at * size + node])].some((spot) => {
      const ahead = reach(next(spot));
      if (!ahead.has(spot)) return false;
      const component = [...ahead].filter((other) => reach(next(other)).has(spot));
      const sets = component.reduce((met, other) => {
        const [position, reading] = [positions[Math.floor(other / size)], automaton.nodes[other % size]];
        return position === undefined || reading === undefined
          ? met
          : met | acceptance(reading, position.bits);
      }, 0);
      return (sets & automaton.sets) === automaton.sets;
    });
  }
}

/** Tells what is possible in the loaded state of a graph. */
function tell(graph: StateGraph, conditions: Conditions, look: PartLook): void {
  look.place(graph.isCut);
  for (let edge = 0; edge < graph.count; edge++) {
    look.possible(conditions.bearing(graph, edge), graph.action(edge) < 0);
  }
}
