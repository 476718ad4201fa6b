import type { MachineWatch } from '../../endpoint/watch/machine-watch.ts';
import { stateId } from '../../language/state-text.ts';
import type { Place } from '../../stepping/index.ts';
import type { WatchedLane } from '../../survey/watched-model.ts';
import type { LitMachine } from '../protocol/views.ts';

type StateNode = MachineWatch['machine']['root'];

/** Says of each machine in which states it is, and which transitions it has taken last. */
export class Lights {
  readonly #lanes: readonly WatchedLane[];

  constructor(lanes: readonly WatchedLane[]) {
    this.#lanes = lanes;
  }

  at(place: Place): readonly LitMachine[] {
    return this.#lanes.map(({ endpoint, watch }) => {
      const local = place.state.endpoints[endpoint];
      const states = local === undefined ? [] : activeStates(watch.machine.root, local.value);
      return { states, taken: this.#taken(place, endpoint, watch) };
    });
  }

  #taken({ step, parent }: Place, endpoint: string, watch: MachineWatch): readonly string[] {
    if (step === null || parent === null) return [];
    const { action, observations, sent } = step;
    const before = parent.state.endpoints[endpoint];
    const after = step.after.endpoints[endpoint];
    if (
      !('endpoint' in action) ||
      action.endpoint !== endpoint ||
      before === undefined ||
      after === undefined
    )
      return [];
    const messages = sent.map(({ message }) => message);
    return watch.takenBy({ before, action, after, observations, sent: messages }).surely;
  }
}

function activeStates(root: StateNode, value: unknown): readonly string[] {
  const ids: string[] = [];
  const visit = (node: StateNode, inner: unknown): void => {
    ids.push(stateId(node));
    const parts = typeof inner === 'string' ? { [inner]: undefined } : Object(inner ?? {});
    for (const [key, rest] of Object.entries(parts)) {
      const child = node.states[key];
      if (child !== undefined) visit(child, rest);
    }
  };
  visit(root, value);
  return ids;
}
