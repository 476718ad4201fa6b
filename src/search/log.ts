import type { AnyAction, AnyLocalState, AnyPacket } from '../language/forgotten.ts';
import type { Model } from '../model/model.ts';
import { ACTION, LABELS, STEP_EXTRA, Steps } from '../model/steps.ts';
import type { Successors } from '../model/successors.ts';
import type { StateSet } from '../store/state-set.ts';

/** A step of a state, as the search follows it. */
export interface LoggedStep {
  /** Null if the model does not tell by its labels. */
  readonly action: AnyAction | null;
  /** Number of the state that it leads to; where a machine throws, or a reduction leaves it out, the state itself. */
  readonly to: number;
  readonly isNew: boolean;
}

/** A state whose steps have been followed. */
export interface LoggedState {
  /** In order of discovery: the initial one is 0. */
  readonly number: number;
  readonly endpoints: Readonly<Record<string, AnyLocalState>>;
  readonly network: readonly AnyPacket[];
  readonly history: unknown;
  readonly steps: readonly LoggedStep[];
  /** Steps that sleep: they were counted, and lead to states that were known. */
  readonly asleep: number;
}

/** Is told what a search does, for those who look for a fault in it. */
export interface SearchLog {
  expanded(state: LoggedState): void;
}

/** A set of states that tells a log of each state that is expanded, and of where its steps lead. */
export class LoggedStates implements StateSet {
  readonly #states: StateSet;
  readonly #log: SearchLog;
  readonly #model: Model;
  readonly #extra = new Uint32Array(STEP_EXTRA);
  /** The states that were loaded since successors were prepared last: by number, and their steps. */
  #loaded: (readonly [number: number, steps: Successors])[] = [];
  #prepared: readonly Successors[] = [];
  #expanded: (readonly [number: number, steps: Successors])[] = [];

  constructor(states: StateSet, log: SearchLog, model: Model) {
    this.#states = states;
    this.#log = log;
    this.#model = model;
  }

  get size(): number {
    return this.#states.size;
  }

  get bytes(): number {
    return this.#states.bytes;
  }

  add(vectors: Uint32Array, offset: number): number {
    return this.#states.add(vectors, offset);
  }

  addAll(successors: Successors, targets: Int32Array): void {
    this.#states.addAll(successors, targets);
  }

  begin(): void {
    this.#states.begin();
  }

  load(index: number, successors: Successors): void {
    this.#states.load(index, successors);
    this.#loaded.push([index, successors]);
  }

  prepare(several: readonly Successors[], count: number): void {
    this.#states.prepare(several, count);
    this.#prepared = several;
    // A state that could not be expanded is loaded once more.
    this.#expanded = this.#loaded.slice(0, count);
    this.#loaded = [];
  }

  addPrepared(which: number, targets: Int32Array): void {
    this.#states.addPrepared(which, targets);
    const [number, steps] = this.#expanded[which] ?? [];
    const followed = this.#prepared[which];
    if (number === undefined || steps === undefined || followed === undefined) return;
    this.#log.expanded({
      number,
      ...this.#contentOf(steps.base),
      steps: Array.from({ length: followed.count }, (_, k) =>
        this.#stepOf(followed.label(k), targets[k] ?? 0),
      ),
      asleep: steps instanceof Steps ? steps.asleep : 0,
    });
  }

  read(index: number, out: Uint32Array): void {
    this.#states.read(index, out);
  }

  release(index: number): void {
    this.#states.release(index);
  }

  #contentOf(state: Uint32Array): Pick<LoggedState, 'endpoints' | 'network' | 'history'> {
    const { reader, width } = this.#model;
    const locals = reader.endpoints.map((name, i) => [name, reader.localState(i, state[i] ?? 0)] as const);
    return {
      endpoints: Object.fromEntries(locals),
      network: reader.packets(state[width - 2] ?? 0),
      history: reader.history(state[width - 1] ?? 0),
    };
  }

  #stepOf(label: number, target: number): LoggedStep {
    const isNew = target >= 0;
    return { action: this.#actionOf(label), to: isNew ? target : ~target, isNew };
  }

  #actionOf(label: number): AnyAction | null {
    const labels = this.#model.extension(LABELS);
    if (labels === null) return null;
    labels.write(label, this.#extra, 0);
    return this.#model.reader.action(this.#extra[ACTION] ?? 0);
  }
}
