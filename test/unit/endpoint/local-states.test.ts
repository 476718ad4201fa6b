import { describe, expect, it } from 'vitest';
import { type AnyStateMachine, assign, cancel, createMachine, emit, raise, setup } from 'xstate';
import { LocalStates } from '../../../src/endpoint/local-states.ts';
import type { EffectHandler } from '../../../src/endpoint/outcome.ts';
import { type EndpointOptions, endpoint } from '../../../src/language/endpoint.ts';
import { ModelError } from '../../../src/language/errors.ts';
import type { EventObject } from '../../../src/language/machine.ts';
import { type EqualDelays, timeRules } from '../../../src/language/time.ts';
import { BLOCKED } from '../../../src/tables/ids.ts';

type Options = EndpointOptions<AnyStateMachine> & {
  readonly tick?: number;
  readonly elastic?: string[];
  readonly equalDelays?: EqualDelays;
};

/** The local states of a machine, whose effects end in lists of texts. Messages are the events in capitals. */
class Fixture {
  readonly states: LocalStates;
  readonly sent: string[] = [];
  readonly observed: string[] = [];
  readonly thrown: string[] = [];

  constructor(
    machine: AnyStateMachine,
    { tick, elastic = [], equalDelays = 'in-order', ...options }: Options = {},
  ) {
    const time = timeRules(tick === undefined ? 'untimed' : { tick, elastic, equalDelays });
    this.states = new LocalStates('client', endpoint(machine, options), time, this.#outlet());
  }

  #outlet(): EffectHandler {
    const types = (events: readonly EventObject[]) => events.map((event) => event.type).join('+');
    return {
      carries: (type) => type === type.toUpperCase(),
      changesLinks: () => false,
      send: (events, sender) => this.sent.push(`${types(events)} from ${String(sender.value)}`),
      observe: (effects) => this.observed.push(types(effects)),
      fail: (message) => this.thrown.push(message),
    };
  }

  /** The local state after these events. */
  after(...types: string[]): number {
    return types.reduce((local, type) => this.react(local, type).next, this.states.start(0).next);
  }

  react(local: number, type: string) {
    return this.states.react(local, this.states.event({ type }));
  }

  value(local: number): unknown {
    return this.states.view(local).value;
  }

  ticks(local: number, count: number): number {
    return count === 0 ? local : this.ticks(this.states.afterTick(local), count - 1);
  }
}

const toggle = createMachine({
  id: 'toggle',
  initial: 'off',
  states: { off: { on: { GO: 'on' } }, on: { on: { GO: 'off' } } },
});

describe('local states', () => {
  it('XState is called once per pair of local state and event, however often the pair comes', () => {
    const { states, ...local } = new Fixture(toggle);
    expect(local).toBeDefined();
    const go = states.event({ type: 'GO' });
    let now = states.start(0).next;
    for (let i = 0; i < 100; i++) now = states.react(now, go).next;
    expect(states.size).toBe(2);
    expect(states.calls).toBe(3);
  });

  it('an event that is ignored leads nowhere', () => {
    const local = new Fixture(toggle);
    const off = local.after();
    expect(local.react(off, 'UNKNOWN')).toEqual({
      next: off,
      sends: 0,
      observations: 0,
      thrown: 0,
      armed: [],
    });
  });

  it('a context that is assigned its own value is no new state', () => {
    const machine = createMachine({ context: { n: 0 }, on: { GO: { actions: assign({ n: 0 }) } } });
    const local = new Fixture(machine);
    expect(local.after('GO')).toBe(local.after());
  });

  it('show value, context, status, tags and timers', () => {
    const machine = createMachine({
      context: { n: 1 },
      initial: 'open',
      states: { open: { tags: ['b', 'a'], after: { 2000: 'open' } } },
    });
    const local = new Fixture(machine, { tick: 1000 });
    const view = local.states.view(local.after());
    expect(view).toMatchObject({
      value: 'open',
      context: { n: 1 },
      status: 'active',
      tags: ['a', 'b'],
      timers: [{ name: '2000', remaining: 3 }],
    });
    expect([view.matches('open'), view.matches('closed')]).toEqual([true, false]);
  });
});

describe('effects', () => {
  const machine = createMachine({
    initial: 'idle',
    states: {
      idle: {
        on: { GO: { target: 'busy', actions: [emit({ type: 'SYN' }), 'note', emit({ type: 'opened' })] } },
      },
      busy: { entry: emit({ type: 'ACK' }) },
    },
  });

  it('what the network carries is sent, by the sender as it is after the step; the rest is observed', () => {
    const local = new Fixture(machine);
    local.after('GO');
    expect(local.sent).toEqual(['SYN+ACK from busy']);
    expect(local.observed).toEqual(['note+opened']);
  });

  it('a machine that throws stays where it is, and the message is kept', () => {
    const throwing = createMachine({
      on: {
        GO: {
          guard: () => {
            throw new Error('no such peer');
          },
          actions: emit({ type: 'SYN' }),
        },
      },
    });
    const local = new Fixture(throwing);
    const before = local.after();
    expect(local.react(before, 'GO')).toMatchObject({ next: before, sends: 0, thrown: 1 });
    expect(local.thrown).toEqual([expect.stringContaining('no such peer')]);
    expect(local.sent).toEqual([]);
  });
});

describe('timers', () => {
  const machine = setup({ delays: { WAIT: 2000, SHORT: 500 } }).createMachine({
    id: 'm',
    initial: 'idle',
    states: {
      idle: { on: { GO: 'waiting', SHORT: 'hasty' } },
      waiting: { after: { WAIT: 'over' }, on: { STOP: 'idle', AGAIN: { target: 'waiting', reenter: true } } },
      hasty: { after: { SHORT: 'over' } },
      over: { type: 'final' },
    },
  });

  it('a timer of 2 ticks fires at the third tick, not earlier, and the tick after it must wait for it', () => {
    const local = new Fixture(machine, { tick: 1000 });
    const waiting = local.after('GO');
    for (const passed of [0, 1, 2]) expect(local.states.expiries(local.ticks(waiting, passed))).toEqual([]);
    const due = local.ticks(waiting, 3);
    expect(
      local.states.expiries(due).map(({ timer, outcome }) => [timer.name, local.value(outcome.next)]),
    ).toEqual([['WAIT', 'over']]);
    expect(local.states.afterTick(due)).toBe(BLOCKED);
  });

  it('leaving the state disarms its timer, and entering it again starts from the beginning', () => {
    const local = new Fixture(machine, { tick: 1000 });
    const later = local.ticks(local.after('GO'), 2);
    expect(local.react(later, 'STOP').next).toBe(local.after());
    expect(local.react(later, 'AGAIN').next).toBe(local.after('GO'));
  });

  it('an event that is ignored leaves the timers running', () => {
    const local = new Fixture(machine, { tick: 1000 });
    const later = local.ticks(local.after('GO'), 2);
    expect(local.react(later, 'UNKNOWN').next).toBe(later);
  });

  it('a delay that is no whole number of ticks is refused, naming endpoint and timer', () => {
    const local = new Fixture(machine, { tick: 1000 });
    expect(() => local.after('SHORT')).toThrow(ModelError);
    expect(() => local.after('SHORT')).toThrow(
      'endpoint "client": the timer "SHORT" is armed with 500 ms, which is no whole number of ticks of 1000 ms',
    );
  });

  it('an elastic timer may fire at once, after any number of ticks, and needs no whole number of them', () => {
    const local = new Fixture(machine, { tick: 1000, elastic: ['SHORT'] });
    const hasty = local.after('SHORT');
    expect(local.states.expiries(hasty)).toHaveLength(1);
    expect(local.states.afterTick(hasty)).toBe(hasty);
  });

  it('an untimed timer may fire at any moment', () => {
    const local = new Fixture(machine);
    expect(local.states.expiries(local.after('GO'))).toHaveLength(1);
  });

  it('a machine that is done has no timers left', () => {
    const ending = createMachine({
      initial: 'a',
      states: {
        a: { entry: raise({ type: 'LATE' }, { delay: 1000, id: 'late' }), on: { GO: 'end' } },
        end: { type: 'final' },
      },
    });
    const local = new Fixture(ending, { tick: 1000 });
    expect(local.states.view(local.after()).timers).toHaveLength(1);
    expect(local.states.view(local.after('GO')).timers).toEqual([]);
  });

  it('whose id is a number can be cancelled by it', () => {
    const numbered = { id: 5, delay: 1000 } as unknown as { id: string; delay: number };
    const machine = createMachine({
      on: {
        GO: { actions: raise({ type: 'LATE' }, numbered) },
        STOP: { actions: cancel(5 as unknown as string) },
      },
    });
    const local = new Fixture(machine, { tick: 1000 });
    expect(local.states.view(local.after('GO')).timers).toHaveLength(1);
    expect(local.states.view(local.after('GO', 'STOP')).timers).toEqual([]);
  });

  it('two equal timers give one expiry, and those with equal delays the first in order', () => {
    const twice = raise({ type: 'T' }, { delay: 1000, id: 't' });
    const again = createMachine({ on: { GO: { actions: twice } } });
    const expiries = (equalDelays: EqualDelays) => {
      const local = new Fixture(again, { tick: 1000, equalDelays });
      const three = local.after('GO', 'GO', 'GO');
      expect(local.states.view(three).timers).toHaveLength(3);
      return local.states.expiries(local.ticks(three, 2));
    };
    // The two that can no longer be cancelled are alike; the newest differs from them.
    expect(expiries('any-order')).toHaveLength(2);
    expect(expiries('in-order')).toHaveLength(1);
  });
});

describe('external events', () => {
  const names = (local: Fixture, state: number) =>
    local.states.externalEvents(state).map((id) => local.states.eventOf(id).type);

  it('are the same in every local state if they are a list; equal ones are one', () => {
    const local = new Fixture(toggle, { events: [{ type: 'GO' }, { type: 'STOP' }, { type: 'GO' }] });
    expect(names(local, local.after())).toEqual(['GO', 'STOP']);
    expect(names(local, local.after('GO'))).toEqual(['GO', 'STOP']);
  });

  it('may depend on the local state', () => {
    const local = new Fixture(toggle, { events: (state) => (state.matches('on') ? [] : [{ type: 'GO' }]) });
    expect(names(local, local.after())).toEqual(['GO']);
    expect(names(local, local.after('GO'))).toEqual([]);
  });

  it('that cannot be listed are an error that names the endpoint', () => {
    const local = new Fixture(toggle, {
      events: () => {
        throw new Error('oh');
      },
    });
    expect(() => names(local, local.after())).toThrow(
      'endpoint "client": its list of environment events threw: oh',
    );
  });

  it('that are not plain data are an error that names endpoint, event and path', () => {
    const local = new Fixture(toggle, { events: [{ type: 'GO', at: new WeakMap() }] as never });
    expect(() => names(local, local.after())).toThrow(
      'endpoint "client": the event "GO": event.at is an instance of WeakMap (keep what is needed of it: in a plain object, a Map, a Set, a Date); events must be plain data',
    );
  });
});
