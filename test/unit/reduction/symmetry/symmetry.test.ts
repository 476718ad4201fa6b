import { describe, expect, it } from 'vitest';
import { assign, emit, setup } from 'xstate';
import twoPhaseCommit from '../../../../machines/toys/two-phase-commit/model.ts';
import { type AnyModel, check, defineModel, endpoint, instantiate, judge } from '../../../../src/index.ts';

const FACTORIAL = [1, 1, 2, 6, 24, 120, 720, 5040, 40_320, 362_880];

/** Multisets of `size` out of `kinds`. */
function multisets(kinds: number, size: number): number {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
  return choose(kinds + size - 1, size);
}

describe('symmetry of the managers of two-phase commit', () => {
  it.each([2, 3, 5, 7, 9])(
    'searches one state of each kind for %d managers, and says for how many it stands',
    (n) => {
      const { statistics, properties } = check(instantiate(twoPhaseCommit, { set: { managers: n } }), {
        reduce: ['symmetry'],
      });
      // Each manager is in one of 4, 2 or 6 ways (see the model); only how many are in each counts.
      expect(statistics.distinctStates).toBe(multisets(4, n) + multisets(2, n) + multisets(6, n));
      expect(statistics.reductions).toMatchObject([
        { name: 'symmetry', on: true, counts: { endpoints: n, standFor: 4 ** n + 2 ** n + 6 ** n } },
      ]);
      expect(properties.map(({ verdict }) => verdict)).toEqual([
        'holds',
        'reached',
        'reached',
        'holds',
        'holds',
      ]);
    },
  );

  it('finds a counterexample of the full model, as short as without', () => {
    const find = (reduce: readonly 'symmetry'[]) => {
      const instance = instantiate(twoPhaseCommit, { variant: 'hasty' });
      const [consistency] = check(instance, { reduce }).properties;
      if (consistency === undefined || !('path' in consistency)) throw new Error('no counterexample');
      return { instance, path: consistency.path };
    };
    const { instance, path } = find(['symmetry']);
    expect(path).toHaveLength(find([]).path.length);
    expect(judge(instance, path)).toMatchObject([{ name: 'consistency', step: path.length }]);
  });

  it('stands for no more than there are permutations', () => {
    for (const n of [3, 4]) {
      const { statistics } = check(instantiate(twoPhaseCommit, { set: { managers: n } }), {
        reduce: ['symmetry'],
      });
      const standFor = statistics.reductions[0]?.counts.standFor ?? 0;
      expect(standFor).toBeLessThanOrEqual(statistics.distinctStates * (FACTORIAL[n] ?? 0));
    }
  });
});

const clerk = setup({
  types: {
    context: {} as { name: string; leader: boolean },
    input: {} as { name: string; leader: boolean },
    events: {} as { type: 'SIGN' } | { type: 'THANKS' },
    emitted: {} as { type: 'SIGNED'; to: 'board'; by: string },
  },
}).createMachine({
  context: ({ input }) => input,
  initial: 'idle',
  states: {
    idle: {
      on: {
        SIGN: {
          target: 'signed',
          actions: emit(({ context }) => ({ type: 'SIGNED', to: 'board', by: context.name })),
        },
      },
    },
    signed: {},
  },
});

/** Knows who signed first: an order that names have among themselves. */
const board = setup({
  types: {
    context: {} as { order: readonly string[]; favourite: string | null },
    input: {} as { favourite: string | null },
    events: {} as { type: 'SIGNED'; by: string },
    emitted: {} as { type: 'THANKS'; to: string },
  },
}).createMachine({
  context: ({ input }) => ({ order: [], favourite: input.favourite }),
  on: {
    SIGNED: {
      actions: [
        assign({ order: ({ context, event }) => [...context.order, event.by] }),
        emit(({ context }) => ({ type: 'THANKS', to: context.order[0] ?? '' })),
      ],
    },
  },
});

const otherClerk = setup({ types: { events: {} as { type: 'SIGN' } } }).createMachine({});
type ClerkName = 'ann' | 'bob' | 'cid';
const CLERKS: readonly ClerkName[] = ['ann', 'bob', 'cid'];

function office({
  alike = CLERKS,
  favourite = null,
  leader = '',
}: {
  alike?: readonly ClerkName[];
  favourite?: string | null;
  leader?: string;
} = {}) {
  const one = (name: string) =>
    endpoint(clerk, { input: { name, leader: name === leader }, events: [{ type: 'SIGN' }] });
  return defineModel({
    name: 'office',
    parameters: {},
    build: () => ({
      endpoints: {
        ann: one('ann'),
        bob: one('bob'),
        cid: one('cid'),
        board: endpoint(board, { input: { favourite } }),
        other: endpoint(otherClerk),
      },
      network: { carries: ['SIGNED', 'THANKS'] },
    }),
    symmetry: () => alike,
    properties: ({ invariant }) => [
      invariant({ name: 'true', sentence: 'Nothing is claimed.', holds: () => true }),
    ],
  });
}

function reduced(model: AnyModel) {
  return check(instantiate(model), { reduce: ['symmetry'] });
}

describe('symmetry', () => {
  it('respects the order in which names came to stand in a list', () => {
    const full = check(instantiate(office())).statistics.distinctStates;
    const { statistics } = reduced(office());
    expect(statistics.reductions[0]).toMatchObject({ on: true, counts: { standFor: full } });
    expect(statistics.distinctStates).toBeLessThan(full / 4);
  });

  it('says that it is not used where a model declares none', () => {
    const { symmetry: _, ...model } = office();
    expect(reduced(model).statistics.reductions).toEqual([
      { name: 'symmetry', on: false, why: 'the model declares none', counts: {} },
    ]);
  });

  it('takes no notice of the declaration unless it is asked for', () => {
    expect(check(instantiate(office({ favourite: 'bob' }))).statistics.reductions).toEqual([]);
  });

  it('is refused for endpoints that cannot be alike', () => {
    const refused = (model: AnyModel) => () => reduced(model);
    expect(refused(office({ alike: ['ann'] }))).toThrow('only "ann" is named');
    expect(refused(office({ alike: ['ann', 'ann'] }))).toThrow('an endpoint is named twice');
    expect(refused(named(office(), ['ann', 'bobb']))).toThrow(
      'there is no endpoint "bobb"; did you mean "bob"?',
    );
    expect(refused(named(office(), ['ann', 'other']))).toThrow(
      'the endpoints "ann" and "other" do not run the same machine',
    );
    expect(refused(office({ leader: 'bob' }))).toThrow(
      'the inputs, or the lists of events, of the endpoints "ann" and "bob" differ in more than these names',
    );
    expect(refused(office({ favourite: 'bob' }))).toThrow(
      'the initial state of the endpoint "board" tells the endpoints "ann" and "bob" apart',
    );
  });

  it('is refused when a property, the history or final tells them apart', () => {
    const partial: AnyModel = {
      ...office(),
      properties: [
        {
          kind: 'invariant',
          name: 'ann waits',
          sentence: 'Ann never signs.',
          holds: ({ endpoints }) => endpoints.ann?.matches('idle') ?? false,
        },
        { kind: 'invariant', name: 'true', sentence: 'Nothing is claimed.', holds: () => true },
      ],
    };
    expect(() => reduced(partial)).toThrow(
      /declared to be alike, but exchanging them changes more than names; it changes what the property "ann waits" says of a state/,
    );
    const history: AnyModel = {
      ...office(),
      history: {
        initial: false,
        update: (_, { action }) => action.kind === 'event' && action.endpoint === 'ann',
      },
    };
    expect(() => reduced(history)).toThrow(/exchanging them changes more than names; it changes a step/);
    const final: AnyModel = {
      ...office(),
      final: ({ endpoints }) => endpoints.cid?.matches('signed') ?? false,
    };
    expect(() => reduced(final)).toThrow('it changes final');
  });
});

/** With names that the types would refuse. */
function named(model: AnyModel, names: readonly string[]): AnyModel {
  return { ...model, symmetry: () => names };
}

describe('reductions and hash compaction', () => {
  it('do not go together', () => {
    expect(() => check(instantiate(office()), { reduce: ['symmetry'], bitstate: 32 })).toThrow(
      'hash compaction does without reductions',
    );
  });
});
