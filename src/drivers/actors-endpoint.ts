import {
  type AnyActor,
  type AnyActorLogic,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  type EventObject,
} from 'xstate';
import type { Answer } from '../endpoint/actors/answer.ts';
import { adopted, isStarted, withChildren } from '../endpoint/actors/child.ts';
import { marked } from '../endpoint/actors/markers.ts';
import { timerName } from '../endpoint/declared-names.ts';
import type { Effect } from '../endpoint/effects.ts';
import { isInline } from '../endpoint/raw-effects.ts';
import { react, withContext } from '../endpoint/xstate.ts';
import { likenessOf, plainCopy } from '../tables/copies.ts';
import { HandClock, type HandTimer } from './actors-clock.ts';
import { answering, isStandIn, standIns } from './actors-stand-ins.ts';

/** What an actor was seen doing. */
export interface Deeds {
  /** What those who listen to it have heard, in order. */
  readonly emitted: readonly EventObject[];
  /** What its machine ran, in order: emits, and functions. */
  readonly executed: readonly Executed[];
}

export interface Executed {
  readonly event: EventObject;
  /** `named` is what the machine names, with an implementation or without; a `function` stands in line. */
  readonly kind: 'emit' | 'named' | 'function';
  /** Of what is sent to an actor: whether it has got it. */
  readonly delivery?: { got: boolean };
}

/** What a machine would do, and come to. */
export interface Foreseen {
  readonly value: unknown;
  readonly context: unknown;
  readonly timers: readonly HandTimer[];
  /** What it emits, and what it does by name, in order. */
  readonly done: readonly EventObject[];
}

/** A running actor of one machine, with a clock that is driven by hand. */
export class EndpointActor {
  readonly #actor: AnyActor;
  readonly #machine: AnyStateMachine;
  readonly #clock: HandClock;
  #emitted: EventObject[] = [];
  #executed: Executed[] = [];

  /** @param tick milliseconds; null if time does not count */
  constructor(original: AnyStateMachine, input: unknown, tick: number | null) {
    const actors = standIns(original, (actor, event) => this.#hear(actor, event));
    const machine = overheard(original, actors, (action) => this.#note(action));
    this.#machine = original;
    this.#clock = new HandClock(tick);
    const actor = withOwnContext(machine, () =>
      createActor(machine, {
        input,
        clock: this.#clock,
        logger: () => {},
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
    const executed = this.#executed.filter(({ delivery }) => delivery?.got !== false);
    const deeds = { emitted: this.#emitted, executed };
    this.#emitted = [];
    this.#executed = [];
    return deeds;
  }

  /** Gives it an event; once it has ended, it takes none. */
  send(event: EventObject): void {
    if (this.snapshot.status === 'active') this.#actor.send(event);
  }

  /** Lets one of its actors answer. */
  answer({ actor, ...answer }: Answer): void {
    const child = this.snapshot.children[actor];
    if (child === undefined) throw new Error(`no actor "${actor}" is running`);
    child.send(answering(answer));
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

  /** What would become of it if the timer fired now; null if the machine throws, or does what no model can. */
  ifFired(timer: HandTimer): Foreseen | null {
    try {
      // A machine may change its data in place: the running actor's must stay as they are.
      const { children, context } = this.snapshot;
      const refs: readonly unknown[] = Object.values(children);
      const copies = refs.filter(isStarted).map(adopted);
      const likeness = { ...this.snapshot, context: likenessOf(marked(context)) } as AnyMachineSnapshot;
      const asked = withChildren(
        likeness,
        copies.map((child) => child.with(likenessOf)),
      );
      const { snapshot, effects } = react(this.#machine, asked, plainCopy(timer.event), 'an endpoint');
      const timers = effects.reduce(
        (armed, effect) => this.#retimed(armed, effect),
        left(this.#clock.armed(), timer),
      );
      return {
        value: snapshot.value,
        context: snapshot.context,
        timers: snapshot.status === 'active' ? timers : [],
        done: effects.flatMap(deedOf),
      };
    } catch {
      return null;
    }
  }

  #retimed(armed: readonly HandTimer[], effect: Effect): readonly HandTimer[] {
    if (effect.kind === 'disarm')
      return armed.filter(({ id, cancellable }) => id !== effect.id || !cancellable);
    if (effect.kind !== 'arm') return armed;
    const { event, delay } = effect;
    const id = effect.id ?? undefined;
    return [
      ...forgotten(armed, id),
      { id, event, remaining: this.#clock.ticksOf(delay), cancellable: id !== undefined },
    ];
  }

  /** Whether an actor gets what is sent to it is known later: it may have ended, or never start. */
  #noteSending({ to, event }: SendParams): void {
    if (!isStandIn(to)) return;
    const params = { actor: to.id, event };
    this.#executed.push({ kind: 'named', event: sendingOf(params), delivery: { got: false } });
  }

  #hear(actor: string, event: EventObject): void {
    const sending = this.#executed.find(({ delivery, event: { params } }: Sending) => {
      return delivery?.got === false && params?.actor === actor && params.event === event;
    });
    if (sending?.delivery !== undefined) sending.delivery.got = true;
  }

  #note(action: RawAction): void {
    const { type, params } = action;
    // XState emits after it has run the functions, but reports both in the order in which the machine names them.
    if (type === 'xstate.sendTo') this.#noteSending(params as SendParams);
    if (type === 'xstate.emit')
      this.#executed.push({ kind: 'emit', event: (params as { event: EventObject }).event });
    if (type.startsWith('xstate.')) return;
    const kind = isInline(action, this.#machine) ? 'function' : 'named';
    this.#executed.push({ kind, event: { type, ...(params !== undefined && { params }) } });
  }
}

/** What a machine hands over to be executed; `exec` is undefined for a name that has no implementation. */
interface RawAction {
  readonly type: string;
  readonly params?: unknown;
  readonly exec?: unknown;
}

/** A machine that does the same, and tells what it hands over to be executed. */
function overheard(
  original: AnyStateMachine,
  actors: Readonly<Record<string, AnyActorLogic>>,
  hear: (action: RawAction) => void,
): AnyStateMachine {
  const machine = original.provide({ actors }) as AnyStateMachine;
  const transition = machine.transition.bind(machine);
  const initial = machine.getInitialSnapshot.bind(machine);
  const hearing = <T>(scope: Parameters<typeof initial>[0], run: () => T): T => {
    const execute = scope.actionExecutor;
    scope.actionExecutor = (action) => {
      hear(action);
      execute(action);
    };
    try {
      return run();
    } finally {
      scope.actionExecutor = execute;
    }
  };
  machine.transition = (snapshot, event, scope) => hearing(scope, () => transition(snapshot, event, scope));
  machine.getInitialSnapshot = (scope, input) => hearing(scope, () => initial(scope, input));
  return machine;
}

/** An observation of what is sent to an actor, before it is known whether it got it. */
type Sending = Executed & {
  readonly event: { readonly params?: { readonly actor: string; readonly event: EventObject } };
};

interface SendParams {
  readonly to: unknown;
  readonly event: EventObject;
}

function sendingOf(params: object): EventObject & { readonly params: object } {
  return { type: 'xstate.sendTo', params };
}

function deedOf(effect: Effect): readonly EventObject[] {
  if (effect.kind === 'emit') return [effect.event];
  if (effect.kind !== 'act') return [];
  const { type, params } = effect;
  return [{ type, ...(params !== undefined && { params }) }];
}

function left(armed: readonly HandTimer[], fired: HandTimer): readonly HandTimer[] {
  return forgotten(
    armed.filter((timer) => timer !== fired),
    fired.id,
  );
}

function forgotten(armed: readonly HandTimer[], id: string | undefined): readonly HandTimer[] {
  return armed.map((timer) => (timer.id === id ? { ...timer, cancellable: false } : timer));
}

/** An actor that changes its context in place must not change the machine's own, which the next one starts with. */
function withOwnContext<T>(machine: AnyStateMachine, run: () => T): T {
  const { context } = machine.config as { readonly context?: unknown };
  const isObject = typeof context === 'object' && context !== null;
  return withContext(machine, isObject ? { context: likenessOf(context) } : undefined, run);
}
