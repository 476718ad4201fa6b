import { describe, expect, it } from 'vitest';
import { assign, createMachine, emit, setup } from 'xstate';
import antiReplay from '../../../../machines/toys/anti-replay/model.ts';
import tokenRing from '../../../../machines/toys/token-ring/model.ts';
import twoPhaseCommit from '../../../../machines/toys/two-phase-commit/model.ts';
import {
  type AnyModel,
  check,
  defineModel,
  endpoint,
  type InstanceOptions,
  instantiate,
} from '../../../../src/index.ts';
import { Search } from '../../../../src/search/search.ts';
import type { SearchOptions } from '../../../../src/search/settings.ts';
import { flooding, sender } from '../../../support/core.ts';
import { counterMachine, threeCounters } from '../../../support/parallel/counters.ts';
import { foundBy } from '../../../support/parallel/equal.ts';

/** Searches with the core and without it, which must come to the same; returns how many states the core expanded. */
function compared(model: AnyModel, choice: InstanceOptions, options: SearchOptions = {}, from = 100): number {
  const search = (coreFrom: number) => new Search(instantiate(model, choice), { ...options, coreFrom });
  const withCore = search(from);
  const found = foundBy(() => withCore);
  expect(found).toEqual(foundBy(() => search(Number.POSITIVE_INFINITY)));
  return withCore.expandedByCore;
}

describe('the core', () => {
  it('expands nearly all states of a model whose network is a set without bounds', () => {
    expect(compared(twoPhaseCommit, { set: { managers: 6 } })).toBeGreaterThan(49_000);
    expect(compared(antiReplay, { set: { datagrams: 8, window: 4 } })).toBeGreaterThan(20_000);
  });

  it('finds shortest counterexamples, and ends where a search ends without it', () => {
    const hasty = { set: { managers: 5, waitsForAll: false } };
    expect(compared(twoPhaseCommit, hasty, { first: true })).toBeGreaterThan(0);
    expect(compared(twoPhaseCommit, hasty)).toBeGreaterThan(0);
    expect(compared(twoPhaseCommit, { set: { managers: 6 } }, { maxStates: 20_001 })).toBeGreaterThan(10_000);
  });

  it('has a state judged that is made of what was met before, and is not the first that is found from its parent', () => {
    const model = counters(3, false, (n) => n[0] === 2 && n[1] === 3 && n[2] === 1);
    expect(compared(model, {}, {}, 10)).toBeGreaterThan(0);
    expect(check(instantiate(model), { coreFrom: 10 }).properties[0]).toMatchObject({ verdict: 'violated' });
  });

  it('follows a step that another history lets do something else, though it commutes', () => {
    expect(compared(firstToFive, {}, {}, 10)).toBeGreaterThan(500);
  });

  it('follows such a step in each state in which it is asked for', () => {
    // Ten begin with the same messages; whoever takes one first is remembered.
    expect(compared(firstOfTwo, {}, {}, 1)).toBeGreaterThan(10);
  });

  it('changes the marks of all messages in flight', () => {
    expect(compared(marking, {}, {}, 4)).toBeGreaterThan(20);
  });

  it('asks of no message what would become of it when it is lost, though that changes the marks of all others', () => {
    expect(compared(markingLosses, {}, {}, 1)).toBeGreaterThan(2);
  });

  it('stays out of other networks', () => {
    expect(compared(tokenRing, {})).toBe(0);
  });

  it('leaves a search when there are more messages than it has bits for', () => {
    const expanded = compared(flooding, {});
    expect(expanded).toBeGreaterThan(100);
    expect(expanded).toBeLessThan(check(instantiate(flooding)).statistics.distinctStates - 50);
  });

  it('leaves a search when predicates tell more apart than a key has bits for', () => {
    expect(compared(counters(33), {}, { maxStates: 3000 })).toBeLessThan(3000);
  });

  it('leaves a search when there are many histories', () => {
    const expanded = compared(counting, {}, { maxStates: 8000 });
    expect(expanded).toBeGreaterThan(0);
    expect(expanded).toBeLessThan(8000);
  });

  it('leaves a search of which a property looks at every step', () => {
    expect(compared(counters(4, true), {})).toBe(0);
  });
});

/** Counters to ten, each for itself, of which a predicate reads all. */
function counters(
  count: number,
  looksAtSteps = false,
  isWrong: (numbers: readonly number[]) => boolean = () => false,
): AnyModel {
  return defineModel({
    name: 'counters',
    parameters: {},
    build: () => ({
      endpoints: Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `counter ${i}`,
          endpoint(counterMachine, { events: [{ type: 'NEXT' }] }),
        ]),
      ),
      network: { carries: [], duplication: true },
    }),
    properties: ({ invariant, step }) => [
      invariant({
        name: 'few',
        sentence: 'The counters come to less than a lot, and stand nowhere where they must not.',
        holds: ({ endpoints }) => {
          const numbers = Object.values(endpoints).map(({ context }) => context.n);
          return numbers.reduce((sum, n) => sum + n, 0) < 10_000 && !isWrong(numbers);
        },
      }),
      ...(looksAtSteps
        ? [
            step({
              name: 'forward',
              sentence: 'No counter goes back.',
              holds: ({ before, after }) =>
                Object.keys(before.endpoints).every(
                  (name) =>
                    (before.endpoints[name]?.context.n ?? 0) <= (after.endpoints[name]?.context.n ?? 0),
                ),
            }),
          ]
        : []),
    ],
  });
}

/** Somebody who can go round and round; the history counts how often. */
const counting = defineModel({
  name: 'counting',
  parameters: {},
  build: () => ({
    endpoints: {
      walker: endpoint(
        createMachine({ initial: 'a', states: { a: { on: { GO: 'b' } }, b: { on: { GO: 'a' } } } }),
        {
          events: [{ type: 'GO' }],
        },
      ),
      counter: endpoint(counterMachine, { events: [{ type: 'NEXT' }] }),
      other: endpoint(counterMachine, { events: [{ type: 'NEXT' }] }),
    },
    network: { carries: [], duplication: true },
  }),
  history: {
    initial: 0,
    update: (
      steps: number,
      { action }: { readonly action: { readonly kind: string; readonly endpoint?: string } },
    ) => (action.endpoint === 'walker' ? steps + 1 : steps),
  },
  properties: ({ invariant }) => [
    invariant({ name: 'true', sentence: 'Nothing is claimed.', holds: () => true }),
  ],
});

/** Counters to ten; the history is who came to five first. */
const firstToFive = defineModel({
  name: 'first-to-five',
  parameters: {},
  build: () => ({
    endpoints: threeCounters(),
    network: { carries: [], duplication: true },
  }),
  history: {
    initial: 'nobody',
    update: (first, { action, after }) =>
      first === 'nobody' && 'endpoint' in action && after.endpoints[action.endpoint].context.n === 5
        ? action.endpoint
        : first,
  },
  properties: ({ invariant }) => [
    // Whoever was first, the counters come to the same places.
    invariant({
      name: 'not the third one',
      sentence: 'Where all are at nine, the third one was not at five first.',
      holds: ({ endpoints, history }) =>
        history !== 'c' || Object.values(endpoints).some(({ context }) => context.n !== 9),
    }),
    invariant({ name: 'true', sentence: 'Nothing is claimed.', holds: () => true }),
  ],
});

/** What is sent is first met where nothing can be marked. */
const marker = createMachine({
  initial: 'resting',
  states: { resting: { on: { WAKE: 'marking' } }, marking: { on: { MARK: 'resting' } } },
});

/** Somebody sends, and somebody makes all that is in flight old. */
const marking = defineModel({
  name: 'marking',
  parameters: {},
  build: () => ({
    endpoints: {
      sender: endpoint(sender(5), { events: [{ type: 'SEND' }] }),
      marker: endpoint(marker, { events: [{ type: 'WAKE' }, { type: 'MARK' }] }),
      receiver: endpoint(counterMachine),
    },
    network: { carries: ['DATA'], duplication: true, loss: true },
  }),
  history: {
    marks: {
      initial: 'new',
      others: ['old'],
      trigger: ({ action }) => (action.kind === 'event' && action.event.type === 'MARK' ? 'mark' : null),
      remark: () => 'old',
    },
  },
  properties: ({ invariant }) => [
    invariant({ name: 'true', sentence: 'Nothing is claimed.', holds: () => true }),
  ],
});

/** A message is sent once; where one is lost, all others become old: so none ever is. */
const markingLosses = defineModel({
  name: 'marking-losses',
  parameters: {},
  build: () => ({
    endpoints: {
      sender: endpoint(
        setup({
          types: { events: {} as { type: 'SEND' }, emitted: {} as { type: 'DATA'; to: string } },
        }).createMachine({
          initial: 'a',
          states: {
            a: { on: { SEND: { target: 'b', actions: emit({ type: 'DATA', to: 'receiver' }) } } },
            b: {},
          },
        }),
        { events: [{ type: 'SEND' }] },
      ),
      receiver: endpoint(counterMachine),
      counter: endpoint(counterMachine, { events: [{ type: 'NEXT' }] }),
    },
    network: { carries: ['DATA'], duplication: true, loss: true },
  }),
  history: {
    marks: {
      initial: 'new',
      others: ['old'],
      trigger: ({ action }) => (action.kind === 'drop' ? 'mark' : null),
      remark: () => 'old',
    },
  },
  properties: ({ invariant }) => [
    invariant({ name: 'true', sentence: 'Nothing is claimed.', holds: () => true }),
  ],
});

const chooser = setup({
  types: {
    context: {} as { chosen: number },
    events: {} as { type: 'CHOOSE'; n: number },
    emitted: {} as { type: 'GO'; to: string },
  },
}).createMachine({
  context: { chosen: -1 },
  initial: 'a',
  states: {
    a: {
      on: {
        CHOOSE: {
          target: 'b',
          actions: [
            assign({ chosen: ({ event }) => event.n }),
            emit({ type: 'GO' as const, to: 'one' }),
            emit({ type: 'GO' as const, to: 'other' }),
          ],
        },
      },
    },
    b: {},
  },
});

/** Goes two steps once it was told to. */
const goer = createMachine({
  initial: 'idle',
  states: {
    idle: { on: { GO: 'ready' } },
    ready: { on: { NEXT: 'on the way' } },
    'on the way': { on: { NEXT: 'there' } },
    there: {},
  },
});

/** Somebody chooses one of ten numbers, and tells two to go; the history is who was there first. */
const firstOfTwo = defineModel({
  name: 'first-of-two',
  parameters: {},
  build: () => ({
    endpoints: {
      chooser: endpoint(chooser, {
        events: Array.from({ length: 10 }, (_, n) => ({ type: 'CHOOSE' as const, n })),
      }),
      one: endpoint(goer, { events: [{ type: 'NEXT' }] }),
      other: endpoint(goer, { events: [{ type: 'NEXT' }] }),
      counter: endpoint(counterMachine, { events: [{ type: 'NEXT' }] }),
    },
    network: { carries: ['GO'], duplication: true },
  }),
  history: {
    initial: 'nobody',
    update: (first, { action, after }) =>
      first === 'nobody' && 'endpoint' in action && after.endpoints[action.endpoint].value === 'there'
        ? action.endpoint
        : first,
  },
  properties: ({ invariant }) => [
    invariant({ name: 'true', sentence: 'Nothing is claimed.', holds: () => true }),
  ],
});
