import {
  ACTION,
  type ArmingLabels,
  OBSERVATIONS,
  SENT,
  type SharedByLabel,
  STEP_EXTRA,
  THROWN,
} from '../model/steps.ts';
import type { Network } from '../network/network.ts';
import { NO_OPERATION } from '../network/operations.ts';
import { PairMap } from '../tables/pair-map.ts';
import { enlarged, LIST_ITEM } from '../tables/sequences.ts';
import { type HistoryValues, NO_TRIGGER } from './history.ts';
import { type LocalSteps, NOBODY } from './local-steps.ts';

/** Numbers that are kept of a label: what the search needs of it, side by side. */
export const RECORD = 4;
/** The slot of a state's vector that changes (its width for none), and the new local state. */
export const ACTOR = 0;
export const NEXT = 1;
/** The history afterwards. */
export const HISTORY = 2;
/** The operation on the network, times FLAGS, plus the flags. */
export const OPERATION = 3;
export const FLAGS = 128;
/** The step changes something besides the network. */
export const CHANGES = 1;
/** The machine throws: everything stays as it is. */
export const THROWS = 2;
/** The label follows from the local step and the history before. */
export const PLAIN = 4;
/** The history afterwards is that before. */
export const REMEMBERS_NOTHING = 8;
/** The step shows something, observations or messages that it sends: it is a step even where it changes nothing. */
export const SHOWS = 16;
/** Of a delivery, where assumptions may refuse some: this one is not refused, whatever the rest of the state. */
export const UNREFUSED = 32;
/** A fault of the environment. Such steps never sleep, so that those that stand in a state are all that are enabled. */
export const FAULT = 64;

/** Nothing is known yet: labels are numbered from 1. */
const UNKNOWN = 0;

/** The label depends on more than the local step and the history: it must be found anew each time. */
const CONTEXTUAL = -1;

/** Histories up to this one have an array by local step; those beyond, a hash table. */
export const DENSE = 64;

const NO_STEP = -1;
const NOTHING_FOUND = { step: NO_STEP, trigger: NO_TRIGGER };

const NO_ROW = new Int32Array(0);

/**
 * The labels of global steps. A label stands for a local step together with what it does to the history: the history
 * before and after, and the trigger by which it changes marks.
 *
 * Nearly always all this follows from the local step and the history before, and is looked up by these two. A history
 * that looks at another endpoint, or at the network, makes its labels contextual.
 */
export class Labels implements SharedByLabel, ArmingLabels {
  /** Per label: RECORD numbers. */
  records = new Int32Array(RECORD * 64);
  /** The vector of the step at hand. */
  readonly #vector: Uint32Array;
  #state: Uint32Array = new Uint32Array(0);
  readonly #width: number;
  readonly #steps: LocalSteps;
  readonly #history: HistoryValues;
  readonly #network: Network;
  readonly #markAfter: (trigger: number) => MarkOf;
  /** By history before and local step: the label, or CONTEXTUAL. */
  readonly #rows: Int32Array[] = [];
  #beyond = new PairMap();
  #row: Int32Array = NO_ROW;
  readonly #byHistory = new PairMap();
  readonly #byNext = new PairMap();
  readonly #byTrigger = new PairMap();
  readonly #localStep: number[] = [0];
  readonly #trigger: number[] = [NO_TRIGGER];
  readonly #before: number[] = [0];

  /** What is in flight after the step at hand, if it does this to the network. */
  networkAfter: (step: number, operation: number) => number = () => 0;
  /** The step whose label is being found, and the trigger by which it changes marks. */
  #found = NOTHING_FOUND;

  constructor(
    width: number,
    steps: LocalSteps,
    history: HistoryValues,
    network: Network,
    markAfter: (trigger: number) => MarkOf,
  ) {
    this.#width = width;
    this.#steps = steps;
    this.#history = history;
    this.#network = network;
    this.#markAfter = markAfter;
    this.#vector = new Uint32Array(width * 2 + STEP_EXTRA);
    history.completeNetwork = () => this.#completeNetwork();
  }

  /** Bytes held. */
  get bytes(): number {
    const maps = [this.#beyond, this.#byHistory, this.#byNext, this.#byTrigger];
    const perLabel = this.#localStep.length * 3 * LIST_ITEM;
    const rows = this.#rows.reduce((sum, row) => sum + row.byteLength, 0);
    return maps.reduce((sum, map) => sum + map.bytes, this.records.byteLength + perLabel + rows);
  }

  /** Nothing is looked up that was known before: the functions of the model are asked again. Labels stay what they are. */
  forget(): void {
    this.#rows.length = 0;
    this.#row = NO_ROW;
    this.#beyond = new PairMap();
  }

  /** Steps from this state are labelled next. */
  start(state: Uint32Array): void {
    this.#state = state;
    this.#row = this.#rows[state[this.#width - 1] ?? 0] ?? NO_ROW;
  }

  /**
   * The label of a local step in the state at hand.
   *
   * @param ticked for a tick: the local states after it
   */
  of(step: number, ticked: Uint32Array | null): number {
    const row = this.#row;
    const known = step < row.length ? (row[step] ?? UNKNOWN) : UNKNOWN;
    return known > UNKNOWN ? known : this.#find(step, ticked);
  }

  /** The label of a local step under one of the first histories, if it is known and follows from these two; else 0. */
  known(step: number, history: number): number {
    return Math.max(UNKNOWN, this.#rows[history]?.[step] ?? UNKNOWN);
  }

  /** Operation on the network, and flags: the number at OPERATION of the label's record. */
  operation(label: number): number {
    return this.records[label * RECORD + OPERATION] ?? 0;
  }

  /** Id of the trigger by which marks change, or NO_TRIGGER. */
  trigger(label: number): number {
    return this.#trigger[label] ?? NO_TRIGGER;
  }

  /** The history before a step with this label. */
  historyBefore(label: number): number {
    return this.#before[label] ?? 0;
  }

  localStep(label: number): number {
    return this.#localStep[label] ?? 0;
  }

  thrown(label: number): number {
    return this.#steps.thrown[this.localStep(label)] ?? 0;
  }

  armedBy(label: number): readonly string[] {
    return this.#steps.armed[this.localStep(label)] ?? [];
  }

  covers(label: number, slot: number): boolean {
    return this.#covers(this.#steps.endpoint[this.localStep(label)] ?? NOBODY, slot);
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

  #covers(endpoint: number, slot: number): boolean {
    const width = this.#width;
    const isOfEndpoint = endpoint !== NOBODY && (slot === endpoint || slot === width + endpoint);
    const isHistory = slot === width - 1 || slot === width * 2 - 1;
    return isOfEndpoint || isHistory || slot >= width * 2;
  }

  #find(step: number, ticked: Uint32Array | null): number {
    const before = this.#state[this.#width - 1] ?? 0;
    const known = before < DENSE ? (this.#row[step] ?? UNKNOWN) : this.#beyond.get(step, before);
    if (known > UNKNOWN) return known;
    this.#complete(step, ticked);
    const label = this.#label(step, before);
    if (known !== CONTEXTUAL || before >= DENSE) this.#remember(step, before, label);
    return label;
  }

  /** Completes the vector of a step, but for network and history after it. */
  #complete(step: number, ticked: Uint32Array | null): void {
    const vector = this.#vector;
    const width = this.#width;
    const endpoint = this.#steps.endpoint[step] ?? NOBODY;
    for (let i = 0; i < width; i++) {
      vector[i] = this.#state[i] ?? 0;
      vector[width + i] = vector[i] ?? 0;
    }
    if (ticked !== null) for (let i = 0; i < width - 2; i++) vector[width + i] = ticked[i] ?? 0;
    if (endpoint !== NOBODY) vector[width + endpoint] = this.#steps.next[step] ?? 0;
    this.#writeStep(step, vector, width * 2);
  }

  #label(step: number, before: number): number {
    const vector = this.#vector;
    const history = this.#history;
    if (this.#steps.thrown[step] !== 0) return this.#intern(step, before, before, NO_TRIGGER);
    const trigger = history.marks ? history.trigger(vector, 0) : NO_TRIGGER;
    if (!history.updates) return this.#intern(step, before, before, trigger);
    this.#found = { step, trigger };
    if (history.looksAtNetworkAfter) this.#completeNetwork();
    const after = history.after(vector, 0);
    this.#found = NOTHING_FOUND;
    return this.#intern(step, before, after, trigger);
  }

  /** Remembers the label, or that it is contextual. */
  #remember(step: number, before: number, label: number): void {
    const endpoint = this.#steps.endpoint[step] ?? NOBODY;
    const isPlain =
      this.#steps.thrown[step] !== 0 ||
      this.#history.dependOnlyOn((slot) => this.#covers(endpoint, slot), this.#vector);
    if (isPlain) this.setFlag(label, PLAIN);
    if (before >= DENSE) {
      if (isPlain) this.#beyond.set(step, before, label);
      return;
    }
    while (this.#rows.length <= before) this.#rows.push(NO_ROW);
    let row = this.#rows[before] ?? NO_ROW;
    if (step >= row.length) row = enlarged(row, step + 16);
    row[step] = isPlain ? label : CONTEXTUAL;
    this.#rows[before] = row;
    this.#row = row;
  }

  /** Sets a flag of a label. */
  setFlag(label: number, flag: number): void {
    const at = label * RECORD + OPERATION;
    this.records[at] = (this.records[at] ?? 0) | flag;
  }

  /** Completes the vector of the step at hand by what is in flight after it. */
  #completeNetwork(): void {
    const { step, trigger } = this.#found;
    if (step === NO_STEP) return;
    const operation = this.#operationOf(step, trigger);
    this.#vector[this.#width * 2 - 2] = this.networkAfter(step, operation);
  }

  #operationOf(step: number, trigger: number): number {
    const markOf = trigger === NO_TRIGGER ? null : this.#markAfter(trigger);
    return this.#network.operation(this.#steps.sends[step] ?? 0, trigger, markOf);
  }

  #intern(step: number, before: number, after: number, trigger: number): number {
    const change = idOf(this.#byNext, idOf(this.#byHistory, step, before), after);
    const known = this.#byTrigger.get(change, trigger);
    if (known >= 0) return known;
    const label = this.#localStep.push(step) - 1;
    this.#trigger.push(trigger);
    this.#before.push(before);
    this.#byTrigger.set(change, trigger, label);
    this.#record(label, step, before, after, trigger);
    return label;
  }

  #record(label: number, step: number, before: number, after: number, trigger: number): void {
    const at = label * RECORD;
    const { endpoint, next, sends, observations } = this.#steps;
    const actor = endpoint[step] ?? NOBODY;
    const acts = actor !== NOBODY;
    const throws = this.#steps.thrown[step] !== 0;
    const changes = throws || after !== before || (acts && next[step] !== this.#steps.before[step]);
    const shows = observations[step] !== 0 || sends[step] !== 0;
    const operation = throws ? NO_OPERATION : this.#operationOf(step, trigger);
    if (at + RECORD > this.records.length) this.records = enlarged(this.records, at + RECORD);
    this.records[at + ACTOR] = acts ? actor : this.#width;
    this.records[at + NEXT] = next[step] ?? 0;
    this.records[at + HISTORY] = after;
    this.records[at + OPERATION] =
      operation * FLAGS +
      (throws ? THROWS : 0) +
      (changes ? CHANGES : 0) +
      (shows ? SHOWS : 0) +
      (this.#steps.isFault(step) ? FAULT : 0) +
      (after === before ? REMEMBERS_NOTHING : 0);
  }
}

/** Gives a packet its new mark. */
type MarkOf = NonNullable<Parameters<Network['operation']>[2]>;

/** The id of a pair, given in order of first sight. */
function idOf(ids: PairMap, a: number, b: number): number {
  const known = ids.get(a, b);
  if (known >= 0) return known;
  ids.set(a, b, ids.size);
  return ids.size - 1;
}
