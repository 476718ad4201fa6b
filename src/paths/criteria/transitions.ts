import { allTransitions } from '../../endpoint/watch/declared-transitions.ts';
import { NO_GOALS } from '../goals/goal-sets.ts';
import type { Setting } from '../setting.ts';
import type { Criterion } from './criterion.ts';
import type { TransitionTable } from './transition-table.ts';

/**
 * Every transition of every endpoint (see `EndpointTransition`), and, as unreachable, each transition that a machine
 * declares and that no step takes.
 */
export class TransitionsCriterion implements Criterion {
  readonly doubtful: number[] = [];
  readonly #setting: Setting;
  readonly #table: TransitionTable;
  readonly #names: TransitionNames;
  /** Per transition: the set of its goal. */
  readonly #sets: number[] = [];

  constructor(setting: Setting, table: TransitionTable) {
    this.#setting = setting;
    this.#table = table;
    this.#names = new TransitionNames(setting, table);
  }

  step(vector: Uint32Array): number {
    const id = this.#table.of(vector);
    return id < 0 ? NO_GOALS : (this.#sets[id] ?? this.#setOf(id));
  }

  declare(): void {
    const { lanes, goals } = this.#setting;
    for (const [lane, { endpoint, machine }] of lanes.entries()) {
      for (const { id, text } of allTransitions(machine)) {
        if (this.#table.isTaken(lane, id)) continue;
        const goal = goals.id('transitions', free(`${endpoint} ${text}`, goals), endpoint);
        if (this.#table.isPossible(lane, id)) this.doubtful.push(goal);
      }
    }
  }

  #setOf(id: number): number {
    const { goals, sets, lanes } = this.#setting;
    const endpoint = lanes[this.#table.transition(id).lane]?.endpoint ?? '';
    const set = sets.of([goals.id('transitions', this.#names.name(id), endpoint)]);
    this.#sets[id] = set;
    return set;
  }
}

/** Two declared transitions that read alike are told apart by a number. */
function free(name: string, goals: Setting['goals']): string {
  for (let n = 2, tried = name; ; tried = `${name} (${n++})`) {
    if (!goals.has('transitions', tried)) return tried;
  }
}

/** Names of transitions: `client ESTABLISHED, CLOSE [isReady] → FIN_WAIT_1`. */
export class TransitionNames {
  readonly #setting: Setting;
  readonly #table: TransitionTable;
  /** Per endpoint: the guards of its machine's transitions. */
  readonly #guards: readonly ReadonlyMap<string, string | null>[];
  readonly #names: string[] = [];
  readonly #given = new Set<string>();

  constructor(setting: Setting, table: TransitionTable) {
    this.#setting = setting;
    this.#table = table;
    this.#guards = setting.lanes.map(
      ({ machine }) => new Map(allTransitions(machine).map(({ id, guard }) => [id, guard])),
    );
  }

  /** Unique, and the same on every run: names are given in the order in which the transitions were first seen. */
  name(id: number): string {
    while (this.#names.length <= id) this.#names.push(this.#nameNext(this.#names.length));
    return this.#names[id] ?? '';
  }

  #nameNext(id: number): string {
    const { lane, source, event, target, taken } = this.#table.transition(id);
    const endpoint = this.#setting.lanes[lane]?.endpoint ?? '';
    const guard = this.#guards[lane]?.get(taken[0] ?? '') ?? null;
    const plain = `${endpoint} ${source}, ${event}${guard === null ? '' : ` [${guard}]`} → ${target}`;
    let name = plain;
    for (let n = 2; this.#given.has(name); n++) name = `${plain} (${n})`;
    this.#given.add(name);
    return name;
  }
}
