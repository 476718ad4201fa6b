import { describe, expect, it } from 'vitest';
import { createMachine, raise } from 'xstate';
import { type AnyModel, check, defineModel, endpoint, instantiate } from '../../../src/index.ts';
import type { Machine } from '../../../src/language/endpoint.ts';

function modelWith(machine: Machine): AnyModel {
  return defineModel({
    name: 'restless',
    parameters: {},
    build: () => ({
      endpoints: {
        one: endpoint(machine, { events: [{ type: 'GO' }] }),
        other: endpoint(createMachine({ id: 'other' })),
      },
      network: { carries: [] },
    }),
    properties: ({ deadlockFree }) => [deadlockFree()],
  });
}

const restless: Readonly<Record<string, Machine>> = {
  'whose always leads round in a circle': createMachine({
    initial: 'idle',
    states: { idle: { on: { GO: 'a' } }, a: { always: 'b' }, b: { always: 'a' } },
  }),
  'that raises an event at its own event': createMachine({
    initial: 'idle',
    states: { idle: { on: { GO: { actions: raise({ type: 'AGAIN' }) } } } },
    on: { AGAIN: { actions: raise({ type: 'AGAIN' }) } },
  }),
};

describe('a machine that never comes to rest', () => {
  it.each(Object.entries(restless))('%s is a finding with its path', (_, machine) => {
    const { properties } = check(instantiate(modelWith(machine)));
    expect(properties.find(({ kind }) => kind === 'no-throw')).toMatchObject({
      verdict: 'violated',
      path: [0],
      reason: expect.stringContaining('does not come to rest: after 10000 microsteps'),
    });
  });

  it('when it starts is told, since no path leads there', () => {
    const machine = createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { always: 'b' }, b: { always: 'a' } },
    });
    expect(() => instantiate(modelWith(machine))).toThrow(
      /"m" cannot start: the machine does not come to rest/,
    );
  });

  it('is left as it was', () => {
    const machine = restless['whose always leads round in a circle'];
    expect((machine as { options?: { maxIterations?: number } }).options?.maxIterations).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});
