import { enlarged } from '../tables/sequences.ts';
import type { Extension } from './extension.ts';
import type { StepFilter } from './step-filter.ts';
import { Successors } from './successors.ts';

/** What a step's vector holds after the ids of the states before and after it. */
export const STEP_EXTRA = 4;
export const ACTION = 0;
export const OBSERVATIONS = 1;
export const SENT = 2;
export const THROWN = 3;

/** What the labels of steps stand for. */
export interface StepLabels {
  /** Writes the ids of action, observations, messages sent, and of what was thrown, from `offset` on. */
  write(label: number, vector: Uint32Array, offset: number): void;
  /** Id of what the machine threw; 0 for nothing. */
  thrown(label: number): number;
}

/** What all steps with one label have in common. */
export interface SharedByLabel extends StepLabels {
  /** Whether all steps with this label have the same id at this slot of their vectors. */
  covers(label: number, slot: number): boolean;
}

/** Models whose labels settle more than what `StepLabels` says offer it by this name. */
export const LABELS: Extension<SharedByLabel> = { name: 'labels' };

/** What steps do to timers, by their labels. */
export interface ArmingLabels {
  /** Names of the timers that steps with this label arm, for the endpoint that acts. */
  armedBy(label: number): readonly string[];
}

/** Models whose endpoints have timers say by this name which steps arm them. */
export const ARMING: Extension<ArmingLabels> = { name: 'arming' };

/**
 * The enabled steps of one state, as successors of its vector, each with a label.
 *
 * The vector of a step is the ids of the state before, those of the state after, then the ids of the action, of the
 * list of observations, of the list of messages sent, and of what the machine threw. Where a machine threw there is
 * no successor (the state after is the state before): it is a finding, no step.
 */
export class Steps extends Successors {
  /** Length of a step's vector. */
  readonly stride: number;
  /** Steps that were cut off because a message found no room and may not be lost. */
  cuts = 0;
  /** Messages that found no room. */
  overflows = 0;
  /** Local steps, and ticks, that stutter only because the marks that they give to what is in flight are there already. */
  merged = 0;
  /** Enabled steps that were omitted: they are counted here, and are not among the successors. */
  asleep = 0;
  /**
   * Steps that lead beyond the states to which the search is confined. They stand behind the others, from the index `count` on: so that they
   * are judged and replayed, and whoever follows steps does not meet them.
   */
  beyond = 0;
  /** Faults of the environment among the steps, which nobody may wait for: what can only still fail is at its end. */
  faults = 0;
  /** The steps of which a message found no room, by index. */
  #crowded = new Int32Array(16);
  #crowds = 0;
  /** Which steps are omitted; null if none is. */
  readonly filter: StepFilter | null;
  /**
   * Whether what neither changes nor shows anything is kept, too: an ignored delivery, say. Such a step is none of those that
   * are counted and followed, and has an index of its own.
   */
  readonly keepsIdle: boolean;
  /** The labels of steps that are not enabled, since what they send finds no room yet. */
  readonly waiting: number[] = [];
  /** The labels of those steps, if they are kept. */
  readonly idle: number[] = [];
  /** The labels of the steps that were cut off, if idle ones are kept. */
  readonly cutOff: number[] = [];
  #labels: StepLabels | null = null;

  constructor(width: number, filter: StepFilter | null = null, keepsIdle = false) {
    super(width);
    this.filter = filter;
    this.keepsIdle = keepsIdle;
    this.stride = width * 2 + STEP_EXTRA;
  }

  /** Forgets all steps; the next ones lead away from this state. */
  begin(state: Uint32Array, labels: StepLabels): void {
    this.start(state);
    this.cuts = 0;
    this.overflows = 0;
    this.merged = 0;
    this.asleep = 0;
    this.beyond = 0;
    this.faults = 0;
    // Setting a length is dear, and these are mostly empty.
    if (this.waiting.length > 0) this.waiting.length = 0;
    if (this.idle.length > 0) this.idle.length = 0;
    if (this.cutOff.length > 0) this.cutOff.length = 0;
    this.#crowds = 0;
    this.#labels = labels;
  }

  /** Notes that a message of the step that was added last found no room. */
  crowd(): void {
    if (this.#crowds === this.#crowded.length) this.#crowded = enlarged(this.#crowded, this.#crowds + 1);
    this.#crowded[this.#crowds++] = this.count - 1;
  }

  /** Whether a message of step `k` found no room. */
  isCrowded(k: number): boolean {
    for (let i = 0; i < this.#crowds; i++) if (this.#crowded[i] === k) return true;
    return false;
  }

  /** Whether the step with this label is omitted, in which case it is counted. */
  omits(label: number): boolean {
    const { filter } = this;
    if (filter === null || !filter.omits(label)) return false;
    this.asleep++;
    this.overflows += filter.overflow;
    return true;
  }

  /** Whether the step with this label, which leads to the state itself, is omitted, in which case it is counted. */
  omitsLoop(label: number): boolean {
    if (this.filter === null || !this.filter.omitsLoop(label)) return false;
    this.asleep++;
    return true;
  }

  /** Notes that the step with this label was cut off. */
  cut(label: number): void {
    this.cuts++;
    if (this.keepsIdle) this.cutOff.push(label);
  }

  /** Notes that the step that was added last is a fault. */
  fault(): void {
    this.faults++;
  }

  /** Whether no action is enabled but for faults, not even one that was cut off or omitted. */
  get isDeadEnd(): boolean {
    return this.count + this.asleep + this.cuts + this.beyond === this.faults;
  }

  /** Moves the steps that lead beyond the states to which the search is confined behind all others. */
  setAside(isBeyond: (k: number) => boolean): void {
    const all = Array.from({ length: this.count }, (_, k) => k);
    const aside = all.filter(isBeyond);
    if (aside.length === 0) return;
    const order = [...all.filter((k) => !aside.includes(k)), ...aside];
    this.reorder(order);
    const crowded = this.#crowded.subarray(0, this.#crowds).map((k) => order.indexOf(k));
    this.#crowded.set(crowded);
    this.count -= aside.length;
    this.beyond = aside.length;
  }

  /** Whether step `k` is a finding: the machine throws. */
  throws(k: number): boolean {
    return this.#labels?.thrown(this.label(k)) !== 0;
  }

  /** Notes a step that neither changes nor shows anything, if such are kept. */
  addIdle(label: number): void {
    if (this.keepsIdle) this.idle.push(label);
  }

  /** Writes the vector of the idle step `i` into `out`. */
  writeIdle(i: number, out: Uint32Array): void {
    const { width } = this;
    for (let slot = 0; slot < width; slot++) {
      out[slot] = this.base[slot] ?? 0;
      out[width + slot] = this.base[slot] ?? 0;
    }
    this.#labels?.write(this.idle[i] ?? 0, out, width * 2);
  }

  /** The vector of step `k`. */
  vector(k: number): Uint32Array {
    const vector = new Uint32Array(this.stride);
    this.writeStep(k, vector);
    return vector;
  }

  /** Writes the vector of step `k` into `out`. */
  writeStep(k: number, out: Uint32Array): void {
    const { width } = this;
    for (let i = 0; i < width; i++) out[i] = this.base[i] ?? 0;
    this.write(k, out, width);
    this.#labels?.write(this.label(k), out, width * 2);
  }
}
