import { instantiate } from '../composition/instantiate.ts';
import { type Child, childrenOf } from '../endpoint/actors/child.ts';
import { placeText } from '../endpoint/watch/place-text.ts';
import { addressed } from '../language/address.ts';
import { valuesOf } from '../language/any-of.ts';
import type { AnyModel, System } from '../language/definition.ts';
import type { Endpoint, Machine } from '../language/endpoint.ts';
import { ModelError } from '../language/errors.ts';
import type { EventObject, Snapshot } from '../language/machine.ts';
import type { InstanceOptions } from '../language/resolve.ts';
import type { EndpointMap } from '../language/views.ts';
import type { TraceStep } from '../trace/trace.ts';
import { type HandTimer, idOf, ownerOf } from './actors-clock.ts';
import { EndpointActor, type Executed } from './actors-endpoint.ts';
import { type ForeseenTimer, ifFired } from './actors-foreseen.ts';
import type {
  Driver,
  DriverAction,
  DriverStart,
  EndpointReport,
  Outgoing,
  Reports,
  ShownChild,
} from './driver.ts';
import { isSame, isSameBag } from './run-same.ts';

/** A machine that stands in for one of the model's. */
export interface Implementation {
  readonly machine: Machine;
  /** Default: the input of the model's machine. */
  readonly input?: unknown;
  /** The state of the actor in the words of the model. Default: it is the model's own, in full. */
  read?(
    snapshot: Snapshot,
  ): Pick<EndpointReport<EventObject>, 'value' | 'status' | 'context' | 'fields' | 'tags' | 'output'>;
}

/** How `actorDriver` drives machines: which instance of the model, and what stands in for its machines. */
export interface ActorDriverOptions extends InstanceOptions {
  /** Machines other than the model's, by name of the endpoint: the implementations to be tested. */
  readonly replace?: Readonly<Record<string, Implementation>> | undefined;
}

/**
 * The machines of a model as running XState actors: one `createActor` per endpoint, with a clock that moves only when
 * the path says so.
 *
 * @throws ModelError for an unknown variant, parameter or endpoint
 */
export function actorDriver(model: AnyModel, options: ActorDriverOptions = {}): Driver<EventObject> {
  const { parameters } = instantiate(model, options);
  return new ActorDriver(model.build(parameters), options.replace ?? {});
}

/** Drives the actors of a system. A message is the event that was emitted. */
export class ActorDriver implements Driver<EventObject> {
  readonly #system: System<EndpointMap>;
  readonly #replace: Readonly<Record<string, Implementation>>;
  #actors = new Map<string, EndpointActor>();
  /** The inputs of the path that is driven, where several may be given. */
  #inputs: DriverStart['inputs'] = {};
  /** Whether all inputs lead to one and the same state, so that any of them will do. */
  #isOneStart = false;
  /** What survives of the endpoints that are down. */
  readonly #durable = new Map<string, unknown>();
  /** The types of what the model observes in the current step. */
  #awaited: readonly string[] = [];

  constructor(system: System<EndpointMap>, replace: Readonly<Record<string, Implementation>> = {}) {
    const stranger = Object.keys(replace).find((name) => !Object.hasOwn(system.endpoints, name));
    if (stranger !== undefined) throw new ModelError(`the model has no endpoint "${stranger}" to replace`);
    this.#system = system;
    this.#replace = replace;
  }

  readonly decode = (event: EventObject): EventObject => event;

  reset(start?: Pick<DriverStart, 'inputs' | 'of'>): void {
    const { endpoints } = this.#system;
    this.#inputs = start?.inputs ?? {};
    this.#isOneStart = start?.of === 1;
    for (const actor of this.#actors.values()) actor.stop();
    this.#durable.clear();
    this.#actors = new Map(Object.keys(endpoints).map((name) => [name, this.#actorOf(name)]));
    for (const actor of this.#actors.values()) actor.start();
  }

  /** An actor of an endpoint, which has not started. */
  #actorOf(name: string, again?: { readonly input: unknown }): EndpointActor {
    const { time = 'untimed', endpoints } = this.#system;
    const { machine } = endpointOf(endpoints, name);
    const other = this.#replace[name];
    const given = again === undefined ? (other?.input ?? this.#inputOf(name)) : again.input;
    const tick = time === 'untimed' ? null : time.tick;
    const beside = { name, peers: Object.keys(endpoints) };
    return new EndpointActor(other?.machine ?? machine, given, tick, beside);
  }

  /** With which a machine starts on this path: what was chosen, or the only one that there is. */
  #inputOf(name: string): unknown {
    if (Object.hasOwn(this.#inputs, name)) return this.#inputs[name];
    const [only, ...others] = valuesOf('input', endpointOf(this.#system.endpoints, name).input);
    if (others.length === 0 || this.#isOneStart) return only;
    throw new Error(
      `several inputs may be given to "${name}" (anyOf), and nobody says which; hand on to reset(start) what it is given`,
    );
  }

  /** The process of an endpoint ends; what it keeps is read from its context. */
  #crash(name: string): void {
    const actor = this.#actor(name);
    const { crashes } = endpointOf(this.#system.endpoints, name);
    this.#durable.set(name, crashes?.durable?.(actor.snapshot.context));
    actor.stop();
  }

  #restart(name: string): void {
    const { crashes } = endpointOf(this.#system.endpoints, name);
    const durable = this.#durable.get(name);
    this.#durable.delete(name);
    const again =
      crashes?.restart === undefined
        ? this.#actorOf(name)
        : this.#actorOf(name, { input: crashes.restart(durable, this.#inputOf(name) as never) });
    this.#actors.set(name, again);
    again.start();
  }

  apply(action: DriverAction<EventObject>, step: TraceStep): void {
    this.#awaited = step.observations.map(({ effect }) => effect.type);
    if (action.kind === 'drop') return;
    if (action.kind === 'tick') {
      for (const [name, actor] of this.#actors) if (!this.#durable.has(name)) this.#tick(actor);
      return;
    }
    if (action.kind === 'crash' || action.kind === 'restart') {
      if (action.kind === 'crash') this.#crash(action.endpoint);
      else this.#restart(action.endpoint);
      return;
    }
    if (this.#durable.has(action.endpoint)) return;
    const actor = this.#actor(action.endpoint);
    const before = actor.failure;
    if (action.kind === 'deliver') actor.send(action.as ?? action.message);
    if (action.kind === 'event') actor.send(action.event);
    if (action.kind === 'answer') actor.answer(action);
    if (action.kind === 'expire') actor.fire(this.#timer(actor, action.timer, action.endpoint, step));
    const { failure } = actor;
    if (before === null && failure !== null) throw failure.thrown;
  }

  read(): Reports<EventObject> {
    return Object.fromEntries([...this.#actors].map(([name, actor]) => [name, this.#report(name, actor)]));
  }

  /** Stops the actors of the last path. */
  stop(): void {
    for (const actor of this.#actors.values()) actor.stop();
  }

  #actor(name: string): EndpointActor {
    const actor = this.#actors.get(name);
    if (actor === undefined)
      throw new Error(`there is no actor "${name}"; a driver must be reset before it is used`);
    return actor;
  }

  /**
   * A timer that is due fires before the tick passes, whether or not the path knows of it; one that becomes due inside the tick,
   * in it.
   */
  #tick(actor: EndpointActor): void {
    for (const timer of actor.armed()) {
      const isOverdue = timer.remaining < 1 && !this.#isElastic(toldOf(actor, timer));
      if (isOverdue && actor.armed().includes(timer)) actor.fire(timer);
    }
    actor.tick();
  }

  /**
   * Timers may share a name (two `after` with one delay): the one meant does what the step does, and leaves what it leaves. Where
   * several do, all that can be seen is the same.
   */
  #timer(actor: EndpointActor, name: string, endpoint: string, step: TraceStep): HandTimer {
    const due = actor.armed().filter((timer) => actor.nameOf(timer) === name && this.#mayFire(actor, timer));
    const [timer] = due.length > 1 ? due.filter((each) => this.#fits(actor, each, endpoint, step)) : due;
    const meant = timer ?? due[0];
    if (meant === undefined) throw new Error(`no timer "${name}" is due`);
    return meant;
  }

  #fits(actor: EndpointActor, timer: HandTimer, endpoint: string, step: TraceStep): boolean {
    const next = ifFired(actor, timer);
    if (next === null) return step.thrown !== null;
    const after = step.after.endpoints[endpoint];
    const { carries } = this.#system.network;
    const sent = step.sent.flatMap(({ message, notice }) => (notice ? [] : [message.event.type]));
    const shown = {
      observed: next.done.filter(({ type }) => !carries.includes(type)),
      sent: [...new Set(next.done.map(({ type }) => type).filter((type) => carries.includes(type)))],
    };
    return (
      after !== undefined &&
      next.place === placeText(after) &&
      isSameBag(
        next.timers.map((each) => ({ id: each.id, remaining: this.#remaining(each) })),
        after.timers.map(({ id, remaining }) => ({ id, remaining })),
      ) &&
      isSame(
        shown.observed,
        step.observations.map(({ effect }) => effect),
      ) &&
      isSame(shown.sent, [...new Set(sent)])
    );
  }

  #report(name: string, actor: EndpointActor): EndpointReport<EventObject> {
    const { emitted, executed } = actor.takeDeeds();
    const { carries } = this.#system.network;
    const sent = emitted
      .filter(({ type }) => carries.includes(type))
      .flatMap((event) => this.#outgoing(name, event));
    const observed = executed.filter((deed) => this.#isObserved(deed)).map(({ event }) => event);
    return { ...this.#state(name, actor), sent, observed };
  }

  #state(name: string, actor: EndpointActor): EndpointReport<EventObject> {
    if (this.#durable.has(name)) return { value: actor.snapshot.value, status: 'crashed' };
    const read = this.#replace[name]?.read;
    if (read !== undefined) return read(actor.snapshot);
    const { value, status, context, tags, output, children } = actor.frozen;
    const timers = actor.armed().map((timer) => ({
      name: actor.nameOf(timer),
      remaining: this.#remaining(toldOf(actor, timer)),
    }));
    const told = { value, status, context, tags: [...tags], output: { value: output }, timers };
    return { ...told, children: shownChildren({ children }) };
  }

  /**
   * XState reports functions without a name, too, under the name that JavaScript gave them. So of those, only what the model
   * observes is told.
   */
  #isObserved({ kind, event: { type } }: Executed): boolean {
    if (kind === 'emit') return !this.#system.network.carries.includes(type);
    return kind === 'named' || this.#awaited.includes(type);
  }

  /** An event that is sent to several endpoints is as many messages. */
  #outgoing(from: string, emitted: EventObject): readonly Outgoing<EventObject>[] {
    const names = Object.keys(this.#system.endpoints);
    const { event, to } = addressed(names, names.indexOf(from), emitted);
    return to.map((receiver) => ({ message: event, to: names[receiver] ?? '' }));
  }

  #mayFire(actor: EndpointActor, timer: HandTimer): boolean {
    return timer.remaining <= 0 || this.#isElastic(toldOf(actor, timer));
  }

  #remaining(timer: ForeseenTimer): number | null {
    return this.#isElastic(timer) ? null : timer.remaining;
  }

  #isElastic({ id, name, owner }: ForeseenTimer): boolean {
    const { time = 'untimed' } = this.#system;
    if (time === 'untimed') return true;
    const names = [name, id, ...(owner === '' ? [] : [name.slice(owner.length + 1)])];
    return time.elastic?.some((elastic) => names.includes(elastic)) ?? false;
  }
}

function endpointOf(endpoints: System<EndpointMap>['endpoints'], name: string): Endpoint<Machine> {
  const endpoint = endpoints[name];
  if (endpoint === undefined) throw new Error(`the model has no endpoint "${name}"`);
  return endpoint;
}

function shownChildren(snapshot: Pick<Snapshot, 'children'>): Readonly<Record<string, ShownChild>> {
  return Object.fromEntries(childrenOf(snapshot).map((child) => [child.id, shownChild(child)]));
}

function shownChild({ machine, snapshot: { status, context } }: Child): ShownChild {
  return {
    status,
    context,
    value: machine?.value,
    children: machine === null ? {} : shownChildren(machine),
  };
}

/** A timer as the model tells it, and whose it is. */
function toldOf(actor: EndpointActor, timer: HandTimer): ForeseenTimer {
  return {
    id: idOf(timer),
    name: actor.nameOf(timer),
    remaining: timer.remaining,
    owner: ownerOf(timer.source),
  };
}
