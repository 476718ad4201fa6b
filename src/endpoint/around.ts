import type { AnyStateMachine, Snapshot } from '../language/machine.ts';
import { purely } from '../language/pure.ts';
import { valueText } from '../language/state-text.ts';
import { type Actor, type ActorSnapshot, type Logic, pathOf, pathText } from './actors/actor.ts';
import { machineIn } from './actors/logic.ts';
import type { Surroundings } from './actors/surroundings.ts';
import { effectOf, refusal } from './raw-effects.ts';
import { transitionsSeen } from './watch/step-watch.ts';

/** Where a machine runs. */
export interface Around {
  /** Whose machine it is, in messages: `endpoint "client"`. */
  readonly who: string;
  /** The name of the endpoint, and of all. */
  readonly name: string;
  readonly peers: readonly string[];
  /** Whether the network carries events of this type. */
  carries(type: string): boolean;
  /** Throws if nobody says what an actor that starts may answer. */
  admit(actor: Actor): void;
}

/** A machine for itself. */
export const ALONE: Around = { who: '', name: '', peers: [], carries: () => false, admit: () => {} };

/** What a step with actors needs, besides what XState does with the machine and its actors. */
export function surroundingsOf(root: AnyStateMachine, around: Around): Surroundings {
  const { who, name, peers, carries, admit } = around;
  const whose = (logic: Logic) => machineIn(logic) ?? root;
  return {
    name,
    peers,
    carries,
    admit,
    effectsOf: (action, logic, snapshot) => effectOf(action, whose(logic), stateOf(snapshot), who),
    refusal: (logic, snapshot, what) => refusal(whose(logic), stateOf(snapshot), who, what),
    purely: (logic, actor, event, run) => purely(() => placeOf(who, logic, actor, event), run),
    took: (path, logic, transitions) => transitionsSeen(root, path, whose(logic), transitions),
  };
}

function placeOf(who: string, logic: Logic, actor: Actor, event: string): string {
  const machine = machineIn(logic);
  const path = pathText(pathOf(actor));
  const value = stateOf(actor._snapshot)?.value;
  const where = value === undefined ? ', ' : ` in state ${valueText(value)}, given `;
  if (machine === null) return `${who}: the actor "${path}", given ${event},`;
  return `${who}: the machine "${machine.id}"${path === '' ? '' : ` of the actor "${path}"`}${where}${event},`;
}

/** The state of a machine that has one. */
function stateOf(snapshot: ActorSnapshot | undefined): Snapshot | undefined {
  return snapshot !== undefined && 'machine' in snapshot ? (snapshot as unknown as Snapshot) : undefined;
}
