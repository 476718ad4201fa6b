import { ModelError } from '../language/errors.ts';
import type { AnyHistory, AnyMessage, AnyParameters, AnyStepView } from '../language/forgotten.ts';
import { pureCall } from '../language/pure.ts';
import { Interner } from '../tables/interner.ts';
import { fromTaggedJson, taggedJson } from '../tables/kinds/tagged-json.ts';
import { canonicalText, PlainDataError } from '../tables/plain-data.ts';
import { ReadMemo, type SourceOf } from '../tables/read-memo.ts';
import type { SharedData } from '../tables/shared-data.ts';
import type { Ledger } from '../tables/threads/ledger.ts';

/** Marks stay as they are. */
export const NO_TRIGGER = 0;

/** The history variables of a model: their values, interned, and their updates, computed once per what they read. */
export class HistoryValues {
  readonly #history: AnyHistory;
  /** Ids of the values with which it may begin. */
  readonly initials: readonly number[];
  readonly #parameters: AnyParameters;
  readonly #shared: SharedData;
  readonly #values = new Interner<{ readonly value: unknown }>();
  readonly #triggers = new Interner<string>();
  readonly #remarks: Map<AnyMessage, string>[] = [];
  readonly #update: ReadMemo;
  readonly #trigger: ReadMemo;
  /** The view of a step that was last asked for, and those which are shown in its place: to marks, and to the history. */
  #step: AnyStepView | null = null;
  #unmarkedStep: AnyStepView | null = null;
  #unfinishedStep: AnyStepView | null = null;
  readonly #networkAfter: number;
  /** Writes into the vector of the step at hand what is in flight after it: told before an update reads that. */
  completeNetwork: () => void = () => {};

  /** @param stepOf reads a step from a vector, and notes what is read of it */
  constructor(
    history: AnyHistory,
    parameters: AnyParameters,
    historySlot: number,
    stepOf: (vector: Uint32Array, offset: number, reads: number[]) => AnyStepView,
    sourceOf: SourceOf,
    shared: SharedData,
  ) {
    this.#shared = shared;
    // The slots of the state before, then those of the state after: network and history are the last of each.
    this.#networkAfter = historySlot * 2;
    this.#history = history;
    this.#parameters = parameters;
    this.initials = history.initials.map((initial) => this.#intern(initial));
    this.#update = new ReadMemo((vector, offset, reads) => {
      reads.push(historySlot);
      return this.#computeUpdate(
        vector[offset + historySlot] ?? 0,
        this.#shown(stepOf(vector, offset, reads)).unfinished,
      );
    }, sourceOf);
    this.#trigger = new ReadMemo(
      (vector, offset, reads) => this.#computeTrigger(this.#shown(stepOf(vector, offset, reads)).unmarked),
      sourceOf,
    );
  }

  /** The views of a step that do not show what is not known yet. Views of steps are mostly one object. */
  #shown(step: AnyStepView): { readonly unmarked: AnyStepView; readonly unfinished: AnyStepView } {
    if (step !== this.#step) {
      this.#step = step;
      this.#unmarkedStep = unmarked(step);
      this.#unfinishedStep = unfinished(step, () => this.completeNetwork());
    }
    return { unmarked: this.#unmarkedStep ?? step, unfinished: this.#unfinishedStep ?? step };
  }

  /** Whether an update was ever seen to look at what is in flight after the step. */
  get looksAtNetworkAfter(): boolean {
    return this.#update.slots.has(this.#networkAfter);
  }

  /** Number of distinct values. */
  get size(): number {
    return this.#values.size;
  }

  /** Bytes held by the tables of what was computed. */
  get bytes(): number {
    return this.#update.bytes + this.#trigger.bytes;
  }

  /** The mark of a message that is sent. */
  get initialMark(): string {
    return this.#history.marks?.initial ?? '';
  }

  get updates(): boolean {
    return this.#history.update !== undefined;
  }

  get marks(): boolean {
    return this.#history.marks !== undefined;
  }

  value(id: number): unknown {
    return this.#values.value(id).value;
  }

  /** Id of a value. */
  idOf(value: unknown): number {
    return this.#intern(value);
  }

  /** From now on, ids of values are those that all threads agree on which share this ledger. */
  share(ledger: Ledger): void {
    this.#values.share(
      ledger,
      ({ value }) => JSON.stringify(taggedJson(value)),
      (text) => this.#intern(fromTaggedJson(JSON.parse(text))),
    );
  }

  /** The text of a trigger; null for none. */
  triggerText(id: number): string | null {
    return id === NO_TRIGGER ? null : this.#triggers.value(id - 1);
  }

  /** Id of a trigger with this text. */
  triggerOf(text: string | null): number {
    return text === null ? NO_TRIGGER : this.#triggers.intern(text, () => text) + 1;
  }

  /** Id of the history after the step whose vector starts at `offset`. */
  after(vector: Uint32Array, offset: number): number {
    return this.#update.get(vector, offset);
  }

  /** Id of the trigger by which the step whose vector starts at `offset` changes marks, or NO_TRIGGER. */
  trigger(vector: Uint32Array, offset: number): number {
    return this.#trigger.get(vector, offset);
  }

  /** Whether history and trigger after the step follow from slots that `covers` accepts, whatever the rest. */
  dependOnlyOn(covers: (slot: number) => boolean, vector: Uint32Array): boolean {
    return (
      (!this.updates || this.#update.dependsOnlyOn(covers, vector)) &&
      (!this.marks || this.#trigger.dependsOnlyOn(covers, vector))
    );
  }

  /** Whether an update or a trigger was ever seen to depend on this slot of a step. */
  hasRead(slot: number): boolean {
    return this.#update.slots.has(slot) || this.#trigger.slots.has(slot);
  }

  /** The update and the trigger, as they are remembered. */
  get memos(): readonly [update: ReadMemo, trigger: ReadMemo] {
    return [this.#update, this.#trigger];
  }

  /** By trigger, and by message with the mark before: all marks that were ever asked for. */
  get remarks(): readonly (ReadonlyMap<AnyMessage, string> | undefined)[] {
    return this.#remarks;
  }

  /** The mark of a message in flight after a trigger. Equal messages are one object. */
  remark(message: AnyMessage, trigger: number): string {
    const known = this.#remarks[trigger]?.get(message);
    if (known !== undefined) return known;
    const mark = this.#computeRemark(message, trigger);
    this.#remarks[trigger] ??= new Map();
    this.#remarks[trigger].set(message, mark);
    return mark;
  }

  #computeRemark(message: AnyMessage, trigger: number): string {
    return pureCall('history.marks.remark', () => {
      const mark: unknown = this.#history.marks?.remark(message, this.#triggers.value(trigger - 1));
      if (typeof mark === 'string') return mark;
      throw new ModelError(`history.marks.remark returned ${String(mark)}; a mark is a text`);
    });
  }

  #computeUpdate(before: number, step: AnyStepView): number {
    const update = this.#history.update?.bind(this.#history);
    if (update === undefined) return before;
    return pureCall('history.update', () => {
      const after: unknown = update(this.value(before), step, this.#parameters);
      if (after !== undefined) return this.#intern(after);
      throw new ModelError('history.update returned undefined; it gives the history back, changed or not');
    });
  }

  #computeTrigger(step: AnyStepView): number {
    const trigger: unknown = pureCall('history.marks.trigger', () =>
      this.#history.marks?.trigger(step, this.#parameters),
    );
    if (trigger === null || trigger === undefined) return NO_TRIGGER;
    if (typeof trigger === 'string') return this.triggerOf(trigger);
    throw new ModelError(
      `history.marks.trigger returned ${String(trigger)}; what changes marks is named by a text, and null says that nothing does`,
    );
  }

  #intern(value: unknown): number {
    try {
      return this.#values.intern(canonicalText(value, 'history'), () => ({
        value: this.#shared.of(value),
      }));
    } catch (error) {
      if (!(error instanceof PlainDataError)) throw error;
      throw new ModelError(`${error.message}; history must be plain data`);
    }
  }
}

/** A step whose history afterwards is refused. Code without types could ask for it. */
function unfinished(step: AnyStepView, complete: () => void): AnyStepView {
  return shown(step, {
    endpoints: step.after.endpoints,
    get network() {
      complete();
      return step.after.network;
    },
    get channels() {
      complete();
      return step.after.channels;
    },
    get partitions() {
      complete();
      return step.after.partitions;
    },
    get history() {
      return refused('history', 'the history is');
    },
  });
}

/** A step whose network and history afterwards are refused. */
function unmarked(step: AnyStepView): AnyStepView {
  return shown(step, {
    endpoints: step.after.endpoints,
    get network() {
      return refused('network', 'marks are');
    },
    get channels() {
      return refused('channels', 'marks are');
    },
    get partitions() {
      return refused('partitions', 'marks are');
    },
    get history() {
      return refused('history', 'marks are');
    },
  });
}

function refused(what: string, written: string): never {
  throw new ModelError(
    `after.${what} is not known while ${written} written; before.${what} is, and after.endpoints`,
  );
}

function shown(step: AnyStepView, after: AnyStepView['after']): AnyStepView {
  return {
    before: step.before,
    after,
    get action() {
      return step.action;
    },
    get observations() {
      return step.observations;
    },
    get sent() {
      return step.sent;
    },
  };
}
