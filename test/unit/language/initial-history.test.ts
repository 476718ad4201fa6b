import { describe, expect, it } from 'vitest';
import { createMachine, emit, setup } from 'xstate';
import { check, defineModel, endpoint, instantiate } from '../../../src/index.ts';

const sender = setup({
  types: { events: {} as { type: 'GO' }, emitted: {} as { type: 'DATA' } },
}).createMachine({ on: { GO: { actions: emit({ type: 'DATA' }) } } });
const receiver = createMachine({ on: { DATA: {} } });

const model = (initial: string | ((parameters: { first: string }) => string)) =>
  defineModel({
    name: 'initial values',
    parameters: { least: 2, first: 'old' },
    build: () => ({
      endpoints: { a: endpoint(sender, { events: [{ type: 'GO' }] }), b: endpoint(receiver) },
      network: { carries: ['DATA'], capacity: 1, loss: true },
    }),
    history: {
      initial: ({ least }) => ({ left: least }),
      update: ({ left }, { sent }) => ({ left: Math.max(0, left - sent.length) }),
      marks: { initial: initial as never, trigger: () => null, remark: ({ mark }) => mark },
    },
    properties: ({ reachable, invariant }) => [
      reachable({ name: 'all are sent', sentence: '.', state: ({ history }) => history.left === 0 }),
      invariant({
        name: 'marks',
        sentence: '.',
        holds: ({ network }, { first }) => network.every(({ mark }) => mark === first),
      }),
    ],
  });

describe('initial values of a history', () => {
  it('may depend on the parameters, as may those of marks', () => {
    const byParameter = model(({ first }) => first);
    const lengths = [1, 3].map((least) => {
      const [all, marks] = check(instantiate(byParameter, { set: { least, first: 'new' } })).properties;
      expect(marks?.verdict).toBe('holds');
      return all !== undefined && 'path' in all ? all.path.length : null;
    });
    expect(lengths).toEqual([1, 3]);
  });

  it('must be what they are said to be', () => {
    expect(() => instantiate(model(() => 3 as never))).toThrow(
      'history.marks.initial returned the number 3; a mark is a text',
    );
  });
});
