import { describe, expect, it } from 'vitest';
import { assign, emit, setup } from 'xstate';
import { MissingAtoms } from '../../../src/codec/atoms.ts';
import { Codec } from '../../../src/codec/codec.ts';
import { Expander } from '../../../src/codec/expander.ts';
import { check, defineModel, endpoint, instantiate } from '../../../src/index.ts';
import { Steps } from '../../../src/model/steps.ts';
import { initialOf } from '../../support/initial.ts';
import { searchedByLevels } from '../../support/levels/by-levels.ts';
import { lawModels } from '../../support/project-models.ts';

const models = await lawModels();

/** Data of every kind that a context may hold. */
const UNUSUAL = {
  zero: -0,
  none: undefined,
  odd: [Number.NaN, Number.POSITIVE_INFINITY, 12n],
  map: new Map<unknown, unknown>([
    ['b', 1],
    ['a', new Set([-0])],
  ]),
  date: new Date(0),
  bytes: new Uint8Array([1, 2]),
  error: new RangeError('far'),
};

const keeper = setup({
  types: {
    context: {} as { readonly data: unknown; readonly count: number },
    events: {} as { type: 'more' } | { type: 'told'; data: unknown },
    emitted: {} as { type: 'told'; data: unknown },
  },
}).createMachine({
  context: { data: UNUSUAL, count: 0 },
  on: {
    more: {
      guard: ({ context }) => context.count < 2,
      actions: [
        assign({ count: ({ context }) => context.count + 1 }),
        emit(({ context }) => ({ type: 'told' as const, data: context.data })),
      ],
    },
    told: { actions: assign({ data: ({ event }) => ({ told: event.data }) }) },
  },
});

const model = defineModel({
  name: 'unusual data',
  parameters: {},
  build: () => ({
    endpoints: {
      a: endpoint(keeper, { events: [{ type: 'more' }] }),
      b: endpoint(keeper, { events: [{ type: 'more' }] }),
    },
    network: { carries: ['told'], loss: true, capacity: 2 },
  }),
  history: { initial: (): unknown => UNUSUAL, update: (history) => history },
  properties: () => [],
});

describe('states by name', () => {
  it('come back as what they were, in a process that has met nothing, and are the same bytes there', () => {
    for (const { model: each, options } of [{ model, options: {} }, ...models]) {
      const here = new Expander(() => instantiate(each, options), []);
      const there = new Codec(instantiate(each, options).model);
      const { states, atoms } = here.initials();
      for (const state of states) expect(() => there.decode(state)).toThrow(MissingAtoms);
      there.atoms.learn([...atoms].reverse());
      for (const state of states) expect(there.encode(there.decode(state))).toEqual(state);
    }
  });

  it('are all found again, also where contexts and messages hold data of every kind', async () => {
    const how = { workers: 2, batch: 3, forgets: 2, breaksOff: 1 };
    const { statistics } = await searchedByLevels(model, {}, {}, how);
    const { distinctStates, transitions } = check(instantiate(model)).statistics;
    expect(statistics).toMatchObject({ distinctStates, transitions });
    expect(distinctStates).toBeGreaterThan(20);
  });

  it.each(models)('do not depend on what was met before: $title', ({ model: each, options }) => {
    const one = instantiate(each, options).model;
    const other = instantiate(each, options).model;
    const [codec, late] = [new Codec(one), new Codec(other)];
    const walk = new Steps(one.width);
    // The other one first goes another way, so that its ids are different ones.
    wander(other, 40, (count) => count - 1);
    let [state, again] = [initialOf(one), initialOf(other)];
    for (let i = 0; i < 30; i++) {
      expect(codec.encode(state)).toEqual(late.encode(again));
      one.expand(state, walk);
      if (walk.count === 0) break;
      const k = (i * 7) % walk.count;
      state = walk.vector(k).slice(one.width, one.width * 2);
      other.expand(again, walk);
      again = walk.vector(k).slice(one.width, one.width * 2);
    }
  });
});

function wander(
  model: ReturnType<typeof instantiate>['model'],
  steps: number,
  choose: (count: number) => number,
) {
  const walk = new Steps(model.width);
  let state = initialOf(model);
  for (let i = 0; i < steps; i++) {
    model.expand(state, walk);
    if (walk.count === 0) return;
    state = walk.vector(choose(walk.count)).slice(model.width, model.width * 2);
  }
}
