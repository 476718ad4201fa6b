import type { EventObject, Snapshot } from '../../language/machine.ts';
import { canonicalText } from '../../tables/plain-data.ts';

/** The state of an actor that a machine has started, as XState shows it to those who ask. */
export interface ChildSnapshot {
  readonly status: 'active' | 'done' | 'error' | 'stopped';
  readonly output?: unknown;
  readonly error?: unknown;
  readonly context?: unknown;
}

/** What is kept of a child. */
export interface ChildData {
  readonly id: string;
  /** The name of its logic. */
  readonly src: string;
  readonly input: unknown;
  /** Whether the machine is told each new state of it (`onSnapshot`). */
  readonly syncs: boolean;
  readonly snapshot: ChildSnapshot;
}

/**
 * An actor that a machine has invoked or spawned, in place of XState's own: its state without anything that runs. XState's pure
 * functions ask no more of it than its id.
 */
export class Child implements ChildData {
  readonly id: string;
  readonly src: string;
  readonly input: unknown;
  readonly syncs: boolean;
  readonly snapshot: ChildSnapshot;

  constructor({ id, src, input, syncs, snapshot }: ChildData) {
    this.id = id;
    this.src = src;
    this.input = input;
    this.syncs = syncs;
    this.snapshot = snapshot;
  }

  /** As XState's references have it. */
  getSnapshot(): ChildSnapshot {
    return this.snapshot;
  }

  /** The same one in another state. */
  in(snapshot: ChildSnapshot): Child {
    return new Child({ ...this, snapshot });
  }

  /** The same one with other data. */
  with(mapping: (data: unknown) => unknown): Child {
    const { input, snapshot } = this;
    return new Child({ ...this, input: mapping(input), snapshot: mapping(snapshot) as ChildSnapshot });
  }

  /** The text of all that its future depends on. */
  get text(): string {
    const { id, src, input, syncs, snapshot } = this;
    const own = canonicalText([id, src, syncs]);
    const given = canonicalText(input, `the input of the actor "${id}"`);
    return `${own} ${given} ${canonicalText(snapshot, `the state of the actor "${id}"`)}`;
  }

  get isActive(): boolean {
    return this.snapshot.status === 'active';
  }

  /** What the machine is told of its state, if it is told. */
  get news(): EventObject {
    const { id, snapshot } = this;
    return told({ type: `xstate.snapshot.${id}`, snapshot });
  }

  /** What the machine is told at its end. */
  get end(): EventObject {
    const { id, snapshot } = this;
    const { status, error, output } = snapshot;
    return status === 'error'
      ? told({ type: `xstate.error.actor.${id}`, error, actorId: id })
      : told({ type: `xstate.done.actor.${id}`, output, actorId: id });
  }
}

function told(event: EventObject & Readonly<Record<string, unknown>>): EventObject {
  return event;
}

/** The children of a snapshot that has been through here: all of them are of this kind. */
export function childrenOf({ children }: Snapshot): readonly Child[] {
  const all: readonly unknown[] = Object.values(children);
  return all.filter((child) => child instanceof Child);
}

/** The snapshot with these children. */
export function withChildren(snapshot: Snapshot, children: readonly Child[]): Snapshot {
  const byId = Object.fromEntries(children.map((child) => [child.id, child]));
  return { ...snapshot, children: byId } as unknown as Snapshot;
}

/** What XState hands over of an actor that a machine starts. */
export interface Started {
  readonly id: string;
  readonly sessionId: string;
  readonly src: unknown;
  readonly options: { readonly input?: unknown; readonly syncSnapshot?: boolean | undefined };
  getSnapshot(): object;
}

/** Whether something is an actor of XState's own. */
export function isStarted(ref: unknown): ref is Started {
  return typeof ref === 'object' && ref !== null && '_processingStatus' in ref;
}

/** XState's own actor as one of these. */
export function adopted(started: Started): Child {
  const { id, src, options } = started;
  const { input, syncSnapshot = false } = options;
  const snapshot = { ...started.getSnapshot() } as ChildSnapshot;
  return new Child({ id, src: String(src), input, syncs: syncSnapshot, snapshot });
}
