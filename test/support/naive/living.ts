import { type AnyMachineSnapshot, type AnyStateMachine, createActor, type EventObject } from 'xstate';
import { isListed, type Live, type NaiveAnswer, pathOf, withStandIns } from './actors.ts';
import { isInline, nameIn } from './machine-names.ts';

/** What happened to a machine. */
export type NaiveCause =
  | { readonly event: EventObject }
  | { readonly answer: NaiveAnswer }
  /** The timer at this place fires, in the order of arming. */
  | { readonly fires: number }
  | 'tick';

/** What XState's scheduler holds: `known` is false once it has lost the timer's id. */
export interface LivingTimer {
  readonly source: Live;
  readonly target: Live;
  readonly id: string | null;
  readonly name: string;
  readonly event: EventObject;
  readonly delay: number;
  readonly elapsed: number;
  readonly known: boolean;
}

interface Entry extends LivingTimer {
  elapsed: number;
  known: boolean;
  readonly run: () => void;
}

interface Relaying {
  _relay(source: Live | undefined, target: Live, event: EventObject): void;
}

interface RawAction {
  readonly type: string;
  readonly params?: unknown;
  readonly exec?: (info: unknown, params: unknown) => void;
}

interface Sent {
  readonly params: { readonly to: unknown; readonly event: EventObject };
  got: Live | null;
}

interface Scope {
  readonly self: Live;
  actionExecutor(action: RawAction): void;
}

/** A machine as it runs: an actor that is started, and to which all that ever happened happens again. */
export class Living {
  readonly root: Live;
  timers: Entry[] = [];
  messagesAndMore: (EventObject | Sent)[] = [];
  armed: string[] = [];
  readonly #machines = new Map<Live, AnyStateMachine>();
  readonly #all: Live[] = [];

  constructor(original: AnyStateMachine, input: unknown) {
    const machine = withStandIns(original, (actor, event) => this.#hear(actor, event));
    const adopt = (actor: Live) => {
      this.#all.push(actor);
      const logic = actor.logic as AnyStateMachine;
      if (!('root' in logic)) return;
      this.#machines.set(actor, logic);
      actor.logic = this.#overheard(logic) as typeof logic;
    };
    let scheduled: Omit<LivingTimer, 'elapsed' | 'known' | 'delay'> | null = null;
    const clock = {
      setTimeout: (run: () => void, delay: number) => {
        if (scheduled === null) throw new Error('a timer of nobody');
        const { id, source, name } = scheduled;
        this.#forget(source, id);
        const entry = { ...scheduled, delay, elapsed: 0, known: id !== null, run };
        this.timers.push(entry);
        this.armed.push(name);
        return entry;
      },
      clearTimeout: (entry: Entry) => {
        this.timers = this.timers.filter((other) => other !== entry);
      },
    };
    this.root = createActor(machine, {
      input,
      clock: clock as never,
      logger: () => {},
      inspect: (event) => {
        if (event.type !== '@xstate.actor') return;
        const actor = event.actorRef as unknown as Live;
        adopt(actor);
        if (actor._parent !== undefined) return;
        const system = actor.system as unknown as Relaying;
        const relay = system._relay.bind(system);
        // XState complains of what is sent to those that have ended.
        system._relay = (source, target, event) => {
          if (target._processingStatus !== 2) relay(source, target, event);
        };
        const { scheduler } = actor.system as unknown as {
          scheduler: { schedule(s: Live, t: Live, e: EventObject, d: number, id?: unknown): void };
        };
        const schedule = scheduler.schedule.bind(scheduler);
        scheduler.schedule = (source, target, event, delay, id) => {
          const label = id === undefined ? null : String(id);
          const own = label === null ? event.type : nameIn(this.#machineOf(source), label);
          scheduled = { source, target, event, id: label, name: [...pathOf(source), own].join('/') };
          schedule(source, target, event, delay, id);
        };
      },
    }) as unknown as Live;
    this.root.subscribe({ error: () => {} });
    this.root.start();
  }

  happens(cause: NaiveCause): void {
    this.messagesAndMore = [];
    this.armed = [];
    if (cause === 'tick') for (const timer of this.timers) timer.elapsed++;
    else if ('event' in cause) this.root.send(cause.event);
    else if ('answer' in cause)
      this.#actor(cause.answer.actor).send({ type: 'naive answer', answer: cause.answer } as never);
    else {
      const timer = this.timers[cause.fires];
      if (timer === undefined) throw new Error('no such timer');
      this.timers = this.timers.filter((other) => other !== timer);
      this.#forget(timer.source, timer.id);
      if (timer.target._processingStatus !== 2) timer.run();
    }
  }

  /** Whether something goes on that no list of children tells of, and that could still do something. */
  get hasLost(): boolean {
    return this.#all.some((actor) => {
      const { _parent: parent } = actor;
      if (actor._processingStatus !== 1 || isListed(actor) || parent === undefined) return false;
      const isReplaced = isListed(parent) && parent._snapshot.status === 'active';
      return isReplaced || this.#machines.has(actor);
    });
  }

  get snapshot(): AnyMachineSnapshot {
    return this.root._snapshot;
  }

  /** What was emitted, and done by name, in the last step. */
  get shown(): readonly EventObject[] {
    return this.messagesAndMore.flatMap((each) => {
      if (!('got' in each)) return [each];
      if (each.got === null) return [];
      const actor = pathOf(each.got).join('/');
      return [{ type: 'xstate.sendTo', params: { actor, event: each.params.event } }];
    });
  }

  #actor(path: string): Live {
    const find = (actor: Live): Live | undefined => {
      if (pathOf(actor).join('/') === path && isListed(actor)) return actor;
      const children = Object.values(actor._snapshot.children ?? {}) as unknown as Live[];
      return children.map(find).find((found) => found !== undefined);
    };
    const found = find(this.root);
    if (found === undefined) throw new Error(`no actor ${path}`);
    return found;
  }

  #machineOf(actor: Live): AnyStateMachine {
    return this.#machines.get(actor) ?? (actor.logic as AnyStateMachine);
  }

  #forget(source: Live, id: string | null): void {
    for (const timer of this.timers)
      if (id !== null && timer.source === source && timer.id === id) timer.known = false;
  }

  #hear(actor: Live, event: EventObject): void {
    const sent = this.messagesAndMore.find(
      (each): each is Sent =>
        'got' in each && each.got === null && each.params.event === event && each.params.to === actor,
    );
    if (sent === undefined) this.messagesAndMore.push({ params: { to: actor, event }, got: actor });
    else sent.got = actor;
  }

  #overheard(machine: AnyStateMachine): object {
    const hearing = <T>(scope: Scope, run: (scope: Scope) => T): T =>
      run({
        ...scope,
        actionExecutor: (action) => {
          const exec = (info: unknown, params: unknown) => {
            this.#note(scope.self, machine, action);
            action.exec?.(info, params);
          };
          scope.actionExecutor({ ...action, exec });
        },
      });
    return {
      root: machine.root,
      start: machine.start,
      getPersistedSnapshot: machine.getPersistedSnapshot,
      getInitialSnapshot: (scope: Scope, input: unknown) =>
        hearing(scope, (inner) => machine.getInitialSnapshot(inner as never, input as never)),
      transition: (snapshot: AnyMachineSnapshot, event: EventObject, scope: Scope) =>
        hearing(scope, (inner) => machine.transition(snapshot as never, event as never, inner as never)),
    };
  }

  #note(actor: Live, machine: AnyStateMachine, action: RawAction): void {
    const { type, params } = action;
    const path = pathOf(actor).join('/');
    const { event, delay } = Object(params) as { event: EventObject; delay?: unknown };
    if (type === 'xstate.emit')
      this.messagesAndMore.push(
        path === '' ? event : ({ type, params: { actor: path, event } } as EventObject),
      );
    if (type === 'xstate.sendTo' && delay === undefined)
      this.messagesAndMore.push({ params: params as Sent['params'], got: null });
    if (type.startsWith('xstate.') || isInline(machine, action)) return;
    const whose = path === '' ? {} : { actor: path };
    this.messagesAndMore.push({ type, ...(params !== undefined && { params }), ...whose } as EventObject);
  }
}
