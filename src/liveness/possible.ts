import type { Conditions } from './conditions.ts';
import type { StateGraph } from './state-graph.ts';

/** What is possible in a state, whatever an automaton reads. */
export interface Possible {
  /** Conditions to whose steps some step belongs that is more than idle. */
  readonly conditions: ReadonlySet<number>;
  /** Conditions that demand something of every behaviour, and have it in this state: time need not pass here. */
  readonly rests: ReadonlySet<number>;
  readonly isCut: boolean;
}

/** What is possible in the loaded state of a graph. */
export function possibleIn(graph: StateGraph, conditions: Conditions): Possible {
  const possible = new Set<number>();
  const rests = new Set<number>();
  for (let edge = 0; edge < graph.count; edge++) {
    for (const id of conditions.bearing(graph, edge).belongs) {
      if (graph.action(edge) >= 0) possible.add(id);
      else if (conditions.all[id]?.demand === 'recurrent') rests.add(id);
    }
  }
  return { conditions: possible, rests, isCut: graph.isCut };
}

/** What is possible in many states, of which most are alike: numbered, so that the same is found once. */
export class PossibleTable {
  readonly #conditions: Conditions;
  readonly #all: Possible[] = [];
  /** By the ids of what steps mean: of those that are more than idle, and of those that are not. */
  readonly #numbers = new Map<string, number>();

  constructor(conditions: Conditions) {
    this.#conditions = conditions;
  }

  /** The number of what is possible in the loaded state. */
  number(graph: StateGraph): number {
    const real: number[] = [];
    const idle: number[] = [];
    for (let edge = 0; edge < graph.count; edge++) {
      insert(graph.action(edge) >= 0 ? real : idle, this.#conditions.bearing(graph, edge).id);
    }
    const text = `${real.join()};${idle.join()};${graph.isCut}`;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#all.push(possibleIn(graph, this.#conditions)) - 1;
    this.#numbers.set(text, number);
    return number;
  }

  at(number: number): Possible {
    const possible = this.#all[number];
    if (possible === undefined) throw new RangeError(`nothing has the number ${number}`);
    return possible;
  }
}

/** Puts a number into a sorted list in which each stands once. */
function insert(list: number[], value: number): void {
  let at = list.length;
  while (at > 0 && (list[at - 1] ?? 0) > value) at--;
  if (list[at - 1] !== value) list.splice(at, 0, value);
}
