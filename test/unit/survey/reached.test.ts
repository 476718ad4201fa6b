import { describe, expect, it } from 'vitest';
import { emit, setup } from 'xstate';
import tcpClose from '../../../machines/tcp-close/model.ts';
import { instantiate } from '../../../src/composition/instantiate.ts';
import { chartOf } from '../../../src/export/machines/chart.ts';
import { toDot } from '../../../src/export/machines/dot-state.ts';
import { toMermaid } from '../../../src/export/machines/mermaid-state.ts';
import { defineModel, endpoint } from '../../../src/index.ts';
import { check } from '../../../src/search/search.ts';
import { reachOf } from '../../../src/survey/reached.ts';

const caller = setup({
  types: { events: {} as { type: 'CALL' } | { type: 'NEVER' }, emitted: {} as { type: 'RING' } },
  guards: { never: () => false },
}).createMachine({
  id: 'caller',
  initial: 'idle',
  states: {
    idle: {
      on: {
        CALL: [{ guard: 'never', target: 'lost' }, { target: 'dialling' }],
        NEVER: 'lost',
      },
    },
    dialling: { always: 'waiting', exit: emit({ type: 'RING' }) },
    waiting: { after: { 1000: 'idle' } },
    lost: {},
  },
});

const phone = setup({ types: { events: {} as { type: 'RING' } | { type: 'OTHER' } } }).createMachine({
  id: 'phone',
  type: 'parallel',
  states: {
    bell: {
      initial: 'still',
      states: { still: { on: { RING: 'ringing' } }, ringing: { on: { OTHER: 'still' } } },
    },
    light: { initial: 'off', states: { off: { on: { RING: 'on' } }, on: {} } },
  },
});

const model = defineModel({
  name: 'call',
  parameters: {},
  build: () => ({
    endpoints: { caller: endpoint(caller, { events: [{ type: 'CALL' }] }), phone: endpoint(phone) },
    network: { carries: ['RING'], capacity: 1, loss: true },
  }),
  properties: [],
});

describe('what a search reaches of a machine', () => {
  const [first, second] = reachOf(model).machines;

  it('is the states that it enters, be it in passing', () => {
    expect([...(first?.states ?? [])].sort()).toEqual([
      'caller',
      'caller.dialling',
      'caller.idle',
      'caller.waiting',
    ]);
  });

  it('is the transitions that it takes: among candidates, in passing, by a timer', () => {
    expect([...(first?.transitions ?? [])].sort()).toEqual([
      'caller.dialling  0',
      'caller.idle CALL 1',
      'caller.waiting xstate.after.1000.caller.waiting 0',
    ]);
  });

  it('is, of parallel regions, every transition that one event sets off', () => {
    expect([...(second?.transitions ?? [])].sort()).toEqual([
      'phone.bell.still RING 0',
      'phone.light.off RING 0',
    ]);
    expect(second?.states.has('phone.light.on')).toBe(true);
  });

  it('goes by the same ids as the chart of the machine', () => {
    for (const { machine, states, transitions } of [
      ...reachOf(model).machines,
      ...reachOf(tcpClose).machines,
    ]) {
      const chart = chartOf(machine);
      const ids = chart.transitions.map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining([...transitions]));
      expect(new Set(ids).size).toBe(ids.length);
      expect(chart.states.map(({ id }) => id)).toEqual(expect.arrayContaining([...states]));
    }
  });

  it('says whether an endpoint went down, and started again', () => {
    const faultsOf = (options: { most: number; restarts?: boolean } | null) => {
      const { build } = model;
      const { machines } = reachOf(
        defineModel({
          ...model,
          build: (p) => ({
            ...build(p),
            endpoints: {
              caller: endpoint(caller, { events: [{ type: 'CALL' }], ...(options && { crashes: options }) }),
              phone: endpoint(phone),
            },
          }),
        }),
      );
      return machines.map(({ faults }) => [...faults]);
    };
    expect(faultsOf(null)).toEqual([[], []]);
    expect(faultsOf({ most: 1, restarts: false })).toEqual([['crash'], []]);
    expect(faultsOf({ most: 1 })).toEqual([['crash', 'restart'], []]);
  });

  it('does not change what is searched', () => {
    const { count } = reachOf(tcpClose);
    const { statistics } = check(instantiate({ ...tcpClose, properties: [], variants: {} }));
    expect(count.states).toBe(statistics.distinctStates);
    expect(count.transitions).toBe(statistics.transitions);
  });

  it('is drawn; the rest is pale', () => {
    const reached = first;
    const dot = toDot(chartOf(caller), { reached });
    expect(dot).toMatch(/"lost" \[.*class="state pale"/);
    expect(dot).toMatch(/"idle" -> "dialling" \[.*class="arrow"/);
    expect(dot).toMatch(/"idle" -> "lost" \[.*NEVER.*class="arrow pale"/);
    expect(toMermaid(chartOf(caller), { reached })).toContain('idle --> lost : NEVER (never taken)');
  });
});
