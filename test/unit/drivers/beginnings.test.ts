import { describe, expect, it } from 'vitest';
import { emit, setup } from 'xstate';
import { anyOf, defineModel, endpoint } from '../../../src/index.ts';
import { actorDriver, runSuiteSync, testPaths } from '../../../src/testing.ts';

const hearing = setup({ types: { events: {} as { type: 'CLOSED' } } }).createMachine({
  initial: 'open',
  states: { open: { on: { CLOSED: 'closed' } }, closed: {} },
});

describe('the actors of a model', () => {
  it('pass where an endpoint closes its session when it starts: that the other end is told is no message of its own', () => {
    const closing = setup({ types: { emitted: {} as { type: 'CLOSE' } } }).createMachine({
      entry: emit({ type: 'CLOSE' }),
    });
    const model = defineModel({
      name: 'closed at once',
      parameters: {},
      build: () => ({
        endpoints: { a: endpoint(closing), b: endpoint(hearing) },
        network: {
          carries: [],
          channels: {
            line: {
              between: ['a', 'b'],
              session: { breaks: 0, tells: { close: 'CLOSED' }, closes: 'CLOSE' },
            },
          },
        },
      }),
      properties: ({ deadlockFree }) => [deadlockFree()],
    });
    const suite = testPaths(model, ['reactions']);
    expect(suite.goals.reached).toBeGreaterThan(0);
    expect(runSuiteSync(actorDriver(model), suite)).toMatchObject({ verdict: 'passed' });
    const [trace] = suite.traces();
    expect(trace?.initial.network.map(({ event }) => event.type)).toEqual(['CLOSED']);
    expect(trace?.initialNotices).toEqual([1]);
  });

  it('pass where several inputs lead to one and the same beginning', () => {
    const careless = setup({
      types: { input: {} as { n: number }, events: {} as { type: 'GO' } },
    }).createMachine({ initial: 'on', states: { on: { on: { GO: 'off' } }, off: {} } });
    const model = defineModel({
      name: 'careless',
      parameters: {},
      build: () => ({
        endpoints: {
          a: endpoint(careless, { input: anyOf({ n: 1 }, { n: 2 }), events: [{ type: 'GO' }] }),
          b: endpoint(hearing),
        },
        network: { carries: [] },
      }),
      properties: ({ deadlockFree }) => [deadlockFree()],
    });
    const suite = testPaths(model, ['reactions']);
    expect(suite.goals.reached).toBe(1);
    expect(runSuiteSync(actorDriver(model), suite)).toMatchObject({ verdict: 'passed' });
  });
});
