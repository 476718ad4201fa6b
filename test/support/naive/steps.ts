import type { EventObject } from 'xstate';
import { valuesOf } from '../../../src/language/any-of.ts';
import { ModelError } from '../../../src/language/errors.ts';
import type { AnyAction, AnyMessage, AnyObservation } from '../../../src/language/forgotten.ts';
import type { NaiveAnswer } from './actors.ts';
import { isNotice } from './channels.ts';
import {
  answerLocal,
  type Due,
  dueTimers,
  expireLocal,
  faultsOf,
  type Local,
  localAnswers,
  localText,
  localView,
  type Run,
  runLocal,
  startLocal,
  tickLocal,
  waysOf,
} from './local.ts';
import {
  deliveries,
  type Flight,
  isBarred,
  type LinkStates,
  linkChanges,
  losses,
  noticesOf,
  remarkFlight,
  sendAll,
  tickFlight,
} from './network.ts';
import { addressed, handedBy, messagesOf } from './sending.ts';
import { at, type NaiveState, type NaiveStep, stateText, stateView, viewsOf } from './state.ts';
import type { NaiveSystem } from './system.ts';
import { distinct, textOf } from './text.ts';

/** Everything that can happen in one state. */
export interface Found {
  readonly steps: readonly NaiveStep[];
  /** Those that lead beyond the states to which an assumption confines the search. */
  readonly beyond: readonly NaiveStep[];
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
  /** How the links are then; left out where they stay as they are. */
  readonly links?: LinkStates;
  /** What the ends of a session are told, but for these. */
  readonly told?: Flight;
  readonly unheard?: readonly string[];
  readonly locals: Readonly<Record<string, Local>>;
  readonly run?: { readonly endpoint: string } & (
    | { readonly event: EventObject }
    | { readonly answer: NaiveAnswer }
    | { readonly fault: Run }
    | { readonly due: Due }
  );
}

/** All initial states, each once: the inputs of the first endpoint change last, the history first. */
export function initialStates(system: NaiveSystem): readonly NaiveState[] {
  let choices: readonly (readonly unknown[])[] = [[]];
  for (const name of system.names) {
    const inputs = valuesOf('input', system.endpoints[name]?.input);
    choices = choices.flatMap((inputsSoFar) => inputs.map((input) => [...inputsSoFar, input]));
  }
  const found = new Map<string, NaiveState>();
  for (const inputs of choices) {
    for (const history of system.history.initials) {
      const state = initialState(system, inputs, history);
      const text = stateText(system, state);
      if (!found.has(text) && mayStart(system, state)) found.set(text, state);
    }
  }
  if (found.size === 0) throw new ModelError('there is no initial state');
  return [...found.values()];
}

function mayStart({ assumptions, parameters }: NaiveSystem, state: NaiveState): boolean {
  return assumptions.every(({ starts }) => starts === undefined || starts(stateView(state), parameters));
}

function initialState(system: NaiveSystem, inputs: readonly unknown[], history: unknown): NaiveState {
  const locals: Record<string, Local> = {};
  let flight: Flight = [];
  let links = firstLinks(system);
  for (const [i, name] of system.names.entries()) {
    const run = startLocal(system, name, inputs[i]);
    locals[name] = run.local;
    const handed = handedBy(system, name, run);
    const { flight: more, links: changed, overflows } = sendAll(system, { flight, links }, handed);
    const isLost = messagesOf(system, name, run).some((message) =>
      isBarred(system, { flight, links: firstLinks(system) }, message),
    );
    if (more === null || more === 'waits' || overflows > 0 || isLost)
      throw new ModelError(`no room for what ${name} sends at the start`);
    flight = more;
    links = changed;
  }
  return { locals, flight, links, history };
}

function firstLinks({ network: { channels = {}, partitions = {} } }: NaiveSystem): LinkStates {
  const link = (of: 'channel' | 'partition', up: boolean) => ({
    of,
    up,
    downs: 0,
    askedBy: [],
    closedBy: [],
  });
  return Object.fromEntries([
    ...Object.entries(channels).map(([name, { session }]) => {
      return [name, link('channel', session?.starts !== 'closed')] as const;
    }),
    ...Object.entries(partitions).map(([name, { starts }]) => {
      return [name, link('partition', starts !== 'down')] as const;
    }),
  ]);
}

export function stepsFrom(system: NaiveSystem, state: NaiveState): Found {
  const found = {
    steps: [] as NaiveStep[],
    beyond: [] as NaiveStep[],
    idle: [] as NaiveStep[],
    thrown: 0,
    cuts: 0,
    overflows: 0,
  };
  const here = stateText(system, state);
  for (const attempt of attempts(system, state)) {
    const run = tryRun(system, attempt);
    if (run === 'threw') {
      found.thrown++;
      continue;
    }
    const { action } = attempt;
    const isMessage = action.kind === 'deliver' && !isNotice(system, action.message);
    if (system.leavesIgnored && isMessage && isNothing(system, state, attempt, run)) continue;
    const { step, overflows } = finish(system, state, attempt, run);
    found.overflows += overflows;
    if (step === 'waits') continue;
    if (step === null) found.cuts++;
    else if (isShown(step) || stateText(system, step.after) !== here)
      (isWithin(system, step.after) ? found.steps : found.beyond).push(step);
    else found.idle.push(step);
  }
  return found;
}

/** Whether the receiver of a message stays as it is, and neither sends nor shows anything. */
function isNothing(system: NaiveSystem, { locals }: NaiveState, attempt: Attempt, run: Run | null): boolean {
  const name = attempt.run?.endpoint ?? '';
  return (
    run !== null &&
    localText(system, name, run.local) === localText(system, name, at(locals, name)) &&
    run.messages.length + run.observations.length === 0
  );
}

/** Whether all assumptions that confine the search have the state within. */
export function isWithin(system: NaiveSystem, state: NaiveState): boolean {
  const view = stateView(state);
  return system.assumptions.every(({ within }) => within?.(view, system.parameters) !== false);
}

/** What can be seen of a step, besides what it changes. */
function isShown({ observations, sent }: NaiveStep): boolean {
  return observations.length > 0 || sent.length > 0;
}

function attempts(system: NaiveSystem, state: NaiveState): Attempt[] {
  const { locals, flight } = state;
  const view = stateView(state);
  const delivers = deliveries(system, state)
    .filter(({ action }) =>
      system.assumptions.every(
        (assumption) => assumption.deliverable?.(action.message, view, system.parameters) !== false,
      ),
    )
    .flatMap((delivery) => {
      const { message } = delivery.action;
      const { to } = message;
      return waysOf(system, to, at(locals, to), message).map((event): Attempt => {
        const as = textOf(event) === textOf(message.event) ? {} : { as: event };
        return { ...delivery, action: { ...delivery.action, ...as }, locals, run: { endpoint: to, event } };
      });
    });
  const events = system.names.flatMap((endpoint) => [
    ...externalEvents(system, endpoint, at(locals, endpoint)).map((event): Attempt => {
      return { action: { kind: 'event', endpoint, event }, flight, locals, run: { endpoint, event } };
    }),
    ...localAnswers(system, endpoint, at(locals, endpoint)).map((answer): Attempt => {
      return { action: { kind: 'answer', endpoint, ...answer }, flight, locals, run: { endpoint, answer } };
    }),
    ...faultsOf(system, endpoint, at(locals, endpoint)).map(({ kind, run: fault }): Attempt => {
      return { action: { kind, endpoint }, flight, locals, run: { endpoint, fault } };
    }),
  ]);
  const expiries = system.names.flatMap((endpoint) =>
    dueTimers(system, at(locals, endpoint)).map((due): Attempt => {
      const action = { kind: 'expire', endpoint, timer: due.timer.name } as const;
      return { action, flight, locals, run: { endpoint, due } };
    }),
  );
  const drops = losses(system, flight).map((loss) => ({ ...loss, locals }));
  const changes = linkChanges(system, state, (end) => at(locals, end).life.down !== null).map((change) => ({
    ...change,
    locals,
  }));
  return [...delivers, ...events, ...expiries, ...drops, ...changes, ...ticks(system, state)].filter(
    ({ action }) =>
      system.assumptions.every(
        (assumption) => assumption.happens?.(action, view, system.parameters) !== false,
      ),
  );
}

function externalEvents(system: NaiveSystem, name: string, local: Local): EventObject[] {
  if (local.life.down !== null) return [];
  const { events = [], takes = null } = system.endpoints[name] ?? {};
  const all = typeof events === 'function' ? events(localView(local)) : events;
  return distinct<EventObject>(
    takes === null ? all : all.flatMap((event) => [...takes(event, localView(local))]),
  );
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

/** Whether all that an endpoint sends is for somebody: else, that is as if it threw. */
function areAddressed(system: NaiveSystem, name: string, { messages }: Run): boolean {
  try {
    for (const event of messages) addressed(system, name, event);
    return true;
  } catch {
    return false;
  }
}

function tryRun(system: NaiveSystem, { run, locals }: Attempt): Run | null | 'threw' {
  if (run === undefined) return null;
  try {
    const local = at(locals, run.endpoint);
    if ('fault' in run) return run.fault;
    const done =
      'event' in run
        ? runLocal(system, run.endpoint, local, run.event)
        : 'due' in run
          ? expireLocal(system, run.endpoint, local, run.due)
          : answerLocal(system, run.endpoint, local, run.answer);
    return areAddressed(system, run.endpoint, done) ? done : 'threw';
  } catch (error) {
    if (error instanceof ModelError) throw error;
    return 'threw';
  }
}

/** The rest of a step: history, then marks, then the messages sent. */
function finish(
  system: NaiveSystem,
  before: NaiveState,
  {
    action,
    flight,
    links: linksBefore = before.links,
    told,
    unheard = [],
    locals: resting,
    run: acting,
  }: Attempt,
  run: Run | null,
): { step: NaiveStep | null | 'waits'; overflows: number } {
  const { history, parameters } = system;
  const endpoint = acting?.endpoint ?? '';
  const locals = run === null ? resting : { ...resting, [endpoint]: run.local };
  const handed =
    run === null ? (told ?? []).map((message) => ({ message })) : handedBy(system, endpoint, run, action);
  const packets = handed.flatMap((each) => noticesOf(system, each));
  const sent = packets.map(({ from, to, event, mark }): AnyMessage => ({ from, to, event, mark }));
  const observations = (run?.observations ?? []).map((effect): AnyObservation => ({ endpoint, effect }));
  const unmarked = {
    before: stateView(before),
    action,
    after: { endpoints: viewsOf(locals) },
    observations,
    sent,
  };
  const trigger = history.marks?.trigger(unmarked, parameters) ?? null;
  const remarked = remarkFlight(system, flight, (message) =>
    trigger === null ? message.mark : (history.marks?.remark(message, trigger) ?? message.mark),
  );
  const heard = handed.filter(
    (each) => !('message' in each) || run !== null || !unheard.includes(each.message.to),
  );
  const { flight: full, links, overflows } = sendAll(system, { flight: remarked, links: linksBefore }, heard);
  if (full === null || full === 'waits') return { step: full, overflows };
  const seen = stateView({ locals, flight: full, links, history: before.history });
  const unfinished = {
    ...unmarked,
    after: {
      endpoints: seen.endpoints,
      network: seen.network,
      channels: seen.channels,
      partitions: seen.partitions,
    },
  };
  const nextHistory = history.update
    ? history.update(before.history, unfinished, parameters)
    : before.history;
  const after = { locals, flight: full, links, history: nextHistory };
  return { step: { before, action, after, observations, sent, armed: run?.armed ?? [] }, overflows };
}
