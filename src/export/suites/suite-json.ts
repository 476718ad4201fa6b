import type { AnyLocalState, AnyMessage } from '../../language/forgotten.ts';
import type { NetworkRules } from '../../language/network/resolved.ts';
import { childrenData } from '../../language/state-text.ts';
import type { Goal } from '../../paths/goals/goals.ts';
import type { TestPath, TestSuite } from '../../paths/suite.ts';
import { startObject } from '../../trace/start-object.ts';
import { taggedJson } from '../../trace/tagged-json.ts';
import type { NumberedPacket, TraceState, TraceStep } from '../../trace/trace.ts';

/** The version of the document; a program that reads it should look at nothing else first. */
const VERSION = 1;

/** A suite of test paths as one JSON document, chunk by chunk, a path a line. docs/paths.md describes it. */
export function* suiteJson(suite: TestSuite): Generator<string, void> {
  const { model, variant, parameters, endpoints, criteria, complete, ending, lowerBound } = suite;
  const { network, timed, elastic, equalDelays, crashes, assumptions } = suite.bounds;
  const numberOf = new Map(suite.goals.all.map((goal, i) => [keyOf(goal), i]));
  const head = {
    format: 'allways test paths',
    version: VERSION,
    model,
    variant,
    parameters,
    endpoints,
    criteria,
    complete,
    ending,
    bounds: {
      ...networkObject(network),
      timed,
      elastic,
      equalDelays,
      ...(crashes.length === 0 ? {} : { crashes }),
      assumptions,
    },
    goals: {
      total: suite.goals.total,
      reached: suite.goals.reached,
      unreachable: suite.goals.unreachable.map(({ name }) => name),
      unknown: suite.goals.unknown.map(({ name }) => name),
      all: suite.goals.all.map((goal) => ({
        criterion: goal.criterion,
        name: goal.name,
        endpoint: goal.endpoint,
        status: goal.status,
        distance: goal.status === 'reached' ? goal.distance : null,
      })),
    },
    steps: suite.steps,
    longest: suite.longest,
    lowerBound,
  };
  yield `${text(head, 2).slice(0, -2)},\n  "paths": [`;
  for (const [i, path] of suite.paths.entries()) {
    yield `${i === 0 ? '' : ','}\n    ${text(pathObject(path, numberOf))}`;
  }
  yield suite.paths.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

function pathObject(path: TestPath, numberOf: ReadonlyMap<string, number>): object {
  const { start, initial, steps } = path.trace();
  const numbers = (goals: readonly Goal[]) => goals.map((goal) => numberOf.get(keyOf(goal)) ?? null);
  return {
    number: path.number,
    replay: path.replay,
    goals: numbers(path.goals),
    first: numbers(path.first),
    ...(start === undefined ? {} : { start: startObject(start) }),
    initial: { states: statesObject(initial), inFlight: initial.network.map(messageObject) },
    steps: steps.map(stepObject),
  };
}

function stepObject(step: TraceStep): object {
  return {
    action: actionObject(step),
    observations: taggedJson(step.observations),
    sent: step.sent.map(({ message, number, ...rest }) => ({
      ...messageObject({ ...message, number }),
      ...rest,
    })),
    expired: step.expired.map(messageObject),
    ...(step.purged.length === 0 ? {} : { purged: step.purged.map(messageObject) }),
    thrown: step.thrown,
    states: statesObject(step.after),
  };
}

function actionObject({ action, number, earlierDeliveries }: TraceStep): object {
  switch (action.kind) {
    case 'deliver': {
      const message = messageObject({ ...action.message, number });
      return {
        kind: 'deliver',
        endpoint: action.endpoint,
        message,
        earlierDeliveries,
        copyStays: action.copyStays,
        ...(action.as === undefined ? {} : { as: taggedJson(action.as) }),
      };
    }
    case 'drop':
      return { kind: 'drop', message: messageObject({ ...action.message, number }) };
    case 'event':
      return { kind: 'event', endpoint: action.endpoint, event: taggedJson(action.event) };
    case 'answer': {
      const { kind, endpoint, actor, gives, value } = action;
      return { kind, endpoint, actor, gives, value: taggedJson(value) };
    }
    case 'crash':
    case 'restart':
      return { kind: action.kind, endpoint: action.endpoint };
    case 'expire':
      return { kind: 'expire', endpoint: action.endpoint, timer: action.timer };
    case 'break':
    case 'open':
    case 'down':
    case 'up':
      return { kind: action.kind, link: action.link };
    case 'tick':
      return { kind: 'tick' };
  }
}

/** The network of a suite: of channels, sessions and partitions only where there are any. */
function networkObject({
  channels,
  links,
  isPlain,
  full,
  holdsTime,
  leavesIgnored,
  waitsWhileDown,
  ...rules
}: NetworkRules): object {
  const network = {
    ...rules,
    ...(leavesIgnored ? { ignored: 'stays' } : {}),
    ...(waitsWhileDown ? { whileDown: 'waits' } : {}),
  };
  return isPlain ? network : { ...network, full, ...(holdsTime ? { holdsTime } : {}), channels, links };
}

type Numbered = Pick<AnyMessage, 'from' | 'to' | 'event'> & {
  readonly number: NumberedPacket['number'] | null;
};

/** No mark: an implementation cannot know it. */
function messageObject({ number, from, to, event }: Numbered): object {
  return { number, from, to, event: taggedJson(event) };
}

function statesObject({ endpoints }: TraceState): object {
  return Object.fromEntries(Object.entries(endpoints).map(([name, local]) => [name, stateObject(local)]));
}

function stateObject(local: AnyLocalState): object {
  const { value, context, status, tags, output, timers, actors, children } = local;
  const running = actors.length === 0 ? {} : { actors: taggedJson(actors) };
  const ended = output === undefined ? {} : { output: taggedJson(output) };
  const inner = Object.keys(children).length === 0 ? {} : { children: taggedJson(childrenData(children)) };
  return { value, context: taggedJson(context), status, tags, ...ended, ...running, ...inner, timers };
}

function keyOf({ criterion, name }: Goal): string {
  return `${criterion} ${name}`;
}

/** JSON has no infinity: what has no bound says so. */
function text(value: object, indent?: number): string {
  const unbounded = (_: string, inner: unknown) => (inner === Number.POSITIVE_INFINITY ? 'unbounded' : inner);
  return JSON.stringify(value, unbounded, indent);
}
