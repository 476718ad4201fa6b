import { describe, expect, it } from 'vitest';
import { type AnyStateMachine, assign, createMachine, emit } from 'xstate';
import { LocalStates } from '../../../src/endpoint/local-states.ts';
import { endpoint } from '../../../src/language/endpoint.ts';
import { ModelError } from '../../../src/language/errors.ts';
import type { EventObject } from '../../../src/language/machine.ts';
import { timeRules } from '../../../src/language/time.ts';

/** The contexts that a machine goes through on these events, each in the state that the last one led to. */
function contexts(machine: AnyStateMachine, types: readonly string[], input?: unknown): unknown[] {
  const states = localStates(machine, input);
  let local = states.start(0).next;
  return [
    states.view(local).context,
    ...types.map((type) => {
      local = states.react(local, states.event({ type })).next;
      return states.view(local).context;
    }),
  ];
}

function localStates(machine: AnyStateMachine, input?: unknown, sent: EventObject[] = []): LocalStates {
  return new LocalStates('a', endpoint(machine, { input } as never), timeRules('untimed'), {
    carries: () => true,
    changesLinks: () => false,
    send: (events) => sent.push(...events),
    observe: () => 1,
    fail: () => 1,
  });
}

function refusalOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

interface Listed {
  list: number[];
}
const push = assign(({ context }: { context: Listed }) => {
  context.list.push(context.list.length);
  return {};
});

/** A machine whose list is made anew at each start. */
function growing(actions: unknown): AnyStateMachine {
  return createMachine({ context: () => ({ list: [] }), on: { GO: { actions } } } as never);
}

describe('a machine may change its data in place', () => {
  it('and each event then finds the state as it was before', () => {
    const machine = growing([push]);
    const states = localStates(machine);
    const start = states.start(0).next;
    const go = states.event({ type: 'GO' });
    const one = states.react(start, go).next;
    expect(states.view(states.react(one, go).next).context).toEqual({ list: [0, 1] });
    expect([states.view(start).context, states.view(one).context]).toEqual([{ list: [] }, { list: [0] }]);
    expect(states.size).toBe(3);
  });

  it('and each start then has the context that is written, of which XState has but one', () => {
    const context = { list: [] as number[] };
    const machine = createMachine({ context, entry: push, on: { GO: { actions: push } } });
    for (const _ of ['once', 'again']) {
      expect(contexts(machine, ['GO'])).toEqual([{ list: [0] }, { list: [0, 1] }]);
    }
    expect(context).toEqual({ list: [] });
  });

  it('and each start then has the input that is given', () => {
    const input = { list: [7] };
    const machine = createMachine({
      context: (args: { input: Listed }) => ({ list: args.input.list }),
      entry: push,
    } as never);
    for (const _ of ['once', 'again']) expect(contexts(machine, [], input)).toEqual([{ list: [7, 1] }]);
    expect(input).toEqual({ list: [7] });
  });

  it('and so it may the event: what is kept of it stays', () => {
    const take = ({ event }: { event: EventObject }) => (event as unknown as Listed).list.shift() ?? null;
    const machine = createMachine({
      context: { last: null as number | null },
      on: { JOBS: { actions: assign({ last: take }) } },
    });
    const states = localStates(machine);
    const jobs = states.event({ type: 'JOBS', list: [1, 2] } as EventObject);
    const first = states.react(states.start(0).next, jobs).next;
    expect(states.view(first).context).toEqual({ last: 1 });
    expect(states.react(first, jobs).next).toBe(first);
    expect(states.eventOf(jobs)).toEqual({ type: 'JOBS', list: [1, 2] });
  });

  it('and what it sends is not what it keeps', () => {
    const sent: EventObject[] = [];
    const say = emit(({ context }: { context: Listed }) => ({ type: 'M', list: context.list }));
    const machine = growing([say, push]);
    const states = localStates(machine, undefined, sent);
    const go = states.event({ type: 'GO' });
    states.react(states.react(states.start(0).next, go).next, go);
    // XState emits after the step: the list is then what the step has made of it.
    expect(sent).toEqual([
      { type: 'M', list: [0] },
      { type: 'M', list: [0, 1] },
    ]);
  });
});

describe('a machine is refused that its state does not tell everything of', () => {
  const REFUSED = 'endpoint "a": the machine "m" in state {}, given {"type":"GO"}, is no function';
  const doing = (context: object, action: unknown, guard?: unknown) =>
    createMachine({
      id: 'm',
      context,
      on: { GO: { actions: action, ...(guard !== undefined && { guard }) } },
    } as never);
  const GO = ['GO'];

  it('where two parts of its data are one and the same object, and one is changed', () => {
    const list: number[] = [];
    const message = refusalOf(() => contexts(doing({ list, same: list }, push), GO));
    expect(message).toContain(`${REFUSED} of state and event; context.same comes out in two ways`);
    expect(message).toContain('make copies where parts are shared');
    expect(list).toEqual([]);
  });

  it('where it asks whether an object is a certain one', () => {
    const IDLE = {};
    const isIdle = ({ context }: { context: { mode: object } }) => context.mode === IDLE;
    const message = refusalOf(() => contexts(doing({ mode: IDLE }, assign({ mode: () => [] }), isIdle), GO));
    expect(message).toContain(REFUSED);
    expect(message).toContain('compared by identity');
  });

  it('where an object is frozen that it tries to change', () => {
    const message = refusalOf(() => contexts(doing({ list: Object.freeze([]) }, push), GO));
    expect(message).toContain(REFUSED);
    expect(message).toContain('or frozen');
  });

  it('where it counts in a variable', () => {
    let calls = 0;
    const message = refusalOf(() => contexts(doing({ n: 0 }, assign({ n: () => calls++ % 2 })), GO));
    expect(message).toContain(`${REFUSED} of state and event; context.n comes out in two ways`);
    expect(message).toContain('put that into the context');
  });

  it('where it does something else later on', () => {
    let calls = 0;
    const later = assign(({ context }: { context: { n: number } }) => ({
      n: calls++ < 4 ? context.n + 1 : 0,
    }));
    expect(refusalOf(() => contexts(doing({ n: 0 }, later), ['GO', 'GO', 'GO', 'GO']))).toContain(
      'is no function',
    );
  });

  it('where it starts in two ways', () => {
    let starts = 0;
    const machine = createMachine({ id: 'm', context: () => ({ n: starts++ }) });
    expect(refusalOf(() => contexts(machine, []))).toContain(
      'the machine "m" when it starts, is no function of state and event; context.n comes out in two ways',
    );
  });
});

describe('self and system', () => {
  it('self.getSnapshot() is the state before the step; when the machine starts there is none', () => {
    const seen = ({ self }: { self: { getSnapshot(): { value: unknown } | undefined } }) =>
      self.getSnapshot()?.value ?? null;
    const machine = createMachine({
      context: { seen: 'nothing' as unknown },
      entry: assign({ seen }),
      initial: 'a',
      states: { a: { on: { GO: { target: 'b', actions: assign({ seen }) } } }, b: {} },
    });
    expect(contexts(machine, ['GO'])).toEqual([{ seen: null }, { seen: 'a' }]);
  });

  const uses: Record<string, (args: { self: unknown; system: unknown }) => unknown> = {
    'self.send': ({ self }) => (self as { send(event: unknown): void }).send({ type: 'GO' }),
    'self.sessionId': ({ self }) => (self as { sessionId: string }).sessionId,
    'self.subscribe': ({ self }) => (self as { subscribe(f: unknown): unknown }).subscribe(() => {}) && 1,
    'system.getAll': ({ system }) => (system as { getAll(): unknown }).getAll() ?? null,
  };
  for (const [name, use] of Object.entries(uses)) {
    it(`${name} is refused by name, with place and way out, even where it is caught`, () => {
      const caught = (args: never) => {
        try {
          return use(args);
        } catch {
          return 0;
        }
      };
      for (const n of [use, caught] as never[]) {
        const machine = createMachine({ id: 'm', context: { n: 0 }, on: { GO: { actions: assign({ n }) } } });
        expect(refusalOf(() => contexts(machine, ['GO']))).toMatch(
          new RegExp(`^endpoint "a": the machine "m" in state {}, given GO, uses ${name}; (use|it|other)`),
        );
      }
    });
  }
});
