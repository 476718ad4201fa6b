import { type Actor, type AnyMachineSnapshot, createActor, type EventObject, transition } from 'xstate';
import type { System, TraceStep } from '../../src/index.ts';
import type { EndpointMap } from '../../src/model/views.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { HandClock, type HandTimer } from './hand-clock.ts';
import { textOf } from './naive/text.ts';

/** Where an actor does something else than the trace says. */
export interface Divergence {
  /** Number of the step, from 1; 0 is the start. */
  readonly step: number;
  readonly endpoint: string;
  readonly what: 'status' | 'value' | 'context' | 'timers' | 'sent' | 'observed' | 'error';
  readonly trace: unknown;
  readonly actor: unknown;
}

type Facts = Partial<Record<Divergence['what'], unknown>>;

/**
 * Runs a trace again with one XState actor per endpoint, started with `createActor`, and with a clock that is driven
 * by hand. After every step of an endpoint its actor is compared with the trace, up to the first divergence.
 */
export function replayThroughActors(system: System<EndpointMap>, trace: Trace): readonly Divergence[] {
  const drivers = trace.endpoints.map((name) => new Driver(system, trace, name));
  try {
    const atStart = drivers.flatMap((driver) => driver.start());
    if (atStart.length > 0) return atStart;
    for (const index of trace.steps.keys()) {
      const found = drivers.flatMap((driver) => driver.follow(index));
      if (found.length > 0) return found;
    }
    return [];
  } finally {
    for (const driver of drivers) driver.stop();
  }
}

/** Drives the actor of one endpoint. */
class Driver {
  readonly #system: System<EndpointMap>;
  readonly #trace: Trace;
  readonly #name: string;
  readonly #clock: HandClock;
  readonly #actor: Actor<EndpointMap[string]['machine']>;
  /** What the actor did since the last comparison. */
  #emitted: EventObject[] = [];
  #executed: EventObject[] = [];

  constructor(system: System<EndpointMap>, trace: Trace, name: string) {
    this.#system = system;
    this.#trace = trace;
    this.#name = name;
    const endpoint = system.endpoints[name];
    if (endpoint === undefined) throw new Error(`the trace has an endpoint "${name}", the model has not`);
    const { time = 'untimed' } = system;
    this.#clock = new HandClock(time === 'untimed' ? null : time.tick);
    this.#actor = createActor(endpoint.machine, {
      input: endpoint.input,
      clock: this.#clock,
      logger: () => {},
      inspect: (inspected) => {
        if (inspected.type === '@xstate.action') this.#note(inspected.action);
      },
    });
    this.#clock.watch(this.#actor.system);
    this.#actor.on('*', (event: EventObject) => this.#emitted.push(event));
    // What a machine throws is compared with the trace; unobserved, XState would throw it at nobody.
    this.#actor.subscribe({ error: () => {} });
  }

  start(): readonly Divergence[] {
    this.#actor.start();
    // What is observed at the start is in no trace, and what is sent there stands in the initial network.
    this.#emitted = [];
    return this.#compare(0, this.#stateFacts(0), this.#actorFacts());
  }

  /** Takes part in a step of the trace. */
  follow(index: number): readonly Divergence[] {
    const step = this.#step(index);
    this.#emitted = [];
    this.#executed = [];
    if (step.action.kind === 'tick') this.#clock.tick();
    else if (!('endpoint' in step.action) || step.action.endpoint !== this.#name) return [];
    else if (this.#snapshot.status === 'active') this.#act(step);
    if (step.thrown !== null) return this.#compare(index + 1, { error: step.thrown }, this.#errorFacts());
    return this.#compare(
      index + 1,
      { ...this.#stateFacts(index + 1), ...this.#deedFacts(step) },
      { ...this.#actorFacts(), ...this.#actorDeeds(step) },
    );
  }

  stop(): void {
    this.#actor.stop();
  }

  get #snapshot(): AnyMachineSnapshot {
    return this.#actor.getSnapshot();
  }

  #act({ action, ...step }: TraceStep): void {
    if (action.kind === 'deliver') this.#actor.send(action.message.event as EventObject);
    if (action.kind === 'event') this.#actor.send(action.event as EventObject);
    if (action.kind === 'expire')
      this.#clock.fire(this.#timerOf(action.timer, step.after.endpoints[this.#name]));
  }

  /** Timers may share a name (two `after` with one delay): the one meant leads where the trace leads. */
  #timerOf(name: string, after: TraceStep['after']['endpoints'][string] | undefined): HandTimer {
    const candidates = this.#clock.armed().filter((timer) => this.#mayFire(timer) && nameOf(timer) === name);
    const fitting = candidates.filter(({ event }) => {
      try {
        const [next] = transition(this.#actor.logic, this.#snapshot, event);
        return textOf([next.value, next.context]) === textOf([after?.value, after?.context]);
      } catch {
        return true;
      }
    });
    const left = (timer: HandTimer) =>
      after?.timers.filter(({ id }) => id === (timer.id ?? null)).length ?? 0;
    const [timer = candidates[0]] = fitting.toSorted((a, b) => left(a) - left(b));
    if (timer === undefined)
      throw new Error(`the actor of "${this.#name}" has no timer "${name}" that is due`);
    return timer;
  }

  #stateFacts(states: number): Facts {
    const state = states === 0 ? this.#trace.initial : this.#step(states - 1).after;
    const local = state.endpoints[this.#name];
    const timers = local?.timers.map(({ id, remaining }) => [id, remaining]) ?? [];
    return { status: local?.status, value: local?.value, context: local?.context, timers: sorted(timers) };
  }

  #actorFacts(): Facts {
    const { status, value, context } = this.#snapshot;
    const armed = status === 'active' ? this.#clock.armed() : [];
    const timers = armed.map((timer) => [timer.id ?? null, this.#isElastic(timer) ? null : timer.remaining]);
    return { status, value, context, timers: sorted(timers) };
  }

  #deedFacts({ action, sent, observations }: TraceStep): Facts {
    if (action.kind === 'tick') return {};
    return {
      sent: sent.map(({ message }) => message.event),
      observed: observations.map(({ effect }) => effect),
    };
  }

  #actorDeeds({ action, observations }: TraceStep): Facts {
    if (action.kind === 'tick') return {};
    const { carries } = this.#system.network;
    const emittedElsewhere = this.#emitted.filter(({ type }) => !carries.includes(type));
    // XState reports inline functions, too; the actions that the trace observed must be among those it executed.
    const observedTypes = observations.map(({ effect }) => effect.type);
    const executed = this.#executed.filter(
      (effect) => emittedElsewhere.includes(effect) || observedTypes.includes(effect.type),
    );
    const sent = this.#emitted.filter(({ type }) => carries.includes(type));
    return { sent: sent.flatMap((event) => copies(event, this.#trace.endpoints.length)), observed: executed };
  }

  #errorFacts(): Facts {
    const { status, error } = this.#snapshot;
    return { error: status === 'error' && error instanceof Error ? error.message : null };
  }

  #note({ type, params }: { readonly type: string; readonly params?: unknown }): void {
    if (type === 'xstate.emit') this.#executed.push((params as { event: EventObject }).event);
    else if (!type.startsWith('xstate.'))
      this.#executed.push({ type, ...(params !== undefined && { params }) });
  }

  #mayFire(timer: HandTimer): boolean {
    return timer.remaining === 0 || this.#isElastic(timer);
  }

  #isElastic(timer: HandTimer): boolean {
    const { time = 'untimed' } = this.#system;
    if (time === 'untimed') return true;
    return time.elastic?.some((name) => name === nameOf(timer) || name === labelOf(timer)) ?? false;
  }

  #step(index: number): TraceStep {
    const step = this.#trace.steps[index];
    if (step === undefined) throw new Error(`the trace has no step ${index}`);
    return step;
  }

  #compare(step: number, trace: Facts, actor: Facts): readonly Divergence[] {
    return (Object.keys(trace) as Divergence['what'][])
      .filter((what) => textOf(trace[what]) !== textOf(actor[what]))
      .map((what) => ({ step, endpoint: this.#name, what, trace: trace[what], actor: actor[what] }));
  }
}

/** An event that is sent to several endpoints is as many messages. */
function copies(event: EventObject, endpoints: number): EventObject[] {
  const { to } = event as { readonly to?: unknown };
  return endpoints > 2 && Array.isArray(to) ? to.map(() => event) : [event];
}

function labelOf({ id, event }: HandTimer): string {
  return id ?? event.type;
}

function nameOf(timer: HandTimer): string {
  const label = labelOf(timer);
  return label.startsWith('xstate.after.') ? (label.split('.')[2] ?? label) : label;
}

function sorted(timers: readonly unknown[]): readonly string[] {
  return timers.map(textOf).sort();
}
