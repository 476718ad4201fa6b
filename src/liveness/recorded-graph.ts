import type { ActionPath } from '../model/action-path.ts';
import { NumberRecords } from '../tables/number-records.ts';
import { TupleTable } from '../tables/tuple-table.ts';
import type { Atoms } from './atoms.ts';
import type { Bearing, Conditions } from './conditions.ts';
import { type Possible, PossibleTable } from './possible.ts';
import type { StateGraph } from './state-graph.ts';

/** States that are recorded between two looks around. */
const BETWEEN_LOOKS = 64;

/** Nothing of a claim is asked of states, or of steps. */
const NONE = -1;

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
  /** Kinds of states: what is possible, and the bits of each claim. Kinds of steps: what it means, and the bits of each claim. */
  readonly #stateKinds: TupleTable;
  readonly #stepKinds: TupleTable;
  readonly #possible: PossibleTable;
  readonly #kinds: Uint32Array;
  /** By claim, at which place of a kind its bits stand. */
  readonly #stateColumns: readonly number[];
  readonly #stepColumns: readonly number[];
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
    this.#possible = new PossibleTable(conditions);
    this.#stateColumns = columns(claims.map(({ readsStates }) => readsStates));
    this.#stepColumns = columns(claims.map(({ readsSteps }) => readsSteps));
    this.#stateKinds = new TupleTable(1 + Math.max(0, ...this.#stateColumns));
    this.#stepKinds = new TupleTable(1 + Math.max(0, ...this.#stepColumns));
  }

  /** Finds all steps. It yields now and then, so that whoever waits can look around. To be done once, before all else. */
  *record(): Generator<void, void> {
    const ofState = new Uint32Array(1 + this.#claims.length);
    const ofStep = new Uint32Array(1 + this.#claims.length);
    for (let state = 0; state < this.size; state++) {
      if (state % BETWEEN_LOOKS === 0) yield;
      this.looks++;
      this.#recordState(state, ofState, ofStep);
    }
  }

  #recordState(state: number, ofState: Uint32Array, ofStep: Uint32Array): void {
    const source = this.#source;
    const steps = this.#steps;
    source.load(state);
    ofState[0] = this.#possible.number(source);
    for (const [claim, column] of this.#stateColumns.entries()) {
      if (column !== NONE) ofState[column] = this.#claims[claim]?.ofState(source.vector, 0) ?? 0;
    }
    this.#kinds[state] = this.#stateKinds.number(ofState);
    steps.begin(1 + 2 * source.count);
    steps.push(source.count);
    for (let edge = 0; edge < source.count; edge++) {
      ofStep[0] = this.#conditions.bearing(source, edge).id;
      for (const [claim, column] of this.#stepColumns.entries()) {
        if (column !== NONE) ofStep[column] = this.#claims[claim]?.ofStep(source.step(edge)) ?? 0;
      }
      steps.push(signed(source.target(edge) - state));
      steps.push(this.#stepKinds.number(ofStep));
    }
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
    const steps = this.#steps;
    this.looks++;
    steps.open(state);
    this.count = steps.next();
    for (let edge = 0; edge < this.count; edge++) {
      this.targets[edge] = state + unsigned(steps.next());
      this.kinds[edge] = steps.next();
    }
    this.#opened = state;
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
    return this.#conditions.withId(this.#stepKinds.member(kind, 0));
  }

  /** What is possible in a state. */
  possible(state: number): Possible {
    return this.#possible.at(this.#stateKinds.member(this.#kinds[state] ?? 0, 0));
  }

  /** How a step of a state is written in a path. */
  action(state: number, edge: number): ActionPath[number] {
    this.#source.load(state);
    return this.#source.action(edge);
  }
}

/** Places in a tuple, from 1 on, for those that need one. */
function columns(needed: readonly boolean[]): readonly number[] {
  let next = 1;
  return needed.map((isNeeded) => (isNeeded ? next++ : NONE));
}

/** A difference as a number that is small if the difference is, be it above or below zero. */
function signed(difference: number): number {
  return difference < 0 ? -difference * 2 - 1 : difference * 2;
}

function unsigned(number: number): number {
  return number % 2 === 1 ? -(number + 1) / 2 : number / 2;
}
