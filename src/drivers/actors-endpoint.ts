import {
  type AnyActor,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  type EventObject,
  transition,
} from 'xstate';
import { timerName } from '../endpoint/declared-names.ts';
import { withContext } from '../endpoint/xstate.ts';
import { likenessOf, plainCopy } from '../tables/copies.ts';
import { HandClock, type HandTimer } from './actors-clock.ts';

/** What an actor was seen doing. */
export interface Deeds {
  /** What those who listen to it have heard, in order. */
  readonly emitted: readonly EventObject[];
  /** What its machine ran, in order: emits, and functions. */
  readonly executed: readonly Executed[];
}

export interface Executed {
  readonly event: EventObject;
  /** `named` is a function that stands under its name among the machine's implementations. */
  readonly kind: 'emit' | 'named' | 'function';
}

/** A running actor of one machine, with a clock that is driven by hand. */
export class EndpointActor {
  readonly #actor: AnyActor;
  readonly #machine: AnyStateMachine;
  readonly #clock: HandClock;
  #emitted: EventObject[] = [];
  #executed: Executed[] = [];

  /** @param tick milliseconds; null if time does not count */
  constructor(machine: AnyStateMachine, input: unknown, tick: number | null) {
    this.#machine = machine;
    this.#clock = new HandClock(tick);
    const actor = withOwnContext(machine, () =>
      createActor(machine, {
        input,
        clock: this.#clock,
        logger: () => {},
        inspect: (inspected) => {
          if (inspected.type === '@xstate.action') this.#note(inspected.action);
        },
      }),
    );
    this.#clock.watch(actor.system);
    actor.on('*', (event: EventObject) => this.#emitted.push(event));
    // Who drives the actor asks for its error; unobserved, XState would throw it at nobody.
    actor.subscribe({ error: () => {} });
    this.#actor = actor;
  }

  /** What the model calls a timer of this actor. */
  nameOf({ id, event }: HandTimer): string {
    return id === undefined ? event.type : timerName(this.#machine, id);
  }

  start(): void {
    this.#actor.start();
  }

  stop(): void {
    this.#actor.stop();
  }

  get snapshot(): AnyMachineSnapshot {
    return this.#actor.getSnapshot();
  }

  /** What a function of the machine threw, and so ended the actor; null if it goes on. */
  get failure(): { readonly thrown: unknown } | null {
    const { status, error } = this.snapshot;
    return status === 'error' ? { thrown: error } : null;
  }

  /** What it did since this was last asked, in order. */
  takeDeeds(): Deeds {
    const deeds = { emitted: this.#emitted, executed: this.#executed };
    this.#emitted = [];
    this.#executed = [];
    return deeds;
  }

  /** Gives it an event; once it has ended, it takes none. */
  send(event: EventObject): void {
    if (this.snapshot.status === 'active') this.#actor.send(event);
  }

  armed(): readonly HandTimer[] {
    return this.snapshot.status === 'active' ? this.#clock.armed() : [];
  }

  fire(timer: HandTimer): void {
    this.#clock.fire(timer);
  }

  tick(): void {
    this.#clock.tick();
  }

  /** Where the event would lead; null if the machine throws. */
  next(event: EventObject): AnyMachineSnapshot | null {
    try {
      // A machine may change its data in place: the running actor's must stay as they are.
      const asked = { ...this.snapshot, context: likenessOf(this.snapshot.context) } as AnyMachineSnapshot;
      return transition(this.#machine, asked, plainCopy(event))[0] as AnyMachineSnapshot;
    } catch {
      return null;
    }
  }

  #note({ type, params }: { readonly type: string; readonly params?: unknown }): void {
    // XState emits after it has run the functions, but reports both in the order in which the machine names them.
    if (type === 'xstate.emit')
      this.#executed.push({ kind: 'emit', event: (params as { event: EventObject }).event });
    if (type.startsWith('xstate.')) return;
    const kind = Object.hasOwn(this.#machine.implementations.actions, type) ? 'named' : 'function';
    this.#executed.push({ kind, event: { type, ...(params !== undefined && { params }) } });
  }
}

/** An actor that changes its context in place must not change the machine's own, which the next one starts with. */
function withOwnContext<T>(machine: AnyStateMachine, run: () => T): T {
  const { context } = machine.config as { readonly context?: unknown };
  const isObject = typeof context === 'object' && context !== null;
  return withContext(machine, isObject ? { context: likenessOf(context) } : undefined, run);
}
