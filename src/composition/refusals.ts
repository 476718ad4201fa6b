import type { AnyAssumption, AnyParameters } from '../language/forgotten.ts';
import { answered } from '../language/form/answer.ts';
import { pureCall } from '../language/pure.ts';
import type { StepReader } from '../model/reader.ts';
import { ACTION, STEP_EXTRA } from '../model/steps.ts';
import { ReadMemo } from '../tables/read-memo.ts';
import type { Actions } from './actions.ts';

/** The deliveries that do not happen, since an assumption refuses them. */
export class Refusals {
  readonly #actions: Actions;
  readonly #memo: ReadMemo;
  readonly #width: number;
  readonly #actionSlot: number;
  /** The vector of a delivery that may be refused: the state before, and the action. */
  readonly #vector: Uint32Array;

  /** @param assumptions those that say what is deliverable, by name */
  constructor(
    assumptions: readonly (readonly [name: string, assumption: AnyAssumption])[],
    parameters: AnyParameters,
    reader: StepReader,
    actions: Actions,
  ) {
    const width = reader.endpoints.length + 2;
    const actionSlot = width * 2 + ACTION;
    this.#width = width;
    this.#actions = actions;
    this.#actionSlot = actionSlot;
    this.#vector = new Uint32Array(width * 2 + STEP_EXTRA);
    this.#memo = new ReadMemo((vector, offset, reads) => {
      reads.push(actionSlot);
      const action = reader.action(vector[offset + actionSlot] ?? 0);
      if (action.kind !== 'deliver') return 0;
      const state = reader.state(vector, offset, reads);
      const refused = assumptions.some(([name, assumption]) =>
        pureCall(
          `assumption "${name}"`,
          () =>
            assumption.deliverable !== undefined &&
            !answered(
              `assumption "${name}": deliverable`,
              assumption.deliverable(action.message, state, parameters),
            ),
        ),
      );
      return Number(refused);
    }, reader.sourceOf);
  }

  /** Deliveries in this state are asked for next. */
  start(state: Uint32Array): void {
    const vector = this.#vector;
    for (let i = 0; i < this.#width; i++) vector[i] = state[i] ?? 0;
  }

  /** Whether the delivery of a packet is refused in the state at hand. */
  refuses(packet: number, copyStays: boolean): boolean {
    this.#vector[this.#actionSlot] = this.#actions.deliver(packet, copyStays);
    return this.#memo.get(this.#vector) !== 0;
  }

  /** Whether what was answered last follows from the local state of this endpoint and the history, whatever the rest. */
  followsFrom(endpoint: number): boolean {
    const history = this.#width - 1;
    return this.#memo.dependsOnlyOn(
      (slot) => slot === endpoint || slot === history || slot === this.#actionSlot,
      this.#vector,
    );
  }

  /** The answers, as they are remembered. */
  get memo(): ReadMemo {
    return this.#memo;
  }

  /** Whether an assumption was ever seen to depend on this slot of a step. */
  hasRead(slot: number): boolean {
    return this.#memo.slots.has(slot);
  }
}
