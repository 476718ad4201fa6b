import type { AnyAction } from '../language/forgotten.ts';
import type { Model } from '../model/model.ts';
import { ACTION, type Steps, THROWN } from '../model/steps.ts';

/** A step in which a machine threw, whatever the state. */
export interface ThrowingStep {
  readonly endpoint: string;
  /** The type of the event, or `after` and the name of the timer. */
  readonly on: string;
  /** The message of what was thrown. */
  readonly thrown: string;
}

/** The local steps in which machines threw: what would follow on them is not searched. */
export class Throwing {
  readonly #model: Model;
  readonly #labels = new Set<number>();
  readonly #steps = new Map<string, ThrowingStep>();

  constructor(model: Model) {
    this.#model = model;
  }

  /** Step `k` is one in which a machine threw. */
  note(steps: Steps, k: number): void {
    const label = steps.label(k);
    if (this.#labels.has(label)) return;
    this.#labels.add(label);
    const step = this.#stepOf(steps, k);
    if (step !== null) this.#steps.set(JSON.stringify(step), step);
  }

  /** Whether step `k`, in which a machine threw, is one of those that are known. */
  knows(steps: Steps, k: number): boolean {
    const label = steps.label(k);
    if (this.#labels.has(label)) return true;
    const step = this.#stepOf(steps, k);
    const isKnown = step === null || this.#steps.has(JSON.stringify(step));
    if (isKnown) this.#labels.add(label);
    return isKnown;
  }

  #stepOf(steps: Steps, k: number): ThrowingStep | null {
    const { reader, width } = this.#model;
    const vector = steps.vector(k);
    const action = reader.action(vector[width * 2 + ACTION] ?? 0);
    if (!('endpoint' in action)) return null;
    return {
      endpoint: action.endpoint,
      on: causeOf(action),
      thrown: reader.thrown(vector[width * 2 + THROWN] ?? 0),
    };
  }

  /** Notes steps that others have seen. */
  know(steps: readonly ThrowingStep[]): void {
    for (const step of steps) this.#steps.set(JSON.stringify(step), step);
  }

  /** Each once, in order of first sight. */
  list(): readonly ThrowingStep[] {
    return [...this.#steps.values()];
  }
}

function causeOf(action: Extract<AnyAction, { readonly endpoint: string }>): string {
  switch (action.kind) {
    case 'deliver':
      return action.message.event.type;
    case 'event':
      return action.event.type;
    case 'answer':
      return `${action.gives} of ${action.actor}`;
    case 'expire':
      return `after ${action.timer}`;
    case 'crash':
    case 'restart':
      return action.kind;
  }
}
