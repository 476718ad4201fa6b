import { actorNames, machinesIn } from '../endpoint/actors/logic.ts';
import { type DeclaredNames, declaredNames } from '../endpoint/declared-names.ts';
import { ModelError } from '../language/errors.ts';
import type { AnyFairness } from '../language/forgotten.ts';
import { nearest } from '../language/nearest.ts';
import type { ResolvedModel } from '../language/resolve.ts';

/**
 * Refuses names that no machine knows, as far as that is certain: what functions compute cannot be seen.
 *
 * @throws ModelError with the nearest names
 */
export function requireDeclared({ endpoints, network, time, fairness }: ResolvedModel): void {
  const machines = Object.entries(endpoints).flatMap(([name, { machine }]) =>
    machinesIn(machine).map((each) => ({ name, machine: each })),
  );
  for (const { name, machine } of machines) {
    const [missing] = declaredNames(machine).missingDelays;
    if (missing === undefined) continue;
    throw new ModelError(
      `endpoint "${name}": the machine "${machine.id}" raises an event after the delay "${missing}", which has no implementation; add it to setup({ delays })${nearest(missing, declaredNames(machine).delays)}`,
    );
  }
  for (const [name, endpoint] of Object.entries(endpoints)) requireActors(name, endpoint);
  const all = machines.map(({ machine }) => declaredNames(machine));
  for (const type of network.carries) requireCarried(type, all);
  for (const name of time.elastic) requireTimer(name, 'time.elastic', all);
  for (const [name, each] of fairness) requireFairNames(name, each, all);
}

/** What is said of an actor that the machine cannot start, or of one that is nothing but a function, would mean nothing. */
function requireActors(name: string, { machine, actors }: ResolvedModel['endpoints'][string]): void {
  const known = actorNames(machine);
  for (const actor of Object.keys(actors)) {
    const where = `endpoint "${name}": actors names "${actor}"`;
    // Of one actor alone: the ids that lead to it.
    if (actor.includes('/')) continue;
    if (!known.has(actor))
      throw new ModelError(
        `${where}, and the machine "${machine.id}" has no such actor in setup({ actors })${nearest(actor, [...known.keys()])}`,
      );
    if (known.get(actor) === false)
      throw new ModelError(
        `${where}, whose logic is nothing but a function (fromTransition), or a machine: it answers nothing of its own accord; leave it out`,
      );
  }
}

/** Fairness of steps that no machine ever takes says nothing. */
function requireFairNames(name: string, fairness: AnyFairness, all: readonly DeclaredNames[]): void {
  if (fairness.kind === 'timers-fire') {
    for (const timer of fairness.timers ?? []) requireTimer(timer, `fairness "${name}"`, all);
  }
  if (fairness.kind !== 'calls') return;
  for (const type of fairness.events) {
    if (all.some(({ takes }) => isTaken(type, takes))) continue;
    const known = all.flatMap(({ takes }) => takes).filter((taken) => !/^xstate\.|\*/.test(taken));
    throw new ModelError(
      `fairness "${name}" names the event "${type}", which no machine takes${nearest(type, [...new Set(known)])}`,
    );
  }
}

function requireCarried(type: string, all: readonly DeclaredNames[]): void {
  if (all.some(({ takes, emits, emitsMore }) => emitsMore || emits.includes(type) || isTaken(type, takes)))
    return;
  const known = all
    .flatMap(({ takes, emits }) => [...emits, ...takes])
    .filter((name) => !/^xstate\.|\*/.test(name));
  throw new ModelError(
    `network.carries names "${type}", which no machine emits or takes${nearest(type, [...new Set(known)])}`,
  );
}

/** XState's `order.*` takes `order` and `order.placed`; `*` takes all. */
function isTaken(type: string, takes: readonly string[]): boolean {
  return takes.some(
    (taken) =>
      taken === '*' || taken === type || (taken.endsWith('.*') && `${type}.`.startsWith(taken.slice(0, -1))),
  );
}

function requireTimer(name: string, where: string, all: readonly DeclaredNames[]): void {
  const names = all.flatMap(({ afters, delays, raises }) => [...afters.values(), ...delays, ...raises]);
  // What is said of the timer of one child: the ids that lead to it come first.
  const own = name.slice(name.lastIndexOf('/') + 1);
  const isKnown = (label: string) => names.includes(label) || all.some(({ afters }) => afters.has(label));
  if (isKnown(name) || isKnown(own) || all.some(({ raisesMore }) => raisesMore)) return;
  throw new ModelError(
    `${where} names "${name}", and no machine has such a timer${nearest(name, [...new Set(names)])}`,
  );
}
