import { anyOf } from '../../../src/language/any-of.ts';
import {
  type AnyModel,
  type Assumption,
  type History,
  type Marks,
  MODEL,
  type System,
} from '../../../src/language/definition.ts';
import type { Endpoint } from '../../../src/language/endpoint.ts';
import type { AnyStepView } from '../../../src/language/forgotten.ts';
import type { ParameterValue } from '../../../src/language/parameters.ts';
import type { Property } from '../../../src/language/property.ts';
import type { EndpointMap } from '../../../src/language/views.ts';
import { answers } from './actors.ts';
import { halfStepIs, localIs, stateIs, stepIs } from './claims.ts';
import { NAMES } from './context.ts';
import { carriedBy, timersOf } from './declared.ts';
import { madeBy } from './files.ts';
import { machineOf } from './machine.ts';
import type { AssumptionSketch, ModelSketch, PropertySketch, StepClaim } from './sketch.ts';

type Parameters = Readonly<Record<string, ParameterValue>>;
type AnyProperty = Property<EndpointMap, unknown, string, Parameters>;

/** The model that a sketch describes. The last of its properties always holds, so that no search of it ends early. */
export function modelOf(sketch: ModelSketch): AnyModel {
  const model: AnyModel = {
    [MODEL]: true,
    name: 'random',
    parameters: { capacity: sketch.network.capacity, assume: true },
    build: (parameters) => systemOf(sketch, parameters),
    assumptions: {
      ...Object.fromEntries(sketch.assumptions.map((it, i) => [`assumption ${i}`, assumptionOf(it)])),
      ...startsOf(sketch),
    },
    ...((sketch.history !== null || sketch.marks !== null) && { history: historyOf(sketch) }),
    ...(sketch.final !== null && { final: (state) => sketch.final !== null && stateIs(sketch.final, state) }),
    properties: [...sketch.properties.map(propertyOf), alwaysHolds],
    variants: { tight: { set: { capacity: 1 } }, 'no assumptions': { set: { assume: false } } },
  };
  return madeBy('model.ts', 'modelOf', sketch, model);
}

/** The same model, with room for any number of messages. */
export function roomyModelOf(sketch: ModelSketch): AnyModel {
  const model = modelOf(sketch);
  const roomy: AnyModel = {
    ...model,
    build: (parameters) => {
      const system = model.build(parameters);
      return { ...system, network: { ...system.network, capacity: 'unbounded' } };
    },
  };
  return madeBy('model.ts', 'roomyModelOf', sketch, roomy);
}

/** The variant and the parameters that a sketch asks for. */
export function choiceOf({ choice: { variant, capacity } }: ModelSketch) {
  return { ...(variant !== null && { variant }), ...(capacity !== null && { set: { capacity } }) };
}

const alwaysHolds: AnyProperty = {
  kind: 'invariant',
  name: 'true',
  sentence: 'Nothing is claimed.',
  holds: () => true,
};

function systemOf(sketch: ModelSketch, { capacity }: Parameters): System<EndpointMap> {
  const { loss, duplication, fifo, lifetime, minimumDelay } = sketch.network;
  const endpoints = Object.fromEntries(sketch.machines.map((_, i) => [NAMES[i], endpointOf(sketch, i)]));
  return {
    endpoints,
    network: {
      carries: carriedBy(endpoints, sketch.carries),
      loss,
      duplication,
      order: fifo ? 'fifo' : 'none',
      capacity: Number(capacity),
      ...(sketch.timed && { lifetime: lifetime ?? 'unbounded', minimumDelay }),
    },
    time: sketch.timed
      ? { tick: 10, elastic: timersOf(endpoints, sketch.elastic), equalDelays: sketch.equalDelays }
      : 'untimed',
  };
}

function endpointOf(sketch: ModelSketch, index: number): Endpoint<ReturnType<typeof machineOf>> {
  const machine = sketch.machines[index];
  if (machine === undefined) throw new Error(`no machine ${index}`);
  const { events, when } = sketch.environment[index] ?? { events: [], when: null };
  const inputs = sketch.starts?.inputs[index] ?? [];
  return {
    machine: machineOf(machine, sketch.machines.length, inputs.length > 0),
    input: inputs.length > 0 ? anyOf(...inputs.map((n) => ({ n }))) : undefined,
    receives: null,
    takes: null,
    sender: null,
    crashes: null,
    actors: answers,
    events: when === null ? events : (local) => (localIs(when, local) ? events : []),
  };
}

function assumptionOf(sketch: AssumptionSketch): Assumption<EndpointMap, unknown, string, Parameters> {
  const common = { sentence: 'An assumption.', when: ({ assume }: Parameters) => assume === true };
  if (sketch.assume === 'reliable') {
    const { type, sender } = sketch;
    return {
      ...common,
      reliable: (message, local) =>
        typeOf(message.event) === type && (sender === null || localIs(sender, local)),
    };
  }
  const { type, state } = sketch;
  return {
    ...common,
    deliverable: (message, view) => typeOf(message.event) !== type || !stateIs(state, view),
  };
}

function startsOf({ starts }: ModelSketch): NonNullable<AnyModel['assumptions']> {
  const refused = starts?.refused ?? null;
  if (refused === null) return {};
  return {
    'where it starts': { sentence: 'It does not start there.', starts: (state) => !stateIs(refused, state) },
  };
}

function historyOf({
  history,
  marks,
  starts,
}: ModelSketch): History<EndpointMap, unknown, string, Parameters> {
  return {
    ...(history !== null && {
      initial: starts == null ? { c: 0 } : anyOf(...starts.histories.map((c) => ({ c }))),
      update: (before, step) => {
        if (!halfStepIs(history.counts, step)) return before;
        const c = (before as { c: number }).c + 1;
        if (c <= history.upTo) return { c };
        return history.wraps ? { c: 0 } : before;
      },
    }),
    ...(marks !== null && { marks: marksOf(marks) }),
  };
}

const NEXT_MARK: Readonly<Record<string, string>> = { new: 'old', old: 'older' };

function marksOf({
  on,
  whose,
  merges,
}: NonNullable<ModelSketch['marks']>): Marks<EndpointMap, unknown, string, Parameters> {
  return {
    initial: 'new',
    others: ['old', 'older'],
    trigger: (step) => {
      if (!halfStepIs(on, step)) return null;
      return whose === 'acting' && 'endpoint' in step.action ? step.action.endpoint : 'all';
    },
    remark: ({ to, mark }, trigger) => {
      if (trigger !== 'all' && trigger !== to) return mark;
      return NEXT_MARK[mark] ?? (merges ? mark : 'new');
    },
  };
}

function propertyOf(sketch: PropertySketch, index: number): AnyProperty {
  const named = { name: `property ${index}`, sentence: `Property ${index}.` };
  switch (sketch.kind) {
    case 'never':
      return { ...named, kind: 'invariant', holds: (state) => !stateIs(sketch.state, state) };
    case 'never step':
      return { ...named, kind: 'step', holds: (step) => !isAll([sketch.step, sketch.and], step) };
    case 'no deadlock':
      return { ...named, kind: 'deadlock-free' };
    case 'some':
      return { ...named, kind: 'reachable', state: (state) => stateIs(sketch.state, state) };
    case 'some step':
      return { ...named, kind: 'reachable', step: (step) => isAll([sketch.step, sketch.and], step) };
  }
}

function isAll(claims: readonly (StepClaim | null)[], step: AnyStepView): boolean {
  return claims.every((claim) => claim === null || stepIs(claim, step));
}

function typeOf(event: unknown): string {
  return (event as { readonly type: string }).type;
}
