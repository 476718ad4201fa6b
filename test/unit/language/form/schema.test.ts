import { describe, expect, expectTypeOf, it } from 'vitest';
import { createMachine, emit } from 'xstate';
import { instantiate } from '../../../../src/composition/instantiate.ts';
import {
  type AnyModel,
  defineModel,
  type History,
  type Marks,
  type System,
  type Variant,
} from '../../../../src/language/definition.ts';
import {
  type ActorAnswers,
  type Endpoint,
  type EndpointOptions,
  endpoint,
  type Machine,
} from '../../../../src/language/endpoint.ts';
import { ModelError } from '../../../../src/language/errors.ts';
import type { AnyAssumption, AnyPredicate } from '../../../../src/language/forgotten.ts';
import type * as networkSchema from '../../../../src/language/form/network-schema.ts';
import type * as schema from '../../../../src/language/form/schema.ts';
import type {
  Calls,
  FairDeliveries,
  FairLoss,
  StepFairness,
  TimePasses,
  TimersFire,
} from '../../../../src/language/long-run/fairness.ts';
import type {
  ChannelOptions,
  NetworkOptions,
  PartitionOptions,
  SessionOptions,
} from '../../../../src/language/network/options.ts';
import type { Choice, ParameterSpecs, ParameterValue } from '../../../../src/language/parameters.ts';
import type {
  DeadlockFree,
  InTheLongRun,
  Invariant,
  LeadsTo,
  Ltl,
  Reachable,
  StepProperty,
} from '../../../../src/language/property.ts';
import type { TimeOptions } from '../../../../src/language/time.ts';
import type { EndpointMap } from '../../../../src/language/views.ts';
import { check } from '../../../../src/search/search.ts';

type Parameters = Readonly<Record<string, ParameterValue>>;

describe('the keys that are known', () => {
  it('are those of the types', () => {
    expectTypeOf<keyof typeof schema.modelKeys>().toEqualTypeOf<Extract<keyof AnyModel, string>>();
    expectTypeOf<keyof typeof schema.choiceKeys>().toEqualTypeOf<keyof Choice<string>>();
    expectTypeOf<keyof typeof schema.variantKeys>().toEqualTypeOf<keyof Variant<ParameterSpecs>>();
    expectTypeOf<keyof typeof schema.sizeKeys>().toEqualTypeOf<
      keyof NonNullable<Variant<ParameterSpecs>['size']>
    >();
    expectTypeOf<keyof typeof schema.assumptionKeys>().toEqualTypeOf<keyof AnyAssumption>();
    expectTypeOf<keyof typeof schema.historyKeys>().toEqualTypeOf<
      keyof History<EndpointMap, unknown, string, Parameters>
    >();
    expectTypeOf<keyof typeof schema.marksKeys>().toEqualTypeOf<
      keyof Marks<EndpointMap, unknown, string, Parameters>
    >();
    expectTypeOf<keyof typeof schema.systemKeys>().toEqualTypeOf<keyof System<EndpointMap>>();
    expectTypeOf<keyof typeof schema.endpointKeys>().toEqualTypeOf<keyof Endpoint<Machine>>();
    expectTypeOf<keyof typeof schema.endpointOptionKeys>().toEqualTypeOf<keyof EndpointOptions<Machine>>();
    expectTypeOf<keyof typeof schema.answersKeys>().toEqualTypeOf<keyof ActorAnswers>();
    expectTypeOf<keyof typeof networkSchema.networkKeys>().toEqualTypeOf<keyof NetworkOptions>();
    expectTypeOf<keyof typeof networkSchema.channelKeys>().toEqualTypeOf<keyof ChannelOptions>();
    expectTypeOf<keyof typeof networkSchema.sessionKeys>().toEqualTypeOf<keyof SessionOptions>();
    expectTypeOf<keyof typeof networkSchema.tellsKeys>().toEqualTypeOf<
      keyof NonNullable<SessionOptions['tells']>
    >();
    expectTypeOf<keyof typeof networkSchema.partitionKeys>().toEqualTypeOf<keyof PartitionOptions>();
    expectTypeOf<keyof typeof schema.timeKeys>().toEqualTypeOf<keyof Exclude<TimeOptions, 'untimed'>>();
    expectTypeOf<keyof typeof schema.invariantKeys>().toEqualTypeOf<
      keyof Invariant<EndpointMap, unknown, string, Parameters>
    >();
    expectTypeOf<keyof typeof schema.stepKeys>().toEqualTypeOf<
      keyof StepProperty<EndpointMap, unknown, string, Parameters>
    >();
    expectTypeOf<keyof typeof schema.deadlockKeys>().toEqualTypeOf<keyof DeadlockFree>();
    expectTypeOf<keyof typeof schema.longRunKeys>().toEqualTypeOf<
      keyof InTheLongRun<'eventually', EndpointMap, unknown, string, Parameters>
    >();
    expectTypeOf<keyof typeof schema.predicateKeys>().toEqualTypeOf<keyof AnyPredicate>();
    expectTypeOf<keyof typeof schema.leadsToKeys>().toEqualTypeOf<
      keyof LeadsTo<EndpointMap, unknown, string, Parameters>
    >();
    expectTypeOf<keyof typeof schema.ltlKeys>().toEqualTypeOf<
      keyof Ltl<EndpointMap, unknown, string, Parameters>
    >();
    expectTypeOf<keyof typeof schema.stepFairnessKeys>().toEqualTypeOf<
      keyof StepFairness<EndpointMap, unknown, string, Parameters>
    >();
    expectTypeOf<keyof typeof schema.fairLossKeys>().toEqualTypeOf<keyof FairLoss<Parameters>>();
    expectTypeOf<keyof typeof schema.fairDeliveriesKeys>().toEqualTypeOf<keyof FairDeliveries<Parameters>>();
    expectTypeOf<keyof typeof schema.timersFireKeys>().toEqualTypeOf<keyof TimersFire<Parameters>>();
    expectTypeOf<keyof typeof schema.timePassesKeys>().toEqualTypeOf<keyof TimePasses<Parameters>>();
    expectTypeOf<keyof typeof schema.callsKeys>().toEqualTypeOf<keyof Calls<Parameters>>();
    expectTypeOf<keyof typeof schema.reachableKeys>().toEqualTypeOf<
      keyof Reachable<EndpointMap, unknown, string, Parameters>
    >();
  });
});

const sender = createMachine({
  id: 'sender',
  initial: 'idle',
  states: { idle: { on: { GO: { target: 'done', actions: emit({ type: 'DATA' }) } } }, done: {} },
});
const receiver = createMachine({ id: 'receiver', initial: 'a', states: { a: { on: { DATA: 'b' } }, b: {} } });

const endpoints = { sender: endpoint(sender, { events: [{ type: 'GO' }] }), receiver: endpoint(receiver) };
const network = { carries: ['DATA'] };

const good = defineModel({
  name: 'letters',
  parameters: { rounds: 1 },
  build: () => ({ endpoints, network }),
  properties: ({ invariant }) => [invariant({ name: 'true', sentence: 'True.', holds: () => true })],
});

/** The model with a part of it replaced, as a model in JavaScript may be. */
const changed = (part: object): AnyModel => ({ ...good, ...part });
const building = (part: object): AnyModel => changed({ build: () => ({ endpoints, network, ...part }) });
const having = (...properties: unknown[]): AnyModel => changed({ properties });

const named = { name: 'p', sentence: 'P.' };

describe('a definition is refused, with the place and the way out, for', () => {
  const refusals: Record<string, [() => AnyModel, string]> = {
    'an unknown key': [
      () => changed({ finale: () => true }),
      'model "letters" has no option "finale"; did you mean "final"?',
    ],
    'an unknown key of an assumption': [
      () => changed({ assumptions: { calm: { sentence: 'Calm.', losable: () => false } } }),
      'assumption "calm" has no option "losable"; there are "sentence", "when", "reliable", "deliverable"',
    ],
    'another unknown key of an assumption': [
      () => changed({ assumptions: { calm: { sentence: '.', reliable: () => true, whenn: () => true } } }),
      'assumption "calm" has no option "whenn"; did you mean "when"?',
    ],
    'an assumption that assumes nothing': [
      () => changed({ assumptions: { calm: { sentence: 'Calm.' } } }),
      'assumption "calm" assumes nothing: it has none of reliable(message, sender), deliverable(message, state), happens(action, state), within(state) and starts(state)',
    ],
    'an unknown key of a variant, though no variant is asked for': [
      () => changed({ variants: { slow: { expects: { true: 'holds' } } } }),
      'variant "slow" has no option "expects"; did you mean "expect"?',
    ],
    'an unknown key of a size': [
      () => changed({ variants: { slow: { size: { states: 1, transitions: 1 } } } }),
      'variant "slow": size has no option "states"; there are "distinctStates", "transitions"',
    ],
    'a verdict that there is not': [
      () => changed({ variants: { slow: { expect: { true: 'fails' } } } }),
      'variant "slow": expect.true is "fails"; it must be "holds", "violated", "reached", "unreachable" or "unknown"',
    ],
    'an expectation of a property that does not exist, though no variant is asked for': [
      () => changed({ variants: { slow: { expect: { ture: 'holds' } } } }),
      'variant "slow" expects something of the property "ture", which does not exist; did you mean "true"?',
    ],
    'an unknown parameter of a variant that is not asked for': [
      () => changed({ variants: { slow: { set: { round: 3 } } } }),
      'variant "slow": there is no parameter "round"; did you mean "rounds"?',
    ],
    'an unknown key of the history': [
      () => changed({ history: { initial: 0, updated: () => 0 } }),
      'model "letters": history has no option "updated"; did you mean "update"?',
    ],
    'an unknown key of marks': [
      () => changed({ history: { marks: { initial: 'new', trigger: () => null, remarks: () => 'old' } } }),
      'model "letters": history.marks has no option "remarks"; did you mean "remark"?',
    ],
    'a model without properties': [
      () => changed({ properties: undefined }),
      'model "letters": properties is undefined; it must be a list of properties, or a function that returns one',
    ],
    'a model without parameters': [
      () => changed({ parameters: null }),
      'model "letters": parameters is null; it must be an object with names and default values, which may be empty',
    ],
    'an empty choice': [
      () => changed({ parameters: { order: { choices: [] } } }),
      'model "letters": parameters.order.choices is empty; it must have one text or more',
    ],
    'a parameter of no kind': [
      () => changed({ parameters: { rounds: [1, 2] } }),
      'model "letters": parameters.rounds is a list; it must be a number, true or false, a text, or oneOf(…) with one text or more',
    ],
    'a model made of nothing': [() => defineModel({} as never), 'the model: name is missing'],
    'an async build': [
      () => changed({ build: async () => ({ endpoints, network }) }),
      'what model "letters" builds is a promise; it must be an object with endpoints and network, at once: build cannot be async',
    ],
    'an unknown part of the system': [
      () => building({ tme: 'untimed' }),
      'what model "letters" builds has no option "tme"; did you mean "time"?',
    ],
    'a machine as an endpoint': [
      () => building({ endpoints: { ...endpoints, sender } }),
      'endpoint "sender" is a state machine; write endpoint(machine)',
    ],
    'an endpoint of another machine': [
      () => building({ endpoints: { ...endpoints, sender: { ...endpoints.sender, machine: {} } } }),
      'endpoint "sender": machine is an object; it must be a state machine of XState v5',
    ],
    'an unknown key of an endpoint': [
      () => building({ endpoints: { ...endpoints, sender: { ...endpoints.sender, inputs: 1 } } }),
      'endpoint "sender" has no option "inputs"; did you mean "input"?',
    ],
    'an unknown option of endpoint(…)': [
      () => building({ endpoints: { ...endpoints, sender: endpoint(sender, { event: [] } as never) } }),
      'endpoint(…) has no option "event"; did you mean "events"?',
    ],
    'events that are texts': [
      () => building({ endpoints: { ...endpoints, sender: endpoint(sender, { events: ['GO'] as never }) } }),
      `endpoint(…): events[0] is "GO"; it must be an event: an object such as { type: 'GO' }`,
    ],
    'a network that is null': [
      () => building({ network: null }),
      "network is null; it must be an object with what it carries: { carries: ['DATA'] }",
    ],
    'an unknown option of the network': [
      () => building({ network: { ...network, capacty: 2 } }),
      'network has no option "capacty"; did you mean "capacity"?',
    ],
    'a misspelt name of what must be there': [
      () => building({ network: { carrys: ['DATA'] } }),
      'network has no option "carrys"; did you mean "carries"?',
    ],
    'one type where a list is wanted': [
      () => building({ network: { carries: 'DATA' } }),
      `network.carries is "DATA"; it must be a list of types of events, such as ['DATA', 'ACK']`,
    ],
    'a text where true or false is wanted': [
      () => building({ network: { ...network, loss: 'false' } }),
      'network.loss is "false"; it must be true or false',
    ],
    'an order that does not exist': [
      () => building({ network: { ...network, order: 'lifo' } }),
      'network.order is "lifo"; it must be "none" or "fifo"',
    ],
    'a time that is null': [
      () => building({ time: null }),
      'time is null; it must be "untimed", or an object with the milliseconds of a tick: { tick: 1000 }',
    ],
    'an unknown option of time': [
      () => building({ time: { tick: 1000, elatic: ['RTO'] } }),
      'time has no option "elatic"; did you mean "elastic"?',
    ],
    'a property that is null': [
      () => having(null),
      'model "letters": properties[0] is null; it must be a property: what invariant, step, deadlockFree, reachable, eventually, leadsTo, infinitelyOften, stabilizes, recoverable or ltl returns',
    ],
    'a property of a kind that does not exist': [
      () => having({ ...named, kind: 'liveness' }),
      'property "p": kind is "liveness"; it must be "invariant", "step", "deadlock-free", "reachable", "eventually", "infinitely-often", "stabilizes", "recoverable", "leads-to", "ltl"',
    ],
    'a property without a name': [
      () => having({ kind: 'invariant', sentence: 'P.', holds: () => true }),
      'model "letters": properties[0]: name is missing',
    ],
    'an unknown key of a property': [
      () => having({ ...named, kind: 'invariant', holds: () => true, explains: () => '' }),
      'property "p" has no option "explains"; did you mean "explain"?',
    ],
    'a reachable property that wants both a state and a step': [
      () => having({ ...named, kind: 'reachable', state: () => true, step: () => true }),
      'property "p" must have either state or step',
    ],
    'eventually without a predicate': [
      () => having({ ...named, kind: 'eventually' }),
      'property "p" must have either state or step',
    ],
    'leadsTo without its end': [
      () => having({ ...named, kind: 'leads-to', from: { state: () => true } }),
      'property "p": to is missing',
    ],
    'leadsTo from both a state and a step': [
      () =>
        having({
          ...named,
          kind: 'leads-to',
          from: { state: () => true, step: () => true },
          to: { state: () => true },
        }),
      'property "p": from must have either state or step',
    ],
    'a formula that names an unknown predicate': [
      () =>
        having({
          ...named,
          kind: 'ltl',
          predicates: { open: { state: () => true } },
          formula: { op: 'always', of: 'opne' },
        }),
      'property "p": its formula names the predicate "opne", which does not exist; did you mean "open"?',
    ],
    'a formula that is none': [
      () => having({ ...named, kind: 'ltl', predicates: {}, formula: { op: 'next', of: 'open' } }),
      'property "p": formula is none; it is made of names of predicates by not, and, or,',
    ],
    'fairness of no kind': [
      () => changed({ fairness: { often: { kind: 'fair', sentence: 'Fair.' } } }),
      'fairness "often" is an object; it must be an assumption of fairness: what weak, strong, fairLoss, deliveries, timersFire, timePasses or calls returns; or false',
    ],
    'fairness of no steps': [
      () => changed({ fairness: { often: { kind: 'weak', sentence: 'Fair.' } } }),
      'fairness "often" must have either steps or key',
    ],
    'fairness of an event that no machine takes': [
      () => changed({ fairness: { users: { kind: 'calls', sentence: 'They call.', events: ['GOO'] } } }),
      'fairness "users" names the event "GOO", which no machine takes; did you mean "GO"?',
    ],
    'fairness of an endpoint that does not exist': [
      () =>
        changed({
          fairness: { users: { kind: 'calls', sentence: '.', events: ['GO'], endpoints: ['sendr'] } },
        }),
      'fairness "users" names the endpoint "sendr", which does not exist; did you mean "sender"?',
    ],
    'fairness of messages that are not carried': [
      () => changed({ fairness: { link: { kind: 'fair-loss', sentence: '.', messages: ['DATE'] } } }),
      'fairness "link" names the message "DATE", which the network does not carry; did you mean "DATA"?',
    ],
    'fairness of timers that no machine has': [
      () => changed({ fairness: { clocks: { kind: 'timers-fire', sentence: '.', timers: ['RTO'] } } }),
      'fairness "clocks" names "RTO", and no machine has such a timer',
    ],
    'time that passes in an untimed model': [
      () => changed({ fairness: { clocks: { kind: 'time-passes', sentence: '.' } } }),
      'fairness "clocks" says that time passes, but the model is untimed',
    ],
    'fairness taken away that is not assumed': [
      () => changed({ fairness: { delivery: false } }),
      'fairness "delivery" is false, but no such assumption is made by default; there are "deliveries", "timers fire"',
    ],
    'properties that come later': [
      () => changed({ properties: async () => [] }),
      'model "letters": properties is a promise; it must be a list of properties',
    ],
    'a symmetry that is no list': [
      () => changed({ symmetry: () => true }),
      'what symmetry returns is the boolean true; it must be a list of names of endpoints',
    ],
  };

  it.each(Object.entries(refusals))('%s', (_, [model, message]) => {
    const run = () => instantiate(model());
    expect(run).toThrow(ModelError);
    expect(run).toThrow(message);
  });

  it('nothing, if there is no mistake', () => {
    expect(instantiate(good).name).toBe('letters');
    expect(instantiate(changed({ variants: { slow: { expect: { true: 'holds' } } } })).name).toBe('letters');
  });

  it('events that are texts, where a function returns them', () => {
    const events = () => ['GO'] as never;
    const model = building({ endpoints: { ...endpoints, sender: endpoint(sender, { events }) } });
    const run = () => check(instantiate(model));
    expect(run).toThrow(ModelError);
    expect(run).toThrow(
      `endpoint "sender": what its function of events returns: [0] is "GO"; it must be an event: an object such as { type: 'GO' }`,
    );
  });
});
