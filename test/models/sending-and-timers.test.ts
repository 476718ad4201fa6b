import { describe, expect, it } from 'vitest';
import {
  type AnyStateMachine,
  assign,
  createActor,
  createMachine,
  emit,
  raise,
  SimulatedClock,
} from 'xstate';
import { check, defineModel, endpoint, instantiate } from '../../src/index.ts';
import { exploreNaively } from '../support/naive/explorer.ts';
import { summaryOf } from '../support/summary.ts';

const sender = createMachine({ id: 'm', on: { A: { actions: emit({ type: 'M' }) } } });
const idle = createMachine({ id: 'o' });

/** A machine that sends whatever is in flight, to one that takes nothing. */
const merged = defineModel({
  name: 'merged',
  parameters: { duplication: false, loss: false, capacity: 2 },
  build: ({ duplication, loss, capacity }) => ({
    endpoints: { m: endpoint(sender, { events: [{ type: 'A' }] }), o: endpoint(idle) },
    network: { carries: ['M'], duplication, loss, capacity },
  }),
  properties: ({ step, deadlockFree }) => [
    step({
      name: 'one at a time',
      sentence: 'Nothing is sent while something is in flight.',
      holds: ({ sent, before }) => sent.length === 0 || before.network.length === 0,
    }),
    deadlockFree(),
  ],
});

describe('a step that sends is a step', () => {
  const faults = [
    {},
    { duplication: true },
    { loss: true, capacity: 1 },
    { duplication: true, loss: true, capacity: 1 },
  ];
  it.each(faults)('also where its message merges or finds no room: %o', (set) => {
    const outcome = check(instantiate(merged, { set }));
    expect(outcome.properties[0]).toMatchObject({ verdict: 'violated', path: [0, expect.any(Number)] });
    expect(summaryOf(outcome)).toEqual(exploreNaively(merged, { set }));
  });

  it('so that a set in which nothing more changes has a step to itself, and is no deadlock', () => {
    const { statistics, properties } = check(instantiate(merged, { set: { duplication: true } }));
    // Nothing in flight, or M: A leads from either to M, in the second case to itself.
    expect(statistics).toMatchObject({ distinctStates: 2, transitions: 2 });
    expect(properties[1]?.verdict).toBe('holds');
  });

  it('and counts the same whatever is checked', () => {
    const sizes = [[], ['one at a time'], ['no deadlock']].map((properties) => {
      const { statistics } = check(instantiate(merged, { set: { loss: true, duplication: true } }), {
        properties,
      });
      return [statistics.distinctStates, statistics.transitions];
    });
    expect(new Set(sizes.map(String)).size).toBe(1);
  });
});

/** Notes the types of what comes. */
function noting(rest: object): AnyStateMachine {
  const note = assign({
    order: ({ context, event }) => `${(context as { order: string }).order}${event.type}`,
  });
  return createMachine({ context: { order: '' }, on: { '*': { actions: note } }, ...rest } as Parameters<
    typeof createMachine
  >[0]) as unknown as AnyStateMachine;
}

const ofOneStep = noting({
  entry: [raise({ type: 'T' }, { delay: 1000 }), raise({ type: 'U' }, { delay: 1000 })],
});
const ofTwoSteps = noting({
  on: {
    GO: { actions: raise({ type: 'T' }, { delay: 1000 }) },
    ON: { actions: raise({ type: 'U' }, { delay: 1000 }) },
    '*': { actions: assign({ order: ({ context, event }) => `${context.order}${event.type}` }) },
  },
});
const ofTwoTicks = noting({
  entry: raise({ type: 'T' }, { delay: 2000 }),
  on: {
    ON: { actions: raise({ type: 'U' }, { delay: 1000 }) },
    '*': { actions: assign({ order: ({ context, event }) => `${context.order}${event.type}` }) },
  },
});

/** What an event from outside arms, once at a time. */
const ARMED: Readonly<Record<string, string>> = { GO: 'T', ON: 'U' };

/** Whether U may fire before T, and whether T before U. */
function orders(machine: AnyStateMachine, events: string[], options: object) {
  const model = defineModel({
    name: 'orders',
    parameters: {},
    build: () => ({
      endpoints: {
        m: endpoint(machine, {
          events: ({ context, timers }: { context: { order: string }; timers: { name: string }[] }) =>
            context.order === '' && timers.length < 2
              ? events
                  .filter((type) => !timers.some(({ name }) => name === ARMED[type]))
                  .map((type) => ({ type }))
              : [],
        } as object),
        o: endpoint(idle),
      },
      network: { carries: [] },
      time: { tick: 1000, ...options },
    }),
    properties: ({ reachable }) =>
      ['UT', 'TU'].map((order) =>
        reachable({
          name: order,
          sentence: order,
          state: ({ endpoints }) => (endpoints.m.context as { order: string }).order.startsWith(order),
        }),
      ),
  });
  const outcome = check(instantiate(model), { maxStates: 2000 });
  return outcome.properties.slice(0, 2).map(({ verdict }) => verdict === 'reached');
}

describe('timers with equal delays', () => {
  it('fire in the order of arming, as with the clock of XState', () => {
    const clock = new SimulatedClock();
    const actor = createActor(ofOneStep, { clock }).start();
    clock.increment(1000);
    expect(actor.getSnapshot().context).toEqual({ order: 'TU' });
    expect(orders(ofOneStep, [], {})).toEqual([false, true]);
  });

  it('fire in any order if that is left open, or if they are elastic', () => {
    expect(orders(ofOneStep, [], { equalDelays: 'any-order' })).toEqual([true, true]);
    expect(orders(ofOneStep, [], { elastic: ['U'] })).toEqual([true, true]);
  });

  it('also if different steps arm them in one tick; which step comes first is open', () => {
    expect(orders(ofOneStep, [], {})).toEqual([false, true]);
    expect(orders(ofTwoSteps, ['GO'], {})).toEqual([false, false]);
    expect(orders(ofTwoSteps, ['GO', 'ON'], {})).toEqual([true, true]);
  });

  it('but fire in any order if their delays differ, though they are due in one tick', () => {
    expect(orders(ofTwoTicks, ['ON'], {})).toEqual([true, true]);
  });

  it('are told in the bounds, either way', () => {
    for (const equalDelays of ['in-order', 'any-order'] as const) {
      const model = defineModel({
        name: 'bounds',
        parameters: {},
        build: () => ({
          endpoints: { m: endpoint(idle), o: endpoint(idle) },
          network: { carries: [] },
          time: { tick: 1000, equalDelays },
        }),
        properties: [],
      });
      expect(check(instantiate(model)).bounds.equalDelays).toBe(equalDelays);
    }
  });
});
