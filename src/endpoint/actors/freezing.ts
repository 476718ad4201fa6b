import type { Snapshot } from '../../language/machine.ts';
import { mapped } from '../../tables/copies.ts';
import { newActor } from '../xstate-actors.ts';
import { type Actor, type ActorSnapshot, isActor, isRunning, type Logic } from './actor.ts';
import { Child, type ChildKind, childrenOf, withChildren } from './child.ts';
import { kindOf, machineIn, SPAWNED_IN_LINE } from './logic.ts';
import { marked, markerOf, type Reference } from './references.ts';
import { actorOf } from './scope.ts';

/** A machine and its actors as data. */
export interface Frozen {
  readonly snapshot: Snapshot;
  /** Whether an actor is among those that are kept. */
  reaches(actor: Actor): boolean;
  /** Data that are nobody's, in which markers stand for actors. */
  marked<T>(data: T): T;
}

/** What of a system is to be frozen. */
export interface Freezable {
  readonly root: Actor;
  /** All actors there are. */
  readonly actors: readonly Actor[];
  logicOf(actor: Actor): Logic;
  refuse(actor: Actor | undefined, what: string): never;
}

/** What is kept of actors that run. */
export function frozen(system: Freezable): Frozen {
  return new Freezing(system).frozen();
}

/** Makes the children of a kept state actors again. They are yet to be started. */
export function restoredIn(kept: ActorSnapshot, parent: Actor): ActorSnapshot {
  const children = childrenOf(kept as unknown as Snapshot).map(
    (child) => [child.id, thawed(child, parent)] as const,
  );
  return { ...kept, children: Object.fromEntries(children) } as ActorSnapshot;
}

function thawed({ id, src, logic, input, syncs, systemId, snapshot }: Child, parent: Actor): Actor {
  return newActor(logic, { id, src, parent, input, syncSnapshot: syncs, systemId, snapshot });
}

class Freezing {
  readonly #system: Freezable;
  readonly #kept = new Set<Actor>();

  constructor(system: Freezable) {
    this.#system = system;
    this.#keep(system.root);
  }

  frozen(): Frozen {
    const { root, actors } = this.#system;
    for (const actor of actors) this.#requireNoOrphan(actor);
    return {
      snapshot: this.#machine(root),
      reaches: (actor) => this.#kept.has(actor),
      marked: (data) => marked(data, (ref) => this.#markerOf(ref, null)),
    };
  }

  #keep(actor: Actor): void {
    this.#kept.add(actor);
    for (const child of this.#childrenOf(actor)) this.#keep(child);
  }

  /** Of one that has ended, those that XState has not stopped. */
  #childrenOf(actor: Actor): readonly Actor[] {
    const { status } = actor._snapshot;
    if (actor._parent === undefined && status !== 'active') return [];
    const refs: readonly unknown[] = Object.values(Object(Object(actor._snapshot).children));
    const children = refs.filter(isActor);
    return status === 'active' ? children : children.filter(isRunning);
  }

  /** An actor whose place another one has taken, or whose parent is gone, and that still goes on. */
  #requireNoOrphan(actor: Actor): void {
    if (this.#kept.has(actor) || !isRunning(actor)) return;
    if (this.#system.root._snapshot.status !== 'active') return;
    const parent = actor._parent;
    const isReplaced = parent !== undefined && this.#kept.has(parent) && parent._snapshot.status === 'active';
    if (isReplaced)
      this.#system.refuse(
        parent,
        `starts an actor "${actor.id}" while one of this id is running; stop it first`,
      );
    // Whatever it may still do comes to nobody.
    if (kindOf(this.#system.logicOf(actor)) !== 'machine') return;
    this.#system.refuse(
      parent,
      `has ended by an error, and XState lets its actor "${actor.id}", a machine, go on; let it stop that first, or handle the error`,
    );
  }

  #machine(actor: Actor): Snapshot {
    const state = actor._snapshot as unknown as Snapshot;
    const frozen = {
      ...state,
      context: this.#marked(state.context, actor),
      ...(state.output !== undefined && { output: this.#marked(state.output, actor) }),
    } as Snapshot;
    return withChildren(
      frozen,
      this.#childrenOf(actor).map((child) => this.#child(child)),
    );
  }

  #child(actor: Actor): Child {
    const logic = this.#system.logicOf(actor);
    const kind = kindOf(logic);
    const { input, syncSnapshot = false, systemId } = actor.options;
    return new Child({
      id: actor.id,
      src: this.#srcOf(actor, logic, kind),
      kind,
      logic,
      input: this.#marked(input, actor),
      syncs: syncSnapshot,
      systemId,
      snapshot:
        kind === 'machine' && 'machine' in actor._snapshot
          ? (this.#machine(actor) as unknown as ActorSnapshot)
          : (mapped({ ...actor._snapshot }, (part) => this.#marked(part, actor)) as ActorSnapshot),
    });
  }

  #srcOf(actor: Actor, logic: Logic, kind: ChildKind): string {
    if (typeof actor.src === 'string') return actor.src;
    // What it answers is declared; what it does is never looked at.
    if (kind === 'at will') return `${SPAWNED_IN_LINE}${actor.id}`;
    const name = machineIn(logic)?.id ?? `${SPAWNED_IN_LINE}${actor.id}`;
    requireOnce(this.#system, actor, name, logic);
    return name;
  }

  #marked<T>(data: T, holder: Actor): T {
    return marked(data, (ref) => this.#markerOf(ref, holder));
  }

  #markerOf(ref: Reference, holder: Actor | null) {
    const known = actorOf(ref);
    return markerOf(known, holder, (actor) => this.#kept.has(actor));
  }
}

/** By the logic of a machine: that of the actors which it spawns in line, by name. */
const spawnedBy = new WeakMap<Logic, Map<string, Logic>>();

/** Logic that is made anew each time is told apart from what was there before by nothing. */
function requireOnce(system: Freezable, actor: Actor, name: string, logic: Logic): void {
  const parent = actor._parent;
  if (parent === undefined) return;
  const by = system.logicOf(parent);
  const known = spawnedBy.get(by) ?? new Map<string, Logic>();
  spawnedBy.set(by, known);
  const named: unknown = machineIn(by)?.implementations.actors[name];
  const same = named ?? known.get(name) ?? logic;
  if (same !== logic)
    system.refuse(
      parent,
      `spawns the actor "${actor.id}" with logic that is made anew each time; make it once, outside of the machine, and add it to setup({ actors })`,
    );
  known.set(name, logic);
}
