import { describe, expect, it } from 'vitest';
import { type AnyModel, check, defineModel, endpoint, instantiate, variantNames } from '../../src/index.ts';
import { expectSameAsActors, idle } from '../support/alone.ts';
import { type Example, examples } from '../support/example-machines.ts';

function modelOf({ machine, events = [], actors = {} }: Example): AnyModel {
  return defineModel({
    name: 'example',
    parameters: {},
    build: () => ({
      endpoints: { m: endpoint(machine, { events, actors } as never), idle: endpoint(idle) },
      network: { carries: [] },
    }),
    properties: [],
  } as never) as AnyModel;
}

describe('machines as XState documents them', () => {
  it('are sixteen as in its folder of examples, and more of its pages', () => {
    expect(examples.length).toBeGreaterThan(24);
  });

  it.each(examples.filter(({ refused }) => refused === undefined))('$name: runs', (example) => {
    const model = modelOf(example);
    expect(variantNames(model)).toEqual([]);
    const outcome = check(instantiate(model), { maxStates: 2000 });
    expect(outcome.complete).toBe(true);
    expect(outcome.properties.map(({ verdict }) => verdict)).toEqual(['holds']);
    expect(outcome.statistics.distinctStates).toBeGreaterThan(1);
    expectSameAsActors(model);
  });

  it.each(examples.filter(({ refused }) => refused !== undefined))('$name: is refused', (example) => {
    expect(() => check(instantiate(modelOf(example)))).toThrow(example.refused);
  });
});
