import { describe, expect, it } from 'vitest';
import { createMachine, emit, setup } from 'xstate';
import { instantiate } from '../../../src/composition/instantiate.ts';
import { defineModel } from '../../../src/language/definition.ts';
import { endpoint } from '../../../src/language/endpoint.ts';
import { checkReport } from '../../../src/report/searches/check.ts';
import { checkJson } from '../../../src/report/searches/json.ts';
import { check } from '../../../src/search/search.ts';

const fragile = setup({
  guards: {
    boom: (): boolean => {
      throw new Error('boom');
    },
  },
}).createMachine({
  id: 'fragile',
  initial: 's',
  states: { s: { on: { BAD: { guard: 'boom', target: 't' } } }, t: {} },
});

const asker = createMachine({
  id: 'asker',
  initial: 'a',
  states: {
    a: { entry: emit({ type: 'BAD' } as never), on: { SKIP: 'b' } },
    b: { on: { SKIP: 'c' } },
    c: {},
  },
});

const model = defineModel({
  name: 'throws',
  parameters: { sends: true },
  build: ({ sends }) => ({
    endpoints: { fragile: endpoint(fragile), asker: endpoint(asker, { events: [{ type: 'SKIP' }] }) },
    network: { carries: sends ? ['BAD'] : [] },
  }),
  properties: ({ invariant }) => [invariant({ name: 'true', sentence: '.', holds: () => true })],
});

const checked = (sends: boolean) => {
  const instance = instantiate(model, { set: { sends } });
  return { instance, outcome: check(instance) };
};

describe('a step in which a machine throws', () => {
  it('is told once with the bounds: what follows on it was not searched', () => {
    const { instance, outcome } = checked(true);
    const step = { endpoint: 'fragile', on: 'BAD', thrown: expect.stringContaining('boom') };
    expect(outcome.statistics.throwing).toEqual([step]);
    const text = checkReport({ instance, outcome }, 'bfs', [], { width: 200, color: false });
    expect(text).toMatch(/^ {2}not searched +what follows when "fragile" throws on BAD: .*boom/m);
    const json = JSON.parse(checkJson({ instance, outcome }, () => null, 0));
    expect(json.bounds.throwing).toEqual([step]);
  });

  it('is found, with its path, where one of two endpoints that are alike throws', () => {
    const late = fragile.provide({});
    const waiting = createMachine({
      initial: 'a',
      states: { a: { on: { GO: 'b' } }, b: { on: { GO: 'c' } }, c: { on: { BAD: { guard: 'boom' } } } },
    } as never).provide(late.implementations as never);
    const one = () => endpoint(waiting, { events: [{ type: 'GO' }, { type: 'BAD' }] });
    const alike = defineModel({
      name: 'alike',
      parameters: {},
      build: () => ({ endpoints: { p: one(), q: one() }, network: { carries: [] } }),
      symmetry: () => ['p', 'q'],
      properties: ({ invariant }) => [invariant({ name: 'true', sentence: '.', holds: () => true })],
    });
    const { properties } = check(instantiate(alike), { reduce: ['symmetry'] });
    expect(properties.at(-1)).toMatchObject({ verdict: 'violated', path: { length: 3 } });
  });

  it('is not told of where there is none', () => {
    const { instance, outcome } = checked(false);
    expect(outcome.statistics.throwing).toEqual([]);
    expect(checkReport({ instance, outcome }, 'bfs', [], { width: 200, color: false })).not.toContain(
      'not searched',
    );
    expect(JSON.parse(checkJson({ instance, outcome }, () => null, 0)).bounds).not.toHaveProperty('throwing');
  });
});
