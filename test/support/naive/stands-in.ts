import { valuesOf } from '../../../src/language/any-of.ts';
import type { AnyLocalState, AnyMessage } from '../../../src/language/forgotten.ts';
import { childrenData } from '../../../src/language/state-text.ts';
import type { Trace, TraceStep } from '../../../src/trace/trace.ts';
import {
  answerLocal,
  dueTimers,
  expireLocal,
  faultsOf,
  type Local,
  localView,
  type Run,
  runLocal,
  startLocal,
  tickLocal,
} from './local.ts';
import { messagesOf } from './sending.ts';
import type { NaiveSystem } from './system.ts';
import { textOf } from './text.ts';

/**
 * Whether the machines of a system can do, one by one, what a trace of another system tells: the same states, tags and outputs,
 * armed timers by name and by what is left of them, the same observations and messages after each step. Where several timers of
 * one name may fire, any of them will do. A last step in which a machine threw is left out.
 */
export function standsIn(system: NaiveSystem, trace: Trace): boolean {
  return system.names.every((name) => follows(system, name, trace));
}

function follows(system: NaiveSystem, name: string, trace: Trace): boolean {
  const [only] = valuesOf('input', system.endpoints[name]?.input);
  const inputs = trace.start?.inputs ?? {};
  const start = startLocal(system, name, name in inputs ? inputs[name] : only);
  if (!sendsAtStart(system, name, start, trace)) return false;
  let locals = [start.local].filter((local) => looksLike(local, trace.initial.endpoints[name]));
  for (const step of trace.steps) {
    if (step.thrown !== null) break;
    locals = locals
      .flatMap((local) => runsOf(system, name, local, step))
      .filter((run) => shows(system, name, run, step))
      .map(({ local }) => local)
      .filter((local) => looksLike(local, step.after.endpoints[name]));
  }
  return locals.length > 0;
}

/** Whether it sends at its start what is in flight in the beginning; of equal messages, one is as good as two. */
function sendsAtStart(system: NaiveSystem, name: string, start: Run, { initial }: Trace): boolean {
  const text = ({ to, event }: Pick<AnyMessage, 'to' | 'event'>) => textOf([to, event]);
  const wanted = initial.network.filter(({ from }) => from === name).map(text);
  try {
    const sent = messagesOf(system, name, start).map(text);
    return textOf([...new Set(sent)].sort()) === textOf([...new Set(wanted)].sort());
  } catch {
    return false;
  }
}

/** What the endpoint may do in a step; nothing where it throws, or a timer holds up the tick. */
function runsOf(system: NaiveSystem, name: string, local: Local, { action }: TraceStep): readonly Run[] {
  const rest = (at: Local): Run => ({ local: at, messages: [], observations: [], shown: [], armed: [] });
  if (action.kind === 'tick') {
    const later = tickLocal(local);
    return later === null ? [] : [rest(later)];
  }
  if (!('endpoint' in action) || action.endpoint !== name) return [rest(local)];
  try {
    switch (action.kind) {
      case 'deliver':
        return [runLocal(system, name, local, action.as ?? action.message.event)];
      case 'event':
        return [runLocal(system, name, local, action.event)];
      case 'answer': {
        const { actor, gives, value } = action;
        return [answerLocal(system, name, local, { actor, gives, value })];
      }
      case 'crash':
      case 'restart':
        return faultsOf(system, name, local).map(({ run }) => run);
      case 'expire':
        return dueTimers(system, local)
          .filter(({ timer }) => timer.name === action.timer)
          .map((due) => expireLocal(system, name, local, due));
    }
  } catch {
    return [];
  }
}

function shows(
  system: NaiveSystem,
  name: string,
  run: Run,
  { action, observations, sent }: TraceStep,
): boolean {
  if (!('endpoint' in action) || action.endpoint !== name) return true;
  try {
    const messages = messagesOf(system, name, run);
    const text = ({ from, to, event }: Pick<AnyMessage, 'from' | 'to' | 'event'>) =>
      textOf([from, to, event]);
    const effects = observations.map(({ effect }) => effect);
    return (
      textOf(messages.map(text)) === textOf(sent.map(({ message }) => text(message))) &&
      textOf(run.observations) === textOf(effects)
    );
  } catch {
    return false;
  }
}

function looksLike(local: Local, wanted: AnyLocalState | undefined): boolean {
  return wanted !== undefined && seen(localView(local)) === seen(wanted);
}

function seen({ value, context, status, tags, output, timers, children }: AnyLocalState): string {
  return textOf([
    value,
    context,
    status,
    tags,
    { output },
    childrenData(children),
    timers.map(({ name, remaining }) => textOf([name, remaining])).sort(),
  ]);
}
