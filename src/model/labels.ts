import { Grid } from '../state/grid.ts';
import { PairMap } from '../state/pair-map.ts';
import { type HistoryValues, NO_OCCASION } from './history.ts';
import type { LocalSteps } from './local-steps.ts';
import { ACTION, OBSERVATIONS, SENT, STEP_EXTRA, type StepLabels, THROWN } from './model.ts';

/** The label depends on more than the local step and the history: it must be found anew each time. */
const CONTEXTUAL = 0;

/**
 * The labels of global steps. A label stands for a local step together with what it does to the history: the history
 * before and after, and the occasion that it gives to change marks.
 *
 * Nearly always all this follows from the local step and the history before, and is looked up by these two. A history
 * that looks at another endpoint, or at the network, makes its labels contextual.
 */
export class Labels implements StepLabels {
  readonly #width: number;
  readonly #steps: LocalSteps;
  readonly #history: HistoryValues;
  /** By local step and history before: the label, or CONTEXTUAL. */
  readonly #known = new Grid();
  readonly #byHistory = new PairMap();
  readonly #byNext = new PairMap();
  readonly #byOccasion = new PairMap();
  readonly #localStep: number[] = [0];
  readonly #historyAfter: number[] = [0];
  readonly #occasion: number[] = [NO_OCCASION];
  /** The vector of the step at hand. */
  readonly vector: Uint32Array;

  constructor(width: number, steps: LocalSteps, history: HistoryValues) {
    this.#width = width;
    this.#steps = steps;
    this.#history = history;
    this.vector = new Uint32Array(width * 2 + STEP_EXTRA);
  }

  /** Steps from this state are labelled next. */
  start(state: Uint32Array): void {
    for (let i = 0; i < this.#width; i++) this.vector[i] = state[i] ?? 0;
  }

  /** The label of a local step in the state at hand. */
  of(step: number): number {
    const known = this.#known.get(step, this.vector[this.#width - 1] ?? 0);
    return known > CONTEXTUAL ? known : this.#learn(step, null);
  }

  /** The label of the tick in the state at hand; `after` holds the local states after it. */
  ofTick(step: number, after: Uint32Array): number {
    const known = this.#known.get(step, this.vector[this.#width - 1] ?? 0);
    return known > CONTEXTUAL ? known : this.#learn(step, after);
  }

  localStep(label: number): number {
    return this.#localStep[label] ?? 0;
  }

  historyAfter(label: number): number {
    return this.#historyAfter[label] ?? 0;
  }

  occasion(label: number): number {
    return this.#occasion[label] ?? NO_OCCASION;
  }

  thrown(label: number): number {
    return this.#steps.thrown[this.localStep(label)] ?? 0;
  }

  covers(label: number, place: number): boolean {
    return this.#covers(this.#steps.endpoint[this.localStep(label)] ?? -1, place);
  }

  write(label: number, vector: Uint32Array, offset: number): void {
    this.#writeStep(this.localStep(label), vector, offset);
  }

  #writeStep(step: number, vector: Uint32Array, offset: number): void {
    const { action, observations, sends, thrown } = this.#steps;
    vector[offset + ACTION] = action[step] ?? 0;
    vector[offset + OBSERVATIONS] = observations[step] ?? 0;
    vector[offset + SENT] = sends[step] ?? 0;
    vector[offset + THROWN] = thrown[step] ?? 0;
  }

  #covers(endpoint: number, place: number): boolean {
    const width = this.#width;
    const isOfEndpoint = place === endpoint || place === width + endpoint;
    const isHistory = place === width - 1 || place === width * 2 - 1;
    return isOfEndpoint || isHistory || place >= width * 2;
  }

  #learn(step: number, after: Uint32Array | null): number {
    const { vector } = this;
    const width = this.#width;
    const endpoint = this.#steps.endpoint[step] ?? -1;
    for (let i = 0; i < width; i++)
      vector[width + i] = (i < width - 2 ? after?.[i] : undefined) ?? vector[i] ?? 0;
    if (endpoint >= 0) vector[width + endpoint] = this.#steps.next[step] ?? 0;
    this.#writeStep(step, vector, width * 2);
    const before = vector[width - 1] ?? 0;
    const label = this.#label(step, before);
    if (this.#known.get(step, before) !== CONTEXTUAL) {
      const isPlain =
        this.#steps.thrown[step] !== 0 ||
        this.#history.dependOnlyOn((place) => this.#covers(endpoint, place), vector);
      this.#known.set(step, before, isPlain ? label : CONTEXTUAL);
    }
    return label;
  }

  #label(step: number, before: number): number {
    const { vector } = this;
    const history = this.#history;
    if (this.#steps.thrown[step] !== 0) return this.#intern(step, before, before, NO_OCCASION);
    const after = history.updates ? history.after(vector, 0) : before;
    vector[this.#width * 2 - 1] = after;
    const occasion = history.marks ? history.occasion(vector, 0) : NO_OCCASION;
    return this.#intern(step, before, after, occasion);
  }

  #intern(step: number, before: number, after: number, occasion: number): number {
    const change = idOf(this.#byNext, idOf(this.#byHistory, step, before), after);
    const known = this.#byOccasion.get(change, occasion);
    if (known >= 0) return known;
    this.#historyAfter.push(after);
    this.#occasion.push(occasion);
    const label = this.#localStep.push(step) - 1;
    this.#byOccasion.set(change, occasion, label);
    return label;
  }
}

/** The id of a pair, given in order of first sight. */
function idOf(ids: PairMap, a: number, b: number): number {
  const known = ids.get(a, b);
  if (known >= 0) return known;
  ids.set(a, b, ids.size);
  return ids.size - 1;
}
