import { describe, expect, it } from 'vitest';
import { type AnyStateMachine, assign, createMachine, raise, setup } from 'xstate';
import { snapshotText } from '../../../src/endpoint/snapshots.ts';
import { ignoresEvent, react, start } from '../../../src/endpoint/xstate.ts';
import type { Snapshot } from '../../../src/language/machine.ts';

const who = 'endpoint "client"';
const TYPES = ['GO', 'BACK', 'a', 'a.b', 'a.b.c', 'OTHER', '', 'a.'];

/** All states that a machine reaches by these events. */
function statesOf(machine: AnyStateMachine): readonly Snapshot[] {
  const found = new Map<string, Snapshot>();
  const add = (snapshot: Snapshot) => {
    const text = snapshotText(machine, snapshot, who);
    if (!found.has(text)) found.set(text, snapshot);
  };
  add(start(machine, undefined, who).snapshot);
  for (const snapshot of found.values())
    for (const type of TYPES) add(react(machine, snapshot, { type }, who).snapshot);
  return [...found.values()];
}

/** The events that a machine ignores, by its state value. */
function ignoredBy(machine: AnyStateMachine): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    statesOf(machine).map((snapshot) => [
      JSON.stringify(snapshot.value),
      TYPES.filter((type) => ignoresEvent(machine, snapshot, { type })),
    ]),
  );
}

const plain = createMachine({
  initial: 'one',
  states: { one: { on: { GO: 'two' } }, two: { on: { BACK: 'one', GO: undefined } }, three: {} },
});

const nested = createMachine({
  type: 'parallel',
  on: { BACK: '.left.out' },
  states: {
    left: { initial: 'out', states: { out: { on: { GO: 'in' } }, in: {} } },
    right: {
      initial: 'out',
      states: { out: { on: { OTHER: { guard: () => false, target: 'in' } } }, in: {} },
    },
  },
});

const wild = createMachine({
  initial: 'named',
  states: { named: { on: { 'a.*': 'any', GO: 'rest' } }, any: { on: { '*': 'named' } }, rest: {} },
});

const eventless = setup({
  types: { context: {} as { readonly last: string } },
}).createMachine({
  context: { last: '' },
  initial: 'waiting',
  states: {
    waiting: {
      always: { guard: ({ event }) => event.type === 'OTHER', target: 'woken' },
      on: { GO: 'waiting' },
    },
    woken: { entry: assign({ last: ({ event }) => event.type }) },
  },
});

const ending = createMachine({
  initial: 'going',
  states: { going: { on: { GO: 'over' } }, over: { type: 'final' } },
});

const raising = createMachine({
  initial: 'one',
  on: { BACK: { actions: raise({ type: 'OTHER' }) } },
  states: { one: { on: { OTHER: 'two' } }, two: {} },
});

describe('what a machine ignores', () => {
  it.each([
    ['plain', plain],
    ['nested', nested],
    ['wild', wild],
    ['eventless', eventless],
    ['ending', ending],
    ['raising', raising],
  ])('changes nothing and shows nothing, as XState says itself: %s', (_, machine) => {
    let ignored = 0;
    for (const snapshot of statesOf(machine)) {
      for (const type of TYPES) {
        if (!ignoresEvent(machine, snapshot, { type })) continue;
        ignored++;
        const reaction = react(machine, snapshot, { type }, who);
        expect(reaction.effects).toEqual([]);
        expect(snapshotText(machine, reaction.snapshot, who)).toBe(snapshotText(machine, snapshot, who));
      }
    }
    expect(ignored).toBeGreaterThan(0);
  });

  it('is what no active state names', () => {
    const others = ['a', 'a.b', 'a.b.c', 'OTHER', '', 'a.'];
    expect(ignoredBy(plain)).toEqual({
      '"one"': ['BACK', ...others],
      // A transition that is forbidden is named.
      '"two"': others,
    });
    expect(ignoredBy(nested)).toEqual({
      '{"left":"out","right":"out"}': ['a', 'a.b', 'a.b.c', '', 'a.'],
      '{"left":"in","right":"out"}': ['GO', 'a', 'a.b', 'a.b.c', '', 'a.'],
    });
  });

  it('is nothing where a wildcard stands, or a state goes on without an event', () => {
    expect(ignoredBy(wild)).toEqual({ '"named"': [], '"any"': [], '"rest"': TYPES });
    expect(ignoredBy(eventless)['"waiting"']).toEqual([]);
  });

  it('is everything once the machine has ended', () => {
    expect(ignoredBy(ending)['"over"']).toEqual(TYPES);
  });

  it('is nothing where actors may run, and no event of XState', () => {
    const parent = setup({ actors: { child: createMachine({}) } }).createMachine({
      initial: 'one',
      states: { one: {} },
    });
    expect(ignoresEvent(parent, start(parent, undefined, who).snapshot, { type: 'GO' })).toBe(false);
    const { snapshot } = start(plain, undefined, who);
    for (const type of ['xstate.error.actor.x', 'xstate.stop', '*', 'GO.*'])
      expect(ignoresEvent(plain, snapshot, { type })).toBe(false);
  });
});
