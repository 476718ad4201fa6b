import type { AnyStateMachine } from '../../language/machine.ts';
import type { Logic } from './actor.ts';
import type { ChildKind } from './child.ts';

export function kindOf(logic: Logic): ChildKind {
  if (logic.root !== undefined) return 'machine';
  return typeof logic.start === 'function' ? 'at will' : 'function';
}

/** A logic as the machine that it is; null if it is none. */
export function machineIn(logic: unknown): AnyStateMachine | null {
  return typeof logic === 'object' && logic !== null && 'root' in logic && 'implementations' in logic
    ? (logic as AnyStateMachine)
    : null;
}

/** What a machine names for its actors to run, and what stands in line in its `invoke`s, by the name that XState gives it. */
function logicsOf(machine: AnyStateMachine): readonly LogicOfMachine[] {
  const named = Object.entries(machine.implementations.actors).map(([src, logic]) => ({
    src,
    id: src,
    logic,
  }));
  const inline = nodesOf(machine.root).flatMap((node) => {
    const invoked: unknown = node.config.invoke;
    const configs: readonly unknown[] = Array.isArray(invoked) ? invoked : [invoked];
    return node.invoke.flatMap(({ id, src }, i) =>
      String(src).startsWith(IN_LINE)
        ? [{ src: String(src), id, logic: Object(configs[i]).src as unknown }]
        : [],
    );
  });
  return [...named, ...inline];
}

interface LogicOfMachine {
  readonly src: string;
  /** What answers are declared by: the name, or the id of the actor where there is none. */
  readonly id: string;
  readonly logic: unknown;
}

const IN_LINE = 'xstate.invoke.';

/** Whether the logic of an actor stands in line, so that its actor goes by its id. */
export function isInLine(src: string): boolean {
  return src.startsWith(IN_LINE) || src.startsWith(SPAWNED_IN_LINE);
}

/** Before the id of an actor that was spawned with logic that stands in line. */
export const SPAWNED_IN_LINE = 'xstate.spawn.';

/** A machine that some machine starts as an actor, and what it is called: as its logic, or by the id of its actor where that has no name. */
export interface ChildMachine {
  readonly name: string;
  readonly machine: AnyStateMachine;
}

/** The machines that a machine may start as actors, as far as it says, and theirs. Of two that have a name in common, the second is told by a number. */
export function childMachines(machine: AnyStateMachine): readonly ChildMachine[] {
  const names = new Map<AnyStateMachine, string>();
  for (const parent of machinesIn(machine))
    for (const { id, logic } of logicsOf(parent)) {
      const inner = machineIn(logic);
      if (inner === null || names.has(inner)) continue;
      const taken = new Set(names.values());
      let name = id;
      for (let n = 2; taken.has(name); n++) name = `${id} (${n})`;
      names.set(inner, name);
    }
  return [...names].map(([inner, name]) => ({ machine: inner, name }));
}

/** The machine that runs in actors of a machine whose logic has this name; null if it is none, or was spawned in line. */
export function namedMachine(machine: AnyStateMachine, src: string): AnyStateMachine | null {
  const found = logicsOf(machine).find((each) => each.src === src);
  return found === undefined ? null : machineIn(found.logic);
}

/** The machines that a machine may start as actors, as far as it says, and theirs; each once. */
export function machinesIn(machine: AnyStateMachine): readonly AnyStateMachine[] {
  const found = new Set<AnyStateMachine>([machine]);
  for (const each of found)
    for (const { logic } of logicsOf(each)) {
      const inner = machineIn(logic);
      if (inner !== null) found.add(inner);
    }
  return [...found];
}

/** By the name of their logic, or the id where it stands in line: the actors that a machine and its children may start, and whether they answer at will. */
export function actorNames(machine: AnyStateMachine): ReadonlyMap<string, boolean> {
  const names = new Map<string, boolean>();
  for (const each of machinesIn(machine))
    for (const { id, logic } of logicsOf(each)) {
      const atWill = typeof logic === 'object' && logic !== null && kindOf(logic as Logic) === 'at will';
      names.set(id, atWill || names.get(id) === true);
    }
  return names;
}

/** Per machine: whether it starts actors. It is asked for at each step, and a machine never changes. */
const withActors = new WeakMap<AnyStateMachine, boolean>();

/** Whether a machine starts actors, as far as it says. */
export function mayHaveActors(machine: AnyStateMachine): boolean {
  const known = withActors.get(machine);
  if (known !== undefined) return known;
  const answer = logicsOf(machine).length > 0;
  withActors.set(machine, answer);
  return answer;
}

function nodesOf(node: AnyStateMachine['root']): readonly AnyStateMachine['root'][] {
  return [node, ...Object.values(node.states).flatMap(nodesOf)];
}
