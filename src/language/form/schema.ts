import * as v from 'valibot';
import { isMachine } from './answer.ts';
import { networkKeys } from './network-schema.ts';
import { named, shape } from './validate.ts';

/*
 * The form of everything that a user's file may say: which keys there are, and of what kind their values. What makes sense
 * beside what else is looked at where it is resolved. That the keys are those of the types is a test.
 */

const text = v.string('a text');
const flag = v.boolean('true or false');
const number = v.number('a number');
const func = v.function('a function');
const texts = v.array(text, 'a list of texts');
const anything = v.optional(v.unknown());

export const sizeKeys = { distinctStates: number, transitions: number };

const verdict = v.picklist(
  ['holds', 'violated', 'reached', 'unreachable', 'unknown'],
  '"holds", "violated", "reached", "unreachable" or "unknown"',
);

export const variantKeys = {
  sentence: v.optional(text),
  set: v.optional(named(v.unknown(), 'values of parameters, by name')),
  expect: v.optional(named(verdict, 'verdicts, by the name of a property')),
  size: v.optional(shape(sizeKeys, 'an object with distinctStates and transitions')),
};

export const assumptionKeys = {
  sentence: text,
  when: v.optional(func),
  reliable: v.optional(func),
  deliverable: v.optional(func),
  happens: v.optional(func),
  within: v.optional(func),
  starts: v.optional(func),
};

const assumption = v.pipe(
  shape(
    assumptionKeys,
    'an object with a sentence, and with reliable, deliverable, happens, within or starts',
  ),
  v.check(
    ({ reliable, deliverable, happens, within, starts }) =>
      [reliable, deliverable, happens, within, starts].some((assumed) => assumed !== undefined),
    'assumes nothing: it has none of reliable(message, sender), deliverable(message, state), happens(action, state), within(state) and starts(state)',
  ),
);

export const marksKeys = {
  initial: v.lazy((value) => (typeof value === 'function' ? v.function() : text)),
  others: v.optional(texts),
  trigger: func,
  remark: func,
};

export const historyKeys = {
  initial: anything,
  update: v.optional(func),
  marks: v.optional(shape(marksKeys, 'an object with initial, trigger and remark')),
};

const CHOICE = 'a number, true or false, a text, or oneOf(…) with one text or more';

export const choiceKeys = {
  choices: v.pipe(
    v.array(text, 'a list of texts'),
    v.minLength(1, 'is empty; it must have one text or more'),
  ),
};

const parameter = v.lazy((value) =>
  typeof value === 'object' ? shape(choiceKeys, CHOICE) : v.union([number, flag, text], CHOICE),
);

const FAIRNESS = 'an object with assumptions of fairness, by name, or a function that returns one';

export const modelKeys = {
  name: text,
  parameters: named(parameter, 'an object with names and default values, which may be empty'),
  build: func,
  assumptions: v.optional(named(assumption, 'an object with assumptions, by name')),
  history: v.optional(shape(historyKeys, 'an object with initial and update, or marks')),
  fairness: v.optional(v.union([v.custom<object>(isObject), v.function()], FAIRNESS)),
  symmetry: v.optional(func),
  final: v.optional(func),
  capture: v.optional(func),
  properties: v.union(
    [v.array(v.unknown()), v.function()],
    'a list of properties, or a function that returns one',
  ),
  variants: v.optional(named(shape(variantKeys, 'an object'), 'an object with variants, by name')),
};

/** What `defineModel` is given. */
export const MODEL_SCHEMA = shape(modelKeys, 'an object');

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

const event = v.pipe(
  v.custom<object>(isObject, "an event: an object such as { type: 'GO' }"),
  v.looseObject({ type: v.string('a text') }, "an event: an object such as { type: 'GO' }"),
);

/** A list of events from outside. */
export const EVENTS_SCHEMA = v.array(event, 'a list of events, or a function that returns one');

const events = v.lazy((value) => (typeof value === 'function' ? v.function() : EVENTS_SCHEMA));

export const answersKeys = {
  done: v.optional(v.array(v.unknown(), 'a list of outputs')),
  error: v.optional(v.array(v.unknown(), 'a list of errors')),
  snapshots: v.optional(v.array(v.unknown(), 'a list of contexts')),
  events: v.optional(EVENTS_SCHEMA),
};

const answers = v.lazy((value) =>
  typeof value === 'function'
    ? v.function()
    : shape(answersKeys, 'an object with done, error, snapshots or events, or a function that returns one'),
);

const crashesKeys = {
  most: number,
  restarts: v.optional(flag),
  durable: v.optional(func),
  restart: v.optional(func),
};

const crashes = v.pipe(
  shape(crashesKeys, 'an object with most, how often it may crash: { most: 1 }'),
  v.check(
    ({ most }) => Number.isInteger(most) && most >= 0,
    'has a most that is no whole number of at least 0: how often it may crash',
  ),
  v.check(
    ({ durable, restart }) => (durable === undefined) === (restart === undefined),
    'has one of durable(context) and restart(durable, input) without the other: what survives is of use only where it is read',
  ),
);

const reactionKeys = {
  receives: v.optional(func),
  takes: v.optional(func),
  sender: v.optional(text),
  crashes: v.optional(crashes),
};

export const endpointKeys = {
  machine: v.custom<object>(isMachine, 'a state machine of XState v5'),
  input: anything,
  events,
  actors: v.optional(named(answers, 'what actors may answer, by the name of their logic, or by their id')),
  receives: v.nullable(func),
  takes: v.nullable(func),
  sender: v.nullable(text),
  crashes: v.nullable(crashes),
};

const endpoint = v.pipe(
  v.unknown(),
  v.check((value) => !isMachine(value), 'is a state machine; write endpoint(machine)'),
  shape(endpointKeys, 'what endpoint(machine) returns'),
);

export const timeKeys = {
  tick: v.number('a number of milliseconds'),
  elastic: v.optional(texts),
  equalDelays: v.optional(v.picklist(['in-order', 'any-order'], '"in-order" or "any-order"')),
};

const TIME = `"untimed", or an object with the milliseconds of a tick: { tick: 1000 }`;

export const systemKeys = {
  endpoints: named(endpoint, 'an object with endpoints, by name'),
  network: shape(networkKeys, "an object with what it carries: { carries: ['DATA'] }"),
  time: v.optional(v.lazy((value) => (value === 'untimed' ? v.literal('untimed') : shape(timeKeys, TIME)))),
};

/** What `build` returns. */
export const SYSTEM_SCHEMA = shape(
  systemKeys,
  'an object with endpoints and network, at once: build cannot be async',
);

const EITHER = 'must have either state or step';

function isOneOf(state: unknown, step: unknown): boolean {
  return (state === undefined) !== (step === undefined);
}

const common = {
  name: v.pipe(text, v.minLength(1, 'is empty; a property needs a name')),
  sentence: text,
  source: v.optional(text),
};

export const invariantKeys = {
  ...common,
  kind: v.literal('invariant'),
  holds: func,
  premise: v.optional(func),
  explain: v.optional(func),
};
export const stepKeys = { ...common, kind: v.literal('step'), holds: func, explain: v.optional(func) };
export const deadlockKeys = { ...common, kind: v.literal('deadlock-free') };
export const reachableKeys = {
  ...common,
  kind: v.literal('reachable'),
  state: v.optional(func),
  step: v.optional(func),
};

export const longRunKeys = {
  ...common,
  kind: v.picklist(['eventually', 'infinitely-often', 'stabilizes', 'recoverable'], 'a kind of property'),
  state: v.optional(func),
  step: v.optional(func),
};

const PREDICATE = 'a predicate: an object with state or step';
export const predicateKeys = { state: v.optional(func), step: v.optional(func) };
const predicate = v.pipe(
  shape(predicateKeys, PREDICATE),
  v.check(({ state, step }) => isOneOf(state, step), EITHER),
);

export const leadsToKeys = { ...common, kind: v.literal('leads-to'), from: predicate, to: predicate };
export const ltlKeys = {
  ...common,
  kind: v.literal('ltl'),
  predicates: named(predicate, 'predicates, by name'),
  formula: v.unknown(),
};

const PROPERTY =
  'a property: what invariant, step, deadlockFree, reachable, eventually, leadsTo, infinitelyOften, stabilizes, recoverable or ltl returns';

const longRun = v.pipe(
  shape(longRunKeys, PROPERTY),
  v.check(({ state, step }) => isOneOf(state, step), EITHER),
);

const kinds: Readonly<Record<string, v.GenericSchema>> = {
  invariant: shape(invariantKeys, PROPERTY),
  step: shape(stepKeys, PROPERTY),
  'deadlock-free': shape(deadlockKeys, PROPERTY),
  reachable: v.pipe(
    shape(reachableKeys, PROPERTY),
    v.check(({ state, step }) => isOneOf(state, step), EITHER),
  ),
  eventually: longRun,
  'infinitely-often': longRun,
  stabilizes: longRun,
  recoverable: longRun,
  'leads-to': shape(leadsToKeys, PROPERTY),
  ltl: shape(ltlKeys, PROPERTY),
};

const unknownKind = v.pipe(
  v.custom<object>((value) => typeof value === 'object' && value !== null, PROPERTY),
  v.looseObject({
    kind: v.picklist(
      Object.keys(kinds),
      Object.keys(kinds)
        .map((kind) => `"${kind}"`)
        .join(', '),
    ),
  }),
);

/** The properties of a model, as a list. */
export const PROPERTIES_SCHEMA = v.array(
  v.lazy((value) => kinds[kindOf(value)] ?? unknownKind),
  'a list of properties',
);

function kindOf(property: unknown): string {
  return typeof property === 'object' && property !== null && 'kind' in property ? String(property.kind) : '';
}

const assumed = { sentence: text, when: v.optional(func) };
export const stepFairnessKeys = {
  ...assumed,
  kind: v.picklist(['weak', 'strong'], '"weak" or "strong"'),
  steps: v.optional(func),
  key: v.optional(func),
};
export const fairLossKeys = { ...assumed, kind: v.literal('fair-loss'), messages: v.optional(texts) };
export const fairDeliveriesKeys = { ...assumed, kind: v.literal('deliveries') };
export const timersFireKeys = { ...assumed, kind: v.literal('timers-fire'), timers: v.optional(texts) };
export const timePassesKeys = { ...assumed, kind: v.literal('time-passes') };
export const callsKeys = {
  ...assumed,
  kind: v.literal('calls'),
  events: v.pipe(texts, v.minLength(1, 'is empty; it must have the type of one event or more')),
  endpoints: v.optional(texts),
};

const ONE_FAIRNESS =
  'an assumption of fairness: what weak, strong, fairLoss, deliveries, timersFire, timePasses or calls returns; or false';

const stepFairness = v.pipe(
  shape(stepFairnessKeys, ONE_FAIRNESS),
  v.check(({ steps, key }) => isOneOf(steps, key), 'must have either steps or key'),
);

const fairnessKinds: Readonly<Record<string, v.GenericSchema>> = {
  weak: stepFairness,
  strong: stepFairness,
  'fair-loss': shape(fairLossKeys, ONE_FAIRNESS),
  deliveries: shape(fairDeliveriesKeys, ONE_FAIRNESS),
  'timers-fire': shape(timersFireKeys, ONE_FAIRNESS),
  'time-passes': shape(timePassesKeys, ONE_FAIRNESS),
  calls: shape(callsKeys, ONE_FAIRNESS),
};

/** Assumptions of fairness, by name. */
export const FAIRNESS_SCHEMA = named(
  v.lazy((value) =>
    value === false ? v.literal(false) : (fairnessKinds[kindOf(value)] ?? v.never(ONE_FAIRNESS)),
  ),
  'an object with assumptions of fairness, by name',
);

/** The names of the endpoints that are alike. */
export const SYMMETRY_SCHEMA = v.array(text, 'a list of names of endpoints');

/** The options of `endpoint(machine, options)`. */
export const endpointOptionKeys = {
  input: anything,
  events: v.optional(events),
  actors: endpointKeys.actors,
  ...reactionKeys,
};
export const ENDPOINT_OPTIONS_SCHEMA = shape(
  endpointOptionKeys,
  'an object with input, events, actors, receives, takes, sender and crashes',
);
