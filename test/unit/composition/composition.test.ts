import { describe, expect, it } from 'vitest';
import { createMachine, emit } from 'xstate';
import { instantiate } from '../../../src/composition/instantiate.ts';
import { type AnyModel, defineModel } from '../../../src/language/definition.ts';
import { endpoint } from '../../../src/language/endpoint.ts';
import { ModelError } from '../../../src/language/errors.ts';
import type { Model } from '../../../src/model/model.ts';
import { OBSERVATIONS, Steps, THROWN } from '../../../src/model/steps.ts';
import { initialOf } from '../../support/initial.ts';

/** A step as one line: what happens, and what is observed or thrown. */
function describeStep(model: Model, vector: Uint32Array): string {
  const { action, observations, sent } = model.reader.step(vector, 0, []);
  const thrown = vector[model.width * 2 + THROWN] ?? 0;
  const more = [
    ...observations.map(({ effect }) => `sees ${effect.type}`),
    ...sent.map(({ to, event, mark }) => `sends ${event.type} to ${to}${mark === '' ? '' : ` (${mark})`}`),
    ...(thrown === 0 ? [] : [`throws ${model.reader.thrown(thrown)}`]),
  ];
  return [label(action), ...more].join(', ');
}

type AnyAction = ReturnType<Model['reader']['action']>;

function label(action: AnyAction): string {
  switch (action.kind) {
    case 'deliver':
    case 'drop':
      return `${action.kind} ${action.message.event.type}${action.message.mark === '' ? '' : ` (${action.message.mark})`}`;
    case 'event':
      return `${action.endpoint} ${action.event.type}`;
    case 'answer':
      return `${action.endpoint}'s ${action.actor} gives ${action.gives}`;
    case 'expire':
      return `${action.endpoint}'s ${action.timer}`;
    case 'break':
    case 'open':
    case 'down':
    case 'up':
      return `${action.kind} ${action.link}`;
    case 'crash':
    case 'restart':
    case 'tick':
      return action.kind;
  }
}

/** The enabled steps after a path of action indices. */
function stepsAfter(
  definition: AnyModel,
  ...path: number[]
): { lines: string[]; steps: Steps; state: Uint32Array; model: Model } {
  const { model } = instantiate(definition);
  const steps = new Steps(model.width);
  let state = initialOf(model);
  model.expand(state, steps);
  for (const index of path) {
    state = steps.vector(index).slice(model.width, model.width * 2);
    model.expand(state, steps);
  }
  const lines = Array.from({ length: steps.count }, (_, k) => describeStep(model, steps.vector(k)));
  return { lines, steps, state, model };
}

const linesAfter = (definition: AnyModel, ...path: number[]) => stepsAfter(definition, ...path).lines;

const busy = createMachine({
  initial: 'a',
  states: {
    a: {
      entry: emit({ type: 'HELLO' }),
      after: { 1000: 'b' },
      on: { GO: 'b', LOOK: { actions: 'look' }, NOTHING: {} },
    },
    b: {},
  },
});
const listener = createMachine({ initial: 'x', states: { x: { on: { HELLO: 'y' } }, y: {} } });

describe('the enabled steps', () => {
  const model = defineModel({
    name: 'busy',
    parameters: {},
    build: () => ({
      endpoints: {
        left: endpoint(busy, { events: [{ type: 'GO' }, { type: 'LOOK' }, { type: 'NOTHING' }] }),
        right: endpoint(listener, { events: [{ type: 'HELLO' }] }),
      },
      network: { carries: ['HELLO'], loss: true, lifetime: 1 },
      time: { tick: 1000, elastic: ['1000'] },
    }),
    properties: [],
  });

  it('come in this order: deliveries, external events, expiries, losses, the tick', () => {
    expect(linesAfter(model)).toEqual([
      'deliver HELLO',
      'left GO',
      'left LOOK, sees look',
      'right HELLO',
      "left's 1000",
      'drop HELLO',
      'tick',
    ]);
  });

  it('do not include an event that changes nothing and shows nothing, but do include one that only shows something', () => {
    const lines = linesAfter(model);
    expect(lines).not.toContain('left NOTHING');
    expect(lines).toContain('left LOOK, sees look');
  });

  it('do not include a tick that changes nothing', () => {
    expect(linesAfter(model, 5)).not.toContain('tick');
  });

  it('are numbered from 0 in every state, however many there were before', () => {
    const { steps, model: composed, state } = stepsAfter(model, 1);
    const count = steps.count;
    composed.expand(state, steps);
    expect(steps.count).toBe(count);
    expect(steps.vector(0)[composed.width * 2 + OBSERVATIONS]).toBe(0);
  });
});

describe('a machine that throws', () => {
  const failing = createMachine({
    on: {
      GO: {
        guard: () => {
          throw new Error('no such peer');
        },
      },
    },
  });

  it('gives a finding that leads nowhere', () => {
    const model = defineModel({
      name: 'failing',
      parameters: {},
      build: () => ({
        endpoints: { left: endpoint(failing, { events: [{ type: 'GO' }] }), right: endpoint(listener) },
        network: { carries: [] },
      }),
      properties: [],
    });
    const { lines, steps, state, model: composed } = stepsAfter(model);
    expect(lines).toEqual([expect.stringMatching(/^left GO, throws [\s\S]*no such peer/)]);
    expect([...steps.vector(0).slice(composed.width, composed.width * 2)]).toEqual([...state]);
  });
});

describe('a full network without loss', () => {
  it('cuts off the step, and counts it', () => {
    const repeater = createMachine({ on: { GO: { actions: emit({ type: 'HELLO' }) } } });
    const model = defineModel({
      name: 'full',
      parameters: {},
      build: () => ({
        endpoints: { left: endpoint(repeater, { events: [{ type: 'GO' }] }), right: endpoint(listener) },
        network: { carries: ['HELLO'], capacity: 1 },
      }),
      properties: [],
    });
    const { lines, steps } = stepsAfter(model, 0);
    expect(lines).toEqual(['deliver HELLO']);
    expect([steps.cuts, steps.overflows]).toEqual([1, 1]);
  });

  it('that cannot even hold what is sent at the start is an error that names endpoint and capacity', () => {
    const model = defineModel({
      name: 'too small',
      parameters: {},
      build: () => ({
        endpoints: { left: endpoint(busy), right: endpoint(busy) },
        network: { carries: ['HELLO'], capacity: 1 },
      }),
      properties: [],
    });
    expect(() => instantiate(model)).toThrow(ModelError);
    expect(() => instantiate(model)).toThrow(
      'endpoint "right" sends more when it starts than the network holds; network.capacity (1) is too small',
    );
  });
});

describe('history, marks and assumptions', () => {
  const speaker = createMachine({
    on: { SPEAK: { actions: emit({ type: 'WORD' }) }, MOVE: { actions: 'moved' } },
  });
  const hearer = createMachine({ initial: 'x', states: { x: { on: { WORD: 'y' } }, y: {} } });

  const model = (restrict: boolean) =>
    defineModel({
      name: 'marked',
      parameters: {},
      build: () => ({
        endpoints: {
          speaker: endpoint(speaker, { events: [{ type: 'SPEAK' }, { type: 'MOVE' }] }),
          hearer: endpoint(hearer),
        },
        network: { carries: ['WORD'], capacity: 2 },
      }),
      history: {
        initial: { moves: 0 },
        update: ({ moves }, { observations }) => ({ moves: Math.min(moves + observations.length, 1) }),
        marks: {
          initial: 'fresh',
          others: ['stale'],
          trigger: ({ observations }) => (observations.length > 0 ? 'move' : null),
          remark: () => 'stale',
        },
      },
      assumptions: {
        'nothing stale arrives': {
          sentence: 'A stale word is not delivered.',
          when: () => restrict,
          deliverable: ({ mark }) => mark === 'fresh',
        },
      },
      properties: [],
    });

  it('the history is part of the state, and follows each step', () => {
    const { state, model: composed } = stepsAfter(model(false), 1);
    expect(composed.reader.history(state[composed.width - 1] ?? -1)).toEqual({ moves: 1 });
  });

  it('a step that changes only the history is a step', () => {
    expect(linesAfter(model(false))).toContain('speaker MOVE, sees moved');
  });

  it('marks change for what is in flight, and not for what is sent afterwards', () => {
    expect(linesAfter(model(false), 0, 2)[0]).toBe('deliver WORD (stale)');
    expect(linesAfter(model(false), 0, 2, 1).slice(0, 2)).toEqual([
      'deliver WORD (fresh)',
      'deliver WORD (stale)',
    ]);
  });

  it('a delivery that an assumption refuses does not happen; all others do', () => {
    expect(linesAfter(model(true), 0)[0]).toBe('deliver WORD (fresh)');
    expect(linesAfter(model(true), 0, 2)[0]).toBe('speaker SPEAK, sends WORD to hearer (fresh)');
  });

  const moving = {
    parameters: {},
    build: () => ({
      endpoints: { left: endpoint(speaker, { events: [{ type: 'MOVE' }] }), right: endpoint(hearer) },
      network: { carries: [] },
    }),
  };

  it('a function of the model that throws is an error that names it', () => {
    const throwing = defineModel({
      name: 'throwing',
      ...moving,
      history: {
        initial: 0,
        update: () => {
          throw new Error('oh');
        },
      },
      properties: [],
    });
    expect(() => linesAfter(throwing)).toThrow('history.update threw: oh');
  });

  it('the history after a step is refused to what writes it', () => {
    const ahead = defineModel({
      name: 'ahead',
      ...moving,
      history: {
        initial: 0,
        // Only code without types comes to ask.
        update: (seen: number, { after }: { readonly after: object }) =>
          Reflect.get(after, 'history') === null ? 0 : seen,
      },
      properties: [],
    });
    expect(() => linesAfter(ahead)).toThrow(
      'after.history is not known while the history is written; before.history is, and after.endpoints',
    );
  });

  it('what is in flight after a step is shown to what writes the history, and refused to marks', () => {
    const counting = defineModel({
      name: 'counting',
      ...moving,
      history: { initial: 0, update: (_: number, { after }) => after.network.length },
      properties: [],
    });
    const { steps, model } = stepsAfter(counting);
    const [step] = Array.from({ length: steps.count }, (_, k) => steps.vector(k));
    const view = model.reader.step(step ?? new Uint32Array(), 0, []);
    expect(view.after.history).toBe(view.after.network.length);
    const marking = defineModel({
      name: 'marking',
      ...moving,
      history: {
        marks: {
          initial: 'new',
          trigger: ({ after }: { readonly after: object }) => String(Reflect.get(after, 'network')),
          remark: () => 'new' as const,
        },
      },
      properties: [],
    });
    expect(() => linesAfter(marking)).toThrow('after.network is not known while marks are written');
  });

  it('history that is not given back is an error', () => {
    const forgetful = defineModel({
      name: 'forgetful',
      ...moving,
      history: { initial: 0 as number | undefined, update: () => undefined },
      properties: [],
    });
    expect(() => linesAfter(forgetful)).toThrow(
      'history.update returned undefined; it gives the history back, changed or not',
    );
  });

  it('history that is not plain data is an error that names the path', () => {
    const odd = defineModel({
      name: 'odd',
      ...moving,
      history: { initial: { seen: new WeakSet<object>() } },
      properties: [],
    });
    expect(() => instantiate(odd)).toThrow(
      /^history.seen is an instance of WeakSet \(keep what is needed .*\); history must be plain data$/,
    );
  });
});
