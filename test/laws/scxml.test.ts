import { describe, expect, it } from 'vitest';
import {
  type AnyStateMachine,
  cancel,
  createActor,
  createMachine,
  raise,
  SimulatedClock,
  stateIn,
} from 'xstate';
import { chartOf } from '../../src/export/machines/chart.ts';
import { scxmlIds, toScxml } from '../../src/export/machines/scxml.ts';
import { machines } from '../support/machines/all.ts';
import { RunningScxml } from '../support/pictures/scion.ts';

/** The active states of both, in the ids of the document. */
function configurations(machine: AnyStateMachine, events: readonly string[]) {
  const chart = chartOf(machine);
  const ids = scxmlIds(chart);
  const actor = createActor(machine, { clock: new SimulatedClock(), logger: () => {} });
  const document = new RunningScxml(toScxml(chart));
  actor.start();
  document.start();
  const both = () => {
    const { _nodes: nodes } = actor.getSnapshot() as unknown as { _nodes: readonly { id: string }[] };
    return [nodes.map(({ id }) => ids.get(id)).sort(), [...document.active].sort()] as const;
  };
  return [
    both(),
    ...events.map((type) => {
      actor.send({ type });
      document.send(type);
      const [xstate, scxml] = both();
      // What has ended, SCXML leaves but for the final state itself.
      if (actor.getSnapshot().status === 'done')
        return [xstate.filter((id) => scxml.includes(id ?? '')), scxml] as const;
      return [xstate, scxml] as const;
    }),
  ];
}

const done = createMachine({
  id: 'm',
  initial: 'work',
  states: {
    work: {
      type: 'parallel',
      onDone: 'end',
      states: {
        one: { initial: 'a', states: { a: { on: { A: 'ready' } }, ready: { type: 'final' } } },
        two: { initial: 'b', states: { b: { on: { B: 'ready' } }, ready: { type: 'final' } } },
      },
    },
    end: {},
  },
});

const order = createMachine({
  id: 'm',
  initial: 'a',
  states: {
    a: {
      on: {
        '*': 'c',
        'data.*': 'c',
        'data.head': 'b',
        IN: { guard: stateIn('a'), target: 'b' },
        G: { guard: 'ready or not', target: 'b' },
        T: { actions: [raise({ type: 'LATE' }, { delay: 1000, id: 'late' }), cancel('late')] },
      },
    },
    b: { invoke: { id: 'loader', src: 'load', onDone: 'c' } },
    c: {},
  },
});

describe('SCXML that is run by another interpreter', () => {
  it('is in the same states: a part that is done is not the whole', () => {
    for (const [xstate, scxml] of configurations(done, ['A', 'B'])) expect(scxml).toEqual(xstate);
  });

  it('says in which order transitions are tried, what a guard asks, and what an actor is called', () => {
    const text = toScxml(chartOf(order));
    expect(text.indexOf('event="data.head"')).toBeLessThan(text.indexOf('event="data.*"'));
    expect(text.indexOf('event="data.*"')).toBeLessThan(text.indexOf('event="*"'));
    expect(text).toContain(`cond="In('m-a')"`);
    expect(text).toContain(`cond="guards['ready or not']"`);
    expect(text).toContain('<invoke id="loader"');
    expect(text).toContain('event="done.invoke.loader"');
    expect(text).toContain('<send id="late" event="LATE" delay="1000ms"/>');
    expect(text).toContain('<cancel sendid="late"/>');
  });

  /** Guards, here, are false in XState, too; effects and actors do nothing. */
  const bare = { guards: { isEmpty: () => false, isKnown: () => false } };
  const plain = ['checkout', 'crossing', 'editor', 'launch', 'player'];

  it.each(plain)('is in the same states after every event: %s', (name) => {
    const machine = (machines[name] ?? createMachine({})).provide(bare as never) as AnyStateMachine;
    const types = [...new Set(machine.events as readonly string[])].filter(
      (type) => !/[*]|^xstate/.test(type),
    );
    for (let seed = 0; seed < 60; seed++) {
      const events = Array.from(
        { length: 12 },
        (_, i) => types[(seed * 7 + i * (seed + 3)) % types.length] ?? '',
      );
      for (const [xstate, scxml] of configurations(machine, events))
        expect(scxml, events.join()).toEqual(xstate);
    }
  });
});
