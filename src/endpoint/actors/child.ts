import type { Snapshot } from '../../language/machine.ts';
import type { ActorSnapshot, Logic } from './actor.ts';
import { nameBelow, pathText } from './actor.ts';

/** How an actor comes to new states: as a machine does; by a function of state and event; or when it likes, so that it must be declared. */
export type ChildKind = 'machine' | 'function' | 'at will';

/** What is kept of a child. */
export interface ChildData {
  readonly id: string;
  /** The name of its logic. */
  readonly src: string;
  readonly kind: ChildKind;
  readonly logic: Logic;
  readonly input: unknown;
  /** Whether the machine is told each new state of it (`onSnapshot`). */
  readonly syncs: boolean;
  /** The name by which all actors of the endpoint know it. */
  readonly systemId: string | undefined;
  /** Of a machine, with children of its own. */
  readonly snapshot: ActorSnapshot;
}

/** An actor that a machine has invoked or spawned, in place of XState's own: its state without anything that runs. */
export class Child implements ChildData {
  readonly id: string;
  readonly src: string;
  readonly kind: ChildKind;
  readonly logic: Logic;
  readonly input: unknown;
  readonly syncs: boolean;
  readonly systemId: string | undefined;
  readonly snapshot: ActorSnapshot;

  constructor({ id, src, kind, logic, input, syncs, systemId, snapshot }: ChildData) {
    this.id = id;
    this.src = src;
    this.kind = kind;
    this.logic = logic;
    this.input = input;
    this.syncs = syncs;
    this.systemId = systemId;
    this.snapshot = snapshot;
  }

  get isActive(): boolean {
    return this.snapshot.status === 'active';
  }

  /** Its state if it is a machine; else null. */
  get machine(): Snapshot | null {
    return this.kind === 'machine' && 'machine' in this.snapshot
      ? (this.snapshot as unknown as Snapshot)
      : null;
  }
}

/** The children of a snapshot that has been through here: all of them are of this kind. */
export function childrenOf({ children }: Pick<Snapshot, 'children'>): readonly Child[] {
  const all: readonly unknown[] = Object.values(children);
  return all.filter((child) => child instanceof Child);
}

/** The snapshot with these children. */
export function withChildren(snapshot: Snapshot, children: readonly Child[]): Snapshot {
  const byId = Object.fromEntries(children.map((child) => [child.id, child]));
  return { ...snapshot, children: byId } as unknown as Snapshot;
}

/** A child, and what it goes by among all actors of the endpoint. */
export interface Descendant {
  readonly path: string;
  readonly child: Child;
}

/** The children of a snapshot, each followed by its own. */
export function descendantsOf(snapshot: Pick<Snapshot, 'children'>, above = ''): readonly Descendant[] {
  return childrenOf(snapshot).flatMap((child) => {
    const path = nameBelow(above, pathText([child.id]));
    const { machine } = child;
    return [{ path, child }, ...(machine === null ? [] : descendantsOf(machine, path))];
  });
}
