import type { AnyAction, AnyAssumption, AnyParameters, AnyStateView } from '../../language/forgotten.ts';
import { answered } from '../../language/form/answer.ts';
import { pureCall } from '../../language/pure.ts';
import type { StepReader } from '../../model/reader.ts';
import { ACTION, STEP_EXTRA } from '../../model/steps.ts';
import { ReadMemo } from '../../tables/read-memo.ts';
import type { Actions } from '../actions.ts';

type NamedAssumption = readonly [name: string, assumption: AnyAssumption];

/** The actions that do not happen, since an assumption refuses them. */
export class Refusals {
  /** Whether only deliveries are ever refused. */
  readonly onlyDeliveries: boolean;
  readonly #actions: Actions;
  readonly #memo: ReadMemo;
  readonly #width: number;
  readonly #actionSlot: number;
  /** The vector of an action that may be refused: the state before, and the action. */
  readonly #vector: Uint32Array;

  /** @param assumptions those that say what is deliverable, or what happens, by name */
  constructor(
    assumptions: readonly NamedAssumption[],
    parameters: AnyParameters,
    reader: StepReader,
    actions: Actions,
  ) {
    const width = reader.endpoints.length + 2;
    const actionSlot = width * 2 + ACTION;
    this.onlyDeliveries = assumptions.every(([, { happens }]) => happens === undefined);
    this.#width = width;
    this.#actions = actions;
    this.#actionSlot = actionSlot;
    this.#vector = new Uint32Array(width * 2 + STEP_EXTRA);
    this.#memo = new ReadMemo((vector, offset, reads) => {
      reads.push(actionSlot);
      const action = reader.action(vector[offset + actionSlot] ?? 0);
      if (this.onlyDeliveries && action.kind !== 'deliver') return 0;
      const state = reader.state(vector, offset, reads);
      return Number(assumptions.some((assumption) => isRefused(assumption, action, state, parameters)));
    }, reader.sourceOf);
  }

  /** Actions in this state are asked for next. */
  start(state: Uint32Array): void {
    const vector = this.#vector;
    for (let i = 0; i < this.#width; i++) vector[i] = state[i] ?? 0;
  }

  /** Whether the delivery of a packet is refused in the state at hand. */
  refuses(packet: number, copyStays: boolean): boolean {
    return this.refusesAction(this.#actions.deliver(packet, copyStays));
  }

  /** Whether an action is refused in the state at hand. */
  refusesAction(action: number): boolean {
    this.#vector[this.#actionSlot] = action;
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

/** Whether an assumption refuses an action in a state. */
export function isRefused(
  [name, assumption]: NamedAssumption,
  action: AnyAction,
  state: AnyStateView,
  parameters: AnyParameters,
): boolean {
  const what = `assumption "${name}"`;
  return pureCall(what, () => {
    const { deliverable, happens } = assumption;
    if (happens !== undefined) {
      const is = answered(`${what}: happens`, assumption.happens?.(action, state, parameters));
      if (!is) return true;
    }
    if (deliverable === undefined || action.kind !== 'deliver') return false;
    return !answered(`${what}: deliverable`, assumption.deliverable?.(action.message, state, parameters));
  });
}
