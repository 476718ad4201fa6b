import type { Composition } from '../composition/composition.ts';
import type { AnyAction } from '../language/forgotten.ts';
import { ACTION, SENT, STEP_EXTRA } from '../model/steps.ts';

interface Labelled {
  readonly action: AnyAction;
  readonly promises: boolean;
  readonly sends: boolean;
}

/** What the steps with a label have in common. */
export class ActionsByLabel {
  readonly #model: Composition;
  readonly #known: (Labelled | undefined)[] = [];
  readonly #extra = new Uint32Array(STEP_EXTRA);

  constructor(model: Composition) {
    this.#model = model;
  }

  /** The action. */
  of(label: number): AnyAction {
    return this.#labelled(label).action;
  }

  /** Whether the delivery of a message that is sent is promised. */
  promises(label: number): boolean {
    return this.#labelled(label).promises;
  }

  /** Whether a message is sent. */
  sends(label: number): boolean {
    return this.#labelled(label).sends;
  }

  #labelled(label: number): Labelled {
    const known = this.#known[label];
    if (known !== undefined) return known;
    this.#model.labels.write(label, this.#extra, 0);
    const action = this.#model.reader.action(this.#extra[ACTION] ?? 0);
    const sent = this.#model.values.messages.sendings(this.#extra[SENT] ?? 0);
    const labelled = { action, promises: sent.some(({ owed }) => owed), sends: sent.length > 0 };
    while (this.#known.length < label) this.#known.push(undefined);
    this.#known[label] = labelled;
    return labelled;
  }
}
