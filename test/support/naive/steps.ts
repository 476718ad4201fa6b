import type { EventObject } from 'xstate';
import { ModelError } from '../../../src/language/errors.ts';
import type { AnyAction, AnyMessage, AnyObservation } from '../../../src/language/forgotten.ts';
import type { NaiveAnswer } from './actors.ts';
import {
  answerLocal,
  type Due,
  dueTimers,
  expireLocal,
  type Local,
  localAnswers,
  localView,
  type Run,
  runLocal,
  startLocal,
  tickLocal,
} from './local.ts';
import { deliveries, type Flight, losses, remarkFlight, sendAll, tickFlight } from './network.ts';
import { addressed, messagesOf } from './sending.ts';
import { at, type NaiveState, type NaiveStep, stateText, stateView, viewsOf } from './state.ts';
import type { NaiveSystem } from './system.ts';
import { distinct } from './text.ts';

/** Everything that can happen in one state. */
export interface Found {
  readonly steps: readonly NaiveStep[];
  /** What changes nothing and shows nothing. */
  readonly idle: readonly NaiveStep[];
  /** Actions in which a machine threw. */
  readonly thrown: number;
  readonly cuts: number;
  readonly overflows: number;
}

/** An action before its consequences: what is in flight without the message that it takes, and who runs. */
interface Attempt {
  readonly action: AnyAction;
  readonly flight: Flight;
  readonly locals: Readonly<Record<string, Local>>;
  readonly run?: { readonly endpoint: string } & (
    | { readonly event: EventObject }
    | { readonly answer: NaiveAnswer }
    | { readonly due: Due }
  );
}

export function initialState(system: NaiveSystem): NaiveState {
  const locals: Record<string, Local> = {};
  let flight: Flight = [];
  for (const name of system.names) {
    const run = startLocal(system, name);
    locals[name] = run.local;
    const { flight: more, overflows } = sendAll(system, flight, messagesOf(system, name, run));
    if (more === null || overflows > 0) throw new ModelError(`no room for what ${name} sends at the start`);
    flight = more;
  }
  return { locals, flight, history: system.history.initial ?? null };
}

export function stepsFrom(system: NaiveSystem, state: NaiveState): Found {
  const found = { steps: [] as NaiveStep[], idle: [] as NaiveStep[], thrown: 0, cuts: 0, overflows: 0 };
  const here = stateText(system, state);
  for (const attempt of attempts(system, state)) {
    const run = tryRun(system, attempt);
    if (run === 'threw') {
      found.thrown++;
      continue;
    }
    const { step, overflows } = finish(system, state, attempt, run);
    found.overflows += overflows;
    if (step === null) found.cuts++;
    else if (isShown(step) || stateText(system, step.after) !== here) found.steps.push(step);
    else found.idle.push(step);
  }
  return found;
}

/** What can be seen of a step, besides what it changes. */
function isShown({ observations, sent }: NaiveStep): boolean {
  return observations.length > 0 || sent.length > 0;
}

function attempts(system: NaiveSystem, state: NaiveState): Attempt[] {
  const { locals, flight } = state;
  const view = stateView(state);
  const delivers = deliveries(system, flight)
    .filter(({ action }) =>
      system.assumptions.every(
        (assumption) => assumption.deliverable?.(action.message, view, system.parameters) !== false,
      ),
    )
    .map((delivery) => {
      const { to, event } = delivery.action.message;
      return { ...delivery, locals, run: { endpoint: to, event } };
    });
  const events = system.names.flatMap((endpoint) => [
    ...externalEvents(system, endpoint, at(locals, endpoint)).map((event): Attempt => {
      return { action: { kind: 'event', endpoint, event }, flight, locals, run: { endpoint, event } };
    }),
    ...localAnswers(system, endpoint, at(locals, endpoint)).map((answer): Attempt => {
      return { action: { kind: 'answer', endpoint, ...answer }, flight, locals, run: { endpoint, answer } };
    }),
  ]);
  const expiries = system.names.flatMap((endpoint) =>
    dueTimers(system, at(locals, endpoint)).map((due): Attempt => {
      const action = { kind: 'expire', endpoint, timer: due.timer.name } as const;
      return { action, flight, locals, run: { endpoint, due } };
    }),
  );
  const drops = losses(system, flight).map((loss) => ({ ...loss, locals }));
  return [...delivers, ...events, ...expiries, ...drops, ...ticks(system, state)];
}

function externalEvents(system: NaiveSystem, name: string, local: Local): EventObject[] {
  const events = system.endpoints[name]?.events ?? [];
  return distinct<EventObject>(typeof events === 'function' ? events(localView(local)) : events);
}

function ticks(system: NaiveSystem, state: NaiveState): Attempt[] {
  if (system.tick === null) return [];
  const flight = tickFlight(system, state.flight);
  const locals: Record<string, Local> = {};
  for (const name of system.names) {
    const later = tickLocal(at(state.locals, name));
    if (later === null) return [];
    locals[name] = later;
  }
  return flight === null ? [] : [{ action: { kind: 'tick' }, flight, locals }];
}

function tryRun(system: NaiveSystem, { run, locals }: Attempt): Run | null | 'threw' {
  if (run === undefined) return null;
  try {
    const local = at(locals, run.endpoint);
    const done =
      'event' in run
        ? runLocal(system, run.endpoint, local, run.event)
        : 'due' in run
          ? expireLocal(system, run.endpoint, local, run.due)
          : answerLocal(system, run.endpoint, local, run.answer);
    for (const event of done.messages) addressed(system, run.endpoint, event);
    return done;
  } catch (error) {
    if (error instanceof ModelError) throw error;
    return 'threw';
  }
}

/** The rest of a step: history, then marks, then the messages sent. */
function finish(
  system: NaiveSystem,
  before: NaiveState,
  { action, flight, locals: resting, run: acting }: Attempt,
  run: Run | null,
): { step: NaiveStep | null; overflows: number } {
  const { history, parameters } = system;
  const endpoint = acting?.endpoint ?? '';
  const locals = run === null ? resting : { ...resting, [endpoint]: run.local };
  const packets = run === null ? [] : messagesOf(system, endpoint, run);
  const sent = packets.map(({ from, to, event, mark }): AnyMessage => ({ from, to, event, mark }));
  const observations = (run?.observations ?? []).map((effect): AnyObservation => ({ endpoint, effect }));
  const unfinished = {
    before: stateView(before),
    action,
    after: { endpoints: viewsOf(locals) },
    observations,
    sent,
  };
  const nextHistory = history.update
    ? history.update(before.history, unfinished, parameters)
    : before.history;
  const trigger = history.marks?.trigger(unfinished, parameters) ?? null;
  const remarked = remarkFlight(system, flight, (message) =>
    trigger === null ? message.mark : (history.marks?.remark(message, trigger) ?? message.mark),
  );
  const { flight: full, overflows } = sendAll(system, remarked, packets);
  if (full === null) return { step: null, overflows };
  const after = { locals, flight: full, history: nextHistory };
  return { step: { before, action, after, observations, sent, armed: run?.armed ?? [] }, overflows };
}
