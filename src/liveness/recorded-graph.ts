import type { ActionPath } from '../model/action-path.ts';
import { LABELS, type SharedByLabel } from '../model/steps.ts';
import { NumberRecords } from '../store/number-records.ts';
import { TupleTable } from '../tables/tuples/tuple-table.ts';
import type { Atoms } from './claims/atoms.ts';
import type { Bearing, Conditions } from './conditions.ts';
import { CUT, MAY_LOOP, MAY_STOP, StateFacts } from './state-facts.ts';
import type { StateGraph } from './state-graph.ts';

/** States that are recorded between two looks around. */
const BETWEEN_LOOKS = 32;

/** No state, and no place in a tuple. */
const NONE = -1;

/** Steps with one label are not all of one kind, as far as can be told; or no such step was met. */
const UNSETTLED = -1;
const UNKNOWN = -2;

/** The first place of the kind of a state has the bits of its facts. */
const STATE_FACTS = 1;

/** The first places of the kind of a step: what it means, and whether it is no more than idle. */
const BEARING = 0;
const IDLE = 1;
const STEP_FACTS = 2;

/** A step, or all of a kind between two states. */
export interface RecordedStep {
  readonly target: number;
  readonly kind: number;
}

/**
 * The graph of all states that a search has found, as far as claims about the long run look at it: where steps lead, what they
 * mean to fairness, and which predicates of the claims are true. It is found once, in the order of the states, and kept in some
 * four bytes a step: so each claim is decided without asking the model again.
 */
export class RecordedGraph {
  readonly #source: StateGraph;
  readonly #conditions: Conditions;
  readonly #claims: readonly Atoms[];
  /** Per state: its number of steps, and for each where it leads, as a difference, and its kind. */
  readonly #steps: NumberRecords;
  /** Kinds of states: facts, and the bits of each claim. Kinds of steps: what it means, and the bits of each claim. */
  readonly #stateKinds: TupleTable;
  readonly #stepKinds: TupleTable;
  readonly #kinds: Uint32Array;
  /** By claim, at which place of a kind its bits stand. */
  readonly #stateColumns: readonly number[];
  readonly #stepColumns: readonly number[];
  readonly #ofState: Uint32Array;
  readonly #ofStep: Uint32Array;
  readonly #facts: StateFacts;
  readonly #labels: SharedByLabel | null;
  /** By label: the kind of all steps with it, if they are of one kind; of idle ones apart. */
  readonly #byLabel: number[] = [];
  readonly #idleByLabel: number[] = [];
  /** Of the opened state: where its steps lead, and their kinds; entries from `count` on mean nothing. */
  readonly targets: number[] = [];
  readonly kinds: number[] = [];
  /** Number of its steps. */
  count = 0;
  #opened = NONE;
  /** States that were looked at, each time they were. */
  looks = 0;

  /** @param claims the predicates that each of the claims speaks of */
  constructor(source: StateGraph, conditions: Conditions, claims: readonly Atoms[]) {
    this.#source = source;
    this.#conditions = conditions;
    this.#claims = claims;
    this.#steps = new NumberRecords(source.size);
    this.#kinds = new Uint32Array(source.size);
    const ofStates = claims.map(({ readsStates }) => readsStates);
    const ofSteps = claims.map(({ readsSteps }) => readsSteps);
    this.#stateColumns = columns(ofStates, STATE_FACTS);
    this.#stepColumns = columns(ofSteps, STEP_FACTS);
    this.#ofState = new Uint32Array(STATE_FACTS + ofStates.filter(Boolean).length);
    this.#ofStep = new Uint32Array(STEP_FACTS + ofSteps.filter(Boolean).length);
    this.#labels = source.model.extension(LABELS);
    this.#facts = new StateFacts(conditions.recurrent);
    this.#stateKinds = new TupleTable(this.#ofState.length);
    this.#stepKinds = new TupleTable(this.#ofStep.length);
  }

  /** Finds all steps. It yields now and then, so that whoever waits can look around. To be done once, before all else. */
  *record(): Generator<void, void> {
    for (let state = 0; state < this.size; state++) {
      if (state % BETWEEN_LOOKS === 0) {
        yield;
        this.#source.readAhead(state, Math.min(BETWEEN_LOOKS, this.size - state));
      }
      this.#source.load(state);
      this.looks++;
      this.#recordState(state);
    }
  }

  /** Records the loaded state of the source. */
  #recordState(state: number): void {
    const source = this.#source;
    const steps = this.#steps;
    this.#facts.begin();
    steps.begin(2 * source.count + 1);
    steps.push(source.count);
    for (let edge = 0; edge < source.count; edge++) {
      const target = source.target(edge);
      const kind = this.#kindOf(edge);
      this.#facts.note(this.bearing(kind), source.action(edge) < 0, target === state);
      steps.push(signed(target - state));
      steps.push(kind);
    }
    const ofState = this.#ofState;
    ofState[0] = this.#facts.bits(source.isCut);
    for (let claim = 0; claim < this.#stateColumns.length; claim++) {
      const column = this.#stateColumns[claim] ?? NONE;
      if (column !== NONE) ofState[column] = this.#claims[claim]?.ofState(source.vector, 0) ?? 0;
    }
    this.#kinds[state] = this.#stateKinds.number(ofState);
  }

  /** The kind of a step of the loaded state of the source. */
  #kindOf(edge: number): number {
    const isIdle = this.#source.action(edge) < 0;
    const label = this.#source.label(edge);
    const byLabel = isIdle ? this.#idleByLabel : this.#byLabel;
    const known = byLabel[label] ?? UNKNOWN;
    if (known >= 0) return known;
    const kind = this.#findKind(edge, isIdle);
    if (known === UNKNOWN) {
      while (byLabel.length <= label) byLabel.push(UNKNOWN);
      byLabel[label] = this.#isSettled(label, edge, isIdle) ? kind : UNSETTLED;
    }
    return kind;
  }

  #findKind(edge: number, isIdle: boolean): number {
    const source = this.#source;
    const ofStep = this.#ofStep;
    ofStep[BEARING] = this.#conditions.bearing(source, edge).id;
    ofStep[IDLE] = Number(isIdle);
    if (ofStep.length > STEP_FACTS) {
      const vector = source.step(edge);
      for (let claim = 0; claim < this.#stepColumns.length; claim++) {
        const column = this.#stepColumns[claim] ?? NONE;
        if (column !== NONE) ofStep[column] = this.#claims[claim]?.ofStep(vector) ?? 0;
      }
    }
    return this.#stepKinds.number(ofStep);
  }

  /** Whether all steps with a label are of one kind, as this one is: all that was read for it is the same for them. */
  #isSettled(label: number, edge: number, isIdle: boolean): boolean {
    const labels = this.#labels;
    if (labels === null) return false;
    const covers = (slot: number) => labels.covers(label, slot);
    const vector = this.#source.step(edge);
    const isFair = isIdle || this.#conditions.dependsOnlyOn(covers, vector);
    return isFair && this.#claims.every((claim) => claim.dependsOnlyOn(covers, vector));
  }

  /** Number of states. */
  get size(): number {
    return this.#kinds.length;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#steps.bytes + this.#kinds.byteLength + this.#stateKinds.bytes + this.#stepKinds.bytes;
  }

  /** Reads the steps of a state: `count`, `targets`, and `kinds` are about them. */
  open(state: number): void {
    if (state === this.#opened) return;
    const { targets, kinds } = this;
    const steps = this.#steps;
    this.looks++;
    steps.open(state);
    const count = steps.next();
    for (let edge = 0; edge < count; edge++) {
      targets[edge] = state + unsigned(steps.next());
      kinds[edge] = steps.next();
    }
    this.count = count;
    this.#opened = state;
  }

  /** All steps of a state. */
  steps(state: number): readonly RecordedStep[] {
    this.open(state);
    return Array.from({ length: this.count }, (_, edge) => {
      return { target: this.targets[edge] ?? 0, kind: this.kinds[edge] ?? 0 };
    });
  }

  /** Whether a claim speaks of states. */
  readsStates(claim: number): boolean {
    return claim >= 0 && (this.#stateColumns[claim] ?? NONE) !== NONE;
  }

  /** Whether a claim speaks of steps. */
  readsSteps(claim: number): boolean {
    return claim >= 0 && (this.#stepColumns[claim] ?? NONE) !== NONE;
  }

  /** The predicates of a claim that are true of a state. */
  stateBits(state: number, claim: number): number {
    const column = this.#stateColumns[claim] ?? NONE;
    return column === NONE ? 0 : this.#stateKinds.member(this.#kinds[state] ?? 0, column);
  }

  /** The predicates of a claim that are true of steps of a kind. */
  stepBits(kind: number, claim: number): number {
    const column = this.#stepColumns[claim] ?? NONE;
    return column === NONE ? 0 : this.#stepKinds.member(kind, column);
  }

  /** What steps of a kind mean. */
  bearing(kind: number): Bearing {
    return this.#conditions.withId(this.#stepKinds.member(kind, BEARING));
  }

  /** Whether steps of a kind change nothing, and show nothing. */
  isIdle(kind: number): boolean {
    return this.#stepKinds.member(kind, IDLE) !== 0;
  }

  /** Whether steps of a state were cut off, or threw. */
  isCut(state: number): boolean {
    return (this.#factsOf(state) & CUT) !== 0;
  }

  /** Whether it is fair that nothing happens any more in a state. */
  mayStop(state: number): boolean {
    return (this.#factsOf(state) & MAY_STOP) !== 0;
  }

  /** Whether it could be fair to do nothing but lead back to a state; if not, it is not. */
  mayLoop(state: number): boolean {
    return (this.#factsOf(state) & MAY_LOOP) !== 0;
  }

  #factsOf(state: number): number {
    return this.#stateKinds.member(this.#kinds[state] ?? 0, 0);
  }

  /** How a step of a kind between two states is written in a path. */
  action(from: number, to: number, kind: number): ActionPath[number] {
    const source = this.#source;
    source.load(from);
    for (let edge = 0; edge < source.count; edge++) {
      if (source.target(edge) === to && this.#kindOf(edge) === kind) return source.action(edge);
    }
    throw new RangeError(`no step of the kind ${kind} leads from the state ${from} to the state ${to}`);
  }
}

/** Places in a tuple, from `first` on, for those that need one. */
function columns(needed: readonly boolean[], first: number): readonly number[] {
  let next = first;
  return needed.map((isNeeded) => (isNeeded ? next++ : NONE));
}

/** A difference as a number that is small if the difference is, be it above or below zero. */
function signed(difference: number): number {
  return difference < 0 ? -difference * 2 - 1 : difference * 2;
}

function unsigned(number: number): number {
  return (number & 1) === 1 ? -(number >>> 1) - 1 : number >>> 1;
}
