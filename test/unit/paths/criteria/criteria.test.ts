import { describe, expect, it } from 'vitest';
import { assign, emit, setup } from 'xstate';
import alternatingBit from '../../../../machines/toys/alternating-bit/model.ts';
import lossyPing from '../../../../machines/toys/lossy-ping/model.ts';
import twoAlarms from '../../../../machines/toys/two-alarms/model.ts';
import twoLetters from '../../../../machines/toys/two-letters/model.ts';
import { defineModel, endpoint, ModelError } from '../../../../src/index.ts';
import { type TestSuite, testPaths } from '../../../../src/testing.ts';
import counter from '../../../fixtures/counter.ts';
import courier from '../../../fixtures/courier.ts';

const names = (goals: readonly { readonly name: string }[]): string[] => goals.map(({ name }) => name).sort();
const reached = ({ goals }: TestSuite): string[] =>
  names(goals.all.filter(({ status }) => status === 'reached'));
const replays = ({ paths }: TestSuite): string[] => paths.map(({ replay }) => replay);

describe('states', () => {
  it('are those in which an endpoint rests', () => {
    const { goals } = testPaths(twoLetters, 'states');
    expect([goals.total, goals.reached]).toEqual([8, 8]);
  });

  it('that an endpoint declares and never rests in are unreachable', () => {
    const { goals } = testPaths(twoLetters, 'states', { set: { order: 'fifo' } });
    expect([goals.total, goals.reached]).toEqual([8, 6]);
    expect(names(goals.unreachable)).toEqual(['receiver B', 'receiver B then A']);
  });

  it('of parallel regions are reached together, and each is named', () => {
    const suite = testPaths(phone, 'states');
    expect(reached(suite)).toEqual([
      'caller calling',
      'caller idle',
      'phone {bell.ringing, light.on}',
      'phone {bell.silent, light.off}',
    ]);
    expect(names(suite.goals.unreachable)).toEqual(['phone light.broken']);
  });

  it('in full tell contexts and timers apart', () => {
    // Left: 3, 2, 1 ticks to go, then due, then rung; the second alarm likewise, one tick more.
    const { goals } = testPaths(twoAlarms, 'local-states');
    expect(goals.reached).toBe(4 + 5);
    expect(names(goals.all)).toContain('first waiting {"delay":1000} timers: DELAY in 2');
  });
});

describe('transitions', () => {
  it('of two letters are two sendings, and two arrivals in either order', () => {
    const suite = testPaths(twoLetters, 'transitions');
    expect(reached(suite)).toEqual([
      'receiver A, B → A then B',
      'receiver B, A → B then A',
      'receiver nothing, A → A',
      'receiver nothing, B → B',
      'sender none, SEND → one',
      'sender one, SEND → two',
    ]);
    expect(suite.goals.unreachable).toEqual([]);
    // Each order takes a path of its own, with two sendings and two deliveries.
    expect([suite.paths.length, suite.steps, suite.longest]).toEqual([2, 8, 4]);
    expect(suite.lowerBound).toEqual({ paths: 2, steps: 8, longest: 4 });
  });

  it('that guards tell apart are each one, and one that is never taken is unreachable', () => {
    const suite = testPaths(alternatingBit, 'transitions');
    expect(reached(suite)).toEqual([
      'receiver (its one state), DATA [isExpected] → (its one state)',
      'receiver (its one state), DATA → (its one state)',
      'sender sending, ACK [isAwaited] → sending',
      'sender sending, after RETRANSMISSION → sending',
    ]);
    const calls = testPaths(phone, 'transitions');
    expect(names(calls.goals.unreachable)).toEqual([
      'phone light.broken, RING → light.on',
      'phone light.on, BREAK → light.broken',
    ]);
  });

  it('are none where an event is ignored', () => {
    const { goals } = testPaths(phone, 'transitions');
    expect(names(goals.all).filter((name) => name.includes('PLEASE'))).toEqual([]);
  });

  it('of timers are known by the name of their delay', () => {
    expect(reached(testPaths(twoAlarms, 'transitions'))).toEqual([
      'first waiting, after DELAY → rung',
      'second waiting, after DELAY → rung',
    ]);
  });
});

describe('reactions', () => {
  it('are local states with what they meet', () => {
    const { goals } = testPaths(twoLetters, 'reactions');
    // The sender sends twice; the receiver hears A or B first, and then the other.
    expect([goals.total, goals.reached]).toEqual([6, 6]);
    expect(names(goals.all)).toContain('receiver A {} on {"type":"B"}');
  });
});

describe('pairs', () => {
  it('are transitions of one endpoint, one after the other', () => {
    const suite = testPaths(twoLetters, 'pairs');
    expect(reached(suite)).toEqual([
      'receiver nothing, A → A; then A, B → A then B',
      'receiver nothing, B → B; then B, A → B then A',
      'sender none, SEND → one; then one, SEND → two',
    ]);
    expect(suite.complete).toBe(true);
  });

  it('that would fit, but never follow one another, are unreachable', () => {
    // A receiver that expects the next bit gets the old one again; it never gets the next one twice without an old one between.
    const { goals } = testPaths(courier, 'pairs', { set: { rounds: 1 } });
    expect(names(goals.unreachable)).toEqual(['sender waiting, ACK → idle; then idle, SEND → waiting']);
  });
});

describe('faults', () => {
  it('are only those that the network may commit', () => {
    const { goals } = testPaths(twoLetters, 'faults');
    // Two kinds, five states of the receiver; only the order may be another one.
    expect(goals.total).toBe(10);
    expect(names(goals.all).every((name) => name.includes('delivered late'))).toBe(true);
  });

  it('delivered late: a letter that was overtaken', () => {
    const suite = testPaths(twoLetters, 'faults');
    expect(reached(suite)).toEqual(['A from sender delivered late, receiver in B']);
    expect(replays(suite)).toHaveLength(1);
    expect(suite.paths[0]?.path).toHaveLength(4);
  });

  it('lost and expired: while the receiver waits, and not once it has the message', () => {
    const suite = testPaths(lossyPing, 'faults');
    expect(reached(suite)).toEqual([
      'PING from sender expired, receiver in waiting',
      'PING from sender lost, receiver in waiting',
    ]);
    expect(suite.goals.total).toBe(6);
  });

  it('delivered twice: the same message, not its retransmission', () => {
    const twice = (suite: TestSuite) => reached(suite).filter((name) => name.includes('twice'));
    expect(twice(testPaths(courier, 'faults'))).toEqual([
      'ACK from receiver delivered twice, sender in waiting',
      'DATA from sender delivered twice, receiver in open',
    ]);
    expect(twice(testPaths(courier, 'faults', { set: { duplication: false } }))).toEqual([]);
  });

  it('delivered twice is no step where the receiver ignores it and nothing changes', () => {
    const { goals } = testPaths(courier, 'faults');
    expect(names(goals.unreachable)).toContain('ACK from receiver delivered twice, sender in idle');
  });

  it('of a message that nobody sends are unreachable', () => {
    const { goals } = testPaths(phone, 'faults');
    expect(names(goals.unreachable)).toContain('BREAK lost (it is never sent)');
  });
});

describe('observations and properties', () => {
  it('are reached by who emits, and by what witnesses', () => {
    const suite = testPaths(courier, ['observations', 'properties']);
    expect(reached(suite)).toEqual([
      'all rounds are done',
      'receiver » delivered',
      'violation of "no stale data"',
    ]);
  });

  it('a reachability property without a witness is unreachable', () => {
    const { goals } = testPaths(alternatingBit, 'properties', { set: { capacity: 1 } });
    expect(goals.unreachable).toEqual([]);
    const never = { ...alternatingBit, properties: [{ ...unicorn }], variants: {} };
    expect(names(testPaths(never, 'properties').goals.unreachable)).toEqual(['a unicorn']);
  });

  it('a machine that throws is found, and ends the path', () => {
    const suite = testPaths(thrower, ['properties', 'transitions']);
    expect(reached(suite)).toContain('violation of "machines do not throw"');
    expect(suite.paths.map((path) => path.trace().steps.at(-1)?.thrown)).toContain('no');
  });
});

describe('simple paths', () => {
  it('are all paths that come to no state twice', () => {
    // Two letters: the states form a diamond; A before B in two interleavings, and B before A.
    const suite = testPaths(twoLetters, { criterion: 'simple-paths', length: 9 });
    expect(replays(suite)).toHaveLength(3);
    expect(suite.paths.every(({ path }) => path.length === 4)).toBe(true);
  });

  it('are cut at their length', () => {
    const suite = testPaths(twoLetters, { criterion: 'simple-paths', length: 2 });
    expect(suite.paths.map(({ path }) => path.length)).toEqual([2, 2]);
  });

  it('may lead to a state that is wanted', () => {
    const to = (state: { readonly endpoints: Record<string, { readonly value: unknown }> }) =>
      state.endpoints.receiver?.value === 'A then B';
    const suite = testPaths(twoLetters, { criterion: 'simple-paths', length: 9, to });
    expect(replays(suite)).toHaveLength(2);
  });

  it('need no search of all states', () => {
    const suite = testPaths(counter, { criterion: 'simple-paths', length: 3 });
    expect([replays(suite), suite.complete]).toEqual([['0/0/0'], true]);
  });

  it('beyond the most that are listed are unknown', () => {
    const suite = testPaths(twoLetters, { criterion: 'simple-paths', length: 9, most: 2 });
    expect([suite.goals.reached, suite.complete]).toEqual([2, false]);
    expect(names(suite.goals.unknown)).toEqual(['the others, beyond the first 2']);
  });
});

describe('a limit', () => {
  it('leaves goals unknown, and calls none of them unreachable', () => {
    const { goals, complete, ending } = testPaths(twoLetters, ['states', 'pairs'], { maxStates: 3 });
    expect([complete, ending]).toEqual([false, 'max-states']);
    expect(goals.unreachable).toEqual([]);
    expect(goals.unknown.length).toBeGreaterThan(0);
    expect(goals.reached + goals.unknown.length).toBe(goals.total);
  });
});

describe('a criterion', () => {
  it('that does not exist is refused, with the one that may be meant', () => {
    const misspelt: 'pairs' = JSON.parse('"pears"');
    expect(() => testPaths(twoLetters, misspelt)).toThrow(ModelError);
    expect(() => testPaths(twoLetters, misspelt)).toThrow('pears"; did you mean "pairs"?');
  });

  it('may call messages as its user likes', () => {
    const suite = testPaths(twoLetters, 'transitions', { label: ({ type }) => type.toLowerCase() });
    expect(reached(suite)).toContain('receiver nothing, a → A');
  });
});

const caller = setup({
  types: { events: {} as { type: 'CALL' } | { type: 'PLEASE' }, emitted: {} as { type: 'RING' } },
}).createMachine({
  id: 'caller',
  initial: 'idle',
  states: { idle: { on: { CALL: { target: 'calling', actions: emit({ type: 'RING' }) } } }, calling: {} },
});

const phoneMachine = setup({ types: { events: {} as { type: 'RING' } | { type: 'BREAK' } } }).createMachine({
  id: 'phone',
  type: 'parallel',
  states: {
    bell: { initial: 'silent', states: { silent: { on: { RING: 'ringing' } }, ringing: {} } },
    light: {
      initial: 'off',
      states: {
        off: { on: { RING: 'on' } },
        on: { on: { BREAK: 'broken' } },
        broken: { on: { RING: 'on' } },
      },
    },
  },
});

const phone = defineModel({
  name: 'phone',
  parameters: {},
  build: () => ({
    endpoints: {
      caller: endpoint(caller, { events: [{ type: 'CALL' }, { type: 'PLEASE' }] }),
      phone: endpoint(phoneMachine),
    },
    network: { carries: ['RING', 'BREAK'], loss: true },
  }),
  properties: [],
});

const unicorn = {
  kind: 'reachable' as const,
  name: 'a unicorn',
  sentence: 'There is one.',
  state: () => false,
};

const throwing = setup({
  types: { context: {} as { n: number }, events: {} as { type: 'GO' } },
}).createMachine({
  id: 'throwing',
  context: { n: 0 },
  initial: 'a',
  states: {
    a: { on: { GO: 'b' } },
    b: {
      on: {
        GO: {
          actions: assign(() => {
            throw new Error('no');
          }),
        },
      },
    },
  },
});

const thrower = defineModel({
  name: 'thrower',
  parameters: {},
  build: () => ({
    endpoints: { left: endpoint(throwing, { events: [{ type: 'GO' }] }), right: endpoint(caller) },
    network: { carries: [] },
  }),
  properties: [],
});
