import { describe, expect, it } from 'vitest';
import { assign, setup } from 'xstate';
import {
  anyOf,
  check,
  defineModel,
  endpoint,
  formatPath,
  instantiate,
  judge,
  ModelError,
  parsePath,
  replay,
  stepsOf,
} from '../../../src/index.ts';
import { Stepper } from '../../../src/stepping/index.ts';
import { type Driver, runTraceSync } from '../../../src/testing.ts';

const counter = setup({
  types: {
    context: {} as { n: number },
    input: {} as { n: number },
    events: {} as { type: 'DOWN' },
  },
}).createMachine({
  context: ({ input }) => ({ n: input.n }),
  on: {
    DOWN: {
      guard: ({ context }) => context.n > 0,
      actions: assign({ n: ({ context }) => context.n - 1 }),
    },
  },
});

/** Two counters that each count down from some of 0, 1 and 2, with a history that never changes. */
const counters = (
  left: readonly number[],
  { most = 4, histories = ['x'] }: { readonly most?: number; readonly histories?: readonly string[] } = {},
) =>
  defineModel({
    name: 'counters',
    parameters: {},
    build: () => ({
      endpoints: {
        left: endpoint(counter, { input: anyOf(...left.map((n) => ({ n }))), events: [{ type: 'DOWN' }] }),
        right: endpoint(counter, { input: anyOf({ n: 0 }, { n: 1 }), events: [{ type: 'DOWN' }] }),
      },
      network: { carries: [] },
    }),
    history: { initial: () => anyOf(...histories), update: (history) => history },
    assumptions: {
      'not too much': {
        sentence: 'Both together do not begin with more.',
        starts: ({ endpoints: { left: l, right: r } }) => l.context.n + r.context.n <= most,
      },
    },
    final: () => true,
    properties: ({ invariant, reachable }) => [
      invariant({
        name: 'not both at one',
        sentence: 'They are not both at one.',
        holds: ({ endpoints: { left: l, right: r } }) => l.context.n !== 1 || r.context.n !== 1,
      }),
      reachable({
        name: 'left at two',
        sentence: '.',
        state: ({ endpoints }) => endpoints.left.context.n === 2,
      }),
      invariant({ name: 'true', sentence: 'So that all is searched.', holds: () => true }),
    ],
  });

describe('what is left open at the start', () => {
  it('makes an initial state of each combination, each once, numbered by the values, the last of which change first', () => {
    const { model } = instantiate(counters([2, 0, 2, 0], { histories: ['x', 'y', 'x'] }));
    const starts = model.initials.map((_, i) => replay(model, parsePath(`${i}:.`)).start);
    expect(starts.map((start) => [Object.values(start?.inputs ?? {}), start?.history?.value])).toEqual(
      [2, 0].flatMap((l) => [0, 1].flatMap((r) => ['x', 'y'].map((h) => [[{ n: l }, { n: r }], h]))),
    );
  });

  it('is counted as on paper: all of 0 to 2 beside 0 and 1, of which four are initial, with a step down of either', () => {
    // Right 0 or 1 beside left 0 to 2 are 6 states; left goes down in 4 of them, right in 3. All are there from (2, 0) and (2, 1) on.
    const { statistics, complete } = check(instantiate(counters([2, 0])));
    expect(complete).toBe(true);
    expect(statistics).toMatchObject({ distinctStates: 6, transitions: 7, initialStates: 4 });
  });

  it('has every initial state at depth 0, and judges each', () => {
    const { properties, statistics } = check(instantiate(counters([0, 1, 2])));
    expect(statistics).toMatchObject({ distinctStates: 6, initialStates: 6, depth: 0 });
    expect(properties.flatMap((each) => ('path' in each ? [formatPath(each.path)] : []))).toEqual([
      '3:.',
      '4:.',
    ]);
  });

  it('is one initial state, as ever, where only one is left', () => {
    const { model } = instantiate(counters([0, 2], { most: 0 }));
    expect(model.initials).toHaveLength(1);
    expect(replay(model, []).start).toBeUndefined();
    expect(() => replay(model, parsePath('0:.'))).toThrow('there is only one initial state');
  });

  it('may leave none', () => {
    expect(() => instantiate(counters([2], { most: -1 }))).toThrow(
      'there is no initial state: each is refused by what is assumed ("not too much"): starts(state)',
    );
    expect(() => instantiate(counters([]))).toThrow(
      'endpoint "left": input is anyOf() of no values, so there is no initial state',
    );
  });
});

describe('a path where there are several initial states', () => {
  const instance = instantiate(counters([2, 0]));

  it('says in its replay string at which it begins', () => {
    const path = parsePath('1:0/1');
    expect(formatPath(path)).toBe('1:0/1');
    expect(stepsOf(path)).toEqual([0, 1]);
    const { start, steps, initial } = replay(instance.model, path);
    expect(start).toMatchObject({ number: 1, of: 4, inputs: { left: { n: 2 }, right: { n: 1 } } });
    expect(initial.endpoints.right?.context).toEqual({ n: 1 });
    expect(steps).toHaveLength(2);
    expect(judge(instance, path).map(({ name, step }) => `${name} ${step}`)).toEqual([
      'not both at one 1',
      'left at two 0',
    ]);
  });

  it.each([
    [
      '0',
      'there are 4 initial states, so it must say at which it begins, by a number from 0 to 3 before it: 0:0, say',
    ],
    ['4:0', 'the initial states have the numbers 0 to 3'],
    ['1:9', 'at its step 1 it takes action 9, but only the actions 0 to 1 are enabled'],
  ])('is refused as %s', (text, complaint) => {
    expect(() => replay(instance.model, parsePath(text))).toThrow(ModelError);
    expect(() => replay(instance.model, parsePath(text))).toThrow(complaint);
  });

  it('is walked step by step from any of them', () => {
    const stepper = new Stepper(instance);
    expect(stepper.starts).toBe(4);
    const place = stepper.take(stepper.startAt(3), 0);
    expect(formatPath(place.path)).toBe('3:0');
    expect(stepper.trace(place)).toEqual(replay(instance.model, place.path));
    expect(stepper.fit(parsePath('0')).misfit).toContain('there are 4 initial states');
  });

  it('tells drivers at which it begins', () => {
    const told: unknown[] = [];
    let [left, right] = [0, 0];
    const driver: Driver = {
      reset: ({ number, of, inputs, state }) => {
        told.push([number, of]);
        left = (inputs.left as { n: number }).n;
        right = (inputs.right as { n: number }).n;
        expect(state.endpoints.left?.context).toEqual({ n: left });
      },
      apply: (action) => {
        if ('endpoint' in action && action.endpoint === 'left') left--;
        else right--;
      },
      read: () => ({ left: { context: { n: left } }, right: { context: { n: right } } }),
    };
    expect(runTraceSync(driver, replay(instance.model, parsePath('1:0/1')))).toEqual({
      verdict: 'passed',
      steps: 2,
    });
    expect(told).toEqual([[1, 4]]);
  });
});
