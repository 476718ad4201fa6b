import { describe, expect, it } from 'vitest';
import { assign, setup } from 'xstate';
import { defineModel, endpoint } from '../../../../src/index.ts';
import { testPaths } from '../../../../src/testing.ts';

/** Draws one of three cards, and then another: 3 · 3 hands, of which no path has two. */
const drawing = setup({
  types: { context: {} as { hand: readonly number[] }, events: {} as { type: 'DRAW'; card: number } },
}).createMachine({
  id: 'drawing',
  context: { hand: [] },
  initial: 'on',
  states: {
    on: {
      on: {
        DRAW: {
          guard: ({ context }) => context.hand.length < 2,
          actions: assign({ hand: ({ context, event }) => [...context.hand, event.card] }),
        },
      },
    },
  },
});

/** Walks up a stair of seven steps, so that no path need be short. */
const walking = setup({
  types: { context: {} as { height: number }, events: {} as { type: 'UP' } },
}).createMachine({
  id: 'walking',
  context: { height: 0 },
  initial: 'on',
  states: {
    on: {
      on: {
        UP: {
          guard: ({ context }) => context.height < 7,
          actions: assign({ height: ({ context }) => context.height + 1 }),
        },
      },
    },
  },
});

const cards = defineModel({
  name: 'cards',
  parameters: {},
  build: () => ({
    endpoints: {
      player: endpoint(drawing, { events: [1, 2, 3].map((card) => ({ type: 'DRAW' as const, card })) }),
      walker: endpoint(walking, { events: [{ type: 'UP' }] }),
    },
    network: { carries: [] },
  }),
  properties: [],
});

describe('goals that no path has together', () => {
  const { paths, steps, lowerBound, goals } = testPaths(cards, 'local-states');

  it('take a path each, however long paths may be', () => {
    expect(goals.total).toBe(1 + 3 + 9 + 8);
    expect(lowerBound.paths).toBe(9);
    // The whole stair takes a path of seven steps for itself, since none may be longer than that.
    expect([paths.length, steps]).toEqual([10, 9 * 2 + 7]);
    // Each of the 3 + 9 + 7 other local states takes a step.
    expect(lowerBound).toEqual({ paths: 9, steps: 19, longest: 7 });
  });
});

describe('a lower bound of a search that was stopped', () => {
  it('is what is sure all the same', () => {
    const { lowerBound, longest, complete } = testPaths(cards, 'local-states', { maxStates: 20 });
    expect(complete).toBe(false);
    expect(lowerBound).toEqual({ paths: 1, steps: longest, longest });
  });
});
