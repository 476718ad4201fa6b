import type { AnyLivenessProperty } from '../language/forgotten.ts';
import { isLiveness } from '../language/property.ts';
import type { ActionPath } from '../model/action-path.ts';
import type { AssumptionInForce } from '../model/bounds.ts';
import type { Instance } from '../model/instance.ts';
import type { PropertyOutcome } from '../property/outcome.ts';
import { namedOf, selected } from '../property/property-watch.ts';
import type { StateSet } from '../store/state-set.ts';
import { Atoms } from './atoms.ts';
import { type Claim, claimOf, EVERY_BEHAVIOUR, predicateOf } from './claim.ts';
import { FACT_B, type Visitor } from './components.ts';
import { Conditions } from './conditions.ts';
import { FairComponents } from './fair-components.ts';
import { LassoSearch } from './lasso.ts';
import { Product } from './product.ts';
import { Recoverability } from './recoverability.ts';
import { StateGraph } from './state-graph.ts';

/** What a search for liveness said besides verdicts. */
export interface FairnessOutcome {
  /** The assumptions of fairness in force. */
  readonly assumptions: readonly AssumptionInForce[];
  /** The nearest state from which no fair behaviour goes on, and how many there are; null if there is none. */
  readonly stuck: { readonly path: ActionPath; readonly states: number } | null;
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
  /** States whose steps were found again, each time they were. */
  readonly expanded: number;
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
  readonly #graph: StateGraph;
  readonly #conditions: Conditions;
  readonly #outcomes: PropertyOutcome[] = [];
  #stuck: FairnessOutcome['stuck'] = null;
  /** Whether no behaviour at all is fair. */
  #isVoid = false;
  #bytes = 0;
  #at = '';

  constructor(instance: Instance, properties: readonly AnyLivenessProperty[], searched: Searched) {
    this.#instance = instance;
    this.#properties = properties;
    this.#searched = searched;
    this.#graph = new StateGraph(instance.model, searched.states);
    this.#conditions = new Conditions(instance);
  }

  get progress(): LivenessProgress {
    return { property: this.#at, expanded: this.#graph.loads };
  }

  /** Bytes held besides the states. */
  get bytes(): number {
    return this.#bytes;
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
    return { assumptions, stuck: this.#stuck };
  }

  /** Searches. It yields now and then, so that whoever waits can look around, and end it. */
  *run(): Generator<void, void> {
    if (this.#properties.some(({ kind }) => kind !== 'recoverable')) yield* this.#findStuck();
    for (const property of this.#properties) {
      this.#at = property.name;
      this.#outcomes.push(yield* this.#decide(property));
      this.#bytes = 0;
    }
  }

  /** Which states no fair behaviour goes on from: a claim about all behaviours says little of them. */
  *#findStuck(): Generator<void, void> {
    this.#at = 'fairness';
    const fair = this.#pass(EVERY_BEHAVIOUR, false);
    const visitor: Visitor = {
      visit: (place, targets) => {
        const facts = fair.visit(place, targets);
        return this.#graph.isCut ? facts | FACT_B : facts;
      },
      complete: (members, facts) => fair.complete(members, facts),
    };
    yield* fair.components.from(0, visitor);
    let states = 0;
    let first = -1;
    for (let state = 0; state < this.#graph.size; state++) {
      if (fair.goesOn(state) || (fair.components.facts(state) & FACT_B) !== 0) continue;
      states++;
      if (first < 0) first = state;
    }
    this.#isVoid = !fair.goesOn(0);
    if (first >= 0) this.#stuck = { path: this.#searched.pathTo(first), states };
  }

  *#decide(property: AnyLivenessProperty): Generator<void, PropertyOutcome> {
    if (property.kind === 'recoverable') return yield* this.#decideTraps(property);
    const named = namedOf(property);
    const claim = claimOf(property);
    const { isCut } = this.#searched;
    const found = yield* this.#violation(claim, isCut);
    if (found.lasso !== null) return violated(named, found.lasso);
    if (isCut && (yield* this.#violation(claim, false)).lasso !== null) {
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
    certain: boolean,
  ): Generator<void, { readonly lasso: Finding; readonly begins: boolean }> {
    const fair = this.#pass(claim, certain);
    const begins = yield* this.#from(claim, fair);
    return { lasso: fair.found ? new LassoSearch(fair, claim.begins).find() : null, begins };
  }

  #pass({ atoms, automaton }: Claim, certain: boolean): FairComponents {
    const { model, parameters } = this.#instance;
    const product = new Product(
      this.#graph,
      automaton,
      new Atoms(atoms, model, parameters),
      this.#conditions,
    );
    const fair = new FairComponents(product, this.#conditions, certain);
    this.#bytes = fair.components.bytes;
    return fair;
  }

  /** Searches from wherever a violation may begin. Returns whether what the claim speaks of ever occurs. */
  *#from({ begins, automaton }: Claim, fair: FairComponents): Generator<void, boolean> {
    const { product } = fair;
    const { initial } = automaton;
    if (begins.at === 'initial') {
      for (const place of product.placesAt(0, initial)) yield* fair.from(place);
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

  /** The states after those steps of a state with which a violation may begin. */
  #begunBy(
    { bits, butNot }: Extract<Claim['begins'], { at: 'step' }>,
    product: Product,
    state: number,
  ): { readonly occurs: boolean; readonly targets: readonly number[] } {
    this.#graph.load(state);
    const targets: number[] = [];
    let occurs = false;
    for (let edge = 0; edge < this.#graph.count; edge++) {
      const found = product.bitsOfStep(edge);
      if ((found & bits) === 0) continue;
      occurs = true;
      if ((found & butNot) === 0) targets.push(this.#graph.target(edge));
    }
    return { occurs, targets };
  }

  *#decideTraps(
    property: Extract<AnyLivenessProperty, { kind: 'recoverable' }>,
  ): Generator<void, PropertyOutcome> {
    const named = namedOf(property);
    const what = `property "${property.name}"`;
    const search = new Recoverability(this.#graph, what, predicateOf(property), this.#instance.parameters);
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

function violated(named: ReturnType<typeof namedOf>, { stem, cycle }: NonNullable<Finding>): PropertyOutcome {
  return { ...named, verdict: 'violated', path: stem, cycle, reason: null };
}

function count(states: number): string {
  return states === 1 ? 'one state' : `${states} states`;
}
