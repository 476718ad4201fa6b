import type { Trace, TraceStep } from '../../../src/index.ts';
import type { AnyLocalState } from '../../../src/language/forgotten.ts';
import { childrenData } from '../../../src/language/state-text.ts';
import { canonicalText } from '../../../src/tables/plain-data.ts';

/** What a trace shows, read off by itself: nothing here knows how test paths are made. */
export interface Reading {
  /** Goals that the trace reaches without doubt, as `criterion name`, names of guards left out. */
  readonly sure: ReadonlySet<string>;
  /** Those and the ones that it may reach: a trace does not tell an ignored event from one without effect. */
  readonly possible: ReadonlySet<string>;
}

/** What the trace reaches, but for properties. */
export function read(trace: Trace): Reading {
  const sure = new Set<string>();
  const possible = new Set<string>();
  const note = (goal: string, isSure = true) => {
    if (isSure) sure.add(goal);
    possible.add(goal);
  };
  for (const goal of stateGoals(trace.initial)) note(goal);
  trace.steps.forEach((step, i) => {
    const before = trace.steps[i - 1]?.after ?? trace.initial;
    if (step.thrown !== null) return;
    for (const goal of stateGoals(step.after)) note(goal);
    for (const { endpoint, effect } of step.observations)
      note(`observations ${endpoint} » ${kindOf(effect)}`);
    for (const message of step.expired) {
      const value = placeOf(before.endpoints[message.to]);
      note(`faults ${kindOf(message.event)} from ${message.from} expired, ${message.to} in ${value}`);
    }
    for (const fault of faultsOf(trace, i)) note(`faults ${fault}`);
    for (const fault of linkFaultsOf(trace, i)) note(`faults ${fault}`, false);
  });
  for (const { endpoint, text, isSure } of transitionsOf(trace))
    note(`transitions ${endpoint} ${text}`, isSure);
  for (const [pair, isSure] of pairsOf(trace)) note(`pairs ${pair}`, isSure);
  return { sure, possible };
}

/** The name of a goal without what only the machine's definition can tell. */
export function withoutGuards(name: string): string {
  return name.replaceAll(/ \[[^\]]*\](?= →)/g, '').replaceAll(/ \(\d+\)(?=;|$)/g, '');
}

function stateGoals({ endpoints }: Trace['initial']): string[] {
  return Object.entries(endpoints).flatMap(([endpoint, local]) => {
    const { context, status, timers, children } = local;
    const armed = timers.map(({ name, remaining }) =>
      remaining === null ? name : `${name} in ${remaining}`,
    );
    const parts = [
      placeOf(local),
      canonicalText(context),
      Object.keys(children).length === 0 ? '' : canonicalText(childrenData(children)),
      status === 'active' ? '' : status,
      armed.length === 0 ? '' : `timers: ${armed.join(', ')}`,
    ];
    const whole = parts.filter((part) => part !== '').join(' ');
    return [`states ${endpoint} ${placeOf(local)}`, `local-states ${endpoint} ${whole}`];
  });
}

/** A session that breaks, or a partition, in each state of each endpoint: which of them it is about, a trace does not tell. */
function linkFaultsOf(trace: Trace, at: number): string[] {
  const action = trace.steps[at]?.action;
  if (action?.kind !== 'break' && action?.kind !== 'down') return [];
  const before = trace.steps[at - 1]?.after ?? trace.initial;
  const what = action.kind === 'break' ? 'breaks' : 'goes down';
  return Object.entries(before.endpoints).map(
    ([endpoint, local]) => `${action.link} ${what}, ${endpoint} in ${placeOf(local)}`,
  );
}

/** What becomes of the message of a step: lost, delivered twice, delivered late. */
function faultsOf(trace: Trace, at: number): string[] {
  const step = trace.steps[at];
  const before = trace.steps[at - 1]?.after ?? trace.initial;
  if (step === undefined || !('message' in step.action)) return [];
  const { from, to, event } = step.action.message;
  const what = (fault: string) =>
    `${kindOf(event)} from ${from} ${fault}, ${to} in ${placeOf(before.endpoints[to])}`;
  if (step.action.kind === 'drop') return [what('lost')];
  const earlier = trace.steps.slice(0, at).filter(({ action }) => action.kind === 'deliver');
  const isTwice = earlier.some(({ number }) => number === step.number);
  const isLate = earlier.some(({ action, number }) => {
    const sameWay = 'message' in action && action.message.from === from && action.message.to === to;
    return sameWay && (number ?? 0) > (step.number ?? 0);
  });
  return [...(isTwice ? [what('delivered twice')] : []), ...(isLate ? [what('delivered late')] : [])];
}

interface ReadTransition {
  readonly endpoint: string;
  readonly text: string;
  /** Whether it shows: if not, the event may have been ignored. */
  readonly isSure: boolean;
}

function transitionsOf(trace: Trace): ReadTransition[] {
  return trace.steps.flatMap((step, i) => {
    const { action } = step;
    if (!('endpoint' in action) || step.thrown !== null) return [];
    const before = (trace.steps[i - 1]?.after ?? trace.initial).endpoints[action.endpoint];
    const after = step.after.endpoints[action.endpoint];
    const text = `${placeOf(before)}, ${causeOf(action)} → ${placeOf(after)}`;
    const moved = seenOf(before) !== seenOf(after);
    // What is shown may be a child's doing, in which the machine itself takes no transition.
    const isAlone = Object.keys({ ...before?.children, ...after?.children }).length === 0;
    const isSure = moved || (isAlone && step.observations.length + step.sent.length > 0);
    return [{ endpoint: action.endpoint, text, isSure }];
  });
}

/** Consecutive transitions; possible ones too, where something in between may have been ignored. */
function* pairsOf(trace: Trace): Generator<[pair: string, isSure: boolean]> {
  const all = transitionsOf(trace);
  for (const endpoint of trace.endpoints) {
    const own = all.filter((each) => each.endpoint === endpoint);
    for (const [i, first] of own.entries()) {
      for (let j = i + 1; j < own.length; j++) {
        const second = own[j];
        if (second === undefined) break;
        const pair = `${endpoint} ${first.text}; then ${second.text}`;
        yield [pair, j === i + 1 && first.isSure && second.isSure];
        if (second.isSure) break;
      }
    }
  }
}

function causeOf(action: Extract<TraceStep['action'], { endpoint: string }>): string {
  switch (action.kind) {
    case 'deliver':
      return kindOf(action.as ?? action.message.event);
    case 'event':
      return kindOf(action.event);
    case 'answer':
      return `${action.gives} of ${action.actor}`;
    case 'expire':
      return `after ${action.timer}`;
    case 'crash':
    case 'restart':
      return action.kind;
  }
}

function kindOf(event: { readonly type: string; readonly kind?: unknown }): string {
  return typeof event.kind === 'string' ? event.kind : event.type;
}

/** What only a transition of the machine changes: children change by what they answer, too. */
function seenOf(local: AnyLocalState | undefined): string {
  return canonicalText([local?.value, local?.context]);
}

/** The state of a machine, and those of the machines that are its children. */
function placeOf(local: Pick<AnyLocalState, 'value' | 'children'> | undefined): string {
  if (local === undefined) return '';
  const inner = Object.entries(local.children).flatMap(([id, child]) => {
    if (child?.value === undefined) return [];
    const name = placeOf({ value: child.value, children: child.children });
    return [name === '(its one state)' ? id : `${id}: ${name}`];
  });
  const own = nameOf(local.value as Value);
  return inner.length === 0 ? own : `${own} (${inner.join(', ')})`;
}

type Value = string | { readonly [region: string]: Value | undefined } | undefined;

function nameOf(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  const parts = Object.entries(value).map(([name, inner]) => {
    const rest = inner === undefined || Object.keys(inner).length === 0 ? '' : nameOf(inner);
    return rest === '' ? name : `${name}.${rest}`;
  });
  if (parts.length === 0) return '(its one state)';
  return parts.length === 1 ? String(parts[0]) : `{${parts.join(', ')}}`;
}
