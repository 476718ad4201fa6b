import type { AnyLivenessProperty } from '../language/forgotten.ts';
import { isLiveness } from '../language/property.ts';
import type { ActionPath } from '../model/action-path.ts';
import type { AssumptionInForce } from '../model/bounds.ts';
import type { Instance } from '../model/instance.ts';
import type { PropertyOutcome } from '../property/outcome.ts';
import { namedOf, selected } from '../property/property-watch.ts';
import type { StateSet } from '../store/state-set.ts';
import { type Atom, Atoms } from './claims/atoms.ts';
import { type Claim, claimOf, EVERY_BEHAVIOUR, predicateOf } from './claims/claim.ts';
import { FACT_B, type Visitor } from './components.ts';
import { Conditions } from './conditions.ts';
import { FairComponents } from './fair-components.ts';
import { LassoSearch } from './lasso.ts';
import { PlaceSet } from './place-set.ts';
import { Product } from './product.ts';
import { RecordedGraph } from './recorded-graph.ts';
import { Recoverability } from './recoverability.ts';
import { StateGraph } from './state-graph.ts';

/** What a search for liveness said besides verdicts. */
export interface FairnessOutcome {
  /** The assumptions of fairness in force. */
  readonly assumptions: readonly AssumptionInForce[];
  /** The nearest state from which no fair behaviour goes on, and how many there are; null if there is none. */
  readonly stuck: { readonly path: ActionPath; readonly states: number } | null;
  /** Names of those, weak or strong, to whose steps no step of the model belongs. They assume nothing. */
  readonly empty: readonly string[];
}

/** What a search for liveness rests on: a finished search of all states. */
export interface Searched {
  readonly states: StateSet;
  /** Whether some steps were cut off, or threw. */
  readonly isCut: boolean;
  pathTo(state: number): ActionPath;
}

/** Where a search for liveness stands. */
export interface LivenessProgress {
  /** What is searched for. */
  readonly property: string;
  /** States that were looked at, each time they were. */
  readonly looks: number;
}

/** The properties that are searched for after all others. */
export function livenessOf({ properties }: Instance, only: readonly string[] | undefined) {
  return selected(properties, only).filter(isLiveness);
}

type Finding = { readonly stem: ActionPath; readonly cycle: ActionPath } | null;

/** The claims about the long run, one after the other, once all states are known. */
export class LivenessSearch {
  readonly #instance: Instance;
  readonly #properties: readonly AnyLivenessProperty[];
  readonly #searched: Searched;
  readonly #claims: readonly (Claim | null)[];
  readonly #atoms: readonly Atoms[];
  readonly #graph: RecordedGraph;
  readonly #conditions: Conditions;
  readonly #outcomes: PropertyOutcome[] = [];
  #stuck: FairnessOutcome['stuck'] = null;
  #empty: readonly string[] = [];
  /** Whether no behaviour at all is fair. */
  #isVoid = false;
  /** The states in which fair behaviours stay, whatever is claimed, also where that is not certain: those of no claim stay elsewhere. */
  readonly #staying: PlaceSet;
  #bytes = 0;
  #at = '';

  constructor(instance: Instance, properties: readonly AnyLivenessProperty[], searched: Searched) {
    this.#instance = instance;
    this.#properties = properties;
    this.#searched = searched;
    this.#conditions = new Conditions(instance);
    this.#claims = properties.map((property) => (property.kind === 'recoverable' ? null : claimOf(property)));
    this.#atoms = properties.map((property, i) => {
      return new Atoms(this.#claims[i]?.atoms ?? wanted(property), instance.model, instance.parameters);
    });
    const graph = new StateGraph(instance.model, searched.states);
    this.#graph = new RecordedGraph(graph, this.#conditions, this.#atoms);
    this.#staying = new PlaceSet(graph.size);
  }

  get progress(): LivenessProgress {
    return { property: this.#at, looks: this.#graph.looks };
  }

  /** Bytes held besides the states. */
  get bytes(): number {
    return this.#graph.bytes + this.#staying.bytes + this.#bytes;
  }

  /** What is known by now: of those whose turn has not come, nothing. */
  outcomes(): readonly PropertyOutcome[] {
    return this.#properties.map(
      (property) =>
        this.#outcomes.find(({ name }) => name === property.name) ?? {
          ...namedOf(property),
          verdict: 'unknown',
        },
    );
  }

  fairness(): FairnessOutcome {
    const assumptions = this.#instance.fairness.map(([name, { sentence }]) => ({ name, sentence }));
    return { assumptions, stuck: this.#stuck, empty: this.#empty };
  }

  /** Searches. It yields now and then, so that whoever waits can look around, and end it. */
  *run(): Generator<void, void> {
    this.#at = 'fairness';
    yield* this.#graph.record();
    this.#empty = this.#searched.isCut ? [] : this.#conditions.withoutSteps();
    if (this.#claims.some((claim) => claim !== null)) yield* this.#findStuck();
    for (const [i, property] of this.#properties.entries()) {
      this.#at = property.name;
      this.#outcomes.push(yield* this.#decide(property, i));
      this.#bytes = 0;
    }
  }

  /** Which states no fair behaviour goes on from: a claim about all behaviours says little of them. */
  *#findStuck(): Generator<void, void> {
    const fair = this.#pass(EVERY_BEHAVIOUR, NO_CLAIM, false, null);
    const visitor: Visitor = {
      visit: (place, targets) => {
        const facts = fair.visit(place, targets);
        return this.#graph.isCut(place) ? facts | FACT_B : facts;
      },
      complete: (members, facts) => fair.complete(members, facts),
    };
    const initials = [...this.#instance.model.initials.keys()];
    for (const initial of initials) yield* fair.components.from(initial, visitor);
    let states = 0;
    let first = -1;
    for (let state = 0; state < this.#graph.size; state++) {
      if (fair.isFair(state)) this.#staying.add(state);
      if (fair.goesOn(state) || (fair.components.facts(state) & FACT_B) !== 0) continue;
      states++;
      if (first < 0) first = state;
    }
    this.#isVoid = !initials.some((initial) => fair.goesOn(initial));
    if (first >= 0) this.#stuck = { path: this.#searched.pathTo(first), states };
  }

  *#decide(property: AnyLivenessProperty, i: number): Generator<void, PropertyOutcome> {
    const claim = this.#claims[i] ?? null;
    if (claim === null) return yield* this.#decideTraps(property, i);
    const named = namedOf(property);
    const { isCut } = this.#searched;
    const found = yield* this.#violation(claim, i, isCut);
    if (found.lasso !== null) return violated(named, found.lasso);
    if (isCut && (yield* this.#violation(claim, i, false)).lasso !== null) {
      return {
        ...named,
        verdict: 'unknown',
        because: 'it is violated only by behaviours that come to steps that were cut off',
      };
    }
    const vacuous = this.#isVoid
      ? 'no behaviour is fair'
      : !found.begins
        ? 'what it speaks of never occurs'
        : undefined;
    return { ...named, verdict: 'holds', ...(vacuous === undefined ? {} : { vacuous }) };
  }

  *#violation(
    claim: Claim,
    i: number,
    certain: boolean,
  ): Generator<void, { readonly lasso: Finding; readonly begins: boolean }> {
    const fair = this.#pass(claim, i, certain, this.#staying);
    if (!this.#mayBeAccepted(fair.product)) {
      return { lasso: null, begins: this.#occurs(claim.begins, fair.product) };
    }
    const begins = yield* this.#from(claim, fair);
    return {
      lasso: fair.found ? new LassoSearch(fair, claim.begins, this.#instance.model).find() : null,
      begins,
    };
  }

  /** Whether the automaton reads a state in which fair behaviours stay. */
  #mayBeAccepted(product: Product): boolean {
    const nodes = product.automaton.nodes.map((_, node) => node);
    return this.#staying.some((state) => product.placesAt(state, nodes).length > 0);
  }

  #pass({ automaton }: Claim, i: number, certain: boolean, staying: PlaceSet | null): FairComponents {
    const product = new Product(this.#graph, automaton, i, this.#atoms[i]?.stateBits ?? 0);
    const fair = new FairComponents(product, this.#conditions, certain, staying);
    this.#bytes = fair.components.bytes;
    return fair;
  }

  /** Searches from wherever a violation may begin. Returns whether what the claim speaks of ever occurs. */
  *#from({ begins, automaton }: Claim, fair: FairComponents): Generator<void, boolean> {
    const { product } = fair;
    const { initial } = automaton;
    if (begins.at === 'initial') {
      for (const state of this.#instance.model.initials.keys()) {
        for (const place of product.placesAt(state, initial)) yield* fair.from(place);
      }
      return true;
    }
    let occurs = begins.at === 'anywhere';
    for (let state = 0; state < this.#graph.size; state++) {
      if (state % BETWEEN_LOOKS === 0) yield;
      if (begins.at === 'step') {
        const begun = this.#begunBy(begins, product, state);
        occurs ||= begun.occurs;
        for (const target of begun.targets) {
          for (const place of product.placesAt(target, initial)) yield* fair.from(place);
        }
        continue;
      }
      if (begins.at === 'state') {
        if ((product.bitsOf(state) & begins.bits) === 0) continue;
        occurs = true;
      }
      for (const place of product.placesAt(state, initial)) yield* fair.from(place);
    }
    return occurs;
  }

  /** Whether what the claim speaks of ever occurs. */
  #occurs(begins: Claim['begins'], product: Product): boolean {
    if (begins.at === 'initial' || begins.at === 'anywhere') return true;
    for (let state = 0; state < this.#graph.size; state++) {
      if (begins.at === 'step' && this.#begunBy(begins, product, state).occurs) return true;
      if (begins.at === 'state' && (product.bitsOf(state) & begins.bits) !== 0) return true;
    }
    return false;
  }

  /** The states after those steps of a state with which a violation may begin. */
  #begunBy(
    { bits, butNot }: Extract<Claim['begins'], { at: 'step' }>,
    product: Product,
    state: number,
  ): { readonly occurs: boolean; readonly targets: readonly number[] } {
    const graph = this.#graph;
    graph.open(state);
    const targets: number[] = [];
    let occurs = false;
    for (let edge = 0; edge < graph.count; edge++) {
      const found = product.bitsOfStep(state, graph.kinds[edge] ?? 0);
      if ((found & bits) === 0) continue;
      occurs = true;
      if ((found & butNot) === 0) targets.push(graph.targets[edge] ?? 0);
    }
    return { occurs, targets };
  }

  *#decideTraps(property: AnyLivenessProperty, i: number): Generator<void, PropertyOutcome> {
    const named = namedOf(property);
    const search = new Recoverability(this.#graph, i, this.#instance.model.initials.length);
    this.#bytes = search.components.bytes;
    const traps = yield* search.search();
    switch (traps.verdict) {
      case 'holds':
        return { ...named, verdict: 'holds' };
      case 'unknown':
        return {
          ...named,
          verdict: 'unknown',
          because: `from ${count(traps.states)} what is wanted is reached at most by steps that were cut off`,
        };
      case 'violated':
        return {
          ...named,
          verdict: 'violated',
          path: this.#searched.pathTo(traps.state),
          reason: `what is wanted cannot be reached any more: not from here, and not from ${count(traps.states)} in all.`,
        };
    }
  }
}

const BETWEEN_LOOKS = 64;

/** What every behaviour does is no claim, and asks for no predicate. */
const NO_CLAIM = -1;

/** The predicate that says what must stay possible. */
function wanted(property: AnyLivenessProperty): readonly Atom[] {
  if (property.kind !== 'recoverable') return [];
  return [{ what: `property "${property.name}"`, predicate: predicateOf(property) }];
}

function violated(named: ReturnType<typeof namedOf>, { stem, cycle }: NonNullable<Finding>): PropertyOutcome {
  return { ...named, verdict: 'violated', path: stem, cycle, reason: null };
}

function count(states: number): string {
  return states === 1 ? 'one state' : `${states} states`;
}
